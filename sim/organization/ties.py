"""The ties of an imported office: ties.csv."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.organization.people import People
from sim.organization.structure import Floats, Indices
from sim.organization.tables import Table, read_table
from sim.policy import Kind

REPORTS_TO = "reports_to"
"""The kind of tie that says who is whose manager; it carries no requests."""


@dataclass
class Ties:
    """What ties.csv says: one row each, client to provider.

    Attributes:
        table: The file.
        line: The line of each row, shape (any,).
        client: Who asks, shape (any,).
        provider: Who is asked, shape (any,).
        weight: How much, on the file's scale, shape (any,).
        kind: The kind of each, as a number of ``kinds``, shape (any,).
        kinds: The names of kinds.
    """

    table: Table
    line: Indices
    client: Indices
    provider: Indices
    weight: Floats
    kind: Indices
    kinds: list[str]

    def of(self, chosen: Sequence[str]) -> NDArray[np.bool_]:
        """Which rows are of one of the chosen kinds, shape (any,)."""
        return np.isin(self.kind, [k for k, name in enumerate(self.kinds) if name in chosen])


def read_ties(path: Path, people: People) -> Ties:
    """Read ties.csv: columns ``client``, ``provider``, ``kind`` and, where there is one, ``weight`` (else 1).

    Returns:
        The ties, with all problems noted in their table.
    """
    table = read_table(path, ("client", "provider", "kind"))
    texts = table.texts("kind")
    kinds = {name: k for k, name in enumerate(dict.fromkeys(texts))}
    columns: dict[str, list[int]] = {}
    for column in ("client", "provider"):
        # Names missing because a row of the people's file could not be read are that row's fault, said once.
        columns[column] = [
            people.find(table, line, column, name) if people.table.complete else -1
            for (line, _), name in zip(table.rows, table.texts(column), strict=True)
        ]
    for (line, _), name in zip(table.rows, texts, strict=True):
        if not name:
            table.say(line, f"kind is empty; allowed are {', '.join(kind.name for kind in Kind)} or any other word")
    return Ties(
        table=table,
        line=np.array([line for line, _ in table.rows], dtype=np.int64),
        client=np.array(columns["client"], dtype=np.int64),
        provider=np.array(columns["provider"], dtype=np.int64),
        weight=np.array(table.numbers("weight", 0.0, math.inf, 1.0), dtype=np.float64),
        kind=np.array([kinds[name] for name in texts], dtype=np.int64),
        kinds=list(kinds),
    )


def add_bosses(people: People, ties: Ties) -> None:
    """Take managers from ``reports_to`` ties for those to whom the people's file gives none."""
    given = people.boss >= 0
    for row in np.flatnonzero(ties.of((REPORTS_TO,))).tolist():
        client, provider = int(ties.client[row]), int(ties.provider[row])
        if client < 0 or provider < 0 or given[client]:
            continue
        if people.boss[client] not in (-1, provider):
            first, second = people.ids[people.boss[client]], people.ids[provider]
            ties.table.say(
                int(ties.line[row]),
                f"{people.ids[client]!r} reports to {first!r} and to {second!r}; allowed is one manager",
            )
        people.boss[client] = provider


def manager_cycles(people: People) -> Iterator[str]:
    """Say which people are their own boss's boss."""
    seen = np.zeros(len(people.ids), dtype=np.int64)
    for start in range(len(people.ids)):
        trail, person = [], start
        while person >= 0 and not seen[person]:
            seen[person] = start + 1
            trail.append(person)
            person = int(people.boss[person])
        if person >= 0 and seen[person] == start + 1:
            circle = trail[trail.index(person) :]
            names = " reports to ".join(repr(people.ids[k]) for k in [*circle, circle[0]])
            yield f"{people.table.path}:{people.lines[circle[0]]}: managers go round in a circle: {names}"
