"""Where a number stands in the day itself, beside what the day hands to laws."""

from __future__ import annotations

import ast
from functools import cache

from sim.glossary.changes import Change, functions_of, standing_in_day, terms_with
from sim.glossary.laws import Use, laws_called, parsed_phases, rows_anywhere, uses_of


@cache
def outside_laws(name: str, array: str = "") -> tuple[tuple[Change, ...], tuple[Use, ...]]:
    """Where a number stands in the day itself and not only in what the day hands to a law.

    Args:
        name: A coefficient, lever or cost.
        array: The letter of the array of its row; any if empty.

    Returns:
        The terms that name it beside a law; and the functions that use it so in no term.
    """
    booked = [each for each in terms_with(name, array) if each.entry and name in each.beside]
    among = {each.where for each in booked}  # what is booked is told whole
    loose = [each for each in standing_in_day(name, array) if name in each.beside and each.where not in among]
    beside = tuple(dict.fromkeys((*booked, *loose)))
    told = {each.where for each in beside}
    uses = [
        use for use in uses_of(name, array)
        if f"{use.phase}.{use.name}" not in told and _uses_beside_laws(use, name, array)
    ]  # fmt: skip
    return beside, tuple(uses)


def _uses_beside_laws(use: Use, name: str, array: str) -> bool:
    """Whether a function mentions a row other than to hand it to a law, or to give it a shorter name."""
    tree = dict(parsed_phases())[use.phase]
    function = next(each for each in functions_of(tree) if each.name == use.name)
    called = laws_called(tree)
    waiting: list[ast.AST] = [function]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in called:
            continue
        if isinstance(node, ast.Assign) and isinstance(node.value, (ast.Subscript, ast.Tuple)):
            continue
        if isinstance(node, ast.Attribute) and any(
            row == name and array in ("", letter) for letter, row in rows_anywhere(node)
        ):
            return True
        waiting.extend(ast.iter_child_nodes(node))
    return False
