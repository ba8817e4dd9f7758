"""The workplace as a Mesa model: days that are lived one by one or many at once, looked at and acted upon in between."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Self

from sim.day import begin_day, end_day, work_day
from sim.model.accounts import Accounts
from sim.model.horizon import extended, move_lever
from sim.model.mesa_face import expects_events, is_mesa_scenario
from sim.model.office import Office
from sim.model.opening import checked_days, chosen_seed, prepare, with_keywords
from sim.model.records import Records, collector
from sim.model.slots import Mechanism, slot_of
from sim.organization import Organization
from sim.policy import X
from sim.run import Inputs, live
from sim.scenario import Scenario, lever_table, load, world_table

if TYPE_CHECKING:
    import pandas as pd

    from sim.model.employee import Employee

BLOCK = 250
"""By how many days the tables grow when a run goes on past its horizon: a year."""


class Workplace(Office):
    """A workplace whose employees are Mesa agents and whose step is a day.

    ::

        model = Workplace("wise_manager", seed=1)
        model.step()                                # one day
        model.run_days(249)                         # the rest of the year, in one compiled call
        model.agents.groupby("department").agg("morale", statistics.fmean)
        model.series()["animosity"].plot()

    Attributes:
        day: How many days have been lived, and so the number of the coming day.
        seed: The run's seed.
        scenario_read: The scenario as it was read (Mesa keeps the name ``scenario`` for itself); None where the run was
            opened from tables.
        organization: Who works here, who reports to whom, who asks whom.
        employees: The employees, in the order of the arrays, each made when asked for; ``model.agents`` holds the same
            ones for Mesa, and makes all of them when it is first looked at.
        lanes: The engine's arrays; this run is lane 0.
        mechanisms: Mechanisms of one's own, called in this order.
        datacollector: A :class:`mesa.DataCollector` with every measure of the model, filled before the first day and
            after each step. One that is put in its place is left to whoever put it there.
    """

    def __init__(
        self,
        scenario: str | PathLike[str] | Scenario = "cubicle_farm",
        *,
        seed: int | None = None,
        rng: int | None = None,
        days: int | None = None,
        mechanisms: Iterable[Mechanism] = (),
        ledger: bool = True,
        agent_reporters: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """Open the office on the morning of day 0.

        Args:
            scenario: A scenario, its path, or the name of one that comes with the program.
            seed: Seed of the run's luck, 0 to 2**63 - 1; a new one where none is given, as Mesa does it.
            rng: The same under Mesa's new name.
            days: The horizon, after which ``running`` is false; the scenario's own where none is given. The run can go on.
            mechanisms: Mechanisms of one's own, see :func:`sim.model.mechanism`.
            ledger: Whether to keep the ledger.
            agent_reporters: What the data collector shall note of each employee, as in :class:`mesa.DataCollector`.
            **kwargs: Levers by name (``client_mindset=0.8``), or numbers of the scenario by dotted name
                (``**{"policy.start": 0}``). They take the place of what the scenario says; ``None`` leaves that.

        Raises:
            ScenarioError: If the scenario cannot be used, or a value is not allowed.
            OrganizationError: If the office cannot be.
            TypeError: If a keyword is no lever, or the scenario is one of Mesa's.
            ValueError: If both seeds are given, or one is out of range.
        """
        if is_mesa_scenario(scenario):
            raise TypeError(
                "a workplace reads its scenario from YAML: give its name or path instead of a Mesa scenario"
            )
        luck = chosen_seed(seed, rng)
        told = with_keywords(scenario if isinstance(scenario, Scenario) else load(scenario), kwargs)
        organization, inputs = prepare(told, luck, days=checked_days(days))
        self._open(organization, inputs, told, mechanisms, ledger, agent_reporters)

    @classmethod
    def from_tables(
        cls, organization: Organization, inputs: Inputs, *, mechanisms: Iterable[Mechanism] = (), ledger: bool = True
    ) -> Self:
        """Open an office without a scenario, from who works there and tables of what happens day by day."""
        model = cls.__new__(cls)
        model._open(organization, inputs, None, mechanisms, ledger, None)
        return model

    def _open(
        self,
        organization: Organization,
        inputs: Inputs,
        scenario: Scenario | None,
        mechanisms: Iterable[Mechanism],
        ledger: bool,
        agent_reporters: Mapping[str, Any] | None,
    ) -> None:
        super().__init__(organization, inputs, ledger=ledger)
        self.scenario_read = scenario
        self.horizon = len(inputs.levers)
        self.day = 0
        self.mechanisms = tuple(mechanisms)
        self._slots = tuple(slot_of(each) for each in self.mechanisms)
        self._accounts = Accounts(organization, self.lanes) if ledger else None
        self._ahead = 0
        self._moved: set[str] = set()
        self._records = Records(organization)
        self.datacollector = self._own_collector = collector(agent_reporters or {})
        self.datacollector.collect(self)

    def step(self) -> None:
        """Live one day. Past the horizon the last day's policy and world go on."""
        if self._ahead:  # run_days has lived this day already; Mesa still counts it
            self._ahead -= 1
            self.day += 1
        else:
            self._reach(self.day + 1)
            self._live_today()
            self.day += 1
        if self.day >= self.horizon:
            self.running = False
        if self.datacollector is self._own_collector:
            self.datacollector.collect(self)

    def run_days(self, days: int) -> None:
        """Live several days, in one compiled call unless somebody wants to act or look in between.

        Somebody does who has a mechanism of one's own, an own ``step``, agent reporters, a data collector, or an event
        that is scheduled with Mesa 3.5. The result is the same.

        Raises:
            ValueError: If the number of days is negative.
        """
        if days < 0:
            raise ValueError(f"days: found {days}, allowed are 0 and more")
        watched = self.mechanisms or type(self).step is not Workplace.step or expects_events(self)
        collects = self.datacollector is not self._own_collector or self.datacollector.agent_reporters
        if days > 1 and not watched and not collects:
            self._reach(self.day + days)
            self._note()
            live(self.lanes, self.day, self.day + days)
            self._settle()
            self._ahead = days
        for _ in range(days):
            self.step()

    def _live_today(self) -> None:
        self._note()
        if not self.mechanisms:
            live(self.lanes, self.day, self.day + 1)
            self._settle()
            return
        for slot, part in (("morning", begin_day), ("working_hours", work_day), ("evening", end_day)):
            part(self.lanes, self.day)
            self._settle()
            for act, after in zip(self.mechanisms, self._slots, strict=True):
                if after == slot:
                    act(self)
            self._note()

    def _note(self) -> None:
        if self._accounts is not None:
            self._accounts.note(self.lanes, self.day)

    def _settle(self) -> None:
        if self._accounts is not None:
            self._accounts.settle(self.lanes)

    def _reach(self, days: int) -> None:
        """Make the tables hold so many days: what the scenario says of them, else the last day again."""
        before = len(self.lanes.levers)
        if days <= before:
            return
        after = max(days, before + BLOCK)
        self.lanes = extended(self.lanes, after)
        if self.scenario_read is not None:
            self.lanes.world[before:, :, 0] = world_table(self.scenario_read, after)[before:]
            planned = [row for row in X if row.name not in self._moved]
            self.lanes.levers[before:, planned, 0] = lever_table(self.scenario_read, after)[before:, planned]

    @property
    def levers(self) -> dict[str, float]:
        """How far each lever is pulled on the coming day."""
        self._reach(self.day + 1)
        return {row.name: float(self.lanes.levers[self.day, row, 0]) for row in X}

    def set_lever(self, name: str, level: float, ramp: int = 0) -> None:
        """Move a lever from the coming day on; what was planned for it is forgotten.

        Args:
            name: The lever, such as ``"client_mindset"``.
            level: Where it shall go, in [0, 1].
            ramp: Days until it is there, in equal steps; at once for 0.

        Raises:
            ValueError: If there is no such lever, or the level or the ramp is not allowed.
        """
        self._reach(self.day + max(0, ramp) + 1)
        move_lever(self.lanes.levers[:, :, 0], name, level, self.day, ramp)
        self._moved.add(name)

    def fork(self, *, ramp: int = 0, **levers: float) -> Self:
        """An independent copy of the office as it stands, which may live on under other levers.

        Args:
            ramp: Days until the levers have reached their levels.
            **levers: Levers to move in the copy, from the coming day on.

        Raises:
            ValueError: As :meth:`set_lever`.
        """
        twin = copy.deepcopy(self)
        for name, level in levers.items():
            twin.set_lever(name, level, ramp)
        return twin

    def at(self, day: int) -> Workplace:
        """The same run again from the start up to a day, earlier or later, under the levers of this one's tables.

        Mechanisms of one's own act again; what was changed by hand is not changed again.

        Args:
            day: How many days to live.
        """
        lanes = self.lanes
        inputs = Inputs(self.seed, lanes.levers[..., 0], lanes.world[..., 0], lanes.coefficients[..., 0])
        again = Workplace.from_tables(
            self.organization, inputs, mechanisms=self.mechanisms, ledger=self._accounts is not None
        )
        again.scenario_read, again.horizon, again._moved = self.scenario_read, self.horizon, set(self._moved)
        again.run_days(day)
        return again

    @property
    def measures(self) -> dict[str, float]:
        """Every measure of the day that was lived last, by name; not a number before the first day."""
        return self._records.of_day(self.lanes, self.day, self._ahead)

    def series(self, department: str | None = None) -> pd.DataFrame:
        """Every measure by day, of the whole organization or of one department: a row a day, from day 0.

        Raises:
            ValueError: If there is no such department.
        """
        import pandas as pd

        values = self._records.between(self.lanes, 0, self.day, department)
        return pd.DataFrame(values, index=pd.RangeIndex(self.day, name="day"))

    def ledger(
        self, *, person: Employee | str | None = None, department: str | None = None, day: int | None = None
    ) -> pd.DataFrame:
        """Which mechanism moved what: quantity, mechanism, meaning, amount (a sum) and mean (per person, or per tie).

        The amounts of a quantity add up to its change, since the start or on the day.

        Args:
            person: One employee, or the name; everybody where neither person nor department is given.
            department: One department.
            day: One day; all days so far where none is given. A person's entries are kept for the last day only:
                ``model.at(day + 1).ledger(person=…)`` brings back those of an earlier one.

        Raises:
            ValueError: If no ledger is kept, or not of that day, or there is no such department.
            KeyError: If nobody has that name.
        """
        if self._accounts is None:
            raise ValueError("no ledger is kept: open the workplace with ledger=True")
        self._note()
        number = (self.employee(person) if isinstance(person, str) else person).number if person is not None else None
        place = None if department is None else self._records.department(department)
        return self._accounts.table(self.lanes, self.day, number, place, day)

    def __repr__(self) -> str:
        return f"<Workplace of {self.organization.headcount} people, seed {self.seed}, day {self.day}>"
