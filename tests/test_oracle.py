"""The engine equals the oracle, day by day and bit by bit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from oracle.office import Office
from small_runs import (
    COEFFICIENTS,
    LEVERS,
    grown,
    inputs,
    recession,
    runs,
    small_offices,
    surge,
    with_a_mixed_team,
    without_bosses,
)

from sim.lanes import Lanes
from sim.ledger import E
from sim.measures import Y
from sim.organization import Organization
from sim.run import Inputs, live, open_lanes
from sim.state import O, P, T

DAYS = 60


def assert_same(engine: np.ndarray, oracle: np.ndarray, rows: type, what: str, day: int) -> None:
    """Two arrays of shape (rows, things) hold the same numbers, and none is missing."""
    assert np.isfinite(oracle).all(), f"day {day}: the oracle has {what} that are no numbers"
    if (engine == oracle).all():
        return
    row, thing = np.argwhere(engine != oracle)[0]
    named = list(rows)[row].name
    pytest.fail(
        f"day {day}, {what} {thing}, {named}: engine {engine[row, thing]!r}, oracle {oracle[row, thing]!r}; "
        f"{(engine != oracle).sum()} numbers differ",
        pytrace=False,
    )


def compare_state(o: Lanes, office: Office, day: int) -> None:
    """All that people, ties and the organization remember, and all that the day brought them."""
    things = ((o.people, office.people, P, "person"), (o.ties, office.ties, T, "tie"))
    for engine, oracle, rows, what in things:
        numbers = [[getattr(thing, row.name) for thing in oracle] for row in rows]
        assert_same(engine[:, :, 0], np.array(numbers), rows, what, day)
    organization = np.array([[getattr(office, row.name)] for row in O])
    assert_same(o.office, organization, O, "organization", day)


def compare_day(o: Lanes, office: Office, day: int) -> None:
    """What was observed on a day, and who or what moved whom."""
    seen = [[department[row.name] for department in office.tally] for row in Y]
    assert_same(o.tally[day, :, :, 0], np.array(seen), Y, "tally of department", day)
    ledger = [[person.ledger[row.name] for person in office.people] for row in E]
    assert_same(o.ledger[:, :, 0], np.array(ledger), E, "ledger of person", day)


def live_side_by_side(organization: Organization, run: Inputs) -> Lanes:
    """Live through all days of a run twice, and compare every evening."""
    o, office = open_lanes(organization, [run], ledger=True), Office(organization, run)
    compare_state(o, office, -1)
    for day in range(len(run.levers)):
        live(o, day, day + 1)
        office.step()
        compare_state(o, office, day)
        compare_day(o, office, day)
    return o


@settings(max_examples=20)
@given(small_offices(), runs(DAYS))
def test_any_office_under_any_policy(organization: Organization, run: Inputs) -> None:
    live_side_by_side(organization, run)


def test_an_ordinary_office() -> None:
    live_side_by_side(grown(7), inputs(3, DAYS))


@pytest.mark.parametrize("imported_office", [without_bosses, with_a_mixed_team])
def test_an_imported_office(imported_office: Callable[[], Organization]) -> None:
    levers = {"client_mindset": 1.0, "promise": 0.5}
    live_side_by_side(imported_office(), inputs(3, DAYS, levers=levers))


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_coefficient_at_an_end_of_its_range(end: str) -> None:
    coefficients = {name: getattr(declared, end) for name, declared in COEFFICIENTS.items()}
    levers = dict.fromkeys(LEVERS, 0.6)
    live_side_by_side(grown(2), inputs(5, DAYS, levers=levers, coefficients=coefficients))


def test_an_eventful_year() -> None:
    levers = {"client_mindset": 1.0, "promise": 0.8, "recognition": 0.5, "team_building": 0.4, "empowerment": 0.3}
    run = inputs(11, 250, levers=levers, start=30, ramp=20, coefficients={"quit_rate": 0.004, "vacancy": 15.0})
    surge(recession(run, 120, 60, layoffs=0.004), 200, 50)
    o = live_side_by_side(grown(5, span_of_control=4), run)
    events = ("quit", "laid_off", "hired", "lost", "returned", "help_given", "offences", "breach", "negative_ties")
    for event in events:
        assert o.tally[:, Y[event]].sum() > 0, f"no {event} in the whole year: it is not eventful enough"
