"""Contagion: people take on what is around them, the boss counting more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties import default, everywhere

from sim.mechanisms.contagion import caught, surround

TEAM = {"team_count": (1.0, 100.0), "team_sum": (0.0, 1.0), "boss": (0.0, 1.0)}


def test_what_is_around_is_a_mean() -> None:
    everywhere(surround, 0.0, 1.0, rising=("team_sum", "boss"), **TEAM)
    assert surround(1.0, 2.0, 0.8, 1.0, 3.0) == pytest.approx((1.0 + 3.0 * 0.8) / 5.0)
    assert surround(1.2, 2.0, 0.9, 0.0, 3.0) == pytest.approx(0.6)  # without boss, the team's mean
    assert surround(0.0, 0.0, 0.0, 0.0, 3.0) == 0.0  # nobody is there


def test_the_boss_weighs_more_than_a_teammate() -> None:
    """Sy, Côté & Saavedra 2005."""
    assert default("boss_mood_weight") > 1.0


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_one_moves_towards_the_others_and_not_beyond(own: float, around: float, speed: float) -> None:
    after = own + caught(own, around, speed)
    assert min(own, around) - 1e-12 <= after <= max(own, around) + 1e-12


def test_who_is_like_the_others_catches_nothing() -> None:
    assert caught(0.7, 0.7, 0.3) == 0.0
