"""A scenario file and the files that it extends, laid on one another."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sim.scenario.files import beginning, read
from sim.scenario.finding import find_base, shown
from sim.scenario.merging import merge
from sim.scenario.parsing import parse
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.tree import Entry, Scalar, Section, Source, descend

MOST_LEVELS = 20
"""How many files may extend one another."""

_FILES = ("people", "ties")


@dataclass(frozen=True, slots=True)
class Chain:
    """A file and the files that it extends.

    Attributes:
        tree: The values that hold, each with the place from which it came.
        own: What the file that was asked for says itself.
        base: What the files that it extends say together; empty where it extends none.
        files: The files, the one asked for first.
    """

    tree: Section
    own: Section
    base: Section
    files: tuple[Source, ...]


def merged(path: str, name: str, problems: list[Problem]) -> Chain:
    """Read a file and all that it extends.

    Args:
        path: Where the file is.
        name: How the reader knows it.
        problems: Where to note mistakes after which reading can go on.

    Returns:
        The values, the whole and its two layers, and the files.

    Raises:
        ScenarioError: If one cannot be read, is no scenario, or extends itself by some way round.
    """
    read_so_far: list[tuple[Section, Source]] = []
    while True:
        source = read(path, name)
        section, base = _own(source, problems)
        read_so_far.append((section, source))
        if base is None:
            break
        path = _next(base, [each.path for _, each in read_so_far])
        name = shown(path)
    below = tree = Section({}, read_so_far[-1][0].place)
    for section, _ in reversed(read_so_far):
        below, tree = tree, merge(tree, section, problems)
    return Chain(tree, read_so_far[0][0], below, tuple(source for _, source in read_so_far))


def _next(base: Scalar, seen: list[str]) -> str:
    path = find_base(str(base.value), base.place)
    real = os.path.realpath(path)
    if real in seen:
        names = [os.path.basename(each) for each in (*seen[seen.index(real) :], real)]  # noqa: PTH119
        raise ScenarioError(
            [
                base.place.problem(
                    "a scenario cannot extend itself", found=" → ".join(names), allowed="a chain that ends"
                )
            ]
        )
    if len(seen) >= MOST_LEVELS:
        raise ScenarioError(
            [
                base.place.problem(
                    "too many files extend one another",
                    found=f"more than {MOST_LEVELS}",
                    allowed=f"up to {MOST_LEVELS}",
                )
            ]
        )
    return os.path.normpath(path)


def _own(source: Source, problems: list[Problem]) -> tuple[Section, Scalar | None]:
    """What one file says itself, and what it extends."""
    root, mistakes = parse(source)
    problems.extend(mistakes)
    if isinstance(root, Scalar) and root.value is None:
        raise ScenarioError(
            [
                beginning(source).problem(
                    "the file says nothing",
                    allowed="a scenario",
                    suggestion="begin with: extends: cubicle_farm",
                )
            ]
        )
    if not isinstance(root, Section):
        raise ScenarioError(
            [root.place.problem("this is no scenario", found=str(root), allowed="names with values, such as days: 500")]
        )
    entries = dict(root.entries)
    extends = entries.pop("extends", None)
    section = with_paths(Section(entries, root.place))
    if extends is None:
        return section, None
    if not (isinstance(extends.value, Scalar) and isinstance(extends.value.value, str) and extends.value.value):
        raise ScenarioError(
            [
                extends.value.place.problem(
                    "extends names one scenario",
                    found=str(extends.value),
                    allowed="a file or a shipped scenario's name",
                )
            ]
        )
    return section, extends.value


def with_paths(section: Section) -> Section:
    """The same values, with the paths of an office's files made absolute.

    They are relative to the file that names them, or to the working folder where an option does.
    """
    entry, found = descend(section, ("organization",))
    if not found or not isinstance(entry.value, Section):
        return section
    inside = dict(entry.value.entries)
    for name in _FILES:
        node = inside[name].value if name in inside else None
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.value:
            folder = os.path.dirname(node.place.source.path)  # noqa: PTH120
            path = os.path.abspath(os.path.join(folder, node.value))  # noqa: PTH100, PTH118
            inside[name] = Entry(inside[name].key, Scalar(path, node.written, node.place))
    organization = Entry(entry.key, Section(inside, entry.value.place))
    return Section({**section.entries, "organization": organization}, section.place)


def missing_files(tree: Section) -> list[Problem]:
    """The files of an office that are named and not there."""
    told = []
    for name in _FILES:
        entry, found = descend(tree, ("organization", name))
        node = entry.value
        if found and isinstance(node, Scalar) and isinstance(node.value, str) and not _is_file(node.value):
            told.append(
                node.place.problem(
                    f"organization.{name} names no file",
                    found=node.value,
                    allowed="a CSV file, from this file's folder",
                )
            )
    return told


def _is_file(path: str) -> bool:
    try:
        return os.path.isfile(path)  # noqa: PTH113
    except ValueError:
        return False
