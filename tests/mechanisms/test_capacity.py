"""Capacity: effort times skill times what the levers leave of the day."""

from __future__ import annotations

import pytest
from properties import DECLARED, defaults, everywhere

from sim.mechanisms.capacity import autonomy, capacity, effort, proficiency


def test_autonomy_grows_with_empowerment() -> None:
    everywhere(autonomy, 0.0, 1.0, rising=("freedom", "empowerment", "empowered_autonomy"))
    assert autonomy(0.5, 0.0, 0.6) == 0.5
    assert autonomy(0.5, 1.0, 0.6) == 0.8


def test_effort_follows_the_person() -> None:
    rising, falling = ("morale", "mindset", "own_autonomy"), ("cynicism", "strain")
    everywhere(effort, 0.05, DECLARED["effort"].high, rising=rising, falling=falling)
    assert effort(0.7, 0.5, 0.4, 0.2, 0.6, 0.25, 0.12, 0.05, 0.15, 0.2) == pytest.approx(1 + 0.05 + 0.036 - 0.02 - 0.03)


def test_an_ordinary_day_is_one() -> None:
    assert effort(0.5, 0.0, 0.0, 0.0, 1.0, **defaults(effort)) == 1.0


def test_cynicism_costs_less_effort_than_bad_morale() -> None:
    worn = effort(0.0, 0.0, 0.0, 0.0, 0.5, **defaults(effort))
    assert worn < effort(0.5, 0.0, 0.5, 0.0, 0.5, **defaults(effort))


def test_newcomers_learn() -> None:
    everywhere(proficiency, 0.0, 1.0, rising=("tenure", "newcomer_skill"), falling=("learning_days",))
    assert proficiency(0.0, 0.6, 120.0) == 0.6
    assert proficiency(60.0, 0.6, 120.0) == pytest.approx(0.8)
    assert proficiency(500.0, 0.6, 120.0) == 1.0


def test_capacity_is_a_product() -> None:
    rising = ("own_effort", "skill", "own_proficiency", "efficiency", "present")
    ranges = {"own_proficiency": (0.0, 1.0), "overhead": (0.0, 0.9), "present": (0.0, 1.0)}
    everywhere(capacity, 0.0, DECLARED["capacity"].high, rising=rising, falling=("overhead",), **ranges)
    assert capacity(1.1, 0.9, 0.8, 1.05, 0.1, 1.0) == pytest.approx(1.1 * 0.9 * 0.8 * 1.05 * 0.9)
    assert capacity(1.1, 0.9, 0.8, 1.05, 0.1, 0.0) == 0.0  # nobody works at a vacant chair
