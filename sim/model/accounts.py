"""The ledger as tables: which mechanism moved what, with the changes that were made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.ledger import ENTRIES
from sim.state import P, T

if TYPE_CHECKING:
    import pandas as pd

    from sim.lanes import Indices, Lanes, Numbers
    from sim.organization import Organization

QUANTITIES = tuple(dict.fromkeys(entry.quantity for entry in ENTRIES))
"""What is booked; of ties, the sum over a client's ties."""

OF_TIES = ("animosity", "camaraderie")
"""Which of them are booked with the client, summed over the client's ties."""

BY_HAND = "by_hand"
"""The mechanism under which changes are booked that no mechanism of the model made."""


def held(lanes: Lanes) -> Numbers:
    """What the ledger explains, as it stands: shape (6, n), of ties the sum over a client's ties."""
    people, ties, n = lanes.people[:, :, 0], lanes.ties[:, :, 0], lanes.people.shape[1]
    return np.stack(
        [
            np.bincount(lanes.client, weights=ties[T[name]], minlength=n) if name in OF_TIES else people[P[name]]
            for name in QUANTITIES
        ]
    )


class Accounts:
    """A run's ledger: what the engine booked, and what was changed from outside.

    Both are kept alike: for each person in total and on the last day, for each department by day.
    """

    def __init__(self, organization: Organization, lanes: Lanes) -> None:
        self._organization = organization
        self._known = held(lanes)
        self._by_hand = np.zeros_like(self._known)
        self._of_people: dict[int, Numbers] = {}  # by day, the last day and the coming one only: (6, n)
        self._of_departments: dict[int, Numbers] = {}  # by day: (6, departments)

    def note(self, lanes: Lanes, day: int) -> None:
        """Book on a day whatever has changed since the engine last worked."""
        now = held(lanes)
        change = now - self._known
        if not change.any():
            return
        office, many = self._organization.department, len(self._organization.departments)
        by_department: Numbers = np.array(
            [np.bincount(office, weights=each, minlength=many) for each in change], dtype=np.float64
        )
        self._known = now
        self._by_hand += change
        _add(self._of_departments, day, by_department)
        _add(self._of_people, day, change)
        for old in [when for when in self._of_people if when < day - 1]:
            del self._of_people[old]

    def settle(self, lanes: Lanes) -> None:
        """Take what the engine has made as known: it has booked it itself."""
        self._known = held(lanes)

    def table(
        self, lanes: Lanes, lived: int, person: int | None, department: int | None, day: int | None
    ) -> pd.DataFrame:
        """The entries of some people together: quantity, mechanism, meaning, amount (the sum), mean.

        Args:
            lanes: The run.
            lived: How many days it has lived.
            person: A single person; if none, a department's people, and everybody without one.
            department: The department.
            day: One day; all so far if none.

        Raises:
            ValueError: If nothing is kept of that day.
        """
        people = self._people(person, department)
        if day is not None:
            _check_day(day, lived, last_only=person is not None)
        if day is None:
            entries, by_hand = lanes.ledger_total[:, people, 0], self._by_hand[:, people]
        elif person is not None:
            entries, by_hand = lanes.ledger[:, people, 0], _columns(self._of_people.get(day), people)
        else:
            places = range(len(self._organization.departments)) if department is None else [department]
            entries = lanes.ledger_days[day][:, places, 0]
            by_hand = _columns(self._of_departments.get(day), places)
        ties = int(np.isin(self._organization.client, people).sum())
        return _table(entries.sum(axis=1), by_hand.sum(axis=1), len(people), ties)

    def _people(self, person: int | None, department: int | None) -> Indices:
        if person is not None:
            return np.array([person])
        return np.flatnonzero((self._organization.department == department) | (department is None))


def _add(book: dict[int, Numbers], day: int, change: Numbers) -> None:
    book[day] = book[day] + change if day in book else change


def _columns(kept: Numbers | None, places: Sequence[int] | Indices) -> Numbers:
    """Some columns of what is kept; zeros where nothing is."""
    return np.zeros((len(QUANTITIES), 1)) if kept is None else kept[:, places]


def _check_day(day: int, lived: int, *, last_only: bool) -> None:
    if not 0 <= day < lived:
        allowed = f"0 to {lived - 1}" if lived else "none, since no day has been lived yet"
        raise ValueError(f"day: found {day}, allowed are {allowed}")
    if last_only and day != lived - 1:
        raise ValueError(
            f"a person's entries are kept for the last day, {lived - 1}; those of day {day} come back with"
            f" model.at({day + 1}).ledger(person=…, day={day})"
        )


def _table(entries: Numbers, by_hand: Numbers, people: int, ties: int) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (entry.quantity, entry.mechanism, entry.meaning, float(amount))
        for entry, amount in zip(ENTRIES, entries, strict=True)
    ]
    rows += [
        (name, BY_HAND, "changed from outside: by hand, or by a mechanism of one's own", float(amount))
        for name, amount in zip(QUANTITIES, by_hand, strict=True)
        if amount != 0.0
    ]
    made = pd.DataFrame(rows, columns=["quantity", "mechanism", "meaning", "amount"])
    made["mean"] = made["amount"] / np.where(made["quantity"].isin(OF_TIES), max(ties, 1), max(people, 1))
    order = {name: place for place, name in enumerate(QUANTITIES)}
    return made.sort_values("quantity", key=lambda names: names.map(order), kind="stable", ignore_index=True)
