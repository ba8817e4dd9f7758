"""Mood swings from day to day around morale; morale follows over weeks."""

from __future__ import annotations

import pytest
from properties import Law, always, default, everywhere

from sim.mechanisms.mood import first_morale, hurt_by, morale_followed, morale_returned, pleased_by, returned


@pytest.mark.parametrize(
    ("law", "goal", "start"),
    [(returned, "morale", "mood"), (morale_followed, "mood", "morale"), (morale_returned, "morale_set", "morale")],
)
def test_what_returns_comes_nearer_and_does_not_pass(law: Law, goal: str, start: str) -> None:
    always(law, lambda **here: abs(here[start] + law(**here) - here[goal]) <= abs(here[start] - here[goal]) + 1e-12)


def test_hand_computed_returns() -> None:
    assert returned(0.4, 0.6, 0.5) == pytest.approx(0.1)
    assert morale_followed(0.4, 0.6, 0.03) == pytest.approx(-0.006)
    assert morale_returned(0.4, 0.6, 0.01) == pytest.approx(0.002)


def test_bad_service_hurts_and_good_service_pleases() -> None:
    everywhere(hurt_by, 0.0, 1.0, rising=("own_shortfall", "hurt", "largest_move"))
    everywhere(pleased_by, 0.0, 1.0, rising=("own_excess", "joy", "largest_move"))
    assert hurt_by(0.2, 0.35, 0.3) == pytest.approx(0.07)
    assert pleased_by(0.2, 0.07, 0.3) == pytest.approx(0.014)
    assert hurt_by(0.0, 3.0, 0.3) == pleased_by(0.0, 3.0, 0.3) == 0.0
    assert hurt_by(5.0, 3.0, 0.3) == 0.3


def test_a_bad_event_hits_mood_about_five_times_as_hard_as_a_good_one() -> None:
    """Miner, Glomb & Hulin 2005."""
    assert hurt_by(0.1, default("hurt"), 1.0) / pleased_by(0.1, default("joy"), 1.0) == pytest.approx(5.0, abs=1.0)


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
