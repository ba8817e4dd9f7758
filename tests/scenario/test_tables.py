"""Levers and world by day."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.mechanisms import K
from sim.policy import W, X
from sim.scenario import Scenario, ScenarioError, coefficient_row, lever_table, load, world_table


def scenario(*overrides: str) -> Scenario:
    return load("cubicle_farm", overrides)


def test_where_nothing_is_done_all_levers_are_neutral_and_the_world_is_ordinary() -> None:
    levers, world = lever_table(scenario(), 30), world_table(scenario(), 30)
    assert levers.shape == (30, len(X))
    assert (levers[:, X.promise] == 0).all()
    assert (levers[:, X.internal_priority] == 0.5).all()
    assert (levers[:, X.scope_peers] == 1).all()
    assert {name: set(world[:, W[name]]) for name in W.__members__} == {
        "market": {1.0},
        "fear": {0.0},
        "jobs": {1.0},
        "hiring": {1.0},
        "layoffs": {0.0},
    }


def test_a_number_holds_from_the_start_of_the_policy_and_scope_from_the_first_day() -> None:
    table = lever_table(scenario("policy.start=2", "policy.ramp=4", "policy.promise=0.8", "policy.scope.peers=0"), 10)
    assert table[:, X.promise].tolist() == pytest.approx([0, 0, 0, 0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8])
    assert (table[:, X.scope_peers] == 0).all()


def test_a_lever_goes_from_neutral_and_back() -> None:
    table = lever_table(scenario("policy.internal_priority={level: 1, start: 1, ramp: 2, end: 5}"), 9)
    assert table[:, X.internal_priority].tolist() == [0.5, 0.5, 0.75, 1, 1, 1, 0.75, 0.5, 0.5]


def test_a_change_begins_where_the_one_before_has_come() -> None:
    table = lever_table(
        scenario(
            "policy.promise=[{level: 1, start: 0, ramp: 4}, {level: 0, start: 2, ramp: 2}, {level: 1, start: 6, ramp: 0}]"
        ),
        8,
    )
    assert table[:, X.promise].tolist() == [0, 0.25, 0.5, 0.25, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "value",
    [
        "[{level: 1, start: 5}, {level: 0, start: 5}]",
        "{level: 1, start: 5, end: 5}",
        "[{level: 1, start: 9}, {level: 0, start: 5}]",
    ],
)
def test_changes_stand_in_order(value: str) -> None:
    with pytest.raises(ScenarioError, match="is not after the"):
        scenario(f"policy.promise={value}")


changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.integers(1, 40)), min_size=1, max_size=4)


@given(changes, st.integers(1, 80))
def test_levers_stay_in_range_and_do_not_depend_on_the_horizon(drawn: list[tuple[float, int, int]], days: int) -> None:
    start, told = 0, []
    for level, ramp, gap in drawn:
        told.append(f"{{level: {level:.4f}, start: {start}, ramp: {ramp}, end: {start + gap}}}")
        start += gap
    policy = scenario(f"policy.recognition=[{', '.join(told)}]")
    table = lever_table(policy, 120)
    assert ((table >= 0) & (table <= 1)).all()
    assert (lever_table(policy, days) == table[:days]).all()
    assert table[-1, X.recognition] == 0 or start + max(ramp for _, ramp, _ in drawn) >= 120


def test_a_recession_comes_stays_and_goes() -> None:
    world = world_table(
        scenario(
            "environment.shocks=[{kind: recession, start: 2, length: 4, onset: 2, fall: 0.4, layoffs: 0.1, fear: 0.6, jobs: 0.5}]"
        ),
        10,
    )
    assert world[:, W.market].tolist() == pytest.approx([1, 1, 0.8, 0.6, 0.6, 0.6, 0.8, 1, 1, 1])
    assert world[:, W.fear].tolist() == pytest.approx([0, 0, 0.3, 0.6, 0.6, 0.6, 0.3, 0, 0, 0])
    assert world[:, W.jobs].min() == 0.5
    assert world[:, W.hiring].tolist() == [1, 1, 0, 0, 0, 0, 1, 1, 1, 1]
    assert world[:, W.layoffs].tolist() == pytest.approx([0, 0, 0.05, 0.05, 0, 0, 0, 0, 0, 0])


def test_shocks_meet_and_the_market_stays_in_range() -> None:
    world = world_table(
        scenario(
            "environment.demand=3",
            "environment.shocks=[{kind: surge, start: 0, rise: 2}, {kind: recession, start: 1, fall: 0.5, onset: 1}]",
        ),
        60,
    )
    assert world[:, W.market].max() <= 3
    assert np.isfinite(world).all()


def test_coefficients_stand_in_their_rows() -> None:
    row = coefficient_row(
        scenario("coefficients.demand.request_effort=0.2", "lever_costs.cost_promise=0.1", "people.morale=0.4")
    )
    assert row.shape == (len(K),)
    assert (row[K.request_effort], row[K.cost_promise], row[K.morale]) == (0.2, 0.1, 0.4)
