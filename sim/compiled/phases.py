"""Parts of a day that can be done in pieces, by one thread or by several."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cached_property, update_wrapper
from itertools import pairwise
from typing import Any

from sim.compiled.entries import Entry

PIECES_A_THREAD = 4
"""Into how many pieces a phase is cut for each thread, so that none waits long for the others."""


class Phase:
    """A part of a day: machine code of its own, for some of the things that it goes through.

    Compiled code calls it for all of them. So does Python, or cuts them into pieces where threads do a day together.

    Args:
        function: Takes runs, the day, and the first and the last but one of the things that it goes through.
        through: Says how many things there are.
    """

    stands_alone = True

    def __init__(self, function: Callable[..., Any], through: Callable[[Any], int]) -> None:
        update_wrapper(self, function)
        self.function = function
        self.through = through

    @cached_property
    def entry(self) -> Entry:
        """The same for Python."""
        return Entry(self.function)

    def __call__(self, o: Any, day: int) -> None:
        """Go through everything; all is done on return."""
        extent, team = self.through(o), _team.pool
        pieces = 1 if team is None else min(extent, _team.threads * PIECES_A_THREAD)
        if team is None or pieces <= 1:
            self.entry(o, day, 0, extent)
            return
        ends = [extent * each // pieces for each in range(pieces + 1)]
        begun = [team.submit(self.entry, o, day, first, last) for first, last in pairwise(ends)]
        for each in begun:
            each.result()


class _Team(threading.local):
    """The threads that do the phases together which this thread calls."""

    pool: Executor | None = None
    threads = 1


_team = _Team()


@contextmanager
def together(pool: Executor, threads: int) -> Iterator[None]:
    """Let the threads of a pool do the phases together that this thread calls in the meantime."""
    _team.pool, _team.threads = pool, threads
    try:
        yield
    finally:
        _team.pool, _team.threads = None, 1
