"""Whole functions and modules: what arguments look like, which functions stand by themselves, what memory overlaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.compiled.source import source_of
from sim.compiled.statements import Statements
from sim.compiled.values import (
    FIRST_WORD,
    FLOAT,
    LANES_WORD,
    MACHINE_TYPES,
    SIGNED,
    Array,
    Extent,
    Number,
    Table,
    TranslationError,
    View,
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one argument, or one field of one, looks like.

    Attributes:
        path: Its name; ``o.people`` for a field.
        kind: The kind of number.
        axes: How many axes it has; 0 for a single number.
        has_lanes: Whether its last axis is the lane.
        row_axis: The axis along which rows of quantities stand, or -1.
        empty: Whether it holds nothing.
    """

    path: str
    kind: str
    axes: int
    has_lanes: bool = False
    row_axis: int = -1
    empty: bool = False


SHARE = """
define void @share(ptr %table, ptr %next, ptr %pieces, i64 %count, i64 %words, i64 %lanes, i64 %width) nounwind {
begin:
  %before = sub i64 %words, 2
  %from = getelementptr i64, ptr %table, i64 %before
  %to = getelementptr i64, ptr %from, i64 1
  br label %take
take:
  %piece = atomicrmw add ptr %next, i64 1 monotonic
  %more = icmp slt i64 %piece, %count
  br i1 %more, label %do, label %end
do:
  %place = shl i64 %piece, 1
  %first.at = getelementptr i64, ptr %pieces, i64 %place
  %last.at = getelementptr i64, ptr %first.at, i64 1
  %first = load i64, ptr %first.at, align 8
  %last = load i64, ptr %last.at, align 8
  store i64 %first, ptr %from, align 8
  store i64 %last, ptr %to, align 8
  br label %group
group:
  %lane = phi i64 [ 0, %do ], [ %following, %group ]
  call void @entry(ptr %table, i64 %lane) noinline
  %following = add i64 %lane, %width
  %again = icmp slt i64 %following, %lanes
  br i1 %again, label %group, label %take
end:
  ret void
}
"""
"""Runs the entry for one piece after the other, as long as there are any: the last two words of its table, of so many
words, say where a piece begins and ends. Threads that work on the same pieces have one counter, and a table each. Python
would have them wait for its lock after each piece."""


class Module:
    """A function that Python calls, translated with all that it calls.

    Args:
        function: The function.
        leaves: What its arguments look like, in order.
        width: How many lanes are done at once.
    """

    def __init__(self, function: Callable[..., Any], leaves: tuple[Leaf, ...], width: int) -> None:
        self.width = width
        self._leaves = leaves
        self._aliases: dict[str, int] = {"": 0}
        self._declared: set[str] = set()
        self._loops: list[str] = []
        self._parts: dict[Callable[..., Any], str] = {}
        self._texts: list[str] = []
        self._function = function

    def text(self) -> str:
        """The module in LLVM's language."""
        self._entry()
        return "\n".join([*sorted(self._declared), *self._texts, SHARE, *self._metadata(), *self._loops])

    def part(self, function: Callable[..., Any], arguments: int) -> str:
        """The name of a function that stands by itself: it takes the table of arguments and some whole numbers."""
        if function not in self._parts:
            name = f"part{len(self._parts)}"
            self._parts[function] = name
            source = source_of(function)
            writer = Writer(self)
            root = writer.arguments(self._leaves)
            numbers = [Number(SIGNED, f"%n{each}") for each in range(arguments)]
            writer.call_function(function, [next(iter(root.values())), *numbers])
            given = "".join(f", i64 %n{each}" for each in range(arguments))
            self._define(f"internal void @{name}(ptr %table, i64 %lane0{given}) noinline", writer, f"; {source.name}")
        return self._parts[function]

    def _entry(self) -> None:
        writer = Writer(self)
        root = writer.arguments(self._leaves)
        result = writer.call_function(self._function, list(root.values()))
        if result is not None:
            number = writer.number(result)
            writer.do(f"store {MACHINE_TYPES[number.kind]} {number.text}, ptr %table, align 8")
        self._define("void @entry(ptr %table, i64 %lane0)", writer, f"; {source_of(self._function).name}")

    def _define(self, signature: str, writer: Writer, comment: str) -> None:
        wide = f' "min-legal-vector-width"="{64 * self.width}"' if self.width > 1 else ""
        lines = [comment, f"define {signature} nounwind{wide} {{", "begin:", *writer.slots, *writer.lines]
        self._texts.append("\n".join([*lines, "  ret void", "}"]))

    def _metadata(self) -> list[str]:
        """Memory of different names does not overlap; a row of an array may overlap with the whole array only."""
        for name in list(self._aliases):
            self._aliases.setdefault(name.split(" ")[0], len(self._aliases))
        types = len(self._aliases)
        made = [f'!{types} = !{{!"memory"}}']
        for name, number in self._aliases.items():
            own = types + 1 + number
            parent = types + 1 + self._aliases[name.split(" ")[0]] if " " in name else types
            made += [f'!{own} = !{{!"{name}", !{parent}, i64 0}}', f"!{number} = !{{!{own}, !{own}, i64 0}}"]
        return made


class Writer(Statements):
    """Writes one function of a module."""

    def __init__(self, module: Module) -> None:
        super().__init__(module.width, module._aliases, module._declared, module._loops)
        self._module = module
        self._root: Table | None = None

    def call_function(self, function: Callable[..., Any], arguments: list[Any]) -> Any:
        """Translate a call: here, or as a call of a part that stands by itself."""
        if not getattr(function, "stands_alone", False):
            return super().call_function(function, arguments)
        phase: Any = function
        root, *numbers = arguments
        if root is not self._root or self.in_lane:
            raise TranslationError(f"{phase.__name__} takes the arrays of all lanes first, outside of loops over lanes")
        if len(numbers) == 1:
            numbers += [0, super().call_function(phase.through, [root])]
        texts = [self.convert(each, SIGNED).text for each in numbers]
        given = "".join(f", i64 {text}" for text in texts)
        self.do(f"call void @{self._module.part(phase.function, len(texts))}(ptr %table, i64 %lane0{given})")
        return None

    def arguments(self, leaves: tuple[Leaf, ...]) -> dict[str, Any]:
        """Read the table of arguments."""
        lanes = self._word(LANES_WORD) if self.width != 1 else "1"
        word = FIRST_WORD
        root: dict[str, Any] = {}
        for leaf in leaves:
            value: Any
            if leaf.axes == 0:
                text = self._word(word)
                value = Number(leaf.kind, self.emit(f"bitcast i64 {text} to double") if leaf.kind == FLOAT else text)
                word += 1
            else:
                value = self._array(leaf, word, lanes)
                word += 1 + leaf.axes
            name, _, part = leaf.path.partition(".")
            if part:
                root.setdefault(name, Table()).fields[part] = value
            else:
                root[name] = value
        self._root = next((each for each in root.values() if isinstance(each, Table)), None)
        return root

    def _word(self, number: int) -> str:
        at = self.emit(f"getelementptr i64, ptr %table, i64 {number}")
        return self.emit(f"load i64, ptr {at}, align 8, !tbaa !0")

    def _array(self, leaf: Leaf, word: int, lanes: str) -> Any:
        base = self.emit(f"inttoptr i64 {self._word(word)} to ptr")
        shape: list[Any] = [
            Number(SIGNED, self._word(word + 1 + axis), positive=leaf.has_lanes and not leaf.empty)
            for axis in range(leaf.axes)
        ]
        if leaf.empty:
            shape[: leaf.axes - 1 if leaf.has_lanes else leaf.axes] = [0] * (leaf.axes - leaf.has_lanes)
        extents = list(shape)
        if leaf.has_lanes:
            shape[-1], extents[-1] = Extent(), Number(SIGNED, lanes)
        strides: list[Any] = [1]
        for extent in reversed(extents[1:]):
            strides.insert(0, self.times(strides[0], extent))
        array = Array(leaf.path, leaf.kind, base, tuple(shape), tuple(strides), leaf.row_axis)
        return View(array, 0, 0, tuple(shape))
