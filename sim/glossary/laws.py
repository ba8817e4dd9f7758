"""The laws, and where each number enters them, read off the sources of the model."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import sim
from sim import mechanisms
from sim.mechanisms import K

_ROWS = frozenset({"K", "X", "P", "T", "O", "TM"})
"""The names by which phases call the rows of arrays."""

_CALLED = {"scope_": "scope", "cost_": "overhead"}
"""What laws call the levers that say how far a tie is a client tie, and the time that levers take together."""


@dataclass(frozen=True, slots=True)
class Law:
    """One law.

    Attributes:
        mechanism: The mechanism to which it belongs: the name of its file in ``sim/mechanisms``.
        name: The name of its function.
        formula: What it gives and how, in one or two lines.
        details: What the letters mean and where it is from; may be empty.
        numbers: The names of what it takes.
    """

    mechanism: str
    name: str
    formula: str
    details: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A part of a day that uses a number: the function, where it is, and what it does."""

    phase: str
    name: str
    meaning: str


@cache
def laws() -> tuple[Law, ...]:
    """All laws, mechanism by mechanism, in the order of the files."""
    return tuple(each for module in pkgutil.iter_modules(mechanisms.__path__) for each in _laws_in(module.name))


@cache
def mechanism_meanings() -> dict[str, str]:
    """What each mechanism is about, by name."""
    return {
        each.name: _flat(import_module(f"{mechanisms.__name__}.{each.name}").__doc__ or "")
        for each in pkgutil.iter_modules(mechanisms.__path__)
    }


def _laws_in(mechanism: str) -> Iterator[Law]:
    module = import_module(f"{mechanisms.__name__}.{mechanism}")
    for name, function in vars(module).items():
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
            formula, _, details = (inspect.getdoc(function) or "").partition("\n\n")
            yield Law(mechanism, name, _flat(formula), _flat(details), tuple(inspect.signature(function).parameters))


def laws_of(name: str, array: str = "") -> tuple[Law, ...]:
    """The laws into which a lever, a cost, a coefficient or a state enters.

    What a law calls as a coefficient is called need not be that coefficient, so those count only where the day hands
    them over: ``hurt`` is a coefficient of mood, and how much one was hurt is what strain takes.

    Args:
        name: Its name.
        array: The letter by which phases call the array of its row, where another row may have the same name; any if empty.
    """
    wanted = next((number for prefix, number in _CALLED.items() if name.startswith(prefix)), name)
    by_name = wanted != name or name not in K.__members__
    handed = {law for row, found in _handed_over().items() if _is_that(row, name, array) for law in found}
    return tuple(
        each for each in laws() if (by_name and wanted in each.numbers) or (each.mechanism, each.name) in handed
    )


def uses_of(name: str, array: str = "") -> tuple[Use, ...]:
    """The parts of a day that mention a number.

    Args:
        name: Its name.
        array: The letter of the array of its row; any if empty.
    """
    found = [uses for row, uses in _uses().items() if _is_that(row, name, array)]
    return tuple(dict.fromkeys(each for uses in found for each in uses))


def _is_that(row: tuple[str, str], name: str, array: str) -> bool:
    return row[1] == name and array in ("", row[0])


def _flat(text: str) -> str:
    return " ".join(text.split())


@cache
def parsed_phases() -> tuple[tuple[str, ast.Module], ...]:
    """The parts of a day by name, as trees of their code."""
    folder = Path(sim.__file__).parent / "phases"
    return tuple((path.stem, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.py")))


@cache
def _handed_over() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """The laws to which phases hand a row of an array, by the array's letter and the row's name."""
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for _, tree in parsed_phases():
        known = laws_called(tree)
        for function in (each for each in tree.body if isinstance(each, ast.FunctionDef)):
            variables = _variables(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in known:
                    for row in _rows_in(call.args, variables):
                        found.setdefault(row, set()).add(known[call.func.id])
    return {name: frozenset(each) for name, each in found.items()}


def laws_called(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """The laws of a phase, mechanism and name, by what it calls them: ``display = law(acting.display)``."""
    return {
        target.id: (value.args[0].value.id, value.args[0].attr)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(value := node.value, ast.Call)
        if isinstance(value.func, ast.Name) and value.func.id == "law" and isinstance(value.args[0], ast.Attribute)
        if isinstance(value.args[0].value, ast.Name) and isinstance(target := node.targets[0], ast.Name)
    }


def _variables(function: ast.FunctionDef) -> dict[str, tuple[str, str]]:
    """The variables of a function that are nothing but a row of an array: ``campaign = o.levers[day, X.…, lane]``."""
    named: dict[str, tuple[str, str]] = {}
    for node in ast.walk(function):
        if not (isinstance(node, ast.Assign) and len(node.targets) == 1):
            continue
        target, value = node.targets[0], node.value
        pairs = (
            zip(target.elts, value.elts, strict=False)
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            else [(target, value)]
        )
        for name, what in pairs:
            rows = list(_rows_in([what], {})) if isinstance(what, ast.Subscript) else []
            if isinstance(name, ast.Name) and len(rows) == 1:
                named[name.id] = rows[0]
    return named


def _rows_in(nodes: Sequence[ast.AST], variables: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The rows of arrays that some expressions mention, by themselves or by a variable, not within calls of functions."""
    waiting: list[ast.AST] = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in _ROWS:
            yield node.value.id, node.attr
        elif isinstance(node, ast.Name) and node.id in variables:
            yield variables[node.id]
        elif not isinstance(node, ast.Call):
            waiting.extend(ast.iter_child_nodes(node))


@cache
def _uses() -> dict[tuple[str, str], tuple[Use, ...]]:
    found: dict[tuple[str, str], dict[str, Use]] = {}
    for phase, tree in parsed_phases():
        for function in tree.body:
            if not isinstance(function, ast.FunctionDef):
                continue
            use = Use(phase, function.name, _flat((ast.get_docstring(function) or "").partition("\n\n")[0]))
            for row in rows_anywhere(function):
                found.setdefault(row, {})[function.name] = use
    return {name: tuple(each.values()) for name, each in found.items()}


def rows_anywhere(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The rows of arrays that a piece of code mentions: the array's letter and the row's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in _ROWS:
            yield node.value.id, node.attr
