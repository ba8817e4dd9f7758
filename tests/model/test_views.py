"""Employees and ties are views on the engine's arrays."""

from __future__ import annotations

import gc
import weakref

import mesa
import numpy as np
import pytest

from sim import Workplace
from sim.organization import Organization
from sim.scenario import Scenario
from sim.state import P, T


@pytest.fixture
def model(scenario: Scenario) -> Workplace:
    made = Workplace(scenario, seed=5)
    made.run_days(3)
    return made


def test_an_employee_reads_and_writes_the_engines_memory(model: Workplace) -> None:
    employee = model.employees[4]
    for row in P:
        assert getattr(employee, row.name) == model.lanes.people[row, 4, 0]
    employee.morale = 0.25
    assert model.lanes.people[P.morale, 4, 0] == 0.25
    model.people[P.morale, 4] = 0.75
    assert employee.morale == 0.75


def test_a_tie_reads_and_writes_the_engines_memory(model: Workplace) -> None:
    tie = model.tie(7)
    for row in T:
        assert getattr(tie, row.name) == model.lanes.ties[row, 7, 0]
    tie.animosity = 0.5
    assert model.ties[T.animosity, 7] == 0.5
    assert tie == model.tie(7) != model.tie(8)
    assert len({tie, model.tie(7)}) == 1
    with pytest.raises(IndexError):
        model.tie(model.organization.tie_count)


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_value_out_of_range_is_refused(model: Workplace, value: float) -> None:
    before = model.people.copy()
    with pytest.raises(ValueError, match=r"morale of <Employee sales-01>: found .*, allowed are 0 to 1"):
        model.employees[0].morale = value
    np.testing.assert_array_equal(model.people, before)


def test_what_was_written_has_consequences(scenario: Scenario) -> None:
    plain, touched = Workplace(scenario, seed=5), Workplace(scenario, seed=5)
    touched.agents.set("mood", 0.0)
    for model in (plain, touched):
        model.step()
    assert touched.measures["morale"] < plain.measures["morale"]


def test_who_stands_where(model: Workplace) -> None:
    office: Organization = model.organization
    for number, employee in enumerate(model.employees):
        assert employee.name == office.ids[number]
        assert model.employee(employee.name) is employee
        assert employee.department == office.departments[office.department[number]]
        assert employee.team == office.team[number]
        assert employee.level == office.level[number]
        boss = office.boss[number]
        assert employee.boss is (None if boss < 0 else model.employees[boss])
        assert all(each.boss is employee for each in employee.reports)
        assert {each.team for each in employee.teammates} <= {employee.team}
        assert employee not in employee.teammates
        assert all(tie.client is employee for tie in employee.ties_as_client)
        assert all(tie.provider is employee for tie in employee.ties_as_provider)
    assert sum(len(each.reports) for each in model.employees) == len(model.employees) - 1
    for side in ("ties_as_client", "ties_as_provider"):
        ties = [tie.number for each in model.employees for tie in getattr(each, side)]
        assert sorted(ties) == list(range(office.tie_count))


def test_a_tie_is_found_by_its_two_people(model: Workplace) -> None:
    employee = next(each for each in model.employees if each.boss)
    assert employee.boss is not None
    assert "upward" in {tie.kind for tie in employee.ties_to(employee.boss)}
    assert employee.ties_to(employee) == []


def test_an_unknown_name_says_what_names_look_like(model: Workplace) -> None:
    with pytest.raises(KeyError, match=r"nobody here is called 'bob'; names are like 'sales-01'"):
        model.employee("bob")


def test_mesas_numbers_are_unique_also_for_other_agents(model: Workplace) -> None:
    class Customer(mesa.Agent):
        """Somebody from outside."""

    visitors = [Customer(model), Customer(model)]
    numbers = [agent.unique_id for agent in model.agents]
    assert numbers == list(range(1, len(model.employees) + 3))
    assert set(visitors) == set(model.agents_by_type[Customer])


def test_a_workplace_dies_when_nobody_needs_it(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=1)
    model.step()
    watch = weakref.ref(model)
    del model
    gc.collect()
    assert watch() is None


def test_employees_are_made_when_they_are_asked_for(scenario: Scenario) -> None:
    class Customer(mesa.Agent):
        """Somebody from outside."""

    model = Workplace(scenario, seed=1)
    model.run_days(2)
    assert model.employees.made == 0
    visitor = Customer(model)
    assert visitor.unique_id == len(model.employees) + 1
    last = model.employees[-1]
    assert (last.number, last.unique_id, model.employees.made) == (len(model.employees) - 1, len(model.employees), 1)
    assert model.employees[1:3] == (model.employees[1], model.employees[2])
    with pytest.raises(IndexError):
        _ = model.employees[len(model.employees)]
    assert list(model.agents) == [*model.employees, visitor]
    assert [each.unique_id for each in model.agents] == list(range(1, len(model.employees) + 2))
    assert model.employees.made == len(model.employees)
    assert model.agent_types == [type(last), Customer]
    with pytest.raises(AttributeError, match="agents is Mesa's own attribute"):
        model.agents = []


def test_an_agent_can_leave_before_anybody_looked_at_the_others(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=1)
    model.employees[2].remove()
    assert len(model.agents) == len(model.employees) - 1
    twin = model.fork()
    assert len(twin.agents) == len(model.agents)
    assert all(each.model is twin for each in twin.agents)
    model.remove_all_agents()
    assert len(model.agents) == 0
