"""The office as a Mesa model that does nothing yet: its people and ties as views on the engine's arrays."""

from __future__ import annotations

import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import mesa

from sim.model.employee import Employee
from sim.model.mesa_face import number_anew, seeded
from sim.model.tie import Tie
from sim.organization import Organization
from sim.run import Inputs, open_lanes

if TYPE_CHECKING:
    from sim.lanes import Lanes, Numbers


class Office(mesa.Model):
    """The people and ties of one run; :class:`sim.model.Workplace` lets them live.

    Attributes:
        seed: The run's seed.
        organization: Who works here, who reports to whom, who asks whom.
        lanes: The engine's arrays; this run is lane 0.
        employees: The employees, in the order of the arrays; ``model.agents`` holds the same ones for Mesa.
    """

    def __init__(self, organization: Organization, inputs: Inputs, *, ledger: bool) -> None:
        super().__init__(**seeded(inputs.seed))
        self.seed = inputs.seed
        self.organization = organization
        self.lanes: Lanes = open_lanes(organization, [inputs], ledger=ledger)
        self.employees = tuple(Employee(self, number) for number in range(organization.headcount))

    def register_agent(self, agent: mesa.Agent) -> None:
        """Mesa's way of taking in an agent."""
        super().register_agent(agent)
        number_anew(self, agent)

    @property
    def people(self) -> Numbers:
        """What people remember and what the day brought: rows :data:`sim.state.P`, shape (len(P), n). A view."""
        return self.lanes.people[:, :, 0]

    @property
    def ties(self) -> Numbers:
        """The same of ties: rows :data:`sim.state.T`, shape (len(T), m). A view."""
        return self.lanes.ties[:, :, 0]

    @property
    def office(self) -> Numbers:
        """What the organization remembers: rows :data:`sim.state.O`, shape (len(O),). A view."""
        return self.lanes.office[:, 0]

    def employee(self, name: str) -> Employee:
        """The employee of a name, such as ``"sales-07"``.

        Raises:
            KeyError: If nobody has this name.
        """
        if name not in self._numbers:
            raise KeyError(f"nobody here is called {name!r}; names are like {self.organization.ids[0]!r}")
        return self.employees[self._numbers[name]]

    def tie(self, number: int) -> Tie:
        """The tie of a number, 0 to m - 1."""
        return Tie(self, range(self.organization.tie_count)[number])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.organization.ids)}

    @cached_property
    def _reports(self) -> dict[int, list[int]]:
        reports: dict[int, list[int]] = {}
        for number, boss in enumerate(self.organization.boss.tolist()):
            reports.setdefault(boss, []).append(number)
        return reports

    def reports_of(self, number: int) -> list[int]:
        """The numbers of those who report to somebody."""
        return self._reports.get(number, [])

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A copy whose state can change without changing this one; what never changes is shared."""
        memo[id(self.organization)] = self.organization
        memo[id(self.lanes)] = self.lanes.copy()
        twin = self.__class__.__new__(self.__class__)
        memo[id(self)] = twin
        for name, value in self.__dict__.items():
            twin.__dict__[name] = copy.deepcopy(value, memo)
        return twin
