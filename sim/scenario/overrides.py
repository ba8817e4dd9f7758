"""Values set from outside the files: ``--set policy.promise=0.8``, and the points of a sweep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sim.scenario.chain import with_paths
from sim.scenario.merging import merge
from sim.scenario.parsing import parse
from sim.scenario.problems import Problem, ScenarioError, printable, short
from sim.scenario.tree import Entry, Items, Node, Place, Section, Source, placed, plain

OPTION = "--set"
"""The option by which errors call an override."""


def with_overrides(tree: Section, overrides: Iterable[str], problems: list[Problem]) -> Section:
    """Lay overrides on a scenario's values, one after the other.

    Args:
        tree: The values.
        overrides: Texts such as ``policy.promise=0.8``; the value is read as YAML.
        problems: Where to note what is wrong with them.
    """
    for each in overrides:
        place = Place(Source(printable(f"{OPTION} {short(each)}")))
        name, sign, written = each.partition("=")
        if not sign or not name.strip():
            problems.append(
                place.problem("this sets nothing", found=short(each), allowed="name=value, such as policy.promise=0.8")
            )
            continue
        try:
            value, mistakes = parse(Source(place.source.name, (written.strip(),)))
        except ScenarioError as error:
            problems.extend(error.problems)
            continue
        problems.extend(mistakes)
        tree = with_value(tree, name.strip(), placed(plain(value), place), problems)
    return tree


def with_values(tree: Section, values: Mapping[str, object], problems: list[Problem]) -> Section:
    """Lay numbers on a scenario's values.

    Args:
        tree: The values.
        values: The numbers by dotted name. Whole numbers may come as floating-point numbers, and from NumPy.
        problems: Where to note what is wrong with them.
    """
    for name, value in values.items():
        native = value.item() if hasattr(value, "item") else value
        if isinstance(native, float) and native.is_integer():
            native = int(native)
        place = Place(Source(printable(short(f"{name}={native}"))))
        try:
            node = placed(native, place)
        except TypeError:
            problems.append(
                place.problem("this cannot stand in a scenario", found=type(native).__name__, allowed="a number")
            )
            continue
        tree = with_value(tree, name, node, problems)
    return tree


def with_value(tree: Section, name: str, value: Node, problems: list[Problem]) -> Section:
    """Lay one value, under its dotted name, on a scenario's values, as if a last file said so."""
    parts = name.split(".")
    if not all(part.strip() for part in parts) or parts[0] == "extends":
        problems.append(
            value.place.problem(
                "this is no name of a value",
                found=short(name),
                allowed="names joined by dots, such as policy.promise",
            )
        )
        return tree
    over = _around(tree, parts, value, problems)
    return merge(tree, with_paths(over), problems) if isinstance(over, Section) else tree


def _around(node: Node | None, parts: list[str], value: Node, problems: list[Problem]) -> Node:
    """The value inside the sections and lists that lead to it; lists are completed from what is there."""
    if not parts:
        return value
    first, rest = parts[0], parts[1:]
    if isinstance(node, Items) and first.isdecimal():
        if int(first) >= len(node.items):
            problems.append(
                value.place.problem(
                    f"there is no number {first} in the list",
                    found=first,
                    allowed=f"0 to {len(node.items) - 1}",
                )
            )
            return node
        changed = _around(node.items[int(first)], rest, value, problems)
        before = node.items[int(first)]
        if isinstance(before, Section) and isinstance(changed, Section):
            changed = merge(before, changed, problems)
        items = (*node.items[: int(first)], changed, *node.items[int(first) + 1 :])
        return Items(items, node.place)
    below = node.entries.get(first) if isinstance(node, Section) else None
    inside = _around(below.value if below else None, rest, value, problems)
    return Section({first: Entry(value.place, inside)}, value.place)
