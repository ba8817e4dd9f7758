"""Why somebody feels as they do: whom they serve, whom they wait for, and the ledger in words whose amounts add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.glossary import find
from sim.ledger import ENTRIES
from sim.live.describing import of_department, of_person, of_tie
from sim.live.history import POLICY
from sim.mechanisms import K
from sim.state import P, T

if TYPE_CHECKING:
    from sim.lanes import Indices, Numbers
    from sim.live.side import Side
    from sim.live.snapshots import Snapshot

TOLD = {"morale": "morale", "cynicism": "cynicism", "animosity": "grudges held"}
"""What is accounted for, and how it is called; grudges as the mean over one's ties."""

NOT_SETTLED = "mood", "mood that has not settled yet"
"""The line of morale's account that takes what cannot be laid at one cause's door: its name and its words."""

SLOWEST_RETURN = 0.05
"""The return of mood in a day below which its causes take too long to settle to be told apart."""

DECIMALS = 3
"""Decimals of an amount."""


class UnknownError(ValueError):
    """Somebody or something is asked about that is not there."""


@dataclass(frozen=True, slots=True)
class _Then:
    """The office on an earlier morning."""

    day: int
    snapshot: Snapshot
    lane: int

    def people(self, row: int) -> Numbers:
        return self.snapshot.held("people")[row, :, self.lane]

    def ties(self, row: int) -> Numbers:
        return self.snapshot.held("ties")[row, :, self.lane]

    @property
    def total(self) -> Numbers:
        return self.snapshot.held("ledger_total")[:, :, self.lane]


def why(side: Side, what: str, who: int, since: int = 0) -> dict[str, Any]:
    """The story of a person, a department or a tie.

    Args:
        side: The office.
        what: ``person``, ``department`` or ``tie``.
        who: Their number.
        since: The day from which on is told; the nearest earlier one of which there is a snapshot is taken.

    Returns:
        Plain data: title, lines of text, and the ledger. Of a tie, the ledger is its client's.

    Raises:
        UnknownError: If there is none of that number.
    """
    organization = side.organization
    many = {"person": organization.headcount, "department": len(organization.departments)}.get(
        what, organization.tie_count
    )
    if not 0 <= who < many:
        raise UnknownError(f"{what}: found {who}, allowed are 0 to {many - 1}")
    then = _then(side, min(since, side.day))
    if what == "department":
        people = np.flatnonzero(organization.department == who)
        title, lines = of_department(side, who)
    elif what == "person":
        people = np.array([who])
        title, lines = of_person(side, who)
    else:
        people = organization.client[who : who + 1]
        title, lines = of_tie(side, who, then.day, float(then.ties(T.animosity)[who]))
    ledger = [_account(side, then, name, people) for name in TOLD]
    whose = organization.ids[int(people[0])] if what == "tie" else ""
    return {
        "what": what,
        "who": who,
        "title": title,
        "lines": lines,
        "ledger": ledger,
        "since": then.day,
        "whose": whose,
    }


def shares_of(total: int, amounts: Numbers) -> list[int]:
    """Whole amounts that add up to a whole total, each as near to its own as can be: the largest remainders are rounded up.

    Args:
        total: What they shall add up to.
        amounts: The exact amounts, which add up to nearly that.
    """
    floors = np.floor(amounts).astype(np.int64)
    if not len(floors):
        return []
    each, more = divmod(total - int(floors.sum()), len(floors))
    made = floors + each
    made[np.argsort(-(amounts - np.floor(amounts)), kind="stable")[:more]] += 1
    return [int(value) for value in made]


def _then(side: Side, since: int) -> _Then:
    snapshot = side.offices.snapshots.before(since)
    return _Then(snapshot.day, snapshot, side.lane if side.lane < snapshot.lanes else POLICY)


def _account(side: Side, then: _Then, name: str, people: Indices) -> dict[str, Any]:
    """One quantity: where it stood, where it stands, and what moved it, all in steps of the last decimal."""
    if name == "animosity":
        mine = np.isin(side.organization.client, people)
        many = max(1, int(mine.sum()))
        before, now = then.ties(T[name])[mine].sum() / many, side.ties[T[name]][mine].sum() / many
    else:
        many = len(people)
        before, now = then.people(P[name])[people].mean(), side.people[P[name]][people].mean()
    scale = 10**DECIMALS
    first, last = round(float(before) * scale), round(float(now) * scale)
    moved = side.lanes.ledger_total[:, people, side.lane].sum(axis=1) - then.total[:, people].sum(axis=1)
    lines = _morale(side, moved) if name == "morale" else _lines(moved, name)
    shown = shares_of(last - first, np.array([amount for _, _, amount in lines]) * scale / many)
    entries = [
        {"name": mechanism, "text": words, "amount": amount / scale}
        for (mechanism, words, _), amount in zip(lines, shown, strict=True)
        if amount
    ]
    return {
        "quantity": name,
        "title": TOLD[name],
        "meaning": find(f"state.{name}")[0][0].meaning,
        "from": first / scale,
        "to": last / scale,
        "total": (last - first) / scale,
        "entries": sorted(entries, key=lambda each: -abs(each["amount"])),
    }


def _lines(moved: Numbers, quantity: str) -> list[tuple[str, str, float]]:
    """The ledger's lines of a quantity that moved it: mechanism, words, amount."""
    return [
        (entry.mechanism, entry.meaning, float(moved[row]))
        for row, entry in enumerate(ENTRIES)
        if entry.quantity == quantity and moved[row] != 0.0
    ]


def _morale(side: Side, moved: Numbers) -> list[tuple[str, str, float]]:
    """The lines of morale, with what mood has brought to it laid to mood's own causes.

    Mood m returns to morale M by r (M − m) a day and is pushed by causes c, morale follows by l (m − M); so over the days
    a push of c has moved morale by c l / r. What mood's returning to a moving morale makes different is a line of its own.
    """
    learning, back = side.lanes.coefficients[[K.morale_learning, K.mood_return], side.lane]
    lines = _lines(moved, "morale")
    if back < SLOWEST_RETURN:
        return lines
    causes = [
        (f"mood_{mechanism}", words, amount * float(learning / back))
        for mechanism, words, amount in _lines(moved, "mood")
        if mechanism not in ("return", "turnover")
    ]
    settled = next((amount for mechanism, _, amount in lines if mechanism == "mood"), 0.0)
    rest = settled - sum(amount for *_, amount in causes)
    return [*causes, (*NOT_SETTLED, rest), *(each for each in lines if each[0] != "mood")]
