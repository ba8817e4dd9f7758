"""Parts of a day that can be done in pieces, by one thread or by several."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cached_property, update_wrapper
from itertools import pairwise
from typing import Any

import numpy as np

from sim.compiled.entries import Entry

SMALLEST = 32
"""The smallest piece of a phase is that part of a thread's share: the larger it is, the less threads wait for each other."""


Ends = Callable[[Any, int], list[int]]


class Phase:
    """A part of a day: machine code of its own, for some of the things that it goes through.

    Compiled code calls it for all of them. So does Python, or cuts them into pieces where threads do a day together.

    Args:
        function: Takes runs, the day, and the first and the last but one of the things that it goes through.
        through: Says how many things there are.
        shares: Says where one share for each thread ends, if it is to be cut so: into smaller and smaller pieces
            otherwise, so that no thread waits long for another.
    """

    stands_alone = True

    def __init__(self, function: Callable[..., Any], through: Callable[[Any], int], shares: Ends | None = None) -> None:
        update_wrapper(self, function)
        self.function = function
        self.through = through
        self.shares = shares

    @cached_property
    def entry(self) -> Entry:
        """The same for Python."""
        return Entry(self.function)

    def __call__(self, o: Any, day: int) -> None:
        """Go through everything; all is done on return."""
        extent, team = self.through(o), _team.pool
        if team is None or extent <= 1:
            self.entry(o, day, 0, extent)
            return
        ready = self.entry.ready(o, day, 0, extent)
        ends = self.shares(o, _team.threads) if self.shares is not None else smaller_and_smaller(extent, _team.threads)
        pieces = iter(list(pairwise(ends)))  # of which every thread takes one after the other

        def take_part() -> None:
            table = (ctypes.c_uint64 * len(ready.words))(*ready.words)
            at = ctypes.addressof(table)
            for table[-2], table[-1] in pieces:
                for lane in ready.groups:
                    ready.run(at, lane)

        begun = [team.submit(take_part) for _ in range(_team.threads - 1)]
        take_part()
        for each in begun:
            each.result()


def smaller_and_smaller(extent: int, threads: int) -> list[int]:
    """Where pieces end: each is half of a thread's share of what is left, until they are small."""
    smallest, ends = max(1, extent // (SMALLEST * threads)), [0]
    while ends[-1] < extent:
        ends.append(min(extent, ends[-1] + max(smallest, (extent - ends[-1]) // (2 * threads))))
    return ends


def even_shares(starts: Any, threads: int) -> list[int]:
    """Where shares end that hold the same number of places each, as near as can be.

    Args:
        starts: The first place of each thing, and the number of all places, (things + 1,).
        threads: How many shares.
    """
    inner = np.searchsorted(starts, [starts[-1] * each // threads for each in range(1, threads)])
    return [0, *inner.tolist(), len(starts) - 1]


class _Team(threading.local):
    """The threads that do the phases together which this thread calls."""

    pool: Executor | None = None
    threads = 1


_team = _Team()


@contextmanager
def together(pool: Executor, threads: int) -> Iterator[None]:
    """Let this thread and others of a pool do the phases together that this thread calls in the meantime.

    Args:
        pool: The others.
        threads: How many they are, with this one.
    """
    _team.pool, _team.threads = pool, threads
    try:
        yield
    finally:
        _team.pool, _team.threads = None, 1
