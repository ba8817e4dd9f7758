"""What an office is grown from: departments, spans of control, and how many requests flow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Protocol

from sim.mechanisms.demand import MOST_REQUESTS_ON_A_TIE

HEAD_OFFICE = "head office"
"""The department of the head of the whole organization."""


class DepartmentPlan(Protocol):
    """What a department is grown from."""

    @property
    def size(self) -> int:
        """People, the head included, at each place where the department stands; at least 1."""

    @property
    def at_every_site(self) -> bool:
        """Whether it stands at every site, with ``size`` people at each."""

    @property
    def faces_customers(self) -> bool:
        """Whether its own cases come from external customers."""

    @property
    def own_work(self) -> float:
        """Own work that arrives at nominal demand, days/day, for those who are nobody's boss."""

    @property
    def skill(self) -> float:
        """Mean skill, relative to the average colleague."""

    @property
    def depends_on(self) -> Mapping[str, float]:
        """Requests per person and day to each other department."""


class Plan(Protocol):
    """What an office is grown from. The scenario's part ``organization`` is one."""

    @property
    def departments(self) -> Mapping[str, DepartmentPlan]:
        """The departments by name."""

    @property
    def sites(self) -> float:
        """Places at which the departments stand that are at every site; at least 1."""

    @property
    def span_of_control(self) -> float:
        """How many people report to one boss at most, inside a department; at least 2."""

    @property
    def contacts(self) -> float:
        """How many people of a department a client turns to; at least 1."""

    @property
    def peers(self) -> float:
        """How many teammates one turns to."""

    @property
    def approvals(self) -> float:
        """Requests to the boss per person and day."""

    @property
    def assignments(self) -> float:
        """Requests of the boss per report and day."""

    @property
    def peer_requests(self) -> float:
        """Requests to teammates per person and day."""

    @property
    def boss_own_work(self) -> float:
        """Own work of those who are somebody's boss, days/day."""


def leaders(first_line: int, span: int) -> list[int]:
    """The leaders of a first line of so many, and those above them, from the one head down."""
    return [1] if first_line == 1 else [*leaders(-(-first_line // span), span), first_line]


def tiers(size: int, span: int) -> list[int]:
    """The hierarchy of a department: how many people stand on each tier, from its one head down.

    There are as few leaders of the first line as the span of control allows, and as few leaders above them.

    Args:
        size: People in the department, at least 1.
        span: People who report to one boss at most, at least 2.
    """
    if size == 1:
        return [1]
    fewest = 1 + bisect_left(range(1, size), size, key=lambda k: k * span + sum(leaders(k, span)))
    above = leaders(fewest, span)
    return [*above, size - sum(above)]


def head_is_extra(plan: Plan) -> bool:
    """Whether the organization's head is one more person: several departments, none named head office."""
    return len(plan.departments) > 1 and HEAD_OFFICE not in plan.departments


def check(plan: Plan) -> None:
    """Refuse a plan from which no office can be grown.

    Raises:
        OrganizationError: With every reason.
    """
    problems = list(_problems(plan))
    if problems:
        from sim.organization.structure import OrganizationError  # comes with NumPy; checking does without

        raise OrganizationError(problems)


def _problems(plan: Plan) -> Iterator[str]:
    if not plan.departments:
        yield "organization.departments: there is none; an office has at least one department"
    for name, least in (("sites", 1), ("span_of_control", 2), ("contacts", 1), ("peers", 0)):
        value = getattr(plan, name)
        if value < least or value != int(value):
            yield f"organization.{name}: found {value:g}; allowed are whole numbers from {least}"
    per_tie = {
        "approvals": plan.approvals,
        "assignments": plan.assignments,
        "peer_requests": plan.peer_requests / max(plan.peers, 1),
    }
    for name, requests in per_tie.items():
        if not 0 <= requests <= MOST_REQUESTS_ON_A_TIE:
            yield f"organization.{name}: {_too_many(requests)}"
    for name, department in plan.departments.items():
        where = f"organization.departments.{name}"
        if department.size < 1:
            yield f"{where}.size: found {department.size}; allowed are whole numbers from 1"
        if name == HEAD_OFFICE and department.at_every_site:
            yield f"{where}.at_every_site: the head office stands in one place"
        for other, requests in department.depends_on.items():
            yield from _dependency_problems(plan, f"{where}.depends_on.{other}", name, other, requests)


def _dependency_problems(plan: Plan, where: str, name: str, other: str, requests: float) -> Iterator[str]:
    if other == name:
        yield f"{where}: a department cannot depend on itself; requests inside a team are peer_requests"
    elif other not in plan.departments:
        yield f"{where}: there is no department {other!r}; there are {', '.join(plan.departments)}"
    else:
        contacts = min(plan.contacts, plan.departments[other].size)
        if not 0 <= requests <= MOST_REQUESTS_ON_A_TIE * max(contacts, 1):
            yield f"{where}: {_too_many(requests / max(contacts, 1))}"


def _too_many(requests: float) -> str:
    return (
        f"makes {requests:g} requests a day from one person to another; allowed are 0 to {MOST_REQUESTS_ON_A_TIE:g} "
        "(more contacts spread the requests)"
    )
