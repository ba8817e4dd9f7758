"""The office: people, ties, teams, and the order of a day."""

from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING

import mesa

from oracle import (
    attention,
    capacity,
    demand,
    feelings,
    observation,
    own_work,
    relations,
    requests,
    service,
    staffing,
    teams,
)
from oracle.employee import Employee
from oracle.laws import laws
from oracle.team import Team
from oracle.tie import Tie
from sim.mechanisms import K
from sim.policy import Kind, W, X
from sim.quantity import quantities
from sim.state import OrganizationState

if TYPE_CHECKING:
    from sim.organization import Organization
    from sim.run import Inputs

FOUNDING_DAY = -1


class Office(mesa.Model):
    """A run of the model, with the quantities of ``OrganizationState`` as attributes.

    Attributes:
        day: The day that comes next, or is being lived through.
        people: The employees in the organization's order.
        ties: The ties in the organization's order.
        teams: The teams in the organization's order.
        levers: Today's levers by name.
        world: Today's environment by name.
        overhead: The share of today that the levers take.
        tally: What was observed on the last day, by department and name.
    """

    efficiency: float
    trust: float
    satisfaction: float
    customers: float

    def __init__(self, organization: Organization, inputs: Inputs) -> None:
        super().__init__(rng=inputs.seed)
        self.seed = inputs.seed
        self.inputs = inputs
        values = named(K, inputs.coefficients)
        self.coefficients = SimpleNamespace(**values)
        self.laws = laws(values)
        for declared in quantities(OrganizationState):
            setattr(self, declared.name, declared.default)
        self.satisfaction = self.coefficients.benchmark
        self.trust = self.coefficients.base_trust
        self.departments = len(organization.departments)
        self.people = [Employee(self, organization, number) for number in range(organization.headcount)]
        self.tally: list[dict[str, float]] = []
        self.draw_chart(organization)
        self.draw_ties(organization)
        self.open()

    def draw_chart(self, organization: Organization) -> None:
        """Say who is whose boss, and who works with whom."""
        start, members = organization.team_start, organization.team_members
        self.teams = []
        for first, last in pairwise(start):
            team = Team([self.people[number] for number in members[first:last]])
            self.teams.append(team)
            for member in team.members:
                member.team = team
        for person in self.people:
            boss = organization.boss[person.number]
            person.boss = self.people[boss] if boss >= 0 else None

    def draw_ties(self, organization: Organization) -> None:
        """Say who asks whom."""
        self.ties = [
            Tie(
                self.people[organization.client[number]],
                self.people[organization.provider[number]],
                Kind(int(organization.kind[number])),
                float(organization.weight[number]),
                int(organization.tie_address[number]),
            )
            for number in range(organization.tie_count)
        ]
        for tie in self.ties:
            tie.client.ties.append(tie)
            tie.provider.serves.append(tie)

    def open(self) -> None:
        """Bring everybody to their chairs; ties begin as warm as the two people come to by themselves."""
        self.day = FOUNDING_DAY
        self.agents.do(staffing.found)
        for tie in self.ties:
            relations.meet(tie)
            tie.camaraderie = tie.affinity
        self.agents.do(relations.sum_up)
        for team in self.teams:
            team.count = float(len(team.members))
        self.day = 0

    def step(self) -> None:
        """A day in the office."""
        self.levers = SimpleNamespace(**named(X, self.inputs.levers[self.day]))
        self.world = SimpleNamespace(**named(W, self.inputs.world[self.day]))
        self.agents.do(Employee.open_ledger)
        self.morning()
        self.working_hours()
        self.evening()
        self.day += 1

    def morning(self) -> None:
        """Work arrives, and people ask each other for what it needs."""
        self.agents.do(demand.receive_cases)
        self.overhead = capacity.overhead(self)
        self.agents.do(capacity.take_stock)
        self.agents.do(requests.ask)

    def working_hours(self) -> None:
        """People serve each other, and then do their own work as far as nothing holds it up."""
        self.agents.do(attention.split_time)
        self.agents.do(service.serve)
        self.agents.do(own_work.work_on_cases)
        for team in self.teams:
            own_work.gather_help(team)
        self.agents.do(own_work.help_teammates)
        self.agents.do(own_work.thank)

    def evening(self) -> None:
        """The day sinks in."""
        for team in self.teams:
            team.look_around()
        self.agents.do(teams.look_at_boss)
        self.agents.do(feelings.go_home)
        self.agents.do(staffing.come_and_go)
        self.agents.do(relations.relate)
        self.tally = [observation.write_down(people) for people in self.by_department()]
        observation.conclude(self)

    def by_department(self) -> list[list[Employee]]:
        """The people of each department."""
        return [[person for person in self.people if person.department == d] for d in range(self.departments)]


def named(rows: type, numbers: object) -> dict[str, float]:
    """Numbers by the names of their rows, as Python floats."""
    return {row.name: float(numbers[row]) for row in rows}
