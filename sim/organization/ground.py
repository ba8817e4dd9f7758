"""What an office grows on: everything about it that does not depend on a seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.organization.assembly import levels, number_off, person_addresses, sorted_by, starts
from sim.organization.hierarchy import NOWHERE, Hierarchy, hierarchy
from sim.organization.plan import Plan, check
from sim.organization.sites import expected_size, places
from sim.organization.structure import NOBODY_FACES_CUSTOMERS, Floats, Indices

if TYPE_CHECKING:
    from sim.organization.contacts import Flows, Staff

DRAWN = ("load", "skill", "entitlement", "morale_set", "cynicism_set", "cooperation_set")
"""What differs from run to run, and is drawn from the run's seed."""

HEAD_SKILL = 1.0
"""Mean skill of a head office that the plan does not name: the average colleague's."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The people of an office, and how many requests flow; who is whose contact is left open.

    Attributes:
        people: What an :class:`sim.organization.Organization` says of the people, by name; its arrays are never written.
        ties: How many ties there will be.
        staff: Who can be asked.
        flows: How many requests flow.
    """

    people: Mapping[str, Any]
    ties: int
    staff: Staff
    flows: Flows


def lay(plan: Plan) -> Ground:
    """Do what an office takes before anybody's contacts are drawn. Runs of one plan on different seeds share it.

    Raises:
        OrganizationError: If the plan cannot be; with every reason.
    """
    check(plan)
    people = hierarchy(plan)
    first_unit = np.cumsum([0, *(places(plan, name) if name in plan.departments else 1 for name in people.departments)])
    leads = np.bincount(people.boss[people.boss >= 0], minlength=len(people.ids)) > 0
    staff = _staff(plan, people, first_unit, leads)
    own_work, facing, skill = _of_departments(plan, people.departments)
    return Ground(
        people={
            "ids": people.ids,
            "departments": people.departments,
            "department": people.department,
            "team": staff.team,
            "boss": people.boss,
            "level": levels(people.boss),
            "own_work": np.where(leads, float(plan.boss_own_work), own_work[people.department]),
            "facing": facing[people.department],
            **dict.fromkeys(DRAWN, np.full(len(people.ids), np.nan)),
            "skill_mean": skill[people.department],
            "team_start": staff.team_start,
            "team_members": staff.team_members,
            "person_address": staff.address,
            "notes": () if facing.any() else (NOBODY_FACES_CUSTOMERS,),
        },
        ties=expected_size(plan)[1],
        staff=staff,
        flows=_flows(plan, people.departments, first_unit),
    )


def _staff(plan: Plan, people: Hierarchy, first_unit: Indices, leads: Any) -> Staff:
    """Who can be asked, as compiled code wants it; ``leads`` says who is somebody's boss, shape (n,)."""
    from sim.organization.contacts import Staff  # compiles; checking does without

    department, boss, n = people.department, people.boss, len(people.ids)
    units = int(first_unit[-1]) + 1  # the last one holds the bosses above the sites, whom nobody turns to from outside
    unit = first_unit[department] + np.maximum(people.site, 0)
    if plan.sites > 1:
        unit[(people.site == NOWHERE) & (np.diff(first_unit)[department] > 1)] = units - 1
    team = number_off(department, boss)
    return Staff(
        address=person_addresses(people.ids),
        department=department,
        site=people.site,
        boss=boss,
        team=team,
        members=np.lexsort((leads, unit)).astype(np.int64, copy=False),
        start=starts(unit, units),
        workers=np.bincount(unit[~leads], minlength=units).astype(np.int64, copy=False),
        report=sorted_by(boss)[np.count_nonzero(boss < 0) :],
        report_start=starts(boss[boss >= 0], n),
        team_members=sorted_by(team),
        team_start=starts(team, int(team.max()) + 1),
    )


def _of_departments(plan: Plan, names: list[str]) -> tuple[Floats, Floats, Floats]:
    """Own work, whether customers are faced, and mean skill, shape (D,) each."""
    made = np.tile(np.array([[float(plan.boss_own_work)], [0.0], [HEAD_SKILL]]), len(names))
    for number, name in enumerate(names):
        if name in plan.departments:
            each = plan.departments[name]
            made[:, number] = each.own_work, float(each.faces_customers), each.skill
    return made[0], made[1], made[2]


def _flows(plan: Plan, names: list[str], first_unit: Indices) -> Flows:
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
        on=first_unit[np.array([link[1] for link in links], dtype=np.int64)],
        places=np.array([places(plan, names[link[1]]) for link in links], dtype=np.int64),
        address=np.array([address(names[link[1]]) for link in links], dtype=np.uint64),
        requests=np.array([link[2] for link in links], dtype=np.float64),
        contacts=int(plan.contacts),
        peers=int(plan.peers),
        approvals=float(plan.approvals),
        assignments=float(plan.assignments),
        peer_requests=float(plan.peer_requests),
    )
