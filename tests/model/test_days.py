"""Days are the same however they are lived: one by one, many at once, through a copy, past the horizon."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import numpy as np
import pytest

from sim import Workplace
from sim.lanes import Lanes
from sim.model import prepare
from sim.policy import W, X
from sim.run import live, open_lanes
from sim.scenario import Scenario, ScenarioError, with_values

STATE = ("people", "ties", "office", "teams", "ledger", "ledger_total", "levers", "world")
BY_DAY = ("tally", "office_days", "ledger_days")


def assert_same(one: Lanes, other: Lanes, days: int) -> None:
    for name in STATE[:-2]:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)
    for name in (*STATE[-2:], *BY_DAY):
        np.testing.assert_array_equal(getattr(one, name)[:days], getattr(other, name)[:days], err_msg=name)


def test_stepping_equals_living_in_one_call(scenario: Scenario) -> None:
    stepped = Workplace(scenario, seed=3, client_mindset=0.8)
    for _ in range(30):
        stepped.step()
    at_once = Workplace(scenario, seed=3, client_mindset=0.8)
    at_once.run_days(30)
    organization, inputs = prepare(with_values(scenario, {"policy.client_mindset": 0.8}), 3)
    lanes = open_lanes(organization, [inputs], ledger=True)
    live(lanes, 0, 30)
    assert_same(stepped.lanes, lanes, 30)
    assert_same(at_once.lanes, lanes, 30)
    assert stepped.steps == at_once.steps == stepped.day == at_once.day == 30
    collected = [model.datacollector.get_model_vars_dataframe() for model in (stepped, at_once)]
    assert collected[0].equals(collected[1])
    assert stepped.series().equals(at_once.series())


def test_other_runs_differ(scenario: Scenario) -> None:
    """What makes the equalities of this file mean something."""
    models = [Workplace(scenario, seed=3), Workplace(scenario, seed=4), Workplace(scenario, seed=3, promise=1.0)]
    for model in models:
        model.run_days(30)
    assert len({model.measures["animosity"] for model in models}) == 3


def test_running_ends_at_the_horizon_and_can_go_on(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3, days=10)
    model.run_model()
    assert model.day == 10
    assert not model.running
    model.run_days(35)  # the recession of day 35, beyond the horizon, comes all the same
    whole = Workplace(scenario, seed=3, days=45)
    whole.run_days(45)
    assert_same(model.lanes, whole.lanes, 45)
    assert model.lanes.world[44, W.fear, 0] > 0.0


@pytest.mark.parametrize("copied", [copy.deepcopy, Workplace.fork, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_goes_on_as_the_original_does(scenario: Scenario, copied: object) -> None:
    model = Workplace(scenario, seed=3, agent_reporters={"morale": "morale"})
    model.run_days(8)
    twin = copied(model)  # type: ignore[operator]
    before = model.lanes.copy()
    twin.run_days(12)
    assert_same(model.lanes, before, 8)
    model.run_days(12)
    assert_same(model.lanes, twin.lanes, 20)
    assert twin.employees[2].model is twin
    assert [each.name for each in twin.agents] == [each.name for each in model.agents]
    assert twin.steps == model.steps == 20
    assert twin.datacollector.get_agent_vars_dataframe().equals(model.datacollector.get_agent_vars_dataframe())
    assert twin.ledger().equals(model.ledger())


def test_a_fork_under_other_levers_goes_its_own_way(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3)
    model.run_days(5)
    fork = model.fork(ramp=2, promise=1.0)
    assert model.levers["promise"] == 0.0
    model.run_days(10)
    fork.run_days(10)
    assert fork.lanes.levers[:8, X.promise, 0].tolist() == [0, 0, 0, 0, 0, 0, 0.5, 1]
    assert fork.measures["should"] > model.measures["should"]


def test_a_lever_moves_from_the_coming_day_on_and_past_the_horizon(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3, days=6, recognition=0.4)
    model.run_days(5)
    model.set_lever("recognition", 1.0, ramp=4)
    model.run_days(10)
    moved = [model.lanes.levers[day, X.recognition, 0] for day in range(15)]
    assert moved[:5] == pytest.approx([0, 0, 0, 0, 0.1])
    assert moved[5:] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1, 1, 1])
    assert model.levers["recognition"] == 1.0
    again = model.at(12)
    assert again.day == 12
    assert again.series().equals(model.series().loc[:11])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("promis", 0.5), "did you mean promise"),
        (("promise", 1.5), "promise: found 1.5, allowed are 0 to 1"),
        (("promise", 0.5, -1), "ramp of promise: found -1, allowed are 0 days and more"),
    ],
)
def test_a_lever_that_cannot_be_moved_so(scenario: Scenario, arguments: tuple[str, float], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Workplace(scenario, seed=3).set_lever(*arguments)


@pytest.mark.parametrize(
    ("keywords", "error", "told"),
    [
        ({"sede": 1}, TypeError, "did you mean 'seed'"),
        ({"promise": 7}, ScenarioError, "7"),
        ({"policy.promis": 0.5}, ScenarioError, "promise"),
        ({"seed": 1, "rng": 2}, ValueError, "not both"),
        ({"seed": -1}, ValueError, "found -1"),
        ({"seed": 2**63}, ValueError, "allowed are whole numbers from 0"),
        ({"seed": 1.5}, ValueError, "found 1.5"),
        ({"days": 0}, ValueError, "found 0, allowed are 1 and more"),
    ],
)
def test_arguments_that_cannot_be(path: Path, keywords: dict[str, object], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        Workplace(path, **keywords)  # type: ignore[arg-type]


def test_levers_and_dotted_names_as_keywords(path: Path) -> None:
    model = Workplace(
        path, rng=7, scope_peers=0.2, promise=None, **{"policy.start": 0, "policy.ramp": 0, "policy.recognition": 1}
    )
    assert model.levers["scope_peers"] == 0.2
    assert model.levers["recognition"] == 1.0
    assert model.seed == 7


def test_without_a_seed_luck_is_new(scenario: Scenario) -> None:
    assert Workplace(scenario).seed != Workplace(scenario).seed
