"""Runs of one organization, side by side: everything that a day reads and writes.

The last axis of every array of numbers is the lane: one lane is one run. Lanes share the organization (who sits where,
who serves whom) and may differ in seed, policy, environment and coefficients.
"""

from __future__ import annotations

import sys
import threading
from itertools import accumulate
from math import prod
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.compiled import group

Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]
Addresses = npt.NDArray[np.uint64]


class Lanes(NamedTuple):
    """The arrays of some runs of one organization: n people, m ties, d departments, r runs (lanes).

    Attributes:
        seeds: Seed of each run, (r,).
        coefficients: Coefficients, lever costs and people's traits by run, (len(K), r).
        levers: Policy by day and run, (days, len(X), r).
        world: Environment by day and run, (days, len(W), r).
        person_address: Address of each person's luck, (n,).
        tie_address: Address of each tie's luck, (m,).
        department: Department of each person, (n,).
        team: Team of each person, (n,).
        boss: Boss of each person, -1 for none, (n,).
        team_start: First place of each team in ``team_members``, (teams + 1,).
        team_members: People by team, (n,).
        team_address: Address of each team's luck: the least of its members', whatever their order, (teams,).
        client_start: First tie of each client, (n + 1,).
        client: Client of each tie, (m,).
        provider: Provider of each tie, (m,).
        kind: Kind of each tie, a :class:`sim.policy.Kind`, (m,).
        weight: Requests a day at nominal activity, (m,).
        provider_start: First place of each provider in ``by_provider``, (n + 1,).
        by_provider: Ties by provider, (m,).
        near: How far apart the numbers of people are at most who are near each other, (1,).
        distant: Ties between people whose numbers are far apart, see :mod:`sim.phases.nearness`, (k,).
        distant_start: First places of each provider in ``distant``, (2, n + 1).
        reach: What is known about the providers of each stretch of ties, see there, (3, stretches).
        clients: How many others may ask each person, (n,).
        tile_start: First person of each tile, and the number of all, (tiles + 1,); see :func:`tiles_of`.
        people: Rows :data:`sim.state.P`, (len(P), n, r).
        ties: Rows :data:`sim.state.T`, (len(T), m, r).
        office: Rows :data:`sim.state.O`, (len(O), r).
        teams: Rows :data:`sim.state.TM`, (len(TM), teams, r).
        keys: Today's keys of luck by purpose, (len(Purpose) + 1, r).
        overhead: Share of the day that the levers take, (r,).
        ledger: Today's entries, rows :data:`sim.ledger.E`, (len(E), n, r); n is 0 where no ledger is kept.
        ledger_total: The same since the start, (len(E), n, r).
        ledger_days: Entries by day and department, (days, len(E), d, r); days is 0 where no ledger is kept.
        sums: What each tile adds to today's tally, rows :data:`sim.measures.Y`, (tiles, len(Y), d, r).
        trade: What customers got from each tile today, rows :data:`sim.phases.observation.TRADE`, (tiles, len(TRADE), r).
        tally: What was observed by day and department, rows :data:`sim.measures.Y`, (days, len(Y), d, r).
        office_days: The organization by day, (days, len(O), r).
    """

    seeds: Addresses
    coefficients: Numbers
    levers: Numbers
    world: Numbers
    person_address: Addresses
    tie_address: Addresses
    department: Indices
    team: Indices
    boss: Indices
    team_start: Indices
    team_members: Indices
    team_address: Addresses
    client_start: Indices
    client: Indices
    provider: Indices
    kind: Indices
    weight: Numbers
    provider_start: Indices
    by_provider: Indices
    near: Indices
    distant: Indices
    distant_start: Indices
    reach: Indices
    clients: Numbers
    tile_start: Indices
    people: Numbers
    ties: Numbers
    office: Numbers
    teams: Numbers
    keys: Addresses
    overhead: Numbers
    ledger: Numbers
    ledger_total: Numbers
    ledger_days: Numbers
    sums: Numbers
    trade: Numbers
    tally: Numbers
    office_days: Numbers

    @property
    def by_lane(self) -> tuple[str, ...]:
        """The arrays whose last axis is the lane; rows of quantities stand along their first axis."""
        return (
            "seeds", "coefficients", "people", "ties", "office", "teams", "keys", "overhead", "ledger", "ledger_total",
            *self.by_day,
        )  # fmt: skip

    @property
    def by_day(self) -> tuple[str, ...]:
        """Those whose first axis is the day, or a tile of people; rows of quantities stand along their second."""
        return ("levers", "world", "ledger_days", "sums", "trade", "tally", "office_days")

    def of(self, runs: int) -> Lanes:
        """The first lanes only; the others stay in memory, so that a group of lanes is always whole."""
        first: dict[str, Any] = {name: getattr(self, name)[..., :runs] for name in self.by_lane}
        return self._replace(**first)

    def copy(self) -> Lanes:
        """A copy whose state can change without changing this one; what never changes is shared."""
        changing: dict[str, Any] = {name: _copied(getattr(self, name)) for name in self.by_lane}
        return self._replace(**changing)


TILE = 512
"""People who do several things before the next people do, so that what they read stays near the processor."""

DEPARTMENTS_OF_A_TILE = 256
"""Tiles are larger where there are more departments, so that their sums take less memory than their people."""


def tiles_of(people: int, departments: int) -> Indices:
    """The first person of each tile, and the number of all, (tiles + 1,).

    Sums over people are made tile by tile, and then over the tiles in their order: they are the same with any number of
    threads. So tiles depend on the office alone.
    """
    size = TILE * (1 + departments // DEPARTMENTS_OF_A_TILE)
    return np.append(np.arange(0, people, size), people)


def once(_: Lanes) -> int:
    """What is done once a day, for the whole organization."""
    return 1


def everybody(o: Lanes) -> int:
    """How many people there are."""
    people: int = o.people.shape[1]
    return people


def every_tile(o: Lanes) -> int:
    """How many tiles there are."""
    tiles: int = o.sums.shape[0]
    return tiles


def every_team(o: Lanes) -> int:
    """How many teams there are."""
    teams: int = o.teams.shape[1]
    return teams


def room_for(runs: int) -> int:
    """How many lanes some runs take in memory: whole groups of those that are done at once."""
    together = group(runs)
    return -(-runs // together) * together


LINE = 64
"""Bytes of a line of the processor's cache: the numbers of eight lanes."""

KEPT = 64_000_000
"""Bytes of memory that a thread keeps for its next runs, at most: new memory costs more than the runs of a small office."""


class _Kept(threading.local):
    """Memory of a thread's last runs, and how many held it while nobody used it."""

    memory: npt.NDArray[np.float64] | None = None
    holders = 0


_kept = _Kept()


def blank(*shapes: tuple[int, ...]) -> list[Numbers]:
    """Arrays of zeros, each from the beginning of a line of the processor's cache.

    Memory of earlier runs of the same thread is used again as soon as nobody holds any of its arrays.
    """
    per_line = LINE // 8
    ends = list(accumulate(-(-prod(shape) // per_line) * per_line for shape in shapes))
    needed = ends[-1] + per_line
    memory = _kept.memory
    if memory is not None and memory.size >= needed and sys.getrefcount(memory) == _kept.holders:
        memory[:needed] = 0.0
    else:
        memory = np.zeros(needed)
        if memory.nbytes <= KEPT:
            _kept.memory = memory
            _kept.holders = sys.getrefcount(memory)
    start = _first_of_line(memory)
    begins = [start, *(start + end for end in ends)]
    return [memory[begin : begin + prod(shape)].reshape(shape) for begin, shape in zip(begins, shapes, strict=False)]


def _copied(array: Any) -> Any:
    """A copy of an array with lanes, with the same room behind the last lane."""
    made = in_lines(array.dtype, *array.shape[:-1], room_for(array.shape[-1]))[..., : array.shape[-1]]
    made[:] = array
    return made


def in_lines(dtype: Any, *shape: int) -> Any:
    """An array of zeros from the beginning of a line of the processor's cache; its numbers take 64 bits each."""
    memory = np.zeros(prod(shape) + LINE // 8, dtype=dtype)
    start = _first_of_line(memory)
    return memory[start : start + prod(shape)].reshape(shape)


def _first_of_line(memory: Any) -> int:
    """The place of the first number that stands at the beginning of a line."""
    start: int = -memory.__array_interface__["data"][0] % LINE // 8
    return start
