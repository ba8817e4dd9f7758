"""One connection of a page: what is still to be sent to it, one frame in flight, newest only."""

from __future__ import annotations

import asyncio
import json
import math
from collections import deque
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.live.frames import ANEW, MOST_ROWS, PLAYING, frame
from sim.live.history import FIRST

if TYPE_CHECKING:
    from collections.abc import Callable

    from sim.live.shown import Shown

NEWEST_ONLY = frozenset({"state", "verdict", "room"})
"""Messages of which the page needs the last one only."""

MOST_WAITING = 64
"""Messages that may wait; a page that takes none is given up."""

MOST_CAUGHT_UP = 2_000
"""How many rows of history a page gets at most that has none."""

PATIENCE = 5.0
"""Seconds after which the next frame is sent to a page that does not say that it has painted: one that is hidden."""


TRY_AGAIN = 1013
"""The code with which a connection is closed that cannot be served now."""


class Viewer:
    """What one page has, and what it is still to get.

    Attributes:
        closing: The code with which its connection is to be closed.
        have: The last day whose row it has, or is about to get.
        generation: The past that its rows are of; None where it has none.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.wake = asyncio.Event()
        self.have, self.generation = -1, None  # type: int, tuple[int, int] | None
        self.closing: int | None = None
        self._clock = clock
        self._waiting: deque[dict[str, Any]] = deque()
        self._anew = False
        self._behind: np.ndarray[Any, np.dtype[np.int64]] = np.empty(0, dtype=np.int64)
        self._in_flight: int | None = None
        self._sent_at = -math.inf
        self._number = 0
        self._version = -1

    def tell(self, message: dict[str, Any]) -> None:
        """Put a message on the way."""
        if message["is"] in NEWEST_ONLY:
            old = next((each for each in self._waiting if each["is"] == message["is"]), None)
            if old is not None:
                self._waiting.remove(old)
        self._waiting.append(message)
        if len(self._waiting) > MOST_WAITING:
            self.closing = TRY_AGAIN
        self.wake.set()

    def leave(self, code: int, words: str) -> None:
        """End the connection, once the page has been told why."""
        if words:
            self.tell({"is": "notice", "text": words})
        self.closing = code
        self.wake.set()

    def painted(self, number: int) -> None:
        """The page has painted a frame."""
        if number == self._in_flight:
            self._in_flight = None
            self.wake.set()

    def texts(self) -> list[str]:
        """The messages that wait, as JSON."""
        taken = [json.dumps(each, ensure_ascii=False, allow_nan=False) for each in self._waiting]
        self._waiting.clear()
        return taken

    def frame(self, shown: Shown) -> bytes | None:
        """The next frame, if there is something new to see and the last one has been painted.

        Args:
            shown: What the session shows.
        """
        if self._in_flight is not None and self._clock() - self._sent_at < PATIENCE:
            return None
        self._look(shown)
        if shown.version == self._version and not len(self._behind):
            return None
        days, self._behind = self._behind[:MOST_ROWS], self._behind[MOST_ROWS:]
        rows = shown.history[days]
        rows[days >= shown.picture.day, :FIRST] = np.nan
        if not shown.has_first:
            rows[:, FIRST:] = np.nan
        flags = (PLAYING if shown.is_playing else 0) | (ANEW if self._anew else 0)
        self._number = (self._number + 1) % 2**32
        self._version, self._anew, self._in_flight, self._sent_at = shown.version, False, self._number, self._clock()
        return frame(shown.picture, self._number, (days.astype(np.int32), rows), flags)

    def _look(self, shown: Shown) -> None:
        """Find out which rows are missing."""
        day = shown.picture.day
        if self.generation != shown.generation:
            until = max(day, shown.known) if shown.has_first else day
            self._behind, self._anew, self.generation = _thinned(np.arange(until)), True, shown.generation
        elif self.have < day - 1:
            self._behind = np.concatenate([self._behind, _thinned(np.arange(self.have + 1, day))])
        else:
            return
        self.have = day - 1


def _thinned(days: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """At most so many days as a page can catch up with; the last ones all."""
    if len(days) <= MOST_CAUGHT_UP:
        return days
    dense = MOST_CAUGHT_UP // 4
    stride = -(-(len(days) - dense) // (MOST_CAUGHT_UP - dense))
    return np.concatenate([days[:-dense:stride], days[-dense:]])
