"""Translating statements: assignments, loops, branches, and calls, which are translated on the spot."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sim.compiled.emission import is_wide
from sim.compiled.expressions import LANE, Expressions, Frame, is_known, is_lanes
from sim.compiled.source import source_of
from sim.compiled.values import SIGNED, TRUTH, Number, TranslationError, View


class Statements(Expressions):
    """Instructions for statements.

    A loop over lanes is no loop in machine code: its body is done once, for one lane or for all lanes of a group at
    once. Where lanes differ in what they are to do, a mask says which of them a store is for.
    """

    in_lane = False
    skipping: tuple[str, str | None] | None = None
    """The place where the mask of the lanes that go on is kept, or the label behind the body where there is one lane."""
    skipped = False

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
                self._assign(target, self.value(value))
            case ast.AnnAssign(target=target, value=value) if value is not None:
                self._assign(target, self.value(value))
            case ast.AugAssign(target=target, op=how, value=value):
                self._change(target, type(how), value)
            case ast.Expr(value=value):
                self.value(value)
            case ast.If():
                self._branch(node)
            case ast.For():
                self._loop(node)
            case ast.While():
                self._repeat(node)
            case ast.Continue():
                self._skip()
            case ast.Return(value=value):
                self._return(value)
            case _:
                raise TranslationError(f"{type(node).__name__} cannot be compiled")

    # Assignments -----------------------------------------------------------------------------------------------------

    def _assign(self, target: ast.expr, value: Any) -> None:
        match target:
            case ast.Name(id=name):
                self.assign_name(name, value)
            case ast.Tuple(elts=targets):
                for each, part in zip(targets, value, strict=True):
                    self._assign(each, part)
            case ast.Subscript(value=inner, slice=ast.Slice() as index):
                self._fill(self.stretch(self.value(inner), index), value)
            case ast.Subscript(value=inner, slice=index):
                part = self.index(self.value(inner), self.indices(index))
                if part.shape:
                    self._fill(part, value)
                else:
                    self.store(part, value, is_wide(part.array))
            case _:
                raise TranslationError(f"nothing can be assigned to {type(target).__name__}")

    def assign_name(self, name: str, value: Any) -> None:
        """Let a local name stand for a value; where it changes later, keep the value in memory."""
        if name not in self.frame.source.changing:
            self.frame.names[name] = value
            return
        number = self.number(value)
        if name not in self.frame.slots:
            wide = number.wide or (self.in_lane and self.width > 1 and number.kind != SIGNED)
            self.frame.slots[name] = (self.slot(number.kind, wide), number.kind, wide)
            if wide and self.mask is not None:
                number, outer = self.widen(number), self.mask
                self.mask = None
                self._keep(self.frame.slots[name], number)
                self.mask = outer
                return
        self._keep(self.frame.slots[name], number)

    def slot(self, kind: str, wide: bool) -> str:
        """A place in memory, which the compiler turns into a register."""
        name = self.register()
        self.slots.append(f"  {name} = alloca {self.type_of(kind, wide)}, align 8")
        return name

    def _keep(self, slot: tuple[str, str, bool], value: Any) -> None:
        place, kind, wide = slot
        number = self.convert(value, kind)
        if number.wide and not wide:
            raise TranslationError("a number that differs between lanes is kept where there was one for all")
        if wide:
            number = self.widen(number)
            if self.mask is not None:
                before = Number(kind, self.emit(f"load {self.type_of(kind, wide)}, ptr {place}, align 8"), True)
                number = self.choose(Number(TRUTH, self.mask, True), number, before)
        self.do(f"store {self.type_of(kind, wide)} {number.text}, ptr {place}, align 8")

    def _change(self, target: ast.expr, how: type, value: ast.expr) -> None:
        match target:
            case ast.Name(id=name):
                self.assign_name(name, self.arithmetic(how, self._name(name), self.value(value)))
            case ast.Subscript(value=inner, slice=index):
                part = self.index(self.value(inner), self.indices(index))
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
            self._count_up(0, part.shape[0], lambda each: self._fill(self.index(part, [each]), value))

    # Loops and branches ----------------------------------------------------------------------------------------------

    def _loop(self, node: ast.For) -> None:
        if not isinstance(node.iter, ast.Call) or not isinstance(node.iter.func, ast.Name):
            return self._unroll(node, list(self.value(node.iter)))
        arguments = [self.value(each) for each in node.iter.args]
        if node.iter.func.id == "enumerate":
            return self._unroll(node, list(enumerate(arguments[0])))
        if node.iter.func.id != "range" or not isinstance(node.target, ast.Name):
            raise TranslationError("a loop goes over a range or over constants")
        if len(arguments) == 1 and is_lanes(arguments[0]):
            return self._for_all_lanes(node.target.id, node.body)
        name = node.target.id
        first, last = (0, arguments[0]) if len(arguments) == 1 else arguments

        def once(each: Number) -> None:
            self.frame.names[name] = each
            for statement in node.body:
                self.statement(statement)

        return self._count_up(first, last, once)

    def _unroll(self, node: ast.For, values: list[Any]) -> None:
        for each in values:
            self._assign(node.target, each)
            for statement in node.body:
                self.statement(statement)

    def _count_up(self, first: Any, last: Any, once: Callable[[Number], None]) -> None:
        counter = self.slot(SIGNED, False)
        start, end = self.convert(first, SIGNED), self.convert(last, SIGNED)
        self.do(f"store i64 {start.text}, ptr {counter}, align 8")
        test, body, following = self.label("test"), self.label("body"), self.label("following")
        self.place(test)
        here = self.emit(f"load i64, ptr {counter}, align 8")
        goes_on = self.emit(f"icmp slt i64 {here}, {end.text}")
        self.do(f"br i1 {goes_on}, label %{body}, label %{following}")
        self.lines.append(f"{body}:")
        once(Number(SIGNED, here))
        self.do(f"store i64 {self.emit(f'add nsw i64 {here}, 1')}, ptr {counter}, align 8")
        self.lines += [f"  br label %{test}", f"{following}:"]

    def _for_all_lanes(self, name: str, body: list[ast.stmt]) -> None:
        if self.in_lane:
            raise TranslationError("a loop over lanes inside a loop over lanes")
        outer = self.skipping
        self.in_lane = True
        self.frame.names[name] = LANE
        leaves = any(isinstance(node, ast.Continue) for each in body for node in ast.walk(each))
        behind = self.label("behind") if leaves else ""
        if leaves and self.width > 1:
            going = self.slot(TRUTH, True)
            self.do(f"store {self.type_of(TRUTH, True)} {self.widen(self.number(True)).text}, ptr {going}, align 8")
            self.skipping = (behind, going)
        elif leaves:
            self.skipping = (behind, None)
        for each in body:
            self.statement(each)
        if leaves:
            self.place(behind)
        self.in_lane, self.skipping, self.mask = False, outer, None

    def _skip(self) -> None:
        if self.skipping is None:
            raise TranslationError("continue works in a loop over lanes only")
        behind, going = self.skipping
        if going is None:
            self.lines += [f"  br label %{behind}", f"{self.label('unreached')}:"]
            return
        if self.mask is None:
            raise TranslationError("continue for all lanes at once")
        kind = self.type_of(TRUTH, True)
        before = Number(TRUTH, self.emit(f"load {kind}, ptr {going}, align 8"), True)
        rest = self.both("and", before, self.negation(Number(TRUTH, self.mask, True)))
        self.do(f"store {kind} {rest.text}, ptr {going}, align 8")
        self.skipped = True

    def _branch(self, node: ast.If) -> None:
        test = self.value(node.test)
        if is_known(test):
            for each in node.body if test else node.orelse:
                self.statement(each)
            return
        truth = self.number(test)
        if truth.wide:
            self._branch_by_lane(node, truth)
            return
        yes, no, after = self.label("yes"), self.label("no"), self.label("after")
        self.do(f"br i1 {truth.text}, label %{yes}, label %{no}")
        for label, part in ((yes, node.body), (no, node.orelse)):
            self.lines.append(f"{label}:")
            for each in part:
                self.statement(each)
            self.do(f"br label %{after}")
        self.lines.append(f"{after}:")

    def _branch_by_lane(self, node: ast.If, truth: Number) -> None:
        outer = self.mask
        self.skipped, before = False, self.skipped
        for test, part in ((truth, node.body), (self.negation(truth), node.orelse)):
            if part:
                self._under(self._within(test, outer), part)
        self.mask = outer
        if self.skipped and self.skipping is not None:
            going = self.emit(f"load {self.type_of(TRUTH, True)}, ptr {self.skipping[1]}, align 8")
            self.mask = self._within(Number(TRUTH, going, True), outer).text
        self.skipped = self.skipped or before

    def _within(self, truth: Number, outer: str | None) -> Number:
        """Something that is true for lanes, among those of a mask."""
        return truth if outer is None else self.both("and", truth, Number(TRUTH, outer, True))

    def _under(self, mask: Number, part: list[ast.stmt]) -> None:
        """Do something for the lanes of a mask, and skip it where there are none."""
        some, after = self.label("some"), self.label("after")
        self.do(f"br i1 {self.any_of(mask.text)}, label %{some}, label %{after}")
        self.lines.append(f"{some}:")
        self.mask = mask.text
        for each in part:
            self.statement(each)
        self.place(after)

    def _repeat(self, node: ast.While) -> None:
        test, body, after = self.label("test"), self.label("body"), self.label("after")
        outer = self.mask
        self.place(test)
        truth = self.number(self.value(node.test))
        if truth.wide:
            inside = self._within(truth, outer)
            goes_on = self.any_of(inside.text)
            self.mask = inside.text
        else:
            goes_on = truth.text
        self.do(f"br i1 {goes_on}, label %{body}, label %{after}")
        self.lines.append(f"{body}:")
        for each in node.body:
            self.statement(each)
        self.lines += [f"  br label %{test}", f"{after}:"]
        self.mask = outer

    def _return(self, value: ast.expr | None) -> None:
        if self.frame.end is None or self.mask is not None:
            raise TranslationError("return from within lanes that differ")
        if value is not None:
            number = self.number(self.value(value))
            if self.frame.result is None:
                self.frame.result = (self.slot(number.kind, number.wide), number.kind, number.wide)
            self._keep(self.frame.result, number)
        self.lines += [f"  br label %{self.frame.end}", f"{self.label('unreached')}:"]
