"""The office as a Mesa model that does nothing yet: its people and ties as views on the engine's arrays."""

from __future__ import annotations

import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import mesa
import numpy as np

from sim.model.employee import Employee
from sim.model.employees import Employees
from sim.model.mesa_face import forget, seeded
from sim.model.tie import Tie
from sim.organization import Organization
from sim.run import Inputs, open_lanes

if TYPE_CHECKING:
    from sim.lanes import Indices, Lanes, Numbers


class Office(mesa.Model):
    """The people and ties of one run; :class:`sim.model.Workplace` lets them live.

    Attributes:
        seed: The run's seed.
        organization: Who works here, who reports to whom, who asks whom.
        lanes: The engine's arrays; this run is lane 0.
        employees: The employees, in the order of the arrays, each made when asked for; ``model.agents`` holds the same
            ones for Mesa, and makes all of them when it is first looked at.
    """

    def __init__(self, organization: Organization, inputs: Inputs, *, ledger: bool) -> None:
        super().__init__(**seeded(inputs.seed))
        self.seed = inputs.seed
        self.organization = organization
        self.lanes: Lanes = open_lanes(organization, [inputs], ledger=ledger)
        self.employees = Employees(self)
        self._others = 0
        self._all_here = False

    def register_agent(self, agent: mesa.Agent) -> None:
        """Mesa's way of taking in an agent: employees have the first numbers, and wait until Mesa is asked for them."""
        forget(self)
        if isinstance(agent, Employee) and not self._all_here:
            agent.unique_id = agent.number + 1
            return
        super().register_agent(agent)
        self._others += 1
        agent.unique_id = len(self.employees) + self._others

    def deregister_agent(self, agent: mesa.Agent) -> None:
        """Mesa's way of letting an agent go."""
        self._bring_in()
        super().deregister_agent(agent)

    @property
    def agents(self) -> mesa.agent.AgentSet:
        """Everybody: the employees in the order of the arrays, and then what other agents there are."""
        self._bring_in()
        return super().agents

    @agents.setter
    def agents(self, agents: Any) -> None:  # noqa: ARG002
        raise AttributeError("agents is Mesa's own attribute: choose another name")

    @property
    def agent_types(self) -> list[type]:
        """The types of agents that there are."""
        self._bring_in()
        types: list[type] = super().agent_types
        return types

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], mesa.agent.AgentSet]:
        """The agents of each type."""
        self._bring_in()
        by_type: dict[type[mesa.Agent], mesa.agent.AgentSet] = super().agents_by_type
        return by_type

    def remove_all_agents(self) -> None:
        """Take all agents out of Mesa's sets."""
        self._bring_in()
        super().remove_all_agents()

    def _bring_in(self) -> None:
        """Let Mesa know of every employee, before all other agents."""
        if self._all_here:
            return
        others = list(super().agents)
        for other in others:
            super().deregister_agent(other)
        super().agents_by_type.clear()  # the order of types, too, is the order of their first agents
        employees = list(self.employees)
        self._all_here = True
        for agent in (*employees, *others):
            number = agent.unique_id
            super().register_agent(agent)  # Mesa 3.5 numbers anew
            agent.unique_id = number

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
    def _by_boss(self) -> tuple[Indices, Indices]:
        """People sorted by boss, those without one left out, shape (any,), and where each one's reports begin, (n + 1,)."""
        boss = self.organization.boss
        people = np.argsort(boss, kind="stable")[np.count_nonzero(boss < 0) :]
        return people, np.searchsorted(boss[people], np.arange(len(boss) + 1))

    def reports_of(self, number: int) -> list[int]:
        """The numbers of those who report to somebody."""
        people, start = self._by_boss
        reports: list[int] = people[start[number] : start[number + 1]].tolist()
        return reports

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A copy whose state can change without changing this one; what never changes is shared."""
        memo[id(self.organization)] = self.organization
        memo[id(self.lanes)] = self.lanes.copy()
        twin = self.__class__.__new__(self.__class__)
        memo[id(self)] = twin
        for name, value in self.__dict__.items():
            twin.__dict__[name] = copy.deepcopy(value, memo)
        return twin
