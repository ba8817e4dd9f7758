"""Translating expressions: names, subscripts, arithmetic, choices, calls."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from types import ModuleType
from typing import Any

import numpy as np

from sim.compiled.memory import Memory, is_wide
from sim.compiled.rooms import AT_HAND, ROOMS, at_hand, is_alone, room
from sim.compiled.source import Source
from sim.compiled.values import FLOAT, SIGNED, TRUTH, UNSIGNED, Extent, LaneIndex, Number, Table, TranslationError, View

FOLDED: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}  # fmt: skip
"""What is done at once where both sides are known."""

CONVERSIONS = {float: FLOAT, int: SIGNED, np.float64: FLOAT, np.int64: SIGNED, np.uint64: UNSIGNED}


@dataclass(slots=True)
class Frame:
    """A function while it is translated.

    Attributes:
        source: The function.
        names: What its local names stand for.
        slots: Places in memory of local names that change, with the kind of number and whether there is one a lane.
        result: Where its result is kept, where it has several returns.
        end: The label behind its last statement, where something returns early.
    """

    source: Source
    names: dict[str, Any]
    slots: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    result: tuple[str, str, bool] | None = None
    end: str | None = None


def some(condition: bool) -> bool:
    """Whether something is so, in this lane or in any of those that are done together.

    For work that changes nothing where it is not so: it is cheaper to do it for all lanes than to tell them apart.
    """
    return condition


def is_known(value: Any) -> bool:
    """Whether a value is known while compiling."""
    return isinstance(value, bool | int | float | str) and not isinstance(value, np.uint64)


class Expressions(Memory):
    """Instructions for expressions."""

    frame: Frame = Frame(Source("", (), (), {}, frozenset(), "", 0), {})

    def call_function(self, function: Callable[..., Any], arguments: list[Any]) -> Any:
        """Translate a call of a function that is to be compiled, too."""
        raise NotImplementedError

    def value(self, node: ast.expr) -> Any:
        """What an expression stands for.

        Raises:
            TranslationError: If the language that can be compiled has no such expression.
        """
        match node:
            case ast.Constant(value=constant):
                return constant
            case ast.Name(id=name):
                return self._name(name)
            case ast.Attribute(value=inner, attr=name):
                return self._attribute(self.value(inner), name)
            case ast.Subscript(value=inner, slice=index):
                return self._subscript(self.value(inner), index)
            case ast.Tuple(elts=elements):
                return tuple(part for each in elements for part in self._parts(each))
            case ast.Call(func=function, args=arguments, keywords=[]):
                return self._call(self.value(function), [self.value(each) for each in arguments])
        return self._operation_of(node)

    def _parts(self, node: ast.expr) -> tuple[Any, ...]:
        """What an element of a tuple stands for: several where it is a tuple with a star."""
        return tuple(self.value(node.value)) if isinstance(node, ast.Starred) else (self.value(node),)

    def _operation_of(self, node: ast.expr) -> Any:
        match node:
            case ast.BinOp(left=left, op=how, right=right):
                return self._operation(type(how), self.value(left), self.value(right))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._negative(self.value(operand))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.negation(self.value(operand))
            case ast.Compare(left=left, ops=[how], comparators=[right]):
                return self._comparison(type(how), self.value(left), self.value(right))
            case ast.BoolOp(op=how, values=parts):
                return self._all_or_any(isinstance(how, ast.And), parts)
            case ast.IfExp(test=test, body=yes, orelse=no):
                return self._choice(self.value(test), yes, no)
        raise TranslationError(f"{type(node).__name__} cannot be compiled")

    def _name(self, name: str) -> Any:
        if name in self.frame.slots:
            slot, kind, wide = self.frame.slots[name]
            return Number(kind, self.emit(f"load {self.type_of(kind, wide)}, ptr {slot}, align 8"), wide)
        if name in self.frame.names:
            return self.frame.names[name]
        try:
            return self.frame.source.resolve(name)
        except NameError:
            raise TranslationError(f"{name} is not known here") from None

    def _attribute(self, owner: Any, name: str) -> Any:
        match owner:
            case Table(fields=fields) if name in fields:
                return fields[name]
            case View(shape=shape) if name == "shape":
                return shape
            case ModuleType() | type() | Enum():
                return getattr(owner, name)
        raise TranslationError(f"{type(owner).__name__} has nothing called {name} that can be compiled")

    def _subscript(self, owner: Any, index: ast.expr) -> Any:
        if isinstance(owner, tuple):
            place = self.value(index)
            return owner[place] if isinstance(place, int) else self._pick(owner, place)
        if not isinstance(owner, View):
            raise TranslationError(f"{type(owner).__name__} has no parts")
        if isinstance(index, ast.Slice):
            return self.stretch(owner, index)
        part = self.index(owner, self.indices(index))
        return part if part.shape else self.load(part, is_wide(owner.array))

    def indices(self, index: ast.expr) -> list[Any]:
        """The indices in a subscript."""
        return [self.value(each) for each in (index.elts if isinstance(index, ast.Tuple) else [index])]

    def stretch(self, owner: View, index: ast.Slice) -> View:
        """A stretch of a line of numbers, or all of an array."""
        if index.lower is None and index.upper is None:
            return owner
        if len(owner.shape) != 1 or index.lower is None or index.upper is None or index.step is not None:
            raise TranslationError("a stretch needs a beginning and an end, and a line of numbers")
        first, last = self.value(index.lower), self.value(index.upper)
        begun = self.index(owner, [first])
        return View(owner.array, begun.offset, owner.axis, (self._operation(ast.Sub, last, first),), owner.row)

    def _pick(self, choices: tuple[Any, ...], place: Any) -> Number:
        """One of some constants, by a number that is not known yet."""
        picked = self.number(choices[-1])
        for each in range(len(choices) - 1):
            picked = self.choose(self.compare(ast.Eq, place, each), choices[each], picked)
        return picked

    def _operation(self, how: type, left: Any, right: Any) -> Any:
        if is_known(left) and is_known(right) and how in FOLDED:
            return FOLDED[how](left, right)
        return self.arithmetic(how, left, right)

    def _negative(self, value: Any) -> Any:
        if is_known(value):
            return -value
        number = self.number(value)
        if number.kind == SIGNED:
            return self.arithmetic(ast.Sub, 0, number)
        return Number(FLOAT, self.emit(f"fneg {self.type_of(FLOAT, number.wide)} {number.text}"), number.wide)

    def negation(self, value: Any) -> Any:
        """The opposite of a truth."""
        return not value if isinstance(value, bool) else self.both("xor", value, True)

    def _comparison(self, how: type, left: Any, right: Any) -> Any:
        if how not in FOLDED:
            raise TranslationError(f"the comparison {how.__name__} cannot be compiled")
        if is_known(left) and is_known(right):
            return FOLDED[how](left, right)
        if how is ast.Gt and isinstance(left, Number) and left.positive and right == 0:
            return True
        return self.compare(how, left, right)

    def _all_or_any(self, every: bool, parts: list[ast.expr]) -> Any:
        told: Any = every
        for node in parts:
            part = self.value(node)
            if isinstance(told, bool):
                told = told if told != every else part
            elif isinstance(part, bool):
                told = told if part == every else part
            else:
                told = self.both("and" if every else "or", told, part)
        return told

    def _choice(self, test: Any, yes: ast.expr, no: ast.expr) -> Any:
        if isinstance(test, bool):
            return self.value(yes if test else no)
        return self.choose(test, self.value(yes), self.value(no))

    def _about_rooms(self, function: Any) -> Any:
        if function is is_alone:
            return self.width == 1
        return AT_HAND // self.width if function is at_hand else self.make_room(function is room)

    def _call(self, function: Any, arguments: list[Any]) -> Any:
        if function in (min, max):
            if all(is_known(each) for each in arguments):
                return function(*arguments)
            return self.extreme(ast.Lt if function is min else ast.Gt, arguments)
        if function in CONVERSIONS:
            (given,) = arguments
            return float(given) if is_known(given) and function is float else self.convert(given, CONVERSIONS[function])
        if function is len and isinstance(arguments[0], tuple):
            return len(arguments[0])
        if function is some:
            test = self.number(arguments[0])
            return Number(TRUTH, self.any_of(test.text)) if test.wide else test
        if function in ROOMS:
            return self._about_rooms(function)
        if function is np.floor:
            return self.intrinsic("floor", self.convert(arguments[0], FLOAT))
        if function is np.isnan:
            number = self.number(arguments[0])
            kind = self.type_of(FLOAT, number.wide)
            return Number(TRUTH, self.emit(f"fcmp uno {kind} {number.text}, {number.text}"), number.wide)
        if callable(function) and (hasattr(function, "__code__") or hasattr(function, "stands_alone")):
            return self.call_function(function, arguments)
        raise TranslationError(f"{getattr(function, '__name__', function)} cannot be called from compiled code")


def is_lanes(value: Any) -> bool:
    """Whether a loop over so many is a loop over lanes."""
    return isinstance(value, Extent)


LANE = LaneIndex()
