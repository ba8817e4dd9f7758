"""How busy an office will be, found by arithmetic, without growing it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sim.mechanisms.demand import activity
from sim.organization.plan import HEAD_OFFICE, DepartmentPlan, Plan, head_is_extra, tiers
from sim.organization.sites import areas, at_sites, headcounts, places, teams


@dataclass(frozen=True, slots=True)
class Load:
    """The work that comes to a department on a mean day, relative to what its people can do on an ordinary one.

    Attributes:
        own: Share of the people's time that own cases take.
        requests: Share that the requests of other people take.
    """

    own: float
    requests: float

    @property
    def total(self) -> float:
        """Both; above 1 where more comes in than can be done."""
        return self.own + self.requests


def expected_loads(plan: Plan, request_effort: float, market: float = 1.0) -> dict[str, Load]:
    """How busy each department of the office that grows from a plan will be.

    The same as :func:`sim.organization.utilisation` of the grown office where everybody's skill is 1 and the market's
    demand nominal; own cases are given out by what people can do, so they take the same share of everybody's day.

    Args:
        plan: A plan from which an office can be grown.
        request_effort: Work that one request takes, in days.
        market: The customers' demand, relative to nominal.

    Returns:
        The load by department. A head who is one more person does not count.
    """
    asked, people = _requests(plan, market), headcounts(plan)
    return {
        name: Load(
            own=_own_work(plan, name, each) * activity(float(each.faces_customers), market, 1.0) / people[name],
            requests=asked[name] * request_effort / (people[name] * each.skill),
        )
        for name, each in plan.departments.items()
    }


def _own_work(plan: Plan, name: str, department: DepartmentPlan) -> float:
    """Own work at nominal demand, in days per day, of people of skill 1."""
    lines = tiers(department.size, int(plan.span_of_control))
    leaders = sum(min(above, below) for above, below in pairwise(lines))  # not every leader gets somebody to lead
    here = at_sites(plan)
    leads = (name == HEAD_OFFICE and len(plan.departments) > 1) or (name in here[:1] and len(here) > 1)
    if leaders == 0 and leads:
        leaders = 1  # heads of other departments report here
    leaders = leaders * places(plan, name) + (sum(areas(plan)) if name in here[:1] else 0)
    return leaders * plan.boss_own_work + (headcounts(plan)[name] - leaders) * department.own_work


def _requests(plan: Plan, market: float) -> dict[str, float]:
    """The requests that come to each department in a day."""
    active = {name: activity(float(each.faces_customers), market, 1.0) for name, each in plan.departments.items()}
    came = dict.fromkeys(plan.departments, 0.0)
    people = headcounts(plan)
    for name, each in plan.departments.items():
        for other, requests in each.depends_on.items():
            came[other] += people[name] * requests * active[name]
        came[name] += plan.peer_requests * _with_teammates(plan, name) * active[name]
        heads, boss = _heads(plan, name)
        came[name] += (people[name] - heads) * (plan.approvals + plan.assignments) * active[name]
        if boss == name:
            continue  # the department's head reports to nobody
        came[name] += heads * plan.assignments * (1.0 if boss is None else active[boss])
        if boss is not None:
            came[boss] += heads * plan.approvals * active[name]
    return came


def _heads(plan: Plan, name: str) -> tuple[int, str | None]:
    """How many of a department report to somebody outside it, or to nobody; and to which department these report.

    None stands for a head of the organization who is one more person.
    """
    leading = at_sites(plan)[:1]
    if name not in leading and plan.departments[name].at_every_site:
        return places(plan, name), leading[0]
    if HEAD_OFFICE in plan.departments:
        return 1, HEAD_OFFICE
    return 1, None if head_is_extra(plan) else name


def _with_teammates(plan: Plan, name: str) -> int:
    """How many people of a department have teammates to ask."""
    return sum(count * size for count, size in teams(plan, name) if size > 1) if plan.peers >= 1 else 0
