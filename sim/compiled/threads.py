"""Threads that do the phases of a day together: each takes one piece after the other."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from queue import SimpleQueue
from typing import Any, Protocol

from sim.compiled.entries import Entry

SMALLEST = 32
"""The smallest piece of a phase is that part of a thread's share: the larger it is, the less threads wait for each other."""


Ends = Callable[[Any, int], list[int]]
"""Says where the pieces end into which some threads cut a phase of some runs."""


class Divisible(Protocol):
    """What can be done in pieces."""

    ends: Ends

    @property
    def entry(self) -> Entry:
        """The machine code."""
        ...


def smaller_and_smaller(extent: int, threads: int) -> list[int]:
    """Where pieces end: each is half of a thread's share of what is left, until they are small."""
    smallest, ends = max(1, extent // (SMALLEST * threads)), [0]
    while ends[-1] < extent:
        ends.append(min(extent, ends[-1] + max(smallest, (extent - ends[-1]) // (2 * threads))))
    return ends


class Plan:
    """A phase of some runs, cut into pieces: all that stays the same from day to day.

    Args:
        phase: The phase.
        o: The runs, which are kept alive: machine code is told where their arrays are.
        threads: How many threads do it.
        backwards: Whether to begin at the end, which the phase before has left near the processor.
    """

    def __init__(self, phase: Divisible, o: Any, threads: int, *, backwards: bool) -> None:
        ends = phase.ends(o, threads)
        pieces = list(pairwise(ends))
        if backwards and len(pieces) > threads:  # an even share is one whichever comes first
            pieces = [(ends[-1] - last, ends[-1] - first) for first, last in pieces]
        ready = phase.entry.ready(o, 0, 0, ends[-1])
        self.o = o
        self._code, words, count = ready.code, len(ready.words), len(pieces)
        self._tables = [(ctypes.c_uint64 * words)(*ready.words) for _ in range(min(threads, count))]
        self._next = ctypes.c_int64()
        self._pieces = (ctypes.c_int64 * (2 * count))(*[end for piece in pieces for end in piece])
        groups = ready.groups
        self._told = (
            ctypes.addressof(self._next), ctypes.addressof(self._pieces), count, words, groups.stop, groups.step,
        )  # fmt: skip

    @property
    def is_shared(self) -> bool:
        """Whether several threads do it."""
        return len(self._tables) > 1

    def step(self, threads: int) -> list[int]:
        """The same for machine code that goes through a whole day, see :mod:`sim.compiled.replaying`."""
        addresses = [ctypes.addressof(table) for table in self._tables]
        self._listed = (ctypes.c_void_p * threads)(*addresses, *[None] * (threads - len(addresses)))
        return [self._code.share_at, ctypes.addressof(self._listed), *self._told]

    def begin(self) -> None:
        """Let the first piece be the next one."""
        self._next.value = 0

    def parts(self, day: int) -> list[Callable[[], None]]:
        """What each thread is to do on a day: one piece after the other, as long as there are any."""
        self.begin()
        for table in self._tables:
            table[-3] = day
        return [partial(self._code.share, ctypes.addressof(table), *self._told) for table in self._tables]


class Team:
    """Threads, and how they do each phase together.

    The others wait at a queue all the time: they are at work some microseconds after something is put there.

    Args:
        threads: How many they are, with the one that sets all going.

    Attributes:
        noted: How the phases that they have done so far were cut.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.noted: list[Plan] = []
        self._plans: dict[Divisible, Plan] = {}
        self._in_use: list[Any] = []
        self._given: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._done: SimpleQueue[BaseException | None] = SimpleQueue()

    def help(self) -> None:
        """Do what is given, until there is no more: what each of the others does."""
        while (part := self._given.get()) is not None:
            try:
                part()
            except BaseException as error:  # raised again where somebody waits for it
                self._done.put(error)
            else:
                self._done.put(None)
        self._given.put(None)  # for the next of the others

    def dismiss(self) -> None:
        """Let the others go."""
        self._given.put(None)

    def do(self, phase: Divisible, o: Any, day: int) -> None:
        """Do a phase of some runs, and note it; all is done on return, or where an interrupt is raised."""
        plan = self._plans.get(phase)
        if plan is None or plan.o is not o:
            backwards = sum(each.is_shared for each in self._plans.values()) % 2 == 1
            plan = self._plans[phase] = Plan(phase, o, self.threads, backwards=backwards)
        self.noted.append(plan)
        self._give(plan.parts(day))

    def again(self, first: int, last: int) -> None:
        """Do on some days what has been noted so far: the phases of a whole day, in their order."""
        from sim.compiled.replaying import GIVEN_UP, WORDS_OF_A_GATE, WORDS_OF_A_STEP, replay

        steps = [word for plan in self.noted for word in plan.step(self.threads)]
        words, gate = (ctypes.c_uint64 * len(steps))(*steps), (ctypes.c_int64 * WORDS_OF_A_GATE)()
        for plan in self.noted:
            plan.begin()
        self._in_use += [words, gate]  # by the others, who may be a moment behind whatever happens here
        told = ctypes.addressof(words), len(steps) // WORDS_OF_A_STEP

        def give_up() -> None:
            gate[GIVEN_UP] = 1

        for day in range(first, last):  # Ctrl-C is heard in between
            parts = [
                partial(replay(), *told, me, self.threads, ctypes.addressof(gate), day) for me in range(self.threads)
            ]
            self._give(parts, give_up)

    def _give(self, parts: Sequence[Callable[[], None]], give_up: Callable[[], None] = lambda: None) -> None:
        """Do the first of some parts, and let the others do the rest; they are told where the first is not done."""
        own, *others = parts
        given, done = 0, False
        try:
            for part in others:
                self._given.put(part)
                given += 1
            own()
            done = True
        finally:
            if not done:
                give_up()
            failed = [error for _ in range(given) if (error := self._done.get()) is not None]
        if failed:
            raise failed[0]


class _Local(threading.local):
    """The threads that do the phases together which this thread calls."""

    team: Team | None = None


_local = _Local()


def team() -> Team | None:
    """The threads that do the phases together which this thread calls; None if it is alone."""
    return _local.team


@contextmanager
def together(threads: int) -> Iterator[Team]:
    """Let this thread and others do the phases together that this thread calls in the meantime.

    Args:
        threads: How many they are, with this one.
    """
    made, outer = Team(threads), _local.team
    with ThreadPoolExecutor(max(1, threads - 1), thread_name_prefix="sim") as pool:
        try:
            for _ in range(threads - 1):
                pool.submit(made.help)
            _local.team = made
            yield made
        finally:
            made.dismiss()  # before anything else: whoever waits for work waits for ever
            _local.team = outer
