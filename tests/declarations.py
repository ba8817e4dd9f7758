"""Everything that is declared, and what the sources of the model say of it, for tests that hold all of it."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

import sim
from sim import mechanisms
from sim.quantity import Quantity, quantities

PACKAGE = Path(sim.__file__).parent
ROOT = PACKAGE.parent

MECHANISMS = tuple(
    importlib.import_module(f"sim.mechanisms.{module.name}") for module in pkgutil.iter_modules(mechanisms.__path__)
)
"""The modules of the laws."""


def tree(path: Path) -> ast.Module:
    """A source file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def laws(module: ModuleType) -> list[Callable[..., float]]:
    """The laws of a mechanism: its public functions."""
    return [
        each
        for name, each in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and each.__module__ == module.__name__
    ]


LAWS = {f"{module.__name__.rpartition('.')[2]}.{law.__name__}": law for module in MECHANISMS for law in laws(module)}
"""All laws, by mechanism and name."""


def groups() -> list[type[BaseModel]]:
    """All classes that declare numbers, wherever in the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if "quantity(" in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            module = importlib.import_module(name)
            found += [
                each
                for _, each in inspect.getmembers(module, inspect.isclass)
                if each.__module__ == name and issubclass(each, BaseModel) and any(quantities(each))
            ]
    return found


def declared() -> Iterator[tuple[str, Quantity]]:
    """All declared numbers, with the class and name of each."""
    for group in groups():
        for each in quantities(group):
            yield f"{group.__name__}.{each.name}", each


def rows_used(enum: str, *patterns: str) -> set[str]:
    """Names of the rows of an enumeration that source files mention: ``K.patience`` and the like."""
    return {
        node.attr
        for pattern in patterns
        for path in PACKAGE.glob(pattern)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == enum
    }


def called(function: ast.AST) -> list[str]:
    """Names of the functions that are called by their bare name, in order."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [call.func.id for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset))]  # type: ignore[attr-defined]


def imported(path: Path) -> set[Path]:
    """The files of the package that a file imports, directly."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "sim":
            base = ROOT.joinpath(*node.module.split("."))
            inside = [place for place in base.parents if PACKAGE in place.parents]
            for place in (*inside, base, *(base / alias.name for alias in node.names)):
                found |= {file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}
    return found - {PACKAGE / "__init__.py"}
