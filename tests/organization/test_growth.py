"""Offices that grow from a plan are what the plan asks for."""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import assert_sound
from office_plans import PlannedDepartment, PlannedOffice, an_office, offices

from sim.organization import HEAD_OFFICE, OrganizationError, expected_size, grow, tiers, utilisation
from sim.policy import Kind

seeds = st.integers(0, 2**64 - 1)


@given(offices(), seeds)
def test_every_office_is_sound(plan: PlannedOffice, seed: int) -> None:
    assert_sound(grow(plan, seed))


@given(offices(), seeds)
def test_arithmetic_foretells_the_size(plan: PlannedOffice, seed: int) -> None:
    office = grow(plan, seed)
    assert expected_size(plan) == (office.headcount, office.tie_count)


@given(offices(most_sites=1))
def test_one_head_and_bosses_as_the_span_allows(plan: PlannedOffice) -> None:
    office = grow(plan, 1)
    assert np.count_nonzero(office.boss < 0) == 1
    below = office.boss >= 0
    same = np.zeros_like(below)
    same[below] = office.department[below] == office.department[office.boss[below]]
    inside = np.bincount(office.boss[same], minlength=office.headcount)
    assert inside.max(initial=0) <= plan.span_of_control
    heads = np.flatnonzero(below & ~same)
    top = int(np.flatnonzero(~below)[0])
    assert (office.boss[heads] == top).all()
    assert len(heads) == len(office.departments) - 1
    assert len(office.departments) == 1 or office.departments[office.department[top]] == HEAD_OFFICE


@given(st.integers(1, 100_000), st.integers(2, 20))
def test_tiers_hold_everybody_under_few_leaders(size: int, span: int) -> None:
    lines = tiers(size, span)
    assert sum(lines) == size
    assert lines[0] == 1
    assert min(lines) >= 1
    assert all(below <= span * above for above, below in pairwise(lines))
    first_line = lines[-2] if len(lines) > 1 else 1
    assert first_line <= -(-size // span)


@given(offices(), seeds)
def test_requests_are_those_that_were_planned(plan: PlannedOffice, seed: int) -> None:
    office = grow(plan, seed)
    flow = np.zeros((4, office.headcount))
    np.add.at(flow, (office.kind, office.client), office.weight)
    planned = {name: sum(each.depends_on.values()) for name, each in plan.departments.items()}
    to_departments = np.array([planned.get(name, 0.0) for name in office.departments])
    np.testing.assert_allclose(flow[Kind.department], to_departments[office.department], atol=1e-12)
    np.testing.assert_allclose(flow[Kind.upward], plan.approvals * (office.boss >= 0))
    np.testing.assert_allclose(flow[Kind.downward], plan.assignments * office.reports)
    mates = np.bincount(office.team)[office.team] - 1
    np.testing.assert_allclose(flow[Kind.peer], plan.peer_requests * (mates > 0) * (plan.peers > 0))


@given(offices(), seeds)
def test_ties_lead_where_their_kind_says(plan: PlannedOffice, seed: int) -> None:
    office = grow(plan, seed)
    rows = zip(office.client.tolist(), office.provider.tolist(), office.kind.tolist(), strict=True)
    contacts: Counter[tuple[int, int]] = Counter()
    for client, provider, kind in rows:
        there = office.departments[office.department[provider]]
        if kind == Kind.department:
            own = office.departments[office.department[client]]
            assert plan.departments[own].depends_on[there] > 0
            contacts[client, office.department[provider]] += 1
        elif kind == Kind.peer:
            assert office.team[client] == office.team[provider]
        else:
            assert office.boss[client if kind == Kind.upward else provider] == (
                provider if kind == Kind.upward else client
            )
    for (_, department), count in contacts.items():
        planned = plan.departments.get(office.departments[department])
        assert count == min(plan.contacts, planned.size if planned else 1)


def test_bosses_are_asked_only_where_others_are_too_few() -> None:
    office = grow(an_office(), 3)
    to_departments = office.kind == Kind.department
    assert not office.is_boss[office.provider[to_departments]].any()
    small = grow(an_office(finance=PlannedDepartment(2)), 3)
    asked = {small.ids[k] for k in small.provider[small.kind == Kind.department]}
    assert {"finance-01", "finance-02"} <= asked


def test_choices_are_spread_evenly() -> None:
    clients, providers = PlannedDepartment(4000, depends_on={"b": 0.5}), PlannedDepartment(9)
    office = grow(PlannedOffice({"a": clients, "b": providers}), 5)
    asked = office.provider[office.kind == Kind.department]
    counts = np.array(list(Counter(asked.tolist()).values()))
    # Two each of eight workers: 1,000 clients for every one, with a standard deviation of 27.
    assert len(counts) == 8
    assert np.abs(counts - 1000).max() < 5 * 27


def test_traits_are_those_of_the_department() -> None:
    office = grow(an_office(), 1)
    sales, it = (office.department == office.departments.index(name) for name in ("sales", "it"))
    assert (office.facing[sales] == 1).all()
    assert (office.facing[it] == 0).all()
    assert (office.own_work[office.is_boss] == 0.35).all()
    assert (office.own_work[it & ~office.is_boss] == 0.55).all()
    assert (office.skill_mean[it] == 1.2).all()
    assert np.isnan(office.skill).all()
    assert office.notes == ()


def test_an_office_of_one_has_nobody_to_ask() -> None:
    office = grow(PlannedOffice({"solo": PlannedDepartment(1)}), 0)
    assert (office.ids, office.tie_count, office.teams) == (["solo-01"], 0, 1)
    assert "nobody faces external customers" in office.notes[0]


def test_utilisation_by_hand() -> None:
    plan = PlannedOffice(
        {"a": PlannedDepartment(3, own_work=0.5, skill=0.8)},
        approvals=0.3,
        assignments=0.1,
        peer_requests=0.4,
    )
    office = grow(plan, 1)
    # A boss and two reports: own work 0.35 + 2 * 0.5; approvals 2 * 0.3, assignments 2 * 0.1, peers 2 * 0.4.
    np.testing.assert_allclose(utilisation(office, 0.1), [(1.35 * 0.8 + 0.1 * (0.6 + 0.2 + 0.8)) / (3 * 0.8)])
    by_kind = utilisation(office, [9.0, 0.1, 0.2, 0.0])
    np.testing.assert_allclose(by_kind, [(1.35 * 0.8 + 0.1 * 0.6 + 0.2 * 0.2) / (3 * 0.8)])


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda office: pickle.loads(pickle.dumps(office))])
def test_copies_are_equal_and_as_closed(copied) -> None:
    office = grow(an_office(), 1)
    other = copied(office)
    assert other.tie_address.tolist() == office.tie_address.tolist()
    with pytest.raises(ValueError, match="read-only"):
        other.weight[0] = 1.0


def test_all_that_cannot_be_is_said_at_once() -> None:
    plan = an_office(
        it=PlannedDepartment(0, depends_on={"it": 0.1, "ghosts": 0.1}),
        sales=PlannedDepartment(5, depends_on={"finance": 5.0}),
    )
    plan.span_of_control, plan.approvals = 1, 2.5
    with pytest.raises(OrganizationError) as caught:
        grow(plan, 1)
    text = str(caught.value)
    for part in (
        "organization.span_of_control: found 1; allowed are whole numbers from 2",
        "organization.approvals: makes 2.5 requests a day",
        "organization.departments.it.size: found 0",
        "organization.departments.it.depends_on.it: a department cannot depend on itself",
        "organization.departments.it.depends_on.ghosts: there is no department 'ghosts'; there are sales,",
        "organization.departments.sales.depends_on.finance: makes 2.5 requests a day",
    ):
        assert part in text
    assert len(caught.value.problems) == 6
    assert str(pickle.loads(pickle.dumps(caught.value))) == text


def test_an_office_without_departments_cannot_be() -> None:
    with pytest.raises(OrganizationError, match="at least one department"):
        grow(PlannedOffice({}), 1)
