"""What a day adds to what: the amounts that phases book, and the terms that stand in phases and in no law, as formulas."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sim.glossary.laws import laws_called, parsed_phases, uses_of
from sim.ledger import ENTRIES

_ARRAYS = frozenset({"K", "X", "P", "T", "O", "W", "TM"})
"""The names by which phases call the rows of arrays."""

_BOOKING = frozenset({"moved", "due"})
"""What phases call the functions that name an amount beside its line of the ledger."""

_DEEPEST = 2
"""So often a variable is replaced by what it stands for; what stands for itself would never end."""


@dataclass(frozen=True, slots=True)
class Change:
    """One amount by which a day changes something.

    Attributes:
        where: The function that does it, with its file.
        quantity: What is changed; empty for a term that is not booked.
        entry: The line of the ledger; empty for a term that is not booked.
        amount: The amount, as a formula in full names.
        numbers: The coefficients, levers and states that it names.
        beside: Those of them that it names elsewhere than in what it hands to a law.
    """

    where: str
    quantity: str
    entry: str
    amount: str
    numbers: frozenset[str]
    beside: frozenset[str]


@cache
def changes() -> tuple[Change, ...]:
    """Every amount that is booked, in the order of the phases."""
    return tuple(each for phase, tree in parsed_phases() for each in _booked(phase, tree))


@cache
def terms_with(name: str, array: str = "") -> tuple[Change, ...]:
    """The terms of the day that name a number: where it is booked, and otherwise where it stands.

    Args:
        name: A coefficient, lever, cost or state.
        array: The letter of the array of its row, where another row may have the same name; any if empty.
    """
    there = {f"{use.phase}.{use.name}" for use in uses_of(name, array)}
    booked = tuple(each for each in changes() if name in each.numbers and (not array or each.where in there))
    return booked or standing_in_day(name, array)


@cache
def standing_in_day(name: str, array: str = "") -> tuple[Change, ...]:
    """The assignments of the day whose right sides name a number; arguments as those of :func:`terms_with`."""
    return tuple(each for phase, tree in parsed_phases() for each in _loose(phase, tree, name, array))


def local_names(quantity: str) -> dict[str, str]:
    """What the names in the amounts that change a quantity stand for, where only the day itself knows them.

    Args:
        quantity: A quantity of the ledger.
    """
    made: dict[str, str] = {}
    for phase, tree in parsed_phases():
        for function in functions_of(tree):
            standing = _standing(function)
            wanted = {
                name
                for each in changes()
                if each.quantity == quantity and each.where == f"{phase}.{function.name}"
                for name in each.numbers
            }
            while wanted:
                name = wanted.pop()
                if name in standing and name not in made:
                    made[name], inside, _ = _written(standing[name], tree, function, whole=False)
                    wanted |= inside
    return {name: told for name, told in made.items() if not re.search(rf"\b{name}\b", told)}


def _booked(phase: str, tree: ast.Module) -> Iterator[Change]:
    quantity = {each.name: each.quantity for each in ENTRIES}
    for function in functions_of(tree):
        for entry, amount in _bookings(function):
            told = _written(amount, tree, function)
            yield Change(f"{phase}.{function.name}", quantity.get(entry, ""), entry, *told)


def _bookings(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """The lines of the ledger that a function writes, each with the amount: by a call, or by adding to the line itself."""
    handed = {each.arg for each in function.args.args}  # an amount that was handed in is told where it is made
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _books(node):
            yield (
                next((each.attr for each in node.args if isinstance(each, ast.Attribute) and _is_row(each, "E")), ""),
                node.args[-1],
            )
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Subscript):
            lines = [
                each.attr
                for each in ast.walk(node.target.slice)
                if isinstance(each, ast.Attribute) and _is_row(each, "E")
            ]
            if lines and not (isinstance(node.value, ast.Name) and node.value.id in handed):
                yield lines[0], ast.UnaryOp(ast.USub(), node.value) if isinstance(node.op, ast.Sub) else node.value


def _loose(phase: str, tree: ast.Module, name: str, array: str) -> Iterator[Change]:
    """The assignments whose right sides name a row, by itself or by a variable that stands for nothing else."""
    for function in functions_of(tree):
        short = {one for one, value in _standing(function).items() if _is_named(value, name, array)}
        for node in ast.walk(function):
            if not isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) or node.value is None:
                continue
            if _books(node.value) or _hands_on(node.value) or _only_names(node.value):
                continue
            if name in _rows_named(node.value, array) or short & _variables_in(node.value):
                told, numbers, beside = _written(node.value, tree, function, whole=False)
                left, *_ = _written(
                    node.targets[0] if isinstance(node, ast.Assign) else node.target, tree, function, whole=False
                )
                sign = "grows by" if isinstance(node, ast.AugAssign) else "="
                yield Change(f"{phase}.{function.name}", "", "", f"{left} {sign} {told}", numbers, beside)


def _hands_on(node: ast.expr) -> bool:
    """Whether it is another part of the day that uses what is named."""
    return (
        isinstance(node, ast.Call) and bool(node.args) and isinstance(node.args[0], ast.Name) and node.args[0].id == "o"
    )


def _only_names(node: ast.expr) -> bool:
    """Whether what is assigned are rows of arrays, which only get a shorter name."""
    return isinstance(node, ast.Subscript) or (isinstance(node, ast.Tuple) and all(map(_only_names, node.elts)))


def _is_named(node: ast.expr, name: str, array: str) -> bool:
    return isinstance(node, ast.Subscript) and name in _rows_named(node, array)


def _variables_in(node: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def functions_of(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """The functions of a phase."""
    return (each for each in tree.body if isinstance(each, ast.FunctionDef))


def _is_row(node: ast.AST, *arrays: str) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in (arrays or _ARRAYS)


def _rows_named(node: ast.AST, array: str) -> frozenset[str]:
    arrays = (array,) if array else ()
    return frozenset(each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute) and _is_row(each, *arrays))


class _Readable(ast.NodeTransformer):
    """Rows of arrays as their names, laws as their names, variables as what they stand for."""

    def __init__(self, called: Mapping[str, str], standing: Mapping[str, ast.expr]) -> None:
        self.called, self.standing, self.depth = called, standing, 0

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        rows = [each for each in ast.walk(node.slice) if isinstance(each, ast.Attribute) and _is_row(each)]
        if len(rows) == 1:
            return ast.Name(f"team_{rows[0].attr}" if _is_row(rows[0], "TM") else rows[0].attr)
        if any(isinstance(each, ast.Name) and each.id == "SCOPES" for each in ast.walk(node.slice)):
            return ast.Name("scope")
        return ast.Name(node.value.attr) if isinstance(node.value, ast.Attribute) else node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if (
            isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "luck"
        ):
            if node.func.attr == "whole":
                return ast.Call(ast.Name("whole"), [self.visit(node.args[0])], [])
            if node.func.attr == "lognormal_mean":  # of a spread, and nothing is drawn
                return ast.Call(ast.Name(node.func.attr), [self.visit(each) for each in node.args], [])
            return ast.Name("chance")
        made = self.generic_visit(node)
        assert isinstance(made, ast.expr)
        return made

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.called:
            return ast.Name(self.called[node.id])
        if node.id not in self.standing or self.depth >= _DEEPEST:
            return node
        self.depth += 1
        made: ast.expr = self.visit(ast.parse(ast.unparse(self.standing[node.id]), mode="eval").body)
        self.depth -= 1
        return made


def _written(
    node: ast.expr, tree: ast.Module, function: ast.FunctionDef, *, whole: bool = True
) -> tuple[str, frozenset[str], frozenset[str]]:  # fmt: skip
    """An expression of a phase as a reader of formulas writes it, the rows that it names, and those it names beside laws.

    Args:
        node: The expression.
        tree: The phase.
        function: The function in which it stands.
        whole: Whether variables that stand for more than one row are replaced as well.
    """
    called = {variable: law for variable, (_, law) in laws_called(tree).items()}
    standing = {**_handed(tree, function), **_standing(function)}
    if not whole:
        standing = {name: value for name, value in standing.items() if isinstance(value, ast.Subscript)}
    made = _Readable(called, standing).visit(ast.parse(ast.unparse(node), mode="eval").body)
    text = ast.unparse(made)
    for code, sign in ((" * ", " × "), (" - ", " − ")):
        text = text.replace(code, sign)
    names = frozenset(each.id for each in ast.walk(made) if isinstance(each, ast.Name))
    return re.sub(r"\b(\d+)\.0\b", r"\1", re.sub(r"^-", "−", text)), names, _beside(made, frozenset(called.values()))


def _beside(node: ast.AST, called: frozenset[str]) -> frozenset[str]:
    """The names in a formula that stand outside the brackets of laws."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in called:
        return frozenset()
    inner = frozenset[str]().union(*(_beside(each, called) for each in ast.iter_child_nodes(node)))
    return inner | {node.id} if isinstance(node, ast.Name) else inner


def _standing(function: ast.FunctionDef) -> dict[str, ast.expr]:
    """The variables that are given a value once, with that value."""
    found: dict[str, list[ast.expr | None]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=True))
            else:
                pairs = [(target, value)]
            for name, what in pairs:
                if isinstance(name, ast.Name):
                    found.setdefault(name.id, []).append(None if _books(what) else what)
        elif isinstance(node, (ast.AugAssign, ast.For)) and isinstance(node.target, ast.Name):
            found.setdefault(node.target.id, []).append(None)
    return {name: each[0] for name, each in found.items() if len(each) == 1 and each[0] is not None}


def _handed(tree: ast.Module, function: ast.FunctionDef) -> dict[str, ast.expr]:
    """The parameters to which calls within the phase hand a row of an array, always the same one."""
    names = [each.arg for each in function.args.args]
    calls = [
        dict(zip(names, each.args, strict=False))
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == function.name
    ]
    made: dict[str, ast.expr] = {}
    for name in names:
        rows = [each[name] for each in calls if isinstance(each.get(name), ast.Subscript)]
        if rows and len({ast.unparse(each) for each in rows}) == 1:
            made[name] = rows[0]
    return made


def _books(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BOOKING
