"""The source of a function as a syntax tree, and what the names in it stand for."""

from __future__ import annotations

import ast
import builtins
import inspect
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A function, read.

    Attributes:
        name: Its name with its module.
        parameters: Its parameters in order.
        body: Its statements, without the docstring.
        globals: What its global names stand for.
        changing: Local names that are assigned more than once, so that they need a place in memory.
        file: The file that it stands in.
        line: The line before its first.
    """

    name: str
    parameters: tuple[str, ...]
    body: tuple[ast.stmt, ...]
    globals: dict[str, Any]
    changing: frozenset[str]
    file: str
    line: int

    def resolve(self, name: str) -> Any:
        """What a global or built-in name stands for.

        Raises:
            NameError: If there is nothing of that name.
        """
        if name in self.globals:
            return self.globals[name]
        if hasattr(builtins, name):
            return getattr(builtins, name)
        raise NameError(name)


@cache
def source_of(function: Callable[..., Any]) -> Source:
    """Read a function's source.

    Raises:
        OSError: If Python does not know where the source is.
    """
    plain: Any = inspect.unwrap(function)
    lines, first = inspect.getsourcelines(plain)
    tree = ast.parse(textwrap.dedent("".join(lines)))
    found = tree.body[0]
    assert isinstance(found, ast.FunctionDef)
    body = found.body[1:] if ast.get_docstring(found, clean=False) is not None else found.body
    parameters = tuple(each.arg for each in found.args.args)
    return Source(
        name=f"{plain.__module__}.{plain.__qualname__}",
        parameters=parameters,
        body=tuple(body),
        globals=plain.__globals__,
        changing=_changing(body, parameters),
        file=plain.__code__.co_filename,
        line=first - 1,
    )


def _changing(body: list[ast.stmt], parameters: tuple[str, ...]) -> frozenset[str]:
    """Local names that are assigned more than once, or changed in place."""
    assigned: Counter[str] = Counter(parameters)
    for statement in body:
        for node in ast.walk(statement):
            match node:
                case ast.Assign(targets=targets):
                    for target in targets:
                        assigned.update(_names(target))
                case ast.AnnAssign(target=target):
                    assigned.update(_names(target))
                case ast.AugAssign(target=ast.Name(id=name)):
                    assigned.update({name: 2})
                case _:
                    pass
    return frozenset(name for name, times in assigned.items() if times > 1)


def _names(target: ast.expr) -> list[str]:
    """The names that a target assigns."""
    match target:
        case ast.Name(id=name):
            return [name]
        case ast.Tuple(elts=elements):
            return [name for element in elements for name in _names(element)]
        case _:
            return []
