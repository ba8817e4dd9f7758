"""What a scenario file says, each value with its place: file, line and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sim.scenario.problems import Problem, listed, short

Plain: TypeAlias = "bool | int | float | str | tuple[Plain, ...] | dict[str, Plain] | None"
"""A value without its place."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that values come from: a file, or an option of the command line.

    Attributes:
        name: How the reader knows it: the path as given, or the option as typed.
        lines: The lines of a file; none for an option.
        path: The real path of a file; empty for an option.
    """

    name: str
    lines: tuple[str, ...] = field(default=(), repr=False)
    path: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a source, and line and column from 1 (0 where the source has no lines)."""

    source: Source
    line: int = 0
    column: int = 0

    def problem(self, message: str, *, found: str = "", allowed: str = "", suggestion: str = "") -> Problem:
        """A problem at this place."""
        lines = self.source.lines
        text = lines[self.line - 1] if 0 < self.line <= len(lines) else ""
        return Problem(message, self.source.name, self.line, self.column, found, allowed, suggestion, text)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A number, a text, a truth value or nothing (None), as written."""

    value: bool | int | float | str | None
    written: str
    place: Place

    def __str__(self) -> str:
        """The value as an error tells it."""
        if self.value is None:
            return "nothing"
        if isinstance(self.value, str):
            return f"the text {short(self.written)!r}"
        return short(self.written)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    place: Place

    def __str__(self) -> str:
        """The list as an error tells it."""
        return f"a list of {len(self.items)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value under a name, with the name's own place."""

    key: Place
    value: Node


@dataclass(frozen=True, slots=True)
class Section:
    """Values by name."""

    entries: Mapping[str, Entry]
    place: Place

    def __str__(self) -> str:
        """The section as an error tells it."""
        return f"names with values ({short(listed(list(self.entries), 4))})" if self.entries else "nothing"


Node: TypeAlias = Scalar | Items | Section

Path: TypeAlias = "tuple[str | int, ...]"
"""The way from the root to a value: names, and numbers from 0 in lists."""


def plain(node: Node) -> Plain:
    """The value without its places: dictionaries, tuples and scalars."""
    if isinstance(node, Section):
        return {name: plain(entry.value) for name, entry in node.entries.items()}
    if isinstance(node, Items):
        return tuple(plain(item) for item in node.items)
    return node.value


def placed(value: object, place: Place) -> Node:
    """The opposite of :func:`plain`: plain data, all of it at one place."""
    if isinstance(value, Mapping):
        return Section({str(name): Entry(place, placed(each, place)) for name, each in value.items()}, place)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Items(tuple(placed(each, place) for each in value), place)
    if value is None or isinstance(value, (bool, int, float, str)):
        return Scalar(value, str(value), place)
    raise TypeError(f"{type(value).__name__} cannot stand in a scenario")


def child(node: Node, part: str | int) -> Entry | None:
    """What stands under a name or a number, or None."""
    if isinstance(node, Section):
        return node.entries.get(str(part))
    if isinstance(node, Items) and isinstance(part, int) and 0 <= part < len(node.items):
        return Entry(node.items[part].place, node.items[part])
    return None


def descend(node: Node, path: Path) -> tuple[Entry, bool]:
    """Walk as far along a path as there is something.

    Returns:
        The last entry that was reached, and whether it is the end of the path.
    """
    entry = Entry(node.place, node)
    for part in path:
        deeper = child(entry.value, part)
        if deeper is None:
            return entry, False
        entry = deeper
    return entry, True
