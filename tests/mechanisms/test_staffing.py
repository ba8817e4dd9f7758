"""Staffing: people quit, and chairs are filled."""

from __future__ import annotations

import pytest
from properties import defaults, everywhere

from sim.mechanisms.staffing import quit_hazard, vacancy_days
from sim.state import DAYS_PER_YEAR

MIDDLING = {"morale": 0.5, "cynicism": 0.25, "animosity_met": 0.0, "tenure": 500.0, "jobs": 1.0}


def test_the_unhappy_the_cynical_and_the_disliked_leave() -> None:
    rising = ("cynicism", "animosity_met", "quit_rate")
    everywhere(quit_hazard, 0.0, 4.0, rising=rising, falling=("morale", "tenure"))
    told = quit_hazard(0.4, 0.35, 0.1, 250.0, 1.0, 0.0007, 3.4, 1.0, 1.0, 1.8, 250.0, 0.1, 0.25)
    assert told == pytest.approx(0.0007 * (1 + 0.34 + 0.1 + 0.1 + 0.3))


def test_nobody_leaves_where_there_is_nowhere_to_go() -> None:
    assert quit_hazard(0.0, 1.0, 1.0, 0.0, 0.0, 0.02, 15.0, 10.0, 10.0, 10.0, 250.0, 0.1, 0.25) == 0.0


def test_dissatisfaction_matters_less_when_jobs_are_scarce() -> None:
    """Trevor & Nyberg 2008."""
    sizes = defaults(quit_hazard)
    relative = [
        quit_hazard(**MIDDLING | {"morale": 0.2, "jobs": jobs}, **sizes)
        / quit_hazard(**MIDDLING | {"jobs": jobs}, **sizes)
        for jobs in (0.4, 1.0)
    ]
    assert 1.0 < relative[0] < relative[1]


def test_one_to_two_in_a_hundred_middling_people_quit_in_a_month() -> None:
    """US Bureau of Labor Statistics, JOLTS, for office work."""
    assert 0.01 <= quit_hazard(**MIDDLING, **defaults(quit_hazard)) * DAYS_PER_YEAR / 12.0 <= 0.02


def test_most_of_those_who_leave_leave_early() -> None:
    """Farber 1999."""
    hazards = [
        quit_hazard(**MIDDLING | {"tenure": days}, **defaults(quit_hazard)) for days in (0.0, 250.0, 1000.0, 5000.0)
    ]
    assert hazards == sorted(hazards, reverse=True)
    assert hazards[0] > 2.0 * hazards[2]


def test_satisfaction_moves_quitting_weakly() -> None:
    """Griffeth, Hom & Gaertner 2000: odds about one and a half times as large a standard deviation of satisfaction lower."""
    sizes, low = defaults(quit_hazard), MIDDLING["morale"] - 0.12  # so much do people of an ordinary office differ
    odds = quit_hazard(**MIDDLING | {"morale": low}, **sizes) / quit_hazard(**MIDDLING, **sizes)
    assert odds == pytest.approx(1.5, abs=0.3)


def test_a_chair_is_vacant_for_about_its_mean() -> None:
    everywhere(vacancy_days, 1.0, 750.0, rising=("u", "vacancy"), u=(0.0, 1.0))
    assert vacancy_days(0.5, 40.0) == 40.0
    assert vacancy_days(0.0, 40.0) == 20.0
