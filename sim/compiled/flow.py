"""Translating loops and branches, for one lane or for lanes that may differ in what they are to do."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from sim.compiled.expressions import LANE, Expressions, is_known, is_lanes
from sim.compiled.values import SIGNED, TRUTH, Number, TranslationError

FIRST_LOOP = 1_000_000
"""Numbers from here on tell about loops; those below, about memory."""

AT_ONCE = (
    '!{!"llvm.loop.vectorize.enable", i1 true}, !{!"llvm.loop.vectorize.width", i32 8}, '
    '!{!"llvm.loop.interleave.count", i32 1}'
)


class Flow(Expressions):
    """Instructions for loops and branches.

    A loop over lanes is no loop in machine code: its body is done once, for one lane or for all lanes of a group at
    once. Where lanes differ in what they are to do, a mask says which of them a store is for. So it does where things
    that are done side by side differ: the mask is then one truth, of the thing at hand.
    """

    in_lane = False
    skipping: tuple[str, str | None] | None = None
    """The label behind a loop over lanes, and where the mask of the lanes that go on is kept; None for one lane."""
    skipped = False
    turn = ""
    """The number of the thing at hand, where things are done side by side."""
    turn_begins = 0
    """The line at which what is done for it begins."""

    def statement(self, node: ast.stmt) -> None:
        """Translate a statement."""
        raise NotImplementedError

    def assign(self, target: ast.expr, value: Any) -> None:
        """Let a target stand for a value, or write the value to it."""
        raise NotImplementedError

    def slot(self, kind: str, wide: bool) -> str:
        """A place in memory, which the compiler turns into a register; zero until something is kept there.

        A thing that is done side by side with others finds zero, too, and not what another one kept: it would have to wait.
        """
        name, held = self.register(), self.type_of(kind, wide)
        self.slots.append(f"  {name} = alloca {held}, align 8")
        empty = f"  store {held} zeroinitializer, ptr {name}, align 8"
        if self.apart:
            self.lines.insert(self.turn_begins, empty)
        else:
            self.slots.append(empty)
        return name

    def loop(self, node: ast.For) -> None:
        """Translate a loop over a range, over constants, or over all lanes."""
        if not isinstance(node.iter, ast.Call) or not isinstance(node.iter.func, ast.Name):
            return self._unroll(node, list(self.value(node.iter)))
        arguments = [self.value(each) for each in node.iter.args]
        if node.iter.func.id == "enumerate":
            return self._unroll(node, list(enumerate(arguments[0])))
        way = node.iter.func.id
        if way not in ("range", "apart") or not isinstance(node.target, ast.Name):
            raise TranslationError("a loop goes over a range or over constants")
        if len(arguments) == 1 and is_lanes(arguments[0]):
            return self._for_all_lanes(node.target.id, node.body)
        name = node.target.id
        first, last, *step = (0, *arguments) if len(arguments) == 1 else arguments
        if step and (way == "apart" or not isinstance(step[0], int) or step[0] <= 0):
            raise TranslationError("the step of a range is a number above zero that is known while compiling")

        def once(each: Number) -> None:
            self.frame.names[name] = each
            for statement in node.body:
                self.statement(statement)

        if way == "range" or self.width > 1 or self.apart:
            return self.count_up(first, last, once, *step)
        return self._side_by_side(first, last, once)

    def _unroll(self, node: ast.For, values: list[Any]) -> None:
        for each in values:
            self.assign(node.target, each)
            for statement in node.body:
                self.statement(statement)

    def _side_by_side(self, first: Any, last: Any, once: Callable[[Number], None]) -> None:
        """Do something for each whole number of a range, for eight of them in one go: no turn touches what another does."""
        number = FIRST_LOOP + 3 * len(self._loops)
        group, loop, free = number, number + 1, number + 2
        self._loops.append(
            f'!{group} = distinct !{{}}\n!{free} = !{{!"llvm.loop.parallel_accesses", !{group}}}\n'
            f"!{loop} = distinct !{{!{loop}, !{free}, {AT_ONCE}}}"
        )
        self.apart = f", !llvm.access.group !{group}"

        def turn(each: Number) -> None:
            self.turn, self.turn_begins = each.text, len(self.lines)
            once(each)

        self.count_up(first, last, turn, told=f", !llvm.loop !{loop}")
        self.apart = ""

    def count_up(self, first: Any, last: Any, once: Callable[[Number], None], step: int = 1, told: str = "") -> None:
        """Do something for each whole number of a range, or for those that are some steps apart."""
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
        self.do(f"store i64 {self.emit(f'add nsw i64 {here}, {step}')}, ptr {counter}, align 8")
        self.lines += [f"  br label %{test}{told}", f"{following}:"]

    def _for_all_lanes(self, name: str, body: list[ast.stmt]) -> None:
        if self.in_lane or self.mask is not None:
            raise TranslationError("a loop over lanes inside a loop over lanes, or under a condition that differs")
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

    def skip(self) -> None:
        """Leave the lanes at hand out of what follows in a loop over lanes."""
        if self.skipping is None or self.apart:
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

    def branch(self, node: ast.If) -> None:
        """Translate a branch: chosen now, when the machine code runs, or lane by lane."""
        test = self.value(node.test)
        if is_known(test):
            for each in node.body if test else node.orelse:
                self.statement(each)
            return
        truth = self.number(test)
        if truth.wide or self.apart:
            self._branch_by_mask(node, truth)
            return
        yes, no, after = self.label("yes"), self.label("no"), self.label("after")
        self.do(f"br i1 {truth.text}, label %{yes}, label %{no}")
        for label, part in ((yes, node.body), (no, node.orelse)):
            self.lines.append(f"{label}:")
            for each in part:
                self.statement(each)
            self.do(f"br label %{after}")
        self.lines.append(f"{after}:")

    def _branch_by_mask(self, node: ast.If, truth: Number) -> None:
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
        """Something that is true for lanes, or for what is done side by side, among those of a mask."""
        return truth if outer is None else self.both("and", truth, Number(TRUTH, outer, self.width > 1))

    def _under(self, mask: Number, part: list[ast.stmt]) -> None:
        """Do something for the lanes of a mask, and skip it where there are none; things side by side go on without a jump."""
        if self.apart:
            self.mask = mask.text
            for each in part:
                self.statement(each)
            return
        some, after = self.label("some"), self.label("after")
        self.do(f"br i1 {self.any_of(mask.text)}, label %{some}, label %{after}")
        self.lines.append(f"{some}:")
        self.mask = mask.text
        for each in part:
            self.statement(each)
        self.place(after)

    def repeat(self, node: ast.While) -> None:
        """Translate a loop that goes on while something is so, for any lane."""
        if self.apart and self.mask is not None:
            raise TranslationError("things side by side cannot wait for one of them under a condition")
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
