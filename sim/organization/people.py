"""The people of an imported office: people.csv."""

from __future__ import annotations

import math
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from sim.organization.structure import Floats, Indices
from sim.organization.tables import Table, read_table, shown
from sim.quantity import quantities
from sim.state import Traits

TRAITS = {
    "skill": "skill",
    "own_work": "own_work",
    "facing": "facing",
    "entitlement": "entitlement",
    "morale": "morale_set",
    "cynicism": "cynicism_set",
    "cooperation": "cooperation_set",
}
"""Columns that people.csv may have, and the trait that each gives; ranges are the traits' own."""

MOST_SUGGESTED = 20
"""Unknown names for which the nearest known one is sought; it takes long in a large office."""


@dataclass
class People:
    """What people.csv says.

    Attributes:
        table: The file.
        ids: Names, in the file's order; unique.
        lines: The line of each.
        number: Position of each id.
        department: Each person's department, by name.
        team: Each person's team, by name; empty where unknown.
        boss: Each person's boss, -1 where the file names none, shape (n,).
        level: Each person's level, NaN where it is not a number, shape (n,).
        traits: Trait to values, NaN where the file has none, shape (n,) each.
    """

    table: Table
    ids: list[str]
    lines: list[int]
    number: dict[str, int]
    department: list[str]
    team: list[str]
    boss: Indices
    level: Floats
    traits: dict[str, Floats]
    suggested: int = 0

    def find(self, table: Table, line: int, column: str, name: str) -> int:
        """The position of a person; -1 and a noted problem for somebody unknown."""
        position = self.number.get(name, -1)
        if position < 0:
            nearest: list[str] = []
            if self.suggested < MOST_SUGGESTED:
                self.suggested += 1
                nearest = get_close_matches(name, self.ids, 1)
            hint = f"; did you mean {nearest[0]!r}?" if nearest else f"; allowed are the ids in {self.table.path}"
            table.say(
                line,
                f"{column}: nobody is called {shown(name)}{hint}" if name else f"{column} is empty{hint}",
            )
        return position


def read_people(path: Path) -> People:
    """Read people.csv.

    Columns are ``id`` and ``department`` and, where there are such, ``manager``, ``team``, ``level`` and
    those of :data:`TRAITS`. Other columns are ignored.

    Returns:
        The people, with all problems noted in their table.
    """
    table = read_table(path, ("id", "department"))
    if not table.problems and not table.rows:
        table.say(1, "there is nobody in the file; an office has at least one person")
        table.complete = False
    ranges = {each.name: each for each in quantities(Traits)}
    traits = {
        trait: np.array(table.numbers(column, ranges[trait].low, ranges[trait].high, math.nan), dtype=np.float64)
        for column, trait in TRAITS.items()
    }
    people = People(
        table=table,
        ids=table.texts("id"),
        lines=[line for line, _ in table.rows],
        number={},
        department=table.texts("department"),
        team=table.texts("team"),
        boss=np.full(len(table.rows), -1),
        level=np.array([_level(text) for text in table.texts("level")], dtype=np.float64),
        traits=traits,
    )
    _check_names(people)
    _find_bosses(people)
    return people


def _level(text: str) -> float:
    """A level as a number of steps below the head; NaN for a job title."""
    return float(text) if text.isdecimal() else math.nan


def _check_names(people: People) -> None:
    facing = people.traits["facing"]
    for k, (line, name) in enumerate(zip(people.lines, people.ids, strict=True)):
        if not name:
            people.table.say(line, "id is empty; everybody has a name of their own")
        elif not name.isprintable():
            people.table.say(line, f"id: found {shown(name)}; allowed are printable characters")
        elif name in people.number:
            first = people.lines[people.number[name]]
            people.table.say(line, f"id: {shown(name)} comes a second time; the first is in line {first}")
        else:
            people.number[name] = k
        if not people.department[k]:
            people.table.say(line, "department is empty; everybody belongs to one")
        if facing[k] not in (0.0, 1.0) and not math.isnan(facing[k]):
            people.table.say(line, f"facing: found {facing[k]:g}; allowed are 0 and 1")


def _find_bosses(people: People) -> None:
    for k, (line, name) in enumerate(zip(people.lines, people.table.texts("manager"), strict=True)):
        if name and people.table.complete:
            people.boss[k] = people.find(people.table, line, "manager", name)
