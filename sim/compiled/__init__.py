"""Compilation of laws and days: a part of Python becomes machine code, for one run or for several side by side.

Laws and phases are plain Python functions of numbers and arrays. This package reads their source, translates it with
all that it calls into LLVM's language, and keeps the machine code on disk. What can be translated: assignments, loops
over ranges and constants, branches, arithmetic, ``min`` and ``max``, and calls of such functions. Nothing is reordered
or fused, so the numbers are those that Python itself would find.

A loop over lanes, ``for lane in range(people.shape[2])``, is done for eight lanes in one go, with vector instructions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sim.compiled.cache import MODEL_SOURCES, cache_folder, sources_hash
from sim.compiled.entries import Entry, group
from sim.compiled.expressions import some
from sim.compiled.phases import Phase
from sim.compiled.rooms import apart, at_hand, is_alone, room, room_for_places
from sim.compiled.threads import Ends, smaller_and_smaller, together

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


def compiled(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Mark a function of 64-bit words that compiled functions call, and Python too: there, words wrap around silently."""
    import numpy as np

    @wraps(function)
    def plain(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with np.errstate(over="ignore"):
            return function(*args, **kwargs)

    return plain


def inner(function: AnyFunction) -> AnyFunction:
    """Mark a function that compiled functions call; it is translated where it is called."""
    return function


def phase(through: Callable[[Any], int], ends: Ends | None = None) -> Callable[[Callable[..., None]], Phase]:
    """Mark a part of the day that goes through people, teams or the like: machine code of its own.

    Args:
        through: Says how many there are. The function takes the first and the last but one; whoever calls it leaves
            that out, and it goes through all.
        ends: Says where the pieces for some threads end; smaller and smaller ones where it is left out, so that no
            thread waits long for another.
    """

    def mark(function: Callable[..., None]) -> Phase:
        return Phase(function, through, ends)

    return mark


def entry(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function that is called from Python, and keep its machine code on disk."""
    made: Any = Entry(function)
    return made  # type: ignore[no-any-return]


def law(function: AnyFunction) -> AnyFunction:
    """Mark a law: a plain function of numbers, translated where a phase calls it."""
    return function


__all__ = [
    "MODEL_SOURCES", "apart", "at_hand", "cache_folder", "compiled", "entry", "group", "inner", "is_alone",
    "law", "phase", "room", "room_for_places", "smaller_and_smaller", "some", "sources_hash", "together",
]  # fmt: skip
