"""Laws as formulas in full names, read off their code, and what each name and letter in them stands for."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType

from pydantic import BaseModel

from sim import mechanisms
from sim.glossary.laws import Law, laws
from sim.glossary.symbols import LETTERS, NONE, TAKEN
from sim.mechanisms import Coefficients
from sim.policy import Environment, LeverCosts, Levers
from sim.quantity import Quantity, quantities
from sim.state import OrganizationState, PersonDay, PersonState, TieDay, TieState, Traits

OWN = "own_"
"""With this before its name, a law takes what another law or an earlier part of the day gave."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that a law takes.

    Attributes:
        letter: Its letter in the short formula; a dash without any.
        name: Its name in the full one.
        meaning: What it is, in plain words.
        unit: Its unit; ``"1"`` for a pure number.
    """

    letter: str
    name: str
    meaning: str
    unit: str


@cache
def in_full(law: Law) -> str:
    """The formula of a law in full names, as it is computed: ``acted = max(0, demanded − mindset)``.

    A result that is called as something that the law takes has a prime.

    Args:
        law: The law.
    """
    module = import_module(f"{mechanisms.__name__}.{law.mechanism}")
    tree = ast.parse(inspect.getsource(getattr(module, law.name))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    result = f"{law.name}′" if law.name in law.numbers else law.name
    return "; ".join(_steps(tree.body, result, module))


def _steps(body: list[ast.stmt], name: str, module: ModuleType) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Assign):
            yield f"{ast.unparse(node.targets[0])} = {_written(node.value, module)}"
        elif isinstance(node, ast.Return) and node.value is not None:
            yield f"{name} = {_written(node.value, module)}"
        elif isinstance(node, ast.If):
            inside = "; ".join(_steps(node.body, name, module))
            otherwise = "; ".join(_steps(node.orelse, name, module))
            yield f"where {_written(node.test, module)}: {inside}" + (f"; otherwise: {otherwise}" if otherwise else "")


def _written(node: ast.expr, module: ModuleType) -> str:
    """An expression as a reader of formulas writes it, constants of the module as numbers."""

    class Numbers(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> ast.expr:
            value = getattr(module, name.id, None)
            return ast.Constant(value) if isinstance(value, (int, float)) else name

    text = ast.unparse(Numbers().visit(node))
    for code, sign in ((" ** ", "^"), (" * ", " × "), (" - ", " − "), ("math.", "")):
        text = text.replace(code, sign)
    return re.sub(r"\b(\d+)\.0\b", r"\1", text)


def taken(law: Law) -> tuple[Taken, ...]:
    """What a law takes, in its order, each with its letter, meaning and unit.

    Args:
        law: The law.
    """
    letters = LETTERS.get(f"{law.mechanism}.{law.name}", "").split()
    if len(letters) != len(law.numbers):
        letters = [NONE] * len(law.numbers)
    return tuple(Taken(letter, name, *_meant(law, name)) for letter, name in zip(letters, law.numbers, strict=True))


def _meant(law: Law, name: str) -> tuple[str, str]:
    told = TAKEN.get(f"{law.mechanism}.{law.name}.{name}") or TAKEN.get(name)
    if told:
        return told
    declared = _declared()
    if name in declared:
        return declared[name].meaning, declared[name].unit
    given = name.removeprefix(OWN)
    by_law = next((each for each in laws() if each.name == given), None)
    unit = declared[given].unit if given in declared else "1"
    if by_law is not None:
        words = by_law.formula.partition(":")[0]
        return f"{words[:1].lower()}{words[1:]}, from {by_law.mechanism}.{by_law.name}", unit
    return (declared[given].meaning, unit) if given in declared else ("", "")


@cache
def _declared() -> dict[str, Quantity]:
    """Every declared number by name; where the same name is declared twice, what people feel comes first."""
    groups: list[type[BaseModel]] = [type(group) for _, group in Coefficients()]
    states: tuple[type[BaseModel], ...] = (
        Traits,
        PersonState,
        TieState,
        OrganizationState,
        PersonDay,
        TieDay,
        Levers,
        LeverCosts,
        Environment,
    )
    made: dict[str, Quantity] = {}
    for group in (*groups, *states):
        for each in quantities(group):
            made.setdefault(each.name, each)
    return made
