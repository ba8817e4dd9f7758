"""What differs between two scenarios, in the reader's terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.cli.origins import shown
from sim.cli.prose import lever_in_words, shocks
from sim.policy import Levers
from sim.quantity import quantities
from sim.scenario import Scenario, paths

TEXTS = ("title", "story", "claim", "question", "chapters", "notes")


@dataclass(frozen=True, slots=True)
class Contrast:
    """One thing in which two scenarios differ: its dotted name, what it means, and what each side says."""

    name: str
    meaning: str
    first: str
    second: str


def contrasts(first: Scenario, second: Scenario) -> list[Contrast]:
    """All that differs, texts apart: departments, their numbers, levers by what they do, shocks, sizes of laws.

    Args:
        first: One scenario.
        second: The other.
    """
    found = [*_levers(first, second), *_departments(first, second), *_shocks(first, second)]
    known = {**paths(first), **paths(second)}
    flat = [_flat(each) for each in (first, second)]
    for name in dict.fromkeys([*flat[0], *flat[1]]):
        ours, theirs = flat[0].get(name), flat[1].get(name)
        if ours != theirs and not _told_before(name, first, second):
            meaning = known[name].meaning if name in known else ""
            found.append(Contrast(name, meaning, _said(ours), _said(theirs)))
    return found


def _said(value: object) -> str:
    return "–" if value is None else shown(value)


def _levers(first: Scenario, second: Scenario) -> Iterator[Contrast]:
    for lever in quantities(Levers):
        if first.policy.changes(lever.name) != second.policy.changes(lever.name):
            name = (
                f"policy.scope.{lever.name.removeprefix('scope_')}"
                if lever.name.startswith("scope_")
                else f"policy.{lever.name}"
            )
            sides = (lever_in_words(each, lever.name) for each in (first, second))
            yield Contrast(name, lever.meaning, *sides)


def _departments(first: Scenario, second: Scenario) -> Iterator[Contrast]:
    """Departments that only one of the two has."""
    ours, theirs = first.organization.departments, second.organization.departments
    for name in dict.fromkeys([*ours, *theirs]):
        if (name in ours) != (name in theirs):
            sides = (f"{each[name].size} people" if name in each else "–" for each in (ours, theirs))
            yield Contrast(f"organization.departments.{name}", "a department that only one of the two has", *sides)


def _shocks(first: Scenario, second: Scenario) -> Iterator[Contrast]:
    if first.environment.shocks != second.environment.shocks:
        sides = (" ".join(shocks(each)) or "nothing happens to the market" for each in (first, second))
        yield Contrast("environment.shocks", "recessions and surges", *sides)


def _told_before(name: str, first: Scenario, second: Scenario) -> bool:
    """Whether a value was told with its lever or shock, or belongs to a department that only one of the two has."""
    if name.partition(".")[0] in TEXTS or name.startswith(("policy.", "environment.shocks")):
        return True
    parts = name.split(".")
    both = first.organization.departments.keys() & second.organization.departments.keys()
    if name.startswith("organization.departments."):
        return parts[2] not in both or (len(parts) > 4 and parts[4] not in both)
    return False


def _flat(scenario: Scenario) -> dict[str, Any]:
    return dict(_leaves(scenario.model_dump(mode="json"), ""))


def _leaves(value: object, name: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(each, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for number, each in enumerate(value):
            yield from _leaves(each, f"{name}.{number}")
    else:
        yield name, value
