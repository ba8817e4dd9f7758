"""Growing an office from a plan: a hierarchy in each department, and contacts drawn from addressed luck."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from sim.organization.assembly import levels, number_off, organize, person_addresses, sorted_by, starts
from sim.organization.plan import HEAD_OFFICE, Plan, check, expected_size, head_is_extra, tiers
from sim.organization.structure import NOBODY_FACES_CUSTOMERS, Floats, Indices, Organization

if TYPE_CHECKING:
    from sim.organization.contacts import Flows

DRAWN = ("skill", "entitlement", "morale_set", "cynicism_set", "cooperation_set")
"""What differs from run to run, and is drawn from the run's seed."""

HEAD_SKILL = 1.0
"""Mean skill of a head office that the plan does not name: the average colleague's."""


def grow(plan: Plan, seed: int) -> Organization:
    """Grow an office.

    Each department is a hierarchy: one head, and below as few leaders as the span of control allows. The
    departments' heads report to one head of the whole organization, whom the span of control does not bind:
    the head of the department called "head office", or one more person in a department of that name where
    the plan has none, or, in an office of one department, its head. People are called by department and
    number (``"sales-07"``); the lowest numbers lead. Everybody has

    - a tie to some ``contacts`` people of each department that the own one depends on, bosses only where
      there are too few others; the requests are split evenly,
    - a tie to the boss, and one to each who reports to them,
    - a tie to some ``peers`` of the same team.

    Names, and so everybody's luck, depend on nothing but department and number. A choice depends on the seed,
    on who chooses and on the pool; one more person in a pool changes hardly any
    (:func:`sim.organization.contacts.jump`).

    Args:
        plan: The plan, such as a scenario's part ``organization``.
        seed: Any whole number from 0 to 2**64 - 1; decides who is whose contact and nothing else.

    Returns:
        The office. Skill, entitlement and set points are left to the run (NaN).

    Raises:
        OrganizationError: If the plan cannot be; with every reason.
    """
    from sim.organization.contacts import Staff, tie_up  # compiles; checking does without

    check(plan)
    ids, names, department, boss = hierarchy(plan)
    n, ties = len(ids), expected_size(plan)[1]
    leads = np.bincount(boss[boss >= 0], minlength=n) > 0
    address = person_addresses(ids)
    team = number_off(department, boss)
    team_members, team_start = sorted_by(team), starts(team, int(team.max()) + 1)
    staff = Staff(
        address=address,
        department=department,
        boss=boss,
        team=team,
        members=np.lexsort((leads, department)).astype(np.int64, copy=False),
        start=starts(department, len(names)),
        workers=np.bincount(department[~leads], minlength=len(names)).astype(np.int64, copy=False),
        report=sorted_by(boss)[np.count_nonzero(boss < 0) :],
        report_start=starts(boss[boss >= 0], n),
        team_members=team_members,
        team_start=team_start,
    )
    provider, kind = np.empty(ties, dtype=np.int64), np.empty(ties, dtype=np.int64)
    weight = np.empty(ties)
    client_start = np.empty(n + 1, dtype=np.int64)
    tie_up(np.uint64(seed), staff, _flows(plan, names), provider, kind, weight, client_start)
    own_work, facing, skill = _of_departments(plan, names)
    unknown = np.full(n, np.nan)
    return organize(
        ids=ids,
        departments=names,
        department=department,
        team=team,
        boss=boss,
        level=levels(boss),
        traits={
            "own_work": np.where(leads, float(plan.boss_own_work), own_work[department]),
            "facing": facing[department],
            **dict.fromkeys(DRAWN, unknown),
        },
        skill_mean=skill[department],
        client=np.repeat(np.arange(n), np.diff(client_start)),
        provider=provider,
        kind=kind,
        weight=weight,
        person_address=address,
        notes=() if facing.any() else (NOBODY_FACES_CUSTOMERS,),
    )


def hierarchy(plan: Plan) -> tuple[list[str], list[str], Indices, Indices]:
    """Name the people and say who reports to whom.

    Returns:
        The people's ids, the departments' names, each person's department and each person's boss (-1 for the
        head). A head who is one more person comes last.
    """
    span = int(plan.span_of_control)
    sizes = {name: each.size for name, each in plan.departments.items()}
    sizes |= {HEAD_OFFICE: 1} if head_is_extra(plan) else {}
    first = dict(zip(sizes, np.cumsum([0, *sizes.values()]).tolist(), strict=False))
    top = first.get(HEAD_OFFICE, 0)
    bosses: list[Indices] = []
    for name, size in sizes.items():
        start = first[name]
        bosses.append(np.array([-1 if start == top else top]))
        lines = tiers(size, span)
        for above, below in pairwise(lines):
            # In turn, so that one more person at the end changes nobody's boss while the leaders remain.
            bosses.append(start + np.arange(below) % above)
            start += above
    ids = chain.from_iterable((f"{name}-{k:02d}" for k in range(1, size + 1)) for name, size in sizes.items())
    department = np.repeat(np.arange(len(sizes)), list(sizes.values()))
    return list(ids), list(sizes), department, np.concatenate(bosses)


def _of_departments(plan: Plan, names: list[str]) -> tuple[Floats, Floats, Floats]:
    """Own work, whether customers are faced, and mean skill, shape (D,) each."""
    made = np.tile(np.array([[float(plan.boss_own_work)], [0.0], [HEAD_SKILL]]), len(names))
    for number, name in enumerate(names):
        if name in plan.departments:
            each = plan.departments[name]
            made[:, number] = each.own_work, float(each.faces_customers), each.skill
    return made[0], made[1], made[2]


def _flows(plan: Plan, names: list[str]) -> Flows:
    """The plan's numbers as compiled code wants them."""
    from sim.luck import address
    from sim.organization.contacts import Flows

    number = {name: k for k, name in enumerate(names)}
    links = [
        (number[name], number[other], requests)
        for name, each in plan.departments.items()
        for other, requests in each.depends_on.items()
        if requests > 0
    ]
    return Flows(
        start=starts(np.array([link[0] for link in links], dtype=np.int64), len(names)),
        on=np.array([link[1] for link in links], dtype=np.int64),
        address=np.array([address(names[link[1]]) for link in links], dtype=np.uint64),
        requests=np.array([link[2] for link in links], dtype=np.float64),
        contacts=int(plan.contacts),
        peers=int(plan.peers),
        approvals=float(plan.approvals),
        assignments=float(plan.assignments),
        peer_requests=float(plan.peer_requests),
    )
