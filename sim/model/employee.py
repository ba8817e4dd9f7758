"""An employee as a Mesa agent: a live view on the engine's arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mesa

from sim.model.rows import declare_rows
from sim.model.tie import Tie
from sim.state import PersonDay, PersonState, Traits

if TYPE_CHECKING:
    from sim.lanes import Numbers
    from sim.model.office import Office


class Employee(mesa.Agent):
    """Whoever sits on one chair of the office.

    Every quantity of :class:`sim.state.Traits`, :class:`sim.state.PersonState` and :class:`sim.state.PersonDay` is an
    attribute (``morale``, ``skill``, ``workload``, ``output`` …); reading and writing it touches the engine's memory. A
    value outside its declared range is refused. When somebody leaves, the same employee stands for the successor;
    ``vacant`` is above 0 in between.

    Attributes:
        model: The workplace.
        number: The employee's place in the arrays, from 0. Mesa's ``unique_id`` is another number.
    """

    model: Office

    def __init__(self, model: Office, number: int) -> None:
        self.number = number
        super().__init__(model)

    @property
    def rows(self) -> Numbers:
        """All people's rows, shape (len(P), n)."""
        return self.model.people

    @property
    def name(self) -> str:
        """The stable name, such as ``"sales-07"``."""
        return self.model.organization.ids[self.number]

    @property
    def department(self) -> str:
        """The department's name."""
        organization = self.model.organization
        return organization.departments[int(organization.department[self.number])]

    @property
    def team(self) -> int:
        """The team's number: the people of a department who share a boss."""
        return int(self.model.organization.team[self.number])

    @property
    def level(self) -> int:
        """Steps up to the head, 0 for the head."""
        return int(self.model.organization.level[self.number])

    @property
    def boss(self) -> Employee | None:
        """Whom one reports to; None for the head."""
        boss = int(self.model.lanes.boss[self.number])
        return self.model.employees[boss] if boss >= 0 else None

    @property
    def reports(self) -> list[Employee]:
        """Who reports to one."""
        return [self.model.employees[number] for number in self.model.reports_of(self.number)]

    @property
    def teammates(self) -> list[Employee]:
        """The others of one's team."""
        lanes = self.model.lanes
        members = lanes.team_members[lanes.team_start[self.team] : lanes.team_start[self.team + 1]]
        return [self.model.employees[int(each)] for each in members if each != self.number]

    @property
    def ties_as_client(self) -> list[Tie]:
        """The ties on which one asks."""
        start = self.model.lanes.client_start
        return [Tie(self.model, tie) for tie in range(int(start[self.number]), int(start[self.number + 1]))]

    @property
    def ties_as_provider(self) -> list[Tie]:
        """The ties on which one is asked."""
        lanes = self.model.lanes
        places = lanes.by_provider[lanes.provider_start[self.number] : lanes.provider_start[self.number + 1]]
        return [Tie(self.model, int(tie)) for tie in places]

    @property
    def is_there(self) -> bool:
        """Whether somebody sits on the chair."""
        return bool(self.vacant <= 0.0)

    def ties_to(self, provider: Employee) -> list[Tie]:
        """The ties on which one asks somebody; there may be one of each kind, or none."""
        return [tie for tie in self.ties_as_client if tie.provider is provider]

    def __repr__(self) -> str:
        return f"<Employee {self.name}>"


declare_rows(Employee, Traits, PersonState, PersonDay)
