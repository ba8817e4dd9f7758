"""The film of one office: what the live view would draw of it on every evening, small enough for a mail.

Of every evening a film keeps everybody's morale in 6 bits, their piles in whole days of work, their flags, and some of
the requests and answers; of every fifth evening the strongest grudges. Numbers are kept as differences from the day
before, which compress well; those of the charts are kept in full. ``recording.js`` reads what is written here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sim.live.frames import FULL_DESK, picture

if TYPE_CHECKING:
    from sim.live.history import Rows
    from sim.live.side import Seen

MORALE = 63
"""The highest morale, in 6 bits."""

MOST_PULSES = 30
"""How many requests and answers of a day are kept; the film says how many there were."""

MOST_GRUDGES = 60
"""How many grudges of an evening are kept, the strongest."""

GRUDGES_EVERY = 5
"""Days between two evenings of which grudges are kept: a working week."""

ANIMOSITY = 15
"""The strongest grudge, in 4 bits."""

Bytes = npt.NDArray[np.uint8]

_PULSE = np.dtype([("tie", "<u4"), ("kind", "u1"), ("strength", "u1")])
_GRUDGE = np.dtype([("tie", "<u4"), ("animosity", "u1")])


@dataclass
class _Marks:
    """Some ties of every evening: how many there were, how many are kept, which, and what is said of each."""

    every: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    ties: list[npt.NDArray[Any]] = field(default_factory=list)
    said: list[Bytes] = field(default_factory=list)

    def add(self, every: int, ties: npt.NDArray[Any], said: Bytes) -> None:
        order = np.argsort(ties, kind="stable")
        self.every.append(every)
        self.kept.append(len(ties))
        self.ties.append(np.diff(ties[order].astype(np.int64), prepend=0))
        self.said.append(said[order].astype(np.uint8))

    def parts(self, name: str) -> dict[str, bytes]:
        return {
            f"{name}_every": shuffled(np.asarray(self.every)),
            f"{name}_kept": bytes(self.kept),
            f"{name}_ties": shuffled(np.concatenate([*self.ties, np.empty(0, dtype=np.int64)])),
            f"{name}_said": b"".join(each.tobytes() for each in self.said),
        }


class Film:
    """The film of one office."""

    def __init__(self) -> None:
        self._planes: list[Bytes] = []
        self._pulses, self._grudges = _Marks(), _Marks()

    @property
    def days(self) -> int:
        """How many days have been lived on the last evening."""
        return len(self._planes) - 1

    def until(self, day: int) -> Film:
        """The same film up to an evening."""
        made, weeks = Film(), day // GRUDGES_EVERY + 1
        made._planes = self._planes[: day + 1]
        for new, old, last in ((made._pulses, self._pulses, day + 1), (made._grudges, self._grudges, weeks)):
            new.every, new.kept = old.every[:last], old.kept[:last]
            new.ties, new.said = old.ties[:last], old.said[:last]
        return made

    def take(self, office: Seen) -> None:
        """Take the picture of an evening; the first is of the morning of day 0, then one after each day.

        Args:
            office: The office.
        """
        drawn = picture((office,)).offices[0]
        people = office.organization.headcount
        self._planes.append(np.frombuffer(drawn, np.uint8, 4 * people).reshape(4, people))
        at = 4 * people
        pulses, every, at = _marks(drawn, at, _PULSE)
        chosen = (np.arange(min(MOST_PULSES, len(pulses))) * len(pulses)) // max(1, min(MOST_PULSES, len(pulses)))
        self._pulses.add(every, pulses["tie"][chosen], pulses["kind"][chosen])
        if self.days % GRUDGES_EVERY == 0:
            grudges, every, _ = _marks(drawn, at, _GRUDGE)
            strongest = grudges[:MOST_GRUDGES]
            self._grudges.add(every, strongest["tie"], _in_steps(strongest["animosity"], ANIMOSITY))

    def parts(self, rows: Rows) -> dict[str, bytes]:
        """The film as named parts.

        Args:
            rows: What the charts draw, shape (days, columns).
        """
        morale, _, piles, flags = np.stack(self._planes, axis=1)
        return {
            "morale": _changes(_in_steps(morale, MORALE), MORALE),
            "piles": _changes(_in_steps(piles, int(FULL_DESK)), 15),
            "flags": np.bitwise_xor(flags, _before(flags)).tobytes(),
            **self._pulses.parts("pulses"),
            **self._grudges.parts("grudges"),
            "rows": _course(rows),
        }


def shuffled(values: npt.NDArray[Any]) -> bytes:
    """Numbers below 2**32, all first bytes, then all second ones, and so on: what compresses well stands together."""
    return values.astype("<u4").view(np.uint8).reshape(-1, 4).T.tobytes()


def _course(rows: Rows) -> bytes:
    """The charts' numbers to the last bit, measure by measure, as what changed in their bits from day to day."""
    bits = np.ascontiguousarray(rows.T, dtype="<f4").view("<u4")
    return shuffled(np.bitwise_xor(bits, _before(bits.T).T).ravel())


def _marks(drawn: bytes, at: int, form: np.dtype[Any]) -> tuple[npt.NDArray[Any], int, int]:
    """Marks that a picture draws, how many there are in all, and where the next part begins."""
    count, every = struct.unpack_from("<HI", drawn, at)
    return np.frombuffer(drawn, form, count, at + 6), every, at + 6 + count * form.itemsize


def _in_steps(values: Bytes, steps: int) -> Bytes:
    """Bytes from 0 to 255 in fewer steps."""
    made: Bytes = np.rint(values * (steps / 255.0)).astype(np.uint8)
    return made


def _changes(values: Bytes, mask: int) -> bytes:
    """What each day adds to the day before, in few bits; what lies beyond them comes round again."""
    added: Bytes = (values - _before(values)) & np.uint8(mask)
    return added.tobytes()


def _before(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The values of the day before; zeros before the first."""
    return np.concatenate([np.zeros_like(values[:1]), values[:-1]])
