"""Rooms: numbers that a phase needs for a moment only, for so many things that they stay in the nearest cache.

Where one run is alone, its phases go through some ties at a time: each pass does one thing for all of them, eight in one
go, and leaves what the next pass needs in rooms. In Python these are plain arrays, and the numbers are the same.
"""

from __future__ import annotations

from typing import Any

import numpy as np

AT_HAND = 256
"""Numbers that a room has place for."""


def apart(first: int, last: int) -> range:
    """A range whose turns neither read nor write what other turns write, so that eight may be done in one go.

    Branches are gone through by all turns, and only what is kept or written depends on the condition: so what a branch
    reads must be there whatever the condition, and what it writes is the turn's own.
    """
    return range(first, last)


def is_alone() -> bool:
    """Whether lanes are done one by one, so that things may be done side by side instead."""
    return True


def at_hand() -> int:
    """How many things a room has place for: fewer where each has several lanes."""
    return AT_HAND


def room(lanes: int) -> Any:
    """Numbers by thing and lane."""
    return np.zeros((AT_HAND, lanes))


def room_for_places() -> Any:
    """Whole numbers that all lanes share, with place for one more: lists are written to before it is known how long they are."""
    return np.zeros(AT_HAND + 1, dtype=np.int64)


ROOMS = (is_alone, at_hand, room, room_for_places)
"""What is known while compiling."""
