"""How busy an office will be, found by arithmetic, without growing it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sim.mechanisms.demand import activity
from sim.organization.plan import HEAD_OFFICE, DepartmentPlan, Plan, head_is_extra, tiers


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
    asked = _requests(plan, market)
    return {
        name: Load(
            own=_own_work(plan, name, each) * activity(float(each.faces_customers), market, 1.0) / each.size,
            requests=asked[name] * request_effort / (each.size * each.skill),
        )
        for name, each in plan.departments.items()
    }


def _own_work(plan: Plan, name: str, department: DepartmentPlan) -> float:
    """Own work at nominal demand, in days per day, of people of skill 1."""
    lines = tiers(department.size, int(plan.span_of_control))
    leaders = sum(min(above, below) for above, below in pairwise(lines))  # not every leader gets somebody to lead
    if leaders == 0 and name == HEAD_OFFICE and len(plan.departments) > 1:
        leaders = 1  # all other departments report here
    return leaders * plan.boss_own_work + (department.size - leaders) * department.own_work


def _requests(plan: Plan, market: float) -> dict[str, float]:
    """The requests that come to each department in a day."""
    active = {name: activity(float(each.faces_customers), market, 1.0) for name, each in plan.departments.items()}
    top = HEAD_OFFICE if HEAD_OFFICE in plan.departments else None
    came = dict.fromkeys(plan.departments, 0.0)
    for name, each in plan.departments.items():
        for other, requests in each.depends_on.items():
            came[other] += each.size * requests * active[name]
        inside = (each.size - 1) * (plan.approvals + plan.assignments)
        inside += plan.peer_requests * _with_teammates(plan, each)
        came[name] += inside * active[name]
        if name == top or not (top or head_is_extra(plan)):
            continue  # the department's head reports to nobody
        came[name] += plan.assignments * (active[top] if top else 1.0)
        if top:
            came[top] += plan.approvals * active[name]
    return came


def _with_teammates(plan: Plan, department: DepartmentPlan) -> int:
    """How many people of a department have teammates to ask."""
    if plan.peers < 1:
        return 0
    people = 0
    for above, below in pairwise(tiers(department.size, int(plan.span_of_control))):
        size, larger = divmod(below, above)  # so many teams have one more
        people += larger * (size + 1) if size > 0 else 0
        people += (above - larger) * size if size > 1 else 0
    return people
