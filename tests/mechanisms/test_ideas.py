"""Ideas: people find better ways, and process improvement turns them into efficiency."""

from __future__ import annotations

import math

import pytest
from properties import default, defaults, everywhere

from sim.mechanisms.ideas import efficiency_change, ideas
from sim.state import DAYS_PER_YEAR


def test_ideas_rise_with_the_spirits_and_a_free_hand() -> None:
    rising = ("mood", "mindset", "empowerment", "slack", "idea_rate")
    everywhere(ideas, 0.0, 1000.0, rising=rising, falling=("blocked", "hindrance_ideas"))
    sizes = (0.02, 1.0, 0.3, 0.5, 0.5, 0.5)
    assert ideas(0.6, 0.5, 0.4, 0.2, 0.3, *sizes) == pytest.approx(0.02 * 1.1 * 1.15 * 1.2 * 1.1 * 0.85)


def test_a_middling_person_has_middling_ideas() -> None:
    assert ideas(0.5, 0.0, 0.0, 0.0, 0.0, **defaults(ideas)) == default("idea_rate")


def test_improvement_has_diminishing_returns() -> None:
    everywhere(
        efficiency_change, -0.2, 1.0, rising=("ideas_per_head", "process_improvement"), falling=("erosion",),
        ideas_per_head=(0.0, 1000.0), efficiency=(1.0, 1.0),
    )  # fmt: skip
    assert efficiency_change(1.05, 0.02, 1.0, 0.14, 0.2, 0.0003) == pytest.approx(0.14 * 0.02 * 0.15 - 0.0003 * 0.05)
    gains = [efficiency_change(x, 0.02, 1.0, **defaults(efficiency_change)) for x in (1.0, 1.05, 1.1, 1.15)]
    assert gains == sorted(gains, reverse=True)


def test_processes_stay_as_they_are_without_policy() -> None:
    assert efficiency_change(1.0, 0.5, 0.0, **defaults(efficiency_change)) == 0.0
    assert efficiency_change(1.1, 0.5, 0.0, **defaults(efficiency_change)) < 0.0  # what was gained erodes


def test_half_of_what_can_be_improved_is_improved_in_about_ten_months() -> None:
    """Schneiderman 1988: a half-life of nine to eleven months; here of middling people's ideas, give or take a quarter."""
    share = default("improvement") * default("idea_rate")
    months = math.log(2.0) / share / (DAYS_PER_YEAR / 12.0)
    assert 9.0 * 0.75 <= months <= 11.0 * 1.25
