"""Who reports to whom in a grown office, and what everybody is called."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.organization.plan import HEAD_OFFICE, Plan, head_is_extra, tiers
from sim.organization.sites import areas, at_sites
from sim.organization.structure import Indices

NOWHERE = -1
"""The site of those who stand at none."""


class Hierarchy(NamedTuple):
    """The people of a grown office.

    Attributes:
        ids: Their names.
        departments: The departments' names.
        department: Department of each person, shape (n,).
        boss: Boss of each person, -1 for the head, shape (n,).
        site: Site of each person, or :data:`NOWHERE`, shape (n,).
    """

    ids: list[str]
    departments: list[str]
    department: Indices
    boss: Indices
    site: Indices


class _People:
    """Collects people block by block, who have numbers in the order in which they come."""

    def __init__(self) -> None:
        self.count = 0
        self.ids: list[str] = []
        self.columns: tuple[list[Indices], list[Indices], list[Indices]] = ([], [], [])

    def add(self, ids: list[str], department: Indices, boss: Indices, site: Indices) -> None:
        self.count += len(ids)
        self.ids += ids
        for column, values in zip(self.columns, (department, boss, site), strict=True):
            column.append(values)


def hierarchy(plan: Plan) -> Hierarchy:
    """Name the people and say who reports to whom.

    Departments come in the plan's order, and those at sites together, site by site, where the first of them comes. A
    head who is one more person comes last.
    """
    span = int(plan.span_of_control)
    names = [*plan.departments, *([HEAD_OFFICE] if head_is_extra(plan) else [])]
    number = {name: k for k, name in enumerate(names)}
    branches = at_sites(plan)
    here = [name for name in plan.departments if name not in branches[1:]]
    top = _top(plan, here)
    people = _People()
    for name in here:
        if name in branches:
            _add_sites(people, plan, [(each, number[each]) for each in branches], top)
        else:
            _add_block(people, name, number[name], tiers(plan.departments[name].size, span), top)
    if head_is_extra(plan):
        _add_block(people, HEAD_OFFICE, number[HEAD_OFFICE], [1], top)
    department, boss, site = (np.concatenate(each) for each in people.columns)
    return Hierarchy(people.ids, names, department, boss, site)


def _top(plan: Plan, here: list[str]) -> int:
    """The number of whoever leads the organization."""
    before = 0
    for name in here:
        if name == HEAD_OFFICE:
            return before
        each = plan.departments[name]
        before += each.size if not each.at_every_site else sum(areas(plan)) + int(plan.sites) * _at_a_site(plan)
    return before if head_is_extra(plan) else 0


def _at_a_site(plan: Plan) -> int:
    return sum(plan.departments[name].size for name in at_sites(plan))


def _lines(size_by_tier: list[int]) -> Indices:
    """Whom each person of a hierarchy reports to, counted from its head, who reports to -1: shape (people,)."""
    bosses: list[Indices] = [np.array([-1])]
    start = 0
    for above, below in pairwise(size_by_tier):
        # In turn, so that one more person at the end changes nobody's boss while the leaders remain.
        bosses.append(start + np.arange(below) % above)
        start += above
    return np.concatenate(bosses)


def _add_block(people: _People, name: str, department: int, lines: list[int], top: int) -> None:
    """Add a department in one place, or the bosses above the sites."""
    start, size = people.count, sum(lines)
    boss = start + _lines(lines)
    boss[0] = -1 if start == top else top
    ids = [f"{name}-{k:02d}" for k in range(1, size + 1)]
    people.add(ids, np.full(size, department), boss, np.full(size, NOWHERE))


def _add_sites(people: _People, plan: Plan, branches: list[tuple[str, int]], top: int) -> None:
    """Add the departments of all sites, site by site, and before them the bosses above the sites."""
    sites, span, above = int(plan.sites), int(plan.span_of_control), areas(plan)
    if above:
        _add_block(people, *branches[0], above, top)
    start = people.count
    at_one = [_lines(tiers(plan.departments[name].size, span)) for name, _ in branches]
    sizes = [len(each) for each in at_one]
    first = np.cumsum([0, *sizes])
    boss = np.concatenate([begin + each for begin, each in zip(first.tolist(), at_one, strict=False)])
    boss[first[:-1]] = 0  # the head of the first department leads the site
    everybody = start + (np.arange(sites) * len(boss))[:, None] + boss
    lowest = start - above[-1] if above else 0
    everybody[:, 0] = lowest + np.arange(sites) % above[-1] if above else (-1 if start == top else top)
    suffixes = [
        (name, f"-{k:02d}") for (name, _), size in zip(branches, sizes, strict=True) for k in range(1, size + 1)
    ]
    people.add(
        [f"{name}.{site}{suffix}" for site in range(1, sites + 1) for name, suffix in suffixes],
        np.tile(np.repeat([department for _, department in branches], sizes), sites),
        everybody.ravel(),
        np.repeat(np.arange(sites), len(boss)),
    )
