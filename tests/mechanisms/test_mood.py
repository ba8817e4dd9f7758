"""Mood swings from day to day around morale."""

from __future__ import annotations

import pytest
from properties import always, default, everywhere

from sim.mechanisms.mood import hurt_by, pleased_by, returned
from sim.validation.published import BY_NUMBER


def test_mood_comes_nearer_to_morale_and_does_not_pass() -> None:
    always(
        returned,
        lambda **here: (
            abs(here["mood"] + returned(**here) - here["morale"]) <= abs(here["mood"] - here["morale"]) + 1e-12
        ),
    )
    assert returned(0.4, 0.6, 0.5) == pytest.approx(0.1)


def test_bad_service_hurts_and_good_service_pleases() -> None:
    everywhere(hurt_by, 0.0, 1.0, rising=("own_shortfall", "hurt", "largest_move"))
    everywhere(pleased_by, 0.0, 1.0, rising=("own_excess", "joy", "largest_move"))
    assert hurt_by(0.2, 0.35, 0.3) == pytest.approx(0.07)
    assert pleased_by(0.2, 0.07, 0.3) == pytest.approx(0.014)
    assert hurt_by(0.0, 3.0, 0.3) == pleased_by(0.0, 3.0, 0.3) == 0.0
    assert hurt_by(5.0, 3.0, 0.3) == 0.3


def test_a_bad_event_hits_mood_several_times_as_hard_as_a_good_one() -> None:
    """Miner, Glomb & Hulin 2005: five times; accepted is what is accepted of C10, which measures it."""
    ratio = hurt_by(0.1, default("hurt"), 1.0) / pleased_by(0.1, default("joy"), 1.0)
    assert BY_NUMBER["C10"].low <= ratio <= BY_NUMBER["C10"].high
