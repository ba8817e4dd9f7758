"""What an expression stands for while a function is translated: numbers, arrays and parts of them, tables of arrays."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Any

FLOAT, SIGNED, UNSIGNED, TRUTH = "double", "i64", "u64", "i1"
"""The kinds of number; the first, third and fourth may stand once for each of some lanes."""

MACHINE_TYPES = {FLOAT: "double", SIGNED: "i64", UNSIGNED: "i64", TRUTH: "i1"}
"""The type of each kind in LLVM's language, where signed and unsigned numbers are the same."""

LANES_WORD, FIRST_WORD = 1, 2
"""Words of the table of arguments: 0 the result, how many lanes there is room for, and then the arguments."""


class TranslationError(Exception):
    """Something in a function that cannot be compiled: says what, and where."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is known only when the machine code runs.

    Attributes:
        kind: FLOAT, SIGNED, UNSIGNED or TRUTH.
        text: Its name in LLVM's language.
        wide: Whether there is one for each lane.
        positive: Whether it is known to be above zero.
    """

    kind: str
    text: str
    wide: bool = False
    positive: bool = False


@dataclass(frozen=True, slots=True)
class LaneIndex:
    """The lane that a run stands in, or all the lanes of a group at once."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The number of lanes: a loop over it is done for all lanes of a group at once."""


@dataclass(frozen=True, slots=True)
class Array:
    """An array that a function was given.

    Attributes:
        name: Its name, which tells the compiler that different arrays do not overlap.
        kind: The kind of its numbers.
        base: Address of its first number.
        shape: Its extents; the last is an :class:`Extent` where the array has lanes.
        strides: How far apart neighbours stand along each axis, in numbers.
        row_axis: The axis along which rows of different quantities stand, or -1.
        own: Whether it is a room of the function itself, with place for the lanes at hand only.
    """

    name: str
    kind: str
    base: str
    shape: tuple[Any, ...]
    strides: tuple[Any, ...]
    row_axis: int = -1
    own: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A part of an array: its first axes indexed, or a stretch of a line of numbers.

    Attributes:
        array: The array.
        offset: Where the part begins, in numbers.
        axis: How many axes are indexed already.
        shape: The extents of the axes that are left.
        row: The row of quantities that it belongs to, where that is known.
    """

    array: Array
    offset: Any
    axis: int
    shape: tuple[Any, ...]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A named tuple of numbers, arrays and constants."""

    fields: dict[str, Any] = field(default_factory=dict)


def literal(number: float) -> str:
    """A floating-point number in LLVM's language, to the last bit."""
    return f"0x{struct.unpack('<Q', struct.pack('<d', number))[0]:016X}"
