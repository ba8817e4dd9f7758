"""Customers: quality and speed satisfy them, and they stay or go."""

from __future__ import annotations

import pytest
from properties import defaults, everywhere

from sim.mechanisms.customers import base_change, got


def test_customers_want_quality_and_speed() -> None:
    everywhere(
        got, 0.0, 1.0, rising=("quality",), falling=("days_to_finish", "lost_share", "lost_weight"),
        days_to_finish=(0.0, 1e4), lost_share=(0.0, 1.0),
    )  # fmt: skip
    assert got(0.6, 4.0, 0.1, 0.7, 4.0, 1.0) == pytest.approx((0.42 + 0.3 * 0.5) * 0.9)


def test_best_is_full_quality_at_once_and_nothing_lost() -> None:
    assert got(1.0, 0.0, 0.0, **defaults(got)) == pytest.approx(1.0)


def test_the_base_follows_satisfaction_and_fears() -> None:
    everywhere(base_change, -12.0, 6.0, rising=("satisfaction",), falling=("fear", "customers", "hard_times"))
    assert base_change(1.0, 0.75, 0.0, 0.65, 1.2, 0.006, 0.5) == pytest.approx(0.006 * 0.12)


def test_the_base_rests_at_the_benchmark_in_good_times() -> None:
    sizes = defaults(base_change)
    assert base_change(1.0, sizes["benchmark"], 0.0, **sizes) == 0.0


def test_in_hard_times_the_satisfied_stay_longer() -> None:
    sizes = defaults(base_change)
    lost = [base_change(1.0, s, 0.0, **sizes) - base_change(1.0, s, 1.0, **sizes) for s in (0.2, 0.8)]
    assert lost[0] > lost[1] > 0.0
