"""How busy an office will be: the same by arithmetic as by adding up the grown office."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_plans import PlannedOffice, an_office, offices

from sim.organization import HEAD_OFFICE, OrganizationError, check, expected_loads, grow, utilisation


@given(offices(), st.floats(0.0, 0.5))
def test_it_is_what_the_grown_office_adds_up_to(plan: PlannedOffice, effort: float) -> None:
    try:
        check(plan)
    except OrganizationError:
        return
    grown = grow(plan, 1)
    told = dict(zip(grown.departments, utilisation(grown, effort), strict=True))
    loads = expected_loads(plan, effort)
    assert loads.keys() == told.keys() - ({HEAD_OFFICE} - plan.departments.keys())
    for name, load in loads.items():
        assert load.total == pytest.approx(told[name], rel=1e-9)


def test_more_demand_loads_those_who_meet_customers_and_those_whom_they_ask() -> None:
    usual, busy = (expected_loads(an_office(), 0.1, market) for market in (1.0, 1.5))
    assert busy["sales"].own == pytest.approx(1.5 * usual["sales"].own)
    assert busy["it"].own == usual["it"].own
    assert busy["it"].requests > usual["it"].requests


def test_skill_makes_requests_shorter_and_leaves_own_work_since_cases_are_given_out_by_skill() -> None:
    plan = an_office()
    skilled = replace(plan, departments={**plan.departments, "it": replace(plan.departments["it"], skill=1.5)})
    usual, fast = expected_loads(plan, 0.1)["it"], expected_loads(skilled, 0.1)["it"]
    assert fast.own == usual.own
    assert fast.requests == pytest.approx(usual.requests * 1.2 / 1.5)


def test_five_million_people_are_added_up_at_once() -> None:
    plan = an_office()
    crowd = replace(plan.departments["sales"], size=5_000_000)
    loads = expected_loads(replace(plan, departments={**plan.departments, "sales": crowd}, span_of_control=2), 0.1)
    assert loads["it"].total > 1000
