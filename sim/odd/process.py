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
        PartOfDay(name, ast.get_docstring(functions[name]) or "", tuple(_steps(functions[name], lines)))
        for name in _called(functions["live_one_day"])
    )


def _called(function: ast.FunctionDef) -> list[str]:
    calls = [node.value for node in function.body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def _steps(function: ast.FunctionDef, lines: list[str]) -> list[Step]:
    steps = []
    for node in function.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
            comment = _COMMENT.search(lines[node.lineno - 1])
            steps.append(Step(node.value.func.id, comment.group(1) if comment else ""))
    return steps
