"""Importing an office from two files: who works there, and who asks whom."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from sim.mechanisms.demand import MOST_REQUESTS_ON_A_TIE
from sim.organization.assembly import levels, number_off, organize
from sim.organization.people import People, read_people
from sim.organization.structure import (
    NOBODY_FACES_CUSTOMERS,
    Floats,
    Indices,
    Organization,
    OrganizationError,
)
from sim.organization.ties import REPORTS_TO, Ties, add_bosses, manager_cycles, read_ties
from sim.policy import Kind


def read(
    people_path: str | Path,
    ties_path: str | Path,
    *,
    kinds: Sequence[str] = (),
    minimum_weight: float = 0.0,
    requests: float | None = 0.8,
    own_work: float = 0.55,
    boss_own_work: float = 0.35,
    facing_departments: Sequence[str] = (),
) -> Organization:
    """Import an office.

    Kinds of tie called ``department``, ``upward``, ``downward`` or ``peer`` are taken as they are.
    ``reports_to`` says who is the client's manager where the people's file does not, and carries no
    requests. Any other kind (advice, email, friendship) is classified by where the two people stand: to
    one's manager it is upward, to one's report downward, within a team peer, else department. A team is a
    department's people with the same entry in the column ``team``; where that is empty, those who share a
    manager. An office without any manager has no hierarchy, one with several heads keeps them.

    Rows for the same tie are added up, ties of people to themselves left out; ``notes`` says how many.

    Args:
        people_path: CSV with columns id, department; optional manager, team, level (0 for the head; used
            only where nobody has a manager), skill, own_work, facing (0 or 1), and the set points
            entitlement, morale, cynicism, cooperation. Empty fields are as if the column were missing.
            Other columns are ignored.
        ties_path: CSV with columns client, provider, kind; optional weight (1 where empty).
        kinds: Kinds of tie to use; all but ``reports_to`` where none is named.
        minimum_weight: Rows of less weight are left out, managers excepted.
        requests: Requests a day of the mean client (of those who have ties at all), to which the weights
            are scaled; None when the weights are requests a day already.
        own_work: Own work of those for whom the file says nothing, days/day.
        boss_own_work: The same of those to whom somebody reports.
        facing_departments: Departments whose cases come from external customers, for people for whom the
            file has no entry in ``facing``. By default nobody faces customers, and ``notes`` says so.

    Raises:
        OrganizationError: With every problem: file, line, what was found, what is allowed.
    """
    people, ties = _read_files(people_path, ties_path, kinds, facing_departments)
    names = {name: k for k, name in enumerate(dict.fromkeys(people.department))}
    department = np.array([names[name] for name in people.department], dtype=np.int64)
    team = _teams(people, department)
    notes: list[str] = []
    client, provider, kind, weight = _select(people, ties, team, kinds, minimum_weight, notes)
    if not weight.any():
        because = f" ({'; '.join(notes)})" if notes else ""
        raise OrganizationError([f"{ties.table.path}: no request flows on any tie that is left{because}"])
    if requests is not None:
        weight *= requests * len(np.unique(client)) / math.fsum(weight)  # exact, so the same on every processor
    _cut(weight, notes)
    traits = _traits(people, own_work, boss_own_work, facing_departments)
    if not traits["facing"].any():
        notes.append(NOBODY_FACES_CUSTOMERS)
    n = len(people.ids)
    if alone := n - len(np.union1d(client, provider)):
        notes.append(f"{alone} people have no ties")
    return organize(
        ids=people.ids,
        departments=list(names),
        department=department,
        team=team,
        boss=people.boss,
        level=_levels(people),
        traits=traits,
        skill_mean=_skill_means(traits["skill"], department, len(names)),
        client=client,
        provider=provider,
        kind=kind,
        weight=weight,
        notes=tuple(notes),
    )


def check_files(
    people_path: str | Path,
    ties_path: str | Path,
    *,
    kinds: Sequence[str] = (),
    facing_departments: Sequence[str] = (),
) -> tuple[int, int]:
    """Read the files of an office without building it, which needs no compiler.

    Returns:
        How many people there are, and how many ties at most.

    Raises:
        OrganizationError: As :func:`read` does, except where no tie is heavy enough.
    """
    people, ties = _read_files(people_path, ties_path, kinds, facing_departments)
    return len(people.ids), len(ties.client)


def _read_files(
    people_path: str | Path,
    ties_path: str | Path,
    kinds: Sequence[str],
    facing_departments: Sequence[str],
) -> tuple[People, Ties]:
    people = read_people(Path(people_path))
    ties = read_ties(Path(ties_path), people)
    add_bosses(people, ties)
    problems = [*people.table.problems, *ties.table.problems, *manager_cycles(people)]
    problems += _choice_problems(people, ties, kinds, facing_departments)
    if problems:
        raise OrganizationError(problems)
    return people, ties


def _choice_problems(
    people: People, ties: Ties, kinds: Sequence[str], facing_departments: Sequence[str]
) -> Iterator[str]:
    """Say which names the caller chose that no file knows."""
    if ties.table.complete:
        there = [name for name in ties.kinds if name != REPORTS_TO]
        for name in kinds:
            if name not in there:
                yield f"{ties.table.path}: there are no ties of kind {name!r}; allowed are {', '.join(there)}"
    if people.table.complete:
        departments = dict.fromkeys(people.department)
        for name in facing_departments:
            if name not in departments:
                found = ", ".join(departments)
                yield f"{people.table.path}: there is no department {name!r}; allowed are {found}"


def _teams(people: People, department: Indices) -> Indices:
    """Number the teams: by name where there is one, else by boss."""
    names = {name: k for k, name in enumerate(dict.fromkeys(["", *people.team]))}
    name = np.array([names[each] for each in people.team], dtype=np.int64)
    return number_off(department, name, np.where(name == 0, people.boss, -1))


def _select(
    people: People,
    ties: Ties,
    team: Indices,
    kinds: Sequence[str],
    minimum_weight: float,
    notes: list[str],
) -> tuple[Indices, Indices, Indices, Floats]:
    """Choose, classify, merge and sort ties: client, provider, kind and weight, shape (m,) each."""
    wanted = ties.of(kinds or ties.kinds) & ~ties.of((REPORTS_TO,))
    weak = wanted & (ties.weight < minimum_weight)
    own = wanted & ~weak & (ties.client == ties.provider)
    kept = np.flatnonzero(wanted & ~weak & ~own)
    client, provider, weight = ties.client[kept], ties.provider[kept], ties.weight[kept]
    ours = np.array([Kind[name] if name in Kind.__members__ else -1 for name in ties.kinds], dtype=np.int64)
    kind = ours[ties.kind[kept]]
    standing = np.select(
        [people.boss[client] == provider, people.boss[provider] == client, team[client] == team[provider]],
        [Kind.upward, Kind.downward, Kind.peer],
        Kind.department,
    )
    kind = np.where(kind < 0, standing, kind)
    order = np.lexsort((provider, kind, client))
    client, provider, kind, weight = client[order], provider[order], kind[order], weight[order]
    new = np.ones(len(client), dtype=np.bool_)
    new[1:] = (np.diff(client) != 0) | (np.diff(kind) != 0) | (np.diff(provider) != 0)
    for count, what in (
        (weak.sum(), f"rows of ties lighter than {minimum_weight:g} were left out"),
        (own.sum(), "rows of ties from people to themselves were left out"),
        ((~new).sum(), "rows were added to others of the same tie"),
    ):
        if count:
            notes.append(f"{count} {what}")
    merged = np.add.reduceat(weight, np.flatnonzero(new)) if len(weight) else weight
    return client[new], provider[new], kind[new], merged


def _cut(weight: Floats, notes: list[str]) -> None:
    """Cut what is more than a tie can carry, in place."""
    heavy = weight > MOST_REQUESTS_ON_A_TIE
    if heavy.any():
        notes.append(
            f"{heavy.sum()} ties were cut to {MOST_REQUESTS_ON_A_TIE:g} requests a day "
            f"(the heaviest had {weight.max():.3g})"
        )
        weight[heavy] = MOST_REQUESTS_ON_A_TIE


def _traits(
    people: People, own_work: float, boss_own_work: float, facing_departments: Sequence[str]
) -> dict[str, Floats]:
    """What the file says of each person, and what stands in where it says nothing."""
    leads = np.zeros(len(people.ids), dtype=np.bool_)
    leads[people.boss[people.boss >= 0]] = True
    faces = np.array([name in facing_departments for name in people.department], dtype=np.float64)
    instead = {"own_work": np.where(leads, boss_own_work, own_work), "facing": faces}
    told = {
        trait: np.where(np.isnan(values), instead[trait], values) if trait in instead else values
        for trait, values in people.traits.items()
    }
    return {**told, "load": np.where(np.isnan(people.traits["own_work"]), np.nan, 1.0)}  # known jobs differ as they do


def _levels(people: People) -> Indices:
    """Steps below a head; where nobody has a boss, the file's levels if all are numbers, else 0."""
    if (people.boss < 0).all() and not np.isnan(people.level).any():
        return people.level.astype(np.int64)
    return levels(people.boss)


def _skill_means(skill: Floats, department: Indices, departments: int) -> Floats:
    """Mean skill of each person's department, 1 for those of whom the file says nothing, shape (n,)."""
    known = np.where(np.isnan(skill), 1.0, skill)
    sums = np.bincount(department, weights=known, minlength=departments)
    return (sums / np.bincount(department, minlength=departments))[department]
