"""The values of a scenario, and where each came from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario import Place, Traced, paths
from sim.scenario.tree import Items, Node, Section, plain


@dataclass(frozen=True, slots=True)
class Said:
    """A value that somebody said: its dotted name, what it is, and where it stands."""

    name: str
    value: Any
    place: Place


def said(traced: Traced) -> list[Said]:
    """Every value that a file or an option says, in the order of the merged scenario."""
    return list(_leaves(traced.tree, ""))


def _leaves(node: Node, name: str) -> Iterator[Said]:
    if isinstance(node, Section):
        for key, entry in node.entries.items():
            yield from _leaves(entry.value, f"{name}.{key}" if name else key)
    elif isinstance(node, Items) and any(isinstance(each, Section) for each in node.items):
        for number, each in enumerate(node.items):
            yield from _leaves(each, f"{name}.{number}")
    else:
        yield Said(name, plain(node), node.place)


def defaults(traced: Traced) -> dict[str, float]:
    """The numbers that nobody says, by dotted name, with their defaults."""
    known = {each.name for each in said(traced)}
    return {
        name: number.default
        for name, number in paths(traced.scenario).items()
        if not any(each == name or each.startswith(f"{name}.") for each in known)
    }


def called(place: Place) -> str:
    """What a reader calls the source of a value: the file's name, or the option as typed."""
    return os.path.basename(place.source.path) if place.source.path else place.source.name  # noqa: PTH119


def shown(value: object) -> str:
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "nothing"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown(each) for each in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {shown(each)}" for name, each in value.items()) + "}"
    return f"{value:g}" if isinstance(value, float) else " ".join(str(value).split())
