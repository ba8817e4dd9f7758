"""Statistics with known answers."""

from __future__ import annotations

import numpy as np
import pytest

from sim.validation.statistics import (
    correlation,
    icc,
    mean_and_middle,
    odds_per_deviation,
    slopes,
    weighted_quantiles,
    within_share,
)

RNG = np.random.default_rng(5)


def test_correlation_needs_two_things_that_vary() -> None:
    x = np.arange(20.0)
    assert correlation(x, 3.0 - 2.0 * x) == pytest.approx(-1.0)
    assert np.isnan(correlation(x, np.ones(20)))
    assert np.isnan(correlation(x[:9], x[:9]))
    assert correlation(np.append(x, np.nan), np.append(x, 4.0)) == pytest.approx(1.0)


def test_icc_by_hand() -> None:
    """Two groups of three, means 2 and 5: mean squares 13.5 between and 1 within give (13.5 - 1) / (13.5 + 2)."""
    values, group = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), np.array([7, 7, 7, 9, 9, 9])
    assert icc(values, group, smallest=2) == pytest.approx(12.5 / 15.5)
    assert np.isnan(icc(values, group, smallest=4))


def test_icc_finds_the_share_that_was_put_in() -> None:
    group = np.repeat(np.arange(400), 12)
    values = RNG.normal(0, 0.5, 400)[group] + RNG.normal(0, 1.0, len(group))
    assert icc(values, group) == pytest.approx(0.2, abs=0.03)


def test_share_within_people() -> None:
    days, people = 60, 500
    mood = RNG.normal(0, 1.0, people) + RNG.normal(0, 1.0, (days, people))
    assert within_share(mood) == pytest.approx(0.5, abs=0.04)


def test_slopes_are_those_within_people() -> None:
    x, z = RNG.random((30, 50)), RNG.random((30, 50))
    own_level = RNG.normal(0, 5, 50)
    assert slopes(own_level - 2.0 * x + 0.5 * z, x + own_level, z) == pytest.approx([-2.0, 0.5])


def test_odds_ratio_of_a_logistic_world() -> None:
    x = RNG.normal(0, 1, 40_000)
    happened = RNG.random(len(x)) < 1.0 / (1.0 + np.exp(2.0 + np.log(1.5) * x))
    assert odds_per_deviation(x, happened) == pytest.approx(1.5, abs=0.08)
    assert np.isnan(odds_per_deviation(x[:9], np.ones(9, dtype=bool)))


def test_weighted_quantiles_and_the_middle() -> None:
    assert weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.array([1.0, 8.0, 1.0]), 0.5, 0.95) == [1.0, 3.0]
    mean, low, high = mean_and_middle(np.append(np.arange(101.0), np.nan))
    assert (mean, low, high) == pytest.approx((50.0, 10.0, 90.0))
    assert np.isnan(mean_and_middle(np.array([np.nan]))).all()
