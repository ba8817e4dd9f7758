"""One of the offices that live side by side, to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sim.measures import by_department, series
from sim.policy import X

if TYPE_CHECKING:
    import pandas as pd

    from sim.lanes import Lanes, Numbers
    from sim.live.offices import Offices
    from sim.organization import Organization


class Seen(Protocol):
    """An office that is looked at, such as :class:`Side`: what is drawn and weighed of it."""

    @property
    def lanes(self) -> Lanes:
        """The engine's arrays, of which this office is one lane."""

    @property
    def lane(self) -> int:
        """Which lane."""

    @property
    def organization(self) -> Organization:
        """Who works there."""

    @property
    def day(self) -> int:
        """How many days have been lived."""

    @property
    def people(self) -> Numbers:
        """What people remember and what the day brought: shape (len(P), n)."""

    @property
    def ties(self) -> Numbers:
        """The same of ties: shape (len(T), m)."""

    def course(self, name: str) -> Numbers:
        """A measure on each day so far: (days,)."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the offices, to look at: 0 the policy, 1 the twin, 2 the first run."""

    offices: Offices
    lane: int
    _told: dict[tuple[str | None, int, int], pd.DataFrame] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def lanes(self) -> Lanes:
        """The engine's arrays, of which this office is one lane."""
        return self.offices.lanes

    @property
    def organization(self) -> Organization:
        """Who works there."""
        return self.offices.organization

    @property
    def day(self) -> int:
        """How many days have been lived."""
        return self.offices.day

    @property
    def people(self) -> Numbers:
        """What people remember and what the day brought: rows :data:`sim.state.P`, shape (len(P), n)."""
        return self.lanes.people[:, :, self.lane]

    @property
    def ties(self) -> Numbers:
        """The same of ties: rows :data:`sim.state.T`, shape (len(T), m)."""
        return self.lanes.ties[:, :, self.lane]

    @property
    def levers(self) -> dict[str, float]:
        """How far each lever is pulled on the coming day."""
        row = self.offices.plans[self.lane].levers(self.day, self.day + 1)[0]
        return {each.name: float(row[each]) for each in X}

    def series(self, department: str | None = None) -> pd.DataFrame:
        """Every measure by day, of the whole office or of a department; kept in scenarios that tell a story only.

        What was asked for once is kept while no day passes: what a chapter reveals asks for it dozens of times.

        Raises:
            ValueError: If there is no such department.
        """
        when = (department, self.day, self.offices.generation)
        if when not in self._told:
            self._told.clear()
            self._told[when] = self._series(department)
        return self._told[when]

    def _series(self, department: str | None) -> pd.DataFrame:
        import pandas as pd

        lane = slice(self.lane, self.lane + 1)
        tally, office = self.lanes.tally[: self.day, ..., lane], self.lanes.office_days[: self.day, :, lane]
        if department is None:
            values = {name: each[:, 0] for name, each in series(tally, office, self.offices.counts).items()}
        else:
            place = self.organization.departments.index(department)
            by_place = by_department(tally, office, self.offices.counts)
            values = {name: each[:, place, 0] for name, each in by_place.items()}
        return pd.DataFrame(values, index=pd.RangeIndex(self.day, name="day"))

    def course(self, name: str) -> Numbers:
        """A measure of :data:`sim.live.history.COLUMNS` on each day so far: (days,)."""
        return self.offices.history.course(self.lane, name, self.day)
