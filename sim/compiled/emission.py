"""Writing instructions: arithmetic, choices, memory, in LLVM's language."""

from __future__ import annotations

import ast
from typing import Any

from sim.compiled.values import (
    FLOAT,
    MACHINE_TYPES,
    SIGNED,
    TRUTH,
    UNSIGNED,
    Number,
    TranslationError,
    literal,
)

ARITHMETIC: dict[str, dict[type, str]] = {
    FLOAT: {ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul", ast.Div: "fdiv"},
    SIGNED: {ast.Add: "add nsw", ast.Sub: "sub nsw", ast.Mult: "mul nsw", ast.RShift: "ashr"},
    UNSIGNED: {
        ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.BitXor: "xor", ast.BitAnd: "and", ast.BitOr: "or",
        ast.RShift: "lshr", ast.LShift: "shl",
    },
}  # fmt: skip
"""No instruction may be reordered or fused: results are the same bits on every processor."""

COMPARISONS: dict[type, tuple[str, str, str]] = {
    ast.Lt: ("olt", "slt", "ult"),
    ast.LtE: ("ole", "sle", "ule"),
    ast.Gt: ("ogt", "sgt", "ugt"),
    ast.GtE: ("oge", "sge", "uge"),
    ast.Eq: ("oeq", "eq", "eq"),
    ast.NotEq: ("une", "ne", "ne"),
}


class Emitter:
    """Instructions of one function, for one lane or for ``width`` lanes at once.

    Args:
        width: The number of lanes.
        aliases: Numbers of the names of memory that cannot overlap, filled as names come.
        declared: Declarations of what LLVM provides, filled as it is used.
        loops: What is told about loops whose turns cannot touch each other, filled as loops come.
    """

    def __init__(self, width: int, aliases: dict[str, int], declared: set[str], loops: list[str]) -> None:
        self.width = width
        self.lines: list[str] = []
        self.slots: list[str] = []
        self.mask: str | None = None
        self.apart = ""
        self._aliases = aliases
        self._declared = declared
        self._loops = loops
        self._count = 0

    # Names -----------------------------------------------------------------------------------------------------------

    def register(self) -> str:
        """A new name for a value."""
        self._count += 1
        return f"%v{self._count}"

    def label(self, what: str) -> str:
        """A new name for a place to go to."""
        self._count += 1
        return f"{what}{self._count}"

    def emit(self, instruction: str) -> str:
        """Write an instruction that has a value; returns the name of the value."""
        name = self.register()
        self.lines.append(f"  {name} = {instruction}")
        return name

    def do(self, instruction: str) -> None:
        """Write an instruction without a value."""
        self.lines.append(f"  {instruction}")

    def place(self, label: str) -> None:
        """Go on here, whether one comes from above or from a branch."""
        self.lines += [f"  br label %{label}", f"{label}:"]

    def type_of(self, kind: str, wide: bool) -> str:
        """A kind in LLVM's language, for one lane or all."""
        machine = MACHINE_TYPES[kind]
        return f"<{self.width} x {machine}>" if wide else machine

    # Numbers ---------------------------------------------------------------------------------------------------------

    def number(self, value: Any) -> Number:
        """A constant as a number; numbers as they are.

        Raises:
            TranslationError: If it is no number.
        """
        match value:
            case Number():
                return value
            case bool():
                return Number(TRUTH, "true" if value else "false")
            case float():
                return Number(FLOAT, literal(value))
            case int():
                return Number(SIGNED, str(int(value)))
        if type(value).__name__ == "uint64":
            return Number(UNSIGNED, str(int(value)))
        raise TranslationError(f"a number is needed here, not {type(value).__name__}")

    def widen(self, number: Number) -> Number:
        """The same number for each lane."""
        if number.wide or self.width == 1:
            return number
        machine, wide = MACHINE_TYPES[number.kind], self.type_of(number.kind, True)
        if not number.text.startswith("%"):
            same = ", ".join([f"{machine} {number.text}"] * self.width)
            return Number(number.kind, f"<{same}>", True)
        first = self.emit(f"insertelement {wide} poison, {machine} {number.text}, i64 0")
        spread = self.emit(f"shufflevector {wide} {first}, {wide} poison, <{self.width} x i32> zeroinitializer")
        return Number(number.kind, spread, True)

    def convert(self, value: Any, kind: str) -> Number:
        """A number as another kind."""
        number = self.number(value)
        if number.kind == kind:
            return number
        pair = (number.kind, kind)
        if pair in ((SIGNED, UNSIGNED), (UNSIGNED, SIGNED)):
            return Number(kind, number.text, number.wide)
        made = self.type_of(kind, number.wide)
        given = self.type_of(number.kind, number.wide)
        how = {
            (SIGNED, FLOAT): "sitofp", (UNSIGNED, FLOAT): "uitofp", (FLOAT, SIGNED): "fptosi", (TRUTH, SIGNED): "zext",
        }.get(pair)  # fmt: skip
        if how is None:
            raise TranslationError(f"no {number.kind} can be made a {kind}")
        if pair == (SIGNED, FLOAT) and not number.text.startswith("%"):
            return Number(FLOAT, literal(float(number.text)))
        return Number(kind, self.emit(f"{how} {given} {number.text} to {made}"), number.wide)

    def alike(self, left: Any, right: Any) -> tuple[Number, Number]:
        """Two numbers of the same kind and width: whole ones become fractional, single ones are spread."""
        a, b = self.number(left), self.number(right)
        if a.kind != b.kind:
            kinds = {a.kind, b.kind}
            kind = FLOAT if FLOAT in kinds else UNSIGNED if UNSIGNED in kinds else SIGNED
            a, b = self.convert(a, kind), self.convert(b, kind)
        if a.wide != b.wide:
            a, b = self.widen(a), self.widen(b)
        return a, b

    def arithmetic(self, operator: type, left: Any, right: Any) -> Number:
        """The sum, difference, product, quotient of two numbers, or an operation on bits."""
        a, b = self.alike(left, right)
        if operator is ast.Div and a.kind == SIGNED:
            a, b = self.convert(a, FLOAT), self.convert(b, FLOAT)
        instruction = ARITHMETIC.get(a.kind, {}).get(operator)
        if instruction is None:
            raise TranslationError(f"{operator.__name__} of {a.kind} cannot be compiled")
        return Number(a.kind, self.emit(f"{instruction} {self.type_of(a.kind, a.wide)} {a.text}, {b.text}"), a.wide)

    def compare(self, operator: type, left: Any, right: Any) -> Number:
        """Whether one number is less than, equal to, … another."""
        a, b = self.alike(left, right)
        fractional, signed, unsigned = COMPARISONS[operator]
        how = {FLOAT: f"fcmp {fractional}", SIGNED: f"icmp {signed}"}.get(a.kind, f"icmp {unsigned}")
        return Number(TRUTH, self.emit(f"{how} {self.type_of(a.kind, a.wide)} {a.text}, {b.text}"), a.wide)

    def both(self, instruction: str, left: Any, right: Any) -> Number:
        """The conjunction ("and"), disjunction ("or") or difference ("xor") of two truths."""
        a, b = self.alike(left, right)
        return Number(TRUTH, self.emit(f"{instruction} {self.type_of(TRUTH, a.wide)} {a.text}, {b.text}"), a.wide)

    def choose(self, condition: Any, yes: Any, no: Any) -> Number:
        """One of two numbers; both are computed."""
        test = self.number(condition)
        a, b = self.alike(yes, no)
        if test.wide and not a.wide:
            a, b = self.widen(a), self.widen(b)
        if a.wide and not test.wide:
            test = self.widen(test)
        kind, truth = self.type_of(a.kind, a.wide), self.type_of(TRUTH, test.wide)
        text = self.emit(f"select {truth} {test.text}, {kind} {a.text}, {kind} {b.text}")
        return Number(a.kind, text, a.wide)

    def extreme(self, operator: type, values: list[Any]) -> Number:
        """The least or greatest of numbers, as Python finds it: the first of equal ones."""
        best = self.number(values[0])
        for each in values[1:]:
            best = self.choose(self.compare(operator, each, best), each, best)
        return best

    def intrinsic(self, name: str, number: Number) -> Number:
        """A function of one number that the processor or LLVM provides, such as ``floor``."""
        kind = self.type_of(number.kind, number.wide)
        full = f"llvm.{name}.{f'v{self.width}' if number.wide else ''}f64"
        self._declared.add(f"declare {kind} @{full}({kind})")
        return Number(number.kind, self.emit(f"call {kind} @{full}({kind} {number.text})"), number.wide)

    def any_of(self, text: str) -> str:
        """Whether something is true for any of the lanes."""
        kind = self.type_of(TRUTH, True)
        full = f"llvm.vector.reduce.or.v{self.width}i1"
        self._declared.add(f"declare i1 @{full}({kind})")
        return self.emit(f"call i1 @{full}({kind} {text})")
