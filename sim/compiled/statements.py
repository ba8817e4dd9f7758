"""Translating statements: assignments, loops, branches, and calls, which are translated on the spot."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sim.compiled.expressions import LANE, Frame, is_lanes
from sim.compiled.flow import Flow
from sim.compiled.memory import is_wide
from sim.compiled.source import source_of
from sim.compiled.values import SIGNED, TRUTH, Number, TranslationError, View


class Statements(Flow):
    """Instructions for statements."""

    def call_function(self, function: Callable[..., Any], arguments: list[Any]) -> Any:
        """Translate a call by translating the function here, with its own names."""
        source = source_of(function)
        if len(arguments) != len(source.parameters):
            raise TranslationError(f"{source.name} takes {len(source.parameters)} arguments, not {len(arguments)}")
        outer, outer_skipping = self.frame, self.skipping
        self.frame, self.skipping = Frame(source, {}), None
        for name, value in zip(source.parameters, arguments, strict=True):
            self.assign_name(name, value)
        try:
            result = self._body_of_function(source.body)
        finally:
            self.frame, self.skipping = outer, outer_skipping
        return result

    def _body_of_function(self, body: tuple[ast.stmt, ...]) -> Any:
        *others, last = body
        early = any(isinstance(node, ast.Return) for each in others for node in ast.walk(each)) or (
            not isinstance(last, ast.Return) and any(isinstance(node, ast.Return) for node in ast.walk(last))
        )
        if early:
            self.frame.end = self.label("end")
        for each in others:
            self.statement(each)
        if not early:
            if isinstance(last, ast.Return):
                return None if last.value is None else self.value(last.value)
            self.statement(last)
            return None
        self.statement(last)
        self.place(self.frame.end or "")
        if self.frame.result is None:
            return None
        slot, kind, wide = self.frame.result
        return Number(kind, self.emit(f"load {self.type_of(kind, wide)}, ptr {slot}, align 8"), wide)

    def statement(self, node: ast.stmt) -> None:
        """Translate a statement.

        Raises:
            TranslationError: If the language that can be compiled has no such statement; says where.
        """
        try:
            self._statement(node)
        except TranslationError as error:
            if getattr(error, "placed", False):
                raise
            source = self.frame.source
            placed = TranslationError(f"{source.file}:{source.line + node.lineno}: {error}")
            placed.placed = True  # type: ignore[attr-defined]
            raise placed from None

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Assign(targets=[target], value=value):
                self.assign(target, self.value(value))
            case ast.AnnAssign(target=target, value=value) if value is not None:
                self.assign(target, self.value(value))
            case ast.AugAssign(target=target, op=how, value=value):
                self._change(target, type(how), value)
            case ast.Expr(value=value):
                self.value(value)
            case ast.If():
                self.branch(node)
            case ast.For():
                self.loop(node)
            case ast.While():
                self.repeat(node)
            case ast.Continue():
                self.skip()
            case ast.Return(value=value):
                self._return(value)
            case _:
                raise TranslationError(f"{type(node).__name__} cannot be compiled")

    # Assignments -----------------------------------------------------------------------------------------------------

    def assign(self, target: ast.expr, value: Any) -> None:
        """Let a target stand for a value, or write the value to it."""
        match target:
            case ast.Name(id=name):
                self.assign_name(name, value)
            case ast.Tuple(elts=targets):
                for each, part in zip(targets, value, strict=True):
                    self.assign(each, part)
            case ast.Subscript(value=inner, slice=ast.Slice() as index):
                self._fill(self.stretch(self.value(inner), index), value)
            case ast.Subscript(value=inner, slice=index):
                part = self._place_of(inner, index)
                if part.shape:
                    self._fill(part, value)
                else:
                    self.store(part, value, is_wide(part.array))
            case _:
                raise TranslationError(f"nothing can be assigned to {type(target).__name__}")

    def _place_of(self, array: ast.expr, index: ast.expr) -> View:
        """The part of an array that is written to.

        Raises:
            TranslationError: If it may be another thing's place, where things are done side by side and not all write.
        """
        indices = self.indices(index)
        own = any(isinstance(each, Number) and each.text == self.turn for each in indices)
        if self.apart and self.mask is not None and not own:
            # Those that do not write put back what they read, which another thing may have changed in the meantime.
            raise TranslationError("under a condition, things side by side write to their own places only")
        return self.index(self.value(array), indices)

    def assign_name(self, name: str, value: Any) -> None:
        """Let a local name stand for a value; where it changes later, keep the value in memory."""
        if name not in self.frame.source.changing:
            self.frame.names[name] = value
            return
        number = self.number(value)
        if name not in self.frame.slots:
            wide = number.wide or (self.in_lane and self.width > 1 and number.kind != SIGNED)
            self.frame.slots[name] = (self.slot(number.kind, wide), number.kind, wide)
        self._keep(self.frame.slots[name], number)

    def _keep(self, slot: tuple[str, str, bool], value: Any) -> None:
        place, kind, wide = slot
        number = self.convert(value, kind)
        if number.wide and not wide:
            raise TranslationError("a number that differs between lanes is kept where there was one for all")
        if wide:
            number = self.widen(number)
        if self.mask is not None and self.width > 1 and not wide:
            raise TranslationError("a number that is the same for all lanes changes for some of them")
        if self.mask is not None:
            before = Number(kind, self.emit(f"load {self.type_of(kind, wide)}, ptr {place}, align 8"), wide)
            number = self.choose(Number(TRUTH, self.mask, wide), number, before)
        self.do(f"store {self.type_of(kind, wide)} {number.text}, ptr {place}, align 8")

    def _change(self, target: ast.expr, how: type, value: ast.expr) -> None:
        match target:
            case ast.Name(id=name):
                self.assign_name(name, self.arithmetic(how, self._name(name), self.value(value)))
            case ast.Subscript(value=inner, slice=index):
                part = self._place_of(inner, index)
                wide = is_wide(part.array)
                self.store(part, self.arithmetic(how, self.load(part, wide), self.value(value)), wide)
            case _:
                raise TranslationError(f"{type(target).__name__} cannot be changed in place")

    def _fill(self, part: View, value: Any) -> None:
        """Write the same number everywhere in a part of an array, for the lanes at hand."""
        if not part.shape:
            self.store(part, value, is_wide(part.array))
        elif is_lanes(part.shape[0]):
            self._fill(self.index(part, [LANE]), value)
        else:
            self.count_up(0, part.shape[0], lambda each: self._fill(self.index(part, [each]), value))

    def _return(self, value: ast.expr | None) -> None:
        if self.frame.end is None or self.mask is not None:
            raise TranslationError("return from within lanes that differ")
        if value is not None:
            number = self.number(self.value(value))
            if self.frame.result is None:
                self.frame.result = (self.slot(number.kind, number.wide), number.kind, number.wide)
            self._keep(self.frame.result, number)
        self.lines += [f"  br label %{self.frame.end}", f"{self.label('unreached')}:"]
