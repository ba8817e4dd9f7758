"""What moves, as compact binary frames: little endian, a header of 32 bytes, then the offices, then history."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim.live.history import COLUMNS, SIDES
from sim.mechanisms import K
from sim.state import P, T

if TYPE_CHECKING:
    from sim.lanes import Numbers
    from sim.live.history import Rows
    from sim.live.side import Seen

MAGIC = b"SIM1"
HEADER = struct.Struct("<4sIiiHBBIB7x")
"""Magic, number of the frame, day, first day in history, rows of history, offices, flags, people, columns."""

PLAYING, ANEW = 1, 2
"""Flags of a frame: time goes on; forget the history that you have."""

VACANT, NEWCOMER, QUIT, CHEATED = 1, 2, 4, 8
"""Flags of a person."""

ASKED, WELL, BADLY, WAITS = range(4)
"""Kinds of pulses: a request was made, answered well or badly, or waits for days."""

MOST_PULSES = 150
"""How many requests and answers are drawn; the frame says how many there are."""

MOST_GRUDGES = 120
"""How many grudges are drawn, the strongest."""

GRUDGE = 0.1
"""The animosity from which on a grudge is counted and drawn."""

CHEATED_FROM = 0.3
"""The animosity from which on somebody feels cheated."""

NEW_FOR = 60
"""Days for which somebody is a newcomer."""

FULL_DESK = 10.0
"""Days of work that make the highest pile."""

LONG_WAIT = 1.0
"""Days after which a request is drawn as waiting."""

MOST_ROWS = 500
"""How many rows of history one frame takes."""

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Picture:
    """Two offices on one evening, ready to be sent.

    Attributes:
        day: How many days have been lived.
        people: How many people there are in each.
        offices: The bytes of each office.
    """

    day: int
    people: int
    offices: tuple[bytes, ...]


def picture(sides: tuple[Seen, ...]) -> Picture:
    """Draw some offices of the same organization as they stand."""
    return Picture(sides[0].day, sides[0].organization.headcount, tuple(_office(each) for each in sides))


def frame(drawn: Picture, number: int, history: tuple[npt.NDArray[np.int32], Rows], flags: int) -> bytes:
    """One frame.

    Args:
        drawn: The offices.
        number: The number of the frame, which the page says back once it has painted it.
        history: Days, shape (rows,), and measures, shape (rows, sides, columns), at most :data:`MOST_ROWS` rows.
        flags: :data:`PLAYING`, :data:`ANEW`.
    """
    days, rows = history
    first = int(days[0]) if len(days) else drawn.day
    header = HEADER.pack(
        MAGIC, number, drawn.day, first, len(days), len(drawn.offices), flags, drawn.people, len(COLUMNS)
    )
    body = header + b"".join(drawn.offices)
    table = np.empty((len(days), 1 + SIDES * len(COLUMNS)), dtype="<f4")
    table[:, 0] = days.astype("<i4").view("<f4")
    table[:, 1:] = rows.reshape(len(days), SIDES * len(COLUMNS))
    return body + bytes(-len(body) % 4) + table.tobytes()


def _office(side: Seen) -> bytes:
    people, ties = side.people, side.ties
    planes = np.stack([_share(people[P.morale]), _share(people[P.cynicism]), _piles(side), _flags(side)])
    return planes.tobytes() + _pulses(side, people, ties) + _grudges(ties)


def _share(values: Numbers) -> Bytes:
    """Numbers from 0 to 1 in a byte each; what lies outside is cut."""
    return np.rint(np.clip(values, 0.0, 1.0) * 255.0).astype(np.uint8)


def _piles(side: Seen) -> Bytes:
    """Own cases and colleagues' requests that wait, in days of work."""
    effort = side.lanes.coefficients[:, side.lane]
    asked = np.bincount(side.lanes.provider, side.ties[T.backlog], minlength=side.organization.headcount)
    work = side.people[P.workload] * effort[K.case_effort] + asked * effort[K.request_effort]
    return _share(work / FULL_DESK)


def _flags(side: Seen) -> Bytes:
    people = side.people
    vacant = people[P.vacant] > 0.0
    flags = np.where(vacant, VACANT, 0) | np.where((people[P.tenure] < NEW_FOR) & ~vacant, NEWCOMER, 0)
    flags |= np.where(people[P.quit] > 0.0, QUIT, 0)
    cheated = np.zeros(len(vacant), dtype=bool)
    cheated[side.lanes.client[side.ties[T.animosity] > CHEATED_FROM]] = True
    return (flags | np.where(cheated & ~vacant, CHEATED, 0)).astype(np.uint8)


def _pulses(side: Seen, people: Numbers, ties: Numbers) -> bytes:
    """Requests and answers; where there are too many, evenly spread ones, others each day."""
    answered = ties[T.served] > 0.0
    active = np.flatnonzero(answered | (ties[T.backlog] > 0.0))
    shown = active
    if len(active) > MOST_PULSES:
        spread = (np.arange(MOST_PULSES) * len(active)) // MOST_PULSES
        shown = np.sort(active[(spread + side.day) % len(active)])
    quality, waiting = ties[T.quality][shown], ties[T.waiting][shown]
    well = quality >= people[P.should][side.lanes.client[shown]]
    kind = np.where(answered[shown], np.where(well, WELL, BADLY), np.where(waiting > LONG_WAIT, WAITS, ASKED))
    strength = np.where(answered[shown], quality, np.where(kind == WAITS, waiting / FULL_DESK, ties[T.backlog][shown]))
    drawn = np.empty(len(shown), dtype=[("tie", "<u4"), ("kind", "u1"), ("strength", "u1")])
    drawn["tie"], drawn["kind"], drawn["strength"] = shown, kind, _share(strength)
    return struct.pack("<HI", len(shown), len(active)) + drawn.tobytes()


def _grudges(ties: Numbers) -> bytes:
    """The strongest grudges, the worst first."""
    held = np.flatnonzero(ties[T.animosity] > GRUDGE)
    shown = held[np.argsort(-ties[T.animosity][held], kind="stable")[:MOST_GRUDGES]]
    drawn = np.empty(len(shown), dtype=[("tie", "<u4"), ("animosity", "u1")])
    drawn["tie"], drawn["animosity"] = shown, _share(ties[T.animosity][shown])
    return struct.pack("<HI", len(shown), len(held)) + drawn.tobytes()
