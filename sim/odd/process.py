"""The order of a day, read off the function that is the day."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from importlib.resources import files

_COMMENT = re.compile(r"#\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a day: the function that takes it, and what it does in a few words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of the day: its name, what it is about, and its steps in order."""

    name: str
    words: str
    steps: tuple[Step, ...]


def parts_of_day() -> tuple[PartOfDay, ...]:
    """The parts of a day in their order, each with its steps, from the source of :mod:`sim.day`."""
    source = files("sim").joinpath("day.py").read_text(encoding="utf-8")
    lines = source.splitlines()
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    return tuple(
        PartOfDay(name, ast.get_docstring(functions[name]) or "", tuple(_steps(name, functions, lines)))
        for name in _called(functions["live_one_day"])
    )


def _calls(function: ast.FunctionDef) -> list[ast.Call]:
    """The calls that are statements of a function, be they in a loop, in their order."""
    return [
        node.value
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]


def _called(function: ast.FunctionDef) -> list[str]:
    return [call.func.id for call in _calls(function) if isinstance(call.func, ast.Name)]


def _steps(name: str, functions: dict[str, ast.FunctionDef], lines: list[str]) -> list[Step]:
    """The steps of a part of the day; those that people take one after the other stand in a function of their own."""
    steps = []
    for call in _calls(functions[name]):
        assert isinstance(call.func, ast.Name)
        if call.func.id in functions:
            steps += _steps(call.func.id, functions, lines)
        else:
            comment = _COMMENT.search(lines[call.lineno - 1])
            steps.append(Step(call.func.id, comment.group(1) if comment else ""))
    return steps
