"""The break-even day: where a gain that was there is gone, and nowhere in mere noise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis import break_even_day

PAIRS, WEEKS = 8, 60


def steady(course: np.ndarray | float, spread: float = 0.1) -> np.ndarray:
    """Eight pairs that go this course, each a little above or below it throughout, and on it in the mean."""
    return np.broadcast_to(course, WEEKS) + spread * np.linspace(-1.0, 1.0, PAIRS)[:, np.newaxis]


def noise(seed: int, pairs: int, weeks: int, memory: float) -> np.ndarray:
    """Mere noise of a standard deviation of one percent, each week remembering the one before."""
    luck = np.random.default_rng(seed)
    made = luck.normal(size=(pairs, weeks))
    for week in range(1, weeks):
        made[:, week] = memory * made[:, week - 1] + math.sqrt(1 - memory**2) * made[:, week]
    return made


class TestBreakEvenDay:
    weeks = np.arange(WEEKS)
    none = np.zeros((PAIRS, WEEKS))

    def test_gain_that_lasts(self) -> None:
        assert break_even_day(steady(2.0), self.none, 0, 100.0) is None

    def test_never_a_gain(self) -> None:
        assert break_even_day(steady(-1.0), self.none + 0.1, 0, 100.0) is None
        assert break_even_day(self.none, self.none, 0, 100.0) is None

    def test_the_day_on_which_animosity_has_eaten_the_gain(self) -> None:
        rise = self.none + np.where(self.weeks < 30, 0.0, 0.05)  # 2 % gained; from week 30 on, 5 % lost
        day = break_even_day(steady(2.0), rise, 50, 100.0)
        assert day == 5 * 31  # mean of weeks 27 to 31: 2 − 5 · 2/5 = 0

    def test_the_day_on_which_productivity_fell(self) -> None:
        course = np.where(self.weeks < 30, 2.0, -3.0)
        assert break_even_day(steady(course), self.none, 50, 0.0) == 5 * 31

    def test_a_better_price_puts_it_off(self) -> None:
        rise = self.none + np.linspace(0.0, 0.1, WEEKS)
        days = [break_even_day(steady(2.0), rise, 0, price) for price in (100.0, 50.0, 25.0)]
        assert None not in days
        assert days == sorted(set(days))  # type: ignore[type-var]
        assert break_even_day(steady(2.0), rise, 0, 0.0) is None

    def test_a_relapse_counts_from_the_end(self) -> None:
        net = np.where((self.weeks // 10) % 2 == 0, 1.0, -1.0)  # the last ten weeks are a loss
        day = break_even_day(steady(net), self.none, 0, 100.0)
        assert day is not None
        assert 50 * 5 <= day < 55 * 5

    def test_what_was_before_the_policy_is_no_gain(self) -> None:
        net = np.where(self.weeks < 20, 3.0, -1.0)
        assert break_even_day(steady(net), self.none, 95, 100.0) is None  # one good week is left, no good window
        assert break_even_day(steady(net), self.none, 50, 100.0) is not None

    def test_a_gain_that_was_never_sure_is_not_eaten(self) -> None:
        course = np.where(self.weeks < 30, 1.0, -1.0)
        assert break_even_day(steady(course, spread=0.5), self.none, 0, 100.0) is not None
        assert break_even_day(steady(course, spread=5.0), self.none, 0, 100.0) is None

    def test_one_pair_has_none(self) -> None:
        course = np.where(self.weeks < 30, 5.0, -5.0)
        assert break_even_day(course[np.newaxis], self.none[:1], 0, 100.0) is None
        assert break_even_day(steady(course), self.none, 0, 100.0) is not None

    @pytest.mark.parametrize("memory", [0.0, 0.8])
    @pytest.mark.parametrize(("pairs", "weeks"), [(3, 60), (10, 150), (20, 100)])
    def test_noise_has_none(self, pairs: int, weeks: int, memory: float) -> None:
        days = [
            break_even_day(noise(seed, pairs, weeks, memory), np.zeros((pairs, weeks)), 0, 100.0) for seed in range(400)
        ]
        assert sum(day is not None for day in days) <= 0.07 * len(days)  # 0.05, and two standard errors of 400 draws

    def test_hidden_in_the_same_noise_a_real_gain_is_found(self) -> None:
        course = np.where(np.arange(100) < 50, 2.0, -2.0)
        days = [break_even_day(noise(seed, 10, 100, 0.5) + course, np.zeros((10, 100)), 0, 0.0) for seed in range(50)]
        assert all(day is not None and 50 * 5 <= day <= 56 * 5 for day in days)

    def test_too_short_to_tell(self) -> None:
        assert break_even_day(np.ones((3, 4)), np.zeros((3, 4)), 0, 100.0) is None
        assert break_even_day(np.ones((3, 10)), np.zeros((3, 10)), 40, 100.0) is None
        assert break_even_day(np.full((3, 10), np.nan), np.zeros((3, 10)), 0, 100.0) is None

    @given(st.lists(st.floats(-5, 5), min_size=1, max_size=60), st.integers(0, 320), st.floats(0, 200))
    def test_after_it_there_is_no_gain_and_before_it_there_was(
        self, net: list[float], start: int, price: float
    ) -> None:
        pairs = np.array(net) + np.array([[-0.001], [0.0], [0.001]])
        day = break_even_day(pairs, np.zeros(pairs.shape), start, price)
        mean = {week: float(np.mean(net[week - 4 : week + 1])) for week in range(start // 5 + 4, len(net))}
        if day is None:
            assert not mean or list(mean.values())[-1] > -1e-6 or max(mean.values()) < 0.1
        else:
            assert day % 5 == 0
            assert max(value for week, value in mean.items() if week >= day // 5) <= 1e-6
            assert mean[day // 5 - 1] > 0
            assert max(mean.values()) > 0.001
