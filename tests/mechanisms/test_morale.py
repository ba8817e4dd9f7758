"""Morale follows mood over weeks, and returns to its own set point."""

from __future__ import annotations

import pytest
from properties import Law, always, default, everywhere

from sim.mechanisms.morale import first_morale, morale_followed, morale_returned


@pytest.mark.parametrize(
    ("law", "goal", "start"), [(morale_followed, "mood", "morale"), (morale_returned, "morale_set", "morale")]
)
def test_what_returns_comes_nearer_and_does_not_pass(law: Law, goal: str, start: str) -> None:
    always(law, lambda **here: abs(here[start] + law(**here) - here[goal]) <= abs(here[start] - here[goal]) + 1e-12)


def test_hand_computed_returns() -> None:
    assert morale_followed(0.4, 0.6, 0.03) == pytest.approx(-0.006)
    assert morale_returned(0.4, 0.6, 0.01) == pytest.approx(0.002)


def test_morale_is_slower_than_mood() -> None:
    assert default("morale_learning") < 0.2 * default("mood_return")


def test_a_newcomer_hopes_for_more_than_the_team_has() -> None:
    """Boswell et al. 2009: a honeymoon, which the ordinary course of things ends."""
    ranges = {"mean_set": (0.0, 1.0), "team_morale": (0.0, 1.0)}
    everywhere(
        first_morale, 0.0, 1.0, rising=("morale_set", "team_morale", "honeymoon"), falling=("mean_set",), **ranges
    )
    assert first_morale(0.7, 0.6, 0.45, 0.1) == pytest.approx(0.65)
    assert first_morale(0.5, 0.6, 0.45, 0.1) == pytest.approx(0.45)
