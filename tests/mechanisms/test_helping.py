"""Helping: time goes to overloaded teammates."""

from __future__ import annotations

import pytest
from properties import everywhere

from sim.mechanisms.helping import need, offer, reserve, willingness

WILLING = {"own_willingness": (0.0, 1.0)}


def test_the_cooperative_the_warm_and_the_thanked_are_willing() -> None:
    rising = ("cooperation", "warmth", "thanked", "thanked_willingness")
    everywhere(willingness, 0.0, 1.0, rising=rising, falling=("duty",), warmth=(0.0, 1.0), thanked=(0.0, 1.0))
    assert willingness(0.6, 0.4, 0.5, 0.6, 0.2) == pytest.approx(0.5 * 0.7 * 1.3)
    assert willingness(0.2, 1.0, 1.0, 0.6, 0.3) == 0.0  # no more than duty


def test_time_is_set_aside_only_while_a_teammate_is_overloaded() -> None:
    rising = ("capacity", "own_willingness", "overloaded", "help_sacrifice")
    everywhere(reserve, 0.0, 10.0, rising=rising, overloaded=(0.0, 1.0), **WILLING)
    assert reserve(1.0, 0.6, 1.0, 0.05) == pytest.approx(0.03)
    assert reserve(1.0, 0.6, 0.0, 0.05) == 0.0


def test_time_left_over_is_offered() -> None:
    rising = ("set_aside", "slack", "own_willingness", "help_share")
    everywhere(offer, 0.0, 40.0, rising=rising, set_aside=(0.0, 10.0), **WILLING)
    assert offer(0.03, 0.4, 0.5, 0.35) == pytest.approx(0.03 + 0.07)


def test_need_is_what_one_cannot_bear_overnight() -> None:
    everywhere(need, 0.0, 1e6, rising=("left_work",), falling=("overload_days",))
    assert need(2.0, 0.5) == 1.5
    assert need(0.4, 0.5) == 0.0
