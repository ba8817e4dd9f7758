"""Parts of a day that can be done in pieces, by one thread or by several."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any

from sim.compiled.entries import Entry
from sim.compiled.threads import Ends, smaller_and_smaller, team


class Phase:
    """A part of a day: machine code of its own, for some of the things that it goes through.

    Compiled code calls it for all of them, or for some. So does Python, or cuts them into pieces where threads do a day
    together.

    Args:
        function: Takes runs, the day, and the first and the last but one of the things that it goes through.
        through: Says how many things there are.
        ends: Says where the pieces for some threads end.
    """

    stands_alone = True

    def __init__(self, function: Callable[..., Any], through: Callable[[Any], int], ends: Ends | None = None) -> None:
        update_wrapper(self, function)
        self.function = function
        self.through = through
        self.ends = ends or (lambda o, threads: smaller_and_smaller(through(o), threads))

    @cached_property
    def entry(self) -> Entry:
        """The same for Python."""
        return Entry(self.function)

    def __call__(self, o: Any, day: int, first: int = 0, last: int | None = None) -> None:
        """Go through everything, or from the first to the last but one; all is done on return."""
        others = team()
        if others is not None and last is None:
            others.do(self, o, day)
        else:
            self.entry(o, day, first, self.through(o) if last is None else last)
