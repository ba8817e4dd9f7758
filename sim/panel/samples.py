"""The rows of the panel: people, ties and events of a day, as columns by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from sim.panel.columns import FLOWS, MEANS, OPENING, TIE_FLOWS
from sim.policy import Kind
from sim.state import P, T

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers
    from sim.organization import Organization

Cells: TypeAlias = Any
"""A column of a table: an array, or what Arrow makes one of."""


class Names:
    """The organization's names as Arrow's dictionaries, so that each is stored once."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.ids = organization.ids
        self.departments = organization.departments
        self.kinds = [kind.name for kind in Kind]
        self.events = ["quit", "layoff", "hire"]

    @staticmethod
    def of(numbers: Any, names: list[str]) -> Cells:
        """A column of names, by their numbers; -1 for none."""
        import pyarrow as pa

        places = np.asarray(numbers, dtype=np.int32)
        return pa.DictionaryArray.from_arrays(pa.array(places, mask=places < 0), pa.array(names))


class Occupants:
    """The people who sit on the chairs: ``sales-01/0`` is the first who sat there, ``sales-01/1`` whoever came next."""

    def __init__(self, lanes: Lanes, names: Names) -> None:
        self._chairs = names.ids
        self._numbers = [0] * lanes.people.shape[1]
        self._called = [f"{chair}/0" for chair in self._chairs]

    def add(self, lanes: Lanes) -> None:
        """Take in who was hired on the day that was just lived."""
        for chair in np.flatnonzero(lanes.people[P.hired, :, 0] > 0.0).tolist():
            self._numbers[chair] += 1
            self._called[chair] = f"{self._chairs[chair]}/{self._numbers[chair]}"

    def of(self, chairs: Any, vacant: Any = None) -> Cells:
        """A column of who sits on some chairs, null where one is vacant."""
        return Names.of(chairs if vacant is None else np.where(vacant, -1, chairs), self._called)


class Sums:
    """Flows since the last sample."""

    def __init__(self, lanes: Lanes) -> None:
        self.rows = [int(P[name]) for name in FLOWS]
        self.tie_rows = [int(T[name]) for name in TIE_FLOWS]
        self.people = np.zeros((len(FLOWS), lanes.people.shape[1]))
        self.ties = np.zeros((len(TIE_FLOWS), lanes.ties.shape[1]))
        self.tie_quality = np.zeros(lanes.ties.shape[1])
        self.mean_rows = [int(P[name]) for name in MEANS]
        self.evenings = np.zeros((len(MEANS), lanes.people.shape[1]))
        self.workmanship = np.zeros(lanes.people.shape[1])
        self.days = 0

    def add(self, lanes: Lanes) -> None:
        """Take in the day that was just lived."""
        self.people += lanes.people[self.rows, :, 0]
        self.ties += lanes.ties[self.tie_rows, :, 0]
        self.tie_quality += lanes.ties[T.served, :, 0] * lanes.ties[T.quality, :, 0]
        self.evenings += lanes.people[self.mean_rows, :, 0]
        self.workmanship += lanes.people[P.workmanship, :, 0] * lanes.people[P.finished, :, 0]
        self.days += 1

    def clear(self) -> None:
        """Begin anew after a sample."""
        self.people[:] = 0.0
        self.ties[:] = 0.0
        self.tie_quality[:] = 0.0
        self.evenings[:] = 0.0
        self.workmanship[:] = 0.0
        self.days = 0


def _ratio(numerator: Numbers, denominator: Numbers) -> Cells:
    """A column of ratios, null where there is nothing to divide by."""
    import pyarrow as pa

    nothing = denominator <= 0.0
    return pa.array(numerator / np.where(nothing, 1.0, denominator), mask=nothing)


def _of_the_day(values: Numbers, day: int) -> Cells:
    """A column of what a day brought, null at the opening, when no day has been."""
    import pyarrow as pa

    return pa.nulls(len(values), pa.float64()) if day == OPENING else values


def people_rows(lanes: Lanes, names: Names, day: int, sums: Sums, occupants: Occupants) -> dict[str, Cells]:
    """A sample of all people."""
    organization, n = names.organization, lanes.people.shape[1]
    made: dict[str, Cells] = {
        "day": np.full(n, day, dtype=np.int32),
        "days": np.full(n, sums.days, dtype=np.int32),
        "person": names.of(np.arange(n), names.ids),
        "occupant": occupants.of(np.arange(n), lanes.people[P.vacant, :, 0] > 0.0),
        "department": names.of(organization.department, names.departments),
        "team": organization.team.astype(np.int32),
        "manager": names.of(organization.boss, names.ids),
        "level": organization.level.astype(np.int32),
    }
    for row in P:
        values = lanes.people[row, :, 0]
        made[row.name] = values if row < P.arrived else _of_the_day(values, day)
    flows = dict(zip(FLOWS, sums.people, strict=True))
    made |= {name: _of_the_day(values, day) for name, values in flows.items()}
    ties = np.diff(organization.client_start).astype(np.float64)
    made["quality_received"] = _ratio(flows["received_quality"], flows["received"])
    made["quality_given"] = _ratio(flows["given_quality"], flows["given"])
    for name, summed in zip(MEANS, sums.evenings, strict=True):
        made[f"{name}_mean"] = _ratio(summed, np.full(n, float(sums.days)))
    made["workmanship_mean"] = _ratio(sums.workmanship, flows["finished"])
    made["days_waited"] = _ratio(flows["waited"], flows["received"])
    made["approval_days_waited"] = _ratio(flows["approvals_waited"], flows["approvals_received"])
    for name, row in (("animosity_mean", T.animosity), ("camaraderie_mean", T.camaraderie)):
        summed = np.zeros(n)
        np.add.at(summed, lanes.client, lanes.ties[row, :, 0])
        made[name] = _ratio(summed, ties)
    return made


def tie_rows(lanes: Lanes, names: Names, day: int, sums: Sums, occupants: Occupants) -> dict[str, Cells]:
    """A sample of all ties."""
    m, vacant = lanes.ties.shape[1], lanes.people[P.vacant, :, 0] > 0.0
    flows = dict(zip(TIE_FLOWS, sums.ties, strict=True))
    return {
        "day": np.full(m, day, dtype=np.int32),
        "days": np.full(m, sums.days, dtype=np.int32),
        "client": names.of(lanes.client, names.ids),
        "client_occupant": occupants.of(lanes.client, vacant[lanes.client]),
        "provider": names.of(lanes.provider, names.ids),
        "provider_occupant": occupants.of(lanes.provider, vacant[lanes.provider]),
        "kind": names.of(lanes.kind, names.kinds),
        "weight": lanes.weight,
        **{row.name: lanes.ties[row, :, 0] for row in T if row < T.served},
        **{name: _of_the_day(values, day) for name, values in flows.items()},
        "quality": _ratio(sums.tie_quality, flows["served"]),
    }


def event_rows(
    lanes: Lanes, names: Names, day: int, before: Numbers, occupants: Occupants
) -> Iterator[dict[str, Cells]]:  # fmt: skip
    """Who quit, was laid off or was hired on a day, each kind of event at a time.

    Args:
        lanes: The run, on the evening of the day.
        names: The names.
        day: The day.
        before: Traits and state on the evening before, shape (rows, n).
        occupants: Who sits on the chairs, newcomers of the day among them.
    """
    people = lanes.people[:, :, 0]
    for event, row in enumerate((P.quit, P.laid_off, P.hired)):
        who = np.flatnonzero(people[row] > 0.0)
        if not len(who):
            continue
        state = people if row is P.hired else before
        made: dict[str, Cells] = {
            "day": np.full(len(who), day, dtype=np.int32),
            "event": names.of(np.full(len(who), event), names.events),
            "person": names.of(who, names.ids),
            "occupant": occupants.of(who),
            "department": names.of(lanes.department[who], names.departments),
        }
        for each in P:
            if each < P.arrived:
                made[each.name] = state[each, who]
        made["animosity_met"] = people[P.animosity_met, who]
        yield made
