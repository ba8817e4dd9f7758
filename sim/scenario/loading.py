"""From a file, a name or a changed number to a scenario, or to every mistake at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from sim.scenario import overrides as overriding
from sim.scenario.chain import merged, missing_files
from sim.scenario.explaining import problems as explained
from sim.scenario.finding import find, shown
from sim.scenario.fitting import available_memory, too_large
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.tree import Place, Section, Source, descend, placed, plain


@dataclass(frozen=True, slots=True)
class Traced:
    """A scenario, and where each of its values came from.

    Attributes:
        scenario: The scenario.
        tree: Its values as they were said, each with its place; what nobody said is missing here.
        files: The file that was asked for, then the one that it extends, and so on.
        own: What the file that was asked for says itself.
        base: What the files that it extends say together; empty where it extends none.
    """

    scenario: Scenario
    tree: Section
    files: tuple[Source, ...]
    own: Section
    base: Section

    def origin(self, name: str) -> Place | None:
        """The place that said a value, by its dotted name; None where it is the default."""
        entry, found = descend(self.tree, tuple(int(part) if part.isdecimal() else part for part in name.split(".")))
        return entry.value.place if found else None


def load(path_or_name: str | os.PathLike[str], overrides: Iterable[str] = ()) -> Scenario:
    """Read a scenario.

    Args:
        path_or_name: A path, or the name of a scenario that comes with the program.
        overrides: What to set after the files have been read, such as ``policy.promise=0.8``.

    Raises:
        ScenarioError: With every mistake that was found.
    """
    return trace(path_or_name, overrides).scenario


def trace(path_or_name: str | os.PathLike[str], overrides: Iterable[str] = ()) -> Traced:
    """Read a scenario, and keep where each value came from. As :func:`load` otherwise."""
    found: list[Problem] = []
    name = os.fspath(path_or_name)
    path = find(name)
    chain = merged(path, path if path == name else shown(path), found)
    tree = overriding.with_overrides(chain.tree, overrides, found)
    return Traced(_validated(tree, found), tree, chain.files, chain.own, chain.base)


def with_values(scenario: Scenario, values: Mapping[str, object]) -> Scenario:
    """The same scenario with other numbers.

    Args:
        scenario: The scenario to start from.
        values: The new values by dotted name, such as ``{"policy.promise": 0.8}``. A number under a lever's
            name replaces whatever timeline stood there.

    Raises:
        ScenarioError: If there is no such name, or a value is not allowed.
    """
    found: list[Problem] = []
    said = placed(scenario.model_dump(exclude_unset=True), Place(Source("the scenario")))
    assert isinstance(said, Section)  # a scenario is names with values
    return _validated(overriding.with_values(said, values, found), found)


def _validated(tree: Section, found: list[Problem]) -> Scenario:
    """The scenario that the values make, unless a problem was found before or is found now."""
    scenario = None
    try:
        scenario = Scenario.model_validate(plain(tree), strict=True)
    except ValidationError as error:
        known = {(each.file, each.line, each.column) for each in found if each.line}
        found.extend(each for each in explained(error, tree) if (each.file, each.line, each.column) not in known)
    found.extend(missing_files(tree))
    if scenario is not None:
        found.extend(too_large(scenario.organization, tree, available_memory()))
    if found or scenario is None:
        raise ScenarioError(sorted(found, key=lambda each: (each.file, each.line, each.column)))
    return scenario
