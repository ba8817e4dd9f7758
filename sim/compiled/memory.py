"""Reaching numbers in arrays: indices, addresses, reading and writing."""

from __future__ import annotations

import ast
from typing import Any

from sim.compiled.emission import Emitter
from sim.compiled.rooms import AT_HAND
from sim.compiled.values import (
    FLOAT,
    MACHINE_TYPES,
    SIGNED,
    TRUTH,
    Array,
    Extent,
    LaneIndex,
    Number,
    TranslationError,
    View,
)


class Memory(Emitter):
    """Instructions that read and write arrays."""

    def index(self, view: View, indices: list[Any]) -> View:
        """A part of a part of an array."""
        array, offset, row, shape = view.array, view.offset, view.row, view.shape
        for place, each in enumerate(indices):
            axis = view.axis + place
            if axis == array.row_axis and isinstance(each, int):
                row = int(each)
            here = Number(SIGNED, "0" if array.own else "%lane0")
            step: Any = here if isinstance(each, LaneIndex) else each
            if isinstance(shape[place], Extent) and not isinstance(each, LaneIndex):
                raise TranslationError(f"the lanes of {array.name} can be reached in a loop over all lanes only")
            offset = self.plus(offset, self.times(self.convert(step, SIGNED), array.strides[axis]))
        return View(array, offset, view.axis + len(indices), shape[len(indices) :], row)

    def make_room(self, has_lanes: bool) -> View:
        """A room on the stack: of numbers by lane, or of whole numbers that all lanes share."""
        place, count = self.register(), AT_HAND // self.width
        kind = FLOAT if has_lanes else SIGNED
        shape: tuple[Any, ...] = (count, Extent()) if has_lanes else (count + 1,)
        strides: tuple[Any, ...] = (self.width, 1) if has_lanes else (1,)
        size = (count + 1) * strides[0]
        self.slots.append(f"  {place} = alloca [{size} x {MACHINE_TYPES[kind]}], align 64")
        return View(Array(f"room{place[1:]}", kind, place, shape, strides, own=True), 0, 0, shape)

    def plus(self, a: Any, b: Any) -> Number:
        """A sum of whole numbers, without an instruction where one is nothing."""
        first, second = self.number(a), self.number(b)
        if first.text == "0":
            return second
        return first if second.text == "0" else self.arithmetic(ast.Add, first, second)

    def times(self, a: Any, b: Any) -> Number:
        """A product of whole numbers, without an instruction where one is one or nothing."""
        first, second = self.number(a), self.number(b)
        if "0" in (first.text, second.text):
            return Number(SIGNED, "0")
        if first.text == "1":
            return second
        return first if second.text == "1" else self.arithmetic(ast.Mult, first, second)

    def address(self, view: View) -> tuple[str, str]:
        """Where a number of an array stands, and the mark that tells what it cannot overlap with."""
        array = view.array
        machine = MACHINE_TYPES[array.kind]
        at = self.emit(f"getelementptr {machine}, ptr {array.base}, i64 {self.number(view.offset).text}")
        mark = array.name if view.row is None else f"{array.name} {view.row}"
        return at, f"!tbaa !{self._aliases.setdefault(mark, len(self._aliases))}{self.apart}"

    def load(self, view: View, wide: bool) -> Number:
        """Read a number, or the numbers of all lanes."""
        at, mark = self.address(view)
        kind, wide = view.array.kind, wide and self.width > 1
        return Number(kind, self.emit(f"load {self.type_of(kind, wide)}, ptr {at}, align 8, {mark}"), wide)

    def store(self, view: View, value: Any, wide: bool) -> None:
        """Write a number, or the numbers of those lanes that the mask lets through."""
        number = self.convert(value, view.array.kind)
        wide = wide and self.width > 1
        if number.wide and not wide:
            raise TranslationError(f"{view.array.name} holds one number for all lanes")
        if wide:
            number = self.widen(number)
        if self.mask is not None and (wide or self.width == 1):
            number = self.choose(Number(TRUTH, self.mask, wide), number, self.load(view, wide))
        at, mark = self.address(view)
        self.do(f"store {self.type_of(number.kind, wide)} {number.text}, ptr {at}, align 8, {mark}")


def is_wide(array: Array) -> bool:
    """Whether an array has lanes."""
    return bool(array.shape) and isinstance(array.shape[-1], Extent)
