"""Bisection of what is known with chance only."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sim.analysis import Plan, Search
from sim.analysis.bisection import in_words


def searched(truth: Callable[[float], float], seed: int, plan: Plan, noise: float = 1.0) -> tuple[Search, int]:
    """A search on a function with noise, part of it the same at every value as common luck is; and its runs."""
    search = Search(plan)
    common = np.random.default_rng(seed).normal(0.0, noise, plan.most)
    runs: dict[float, int] = {}
    while wanted := search.wanted():
        for value, count in wanted:
            own = np.random.default_rng([seed, int(value * 2**40)]).normal(0.0, noise / 2, plan.most)
            search.tell(value, (truth(value) + common + own)[:count])
            assert count > runs.get(value, 0), "nothing is asked for that is known"
            runs[value] = count
    return search, sum(runs.values())


def test_the_interval_holds_the_tipping_point() -> None:
    plan = Plan(0.0, 1.0)
    found = [searched(lambda x: 16.0 - 50.0 * x, seed, plan)[0].crossings() for seed in range(200)]
    assert all(len(each) == 1 and each[0].falls for each in found)
    assert sum(each[0].low <= 0.32 <= each[0].high for each in found) >= 190, "in 95 of 100 at least"
    assert np.mean([each[0].high - each[0].low for each in found]) < 0.06


def test_without_chance_it_is_found_to_the_width_that_was_asked_for() -> None:
    search, runs = searched(lambda x: x - 0.123, 1, Plan(0.0, 1.0, width=0.001), noise=1e-9)
    (crossing,) = search.crossings()
    assert crossing.low <= 0.123 <= crossing.high
    assert crossing.high - crossing.low <= 0.001
    assert crossing.value == pytest.approx(0.123, abs=1e-6)
    assert not crossing.falls
    assert runs < 8 * 20


@pytest.mark.parametrize(
    ("truth", "told"),
    [
        (lambda x: 5.0 + x, "no tipping between 0 and 1: above zero"),
        (lambda x: -5.0 - x, "no tipping between 0 and 1: below zero"),
        (lambda _: 0.0, "cannot be told"),
        (
            lambda x: 10.0 * (1.0 - x),
            "no tipping was found between 0 and 1: above zero where it is sure, not sure at 1",
        ),
    ],
)
def test_it_says_when_there_is_none(truth: Callable[[float], float], told: str) -> None:
    search, _ = searched(truth, 3, Plan(0.0, 1.0))
    assert search.crossings() == []
    assert told in in_words(search)


def test_two_tipping_points_are_both_found() -> None:
    search, _ = searched(lambda x: 20.0 * np.sin(9.0 * x), 3, Plan(0.0, 1.0))
    first, second = search.crossings()
    assert first.low <= np.pi / 9 <= first.high
    assert second.low <= 2 * np.pi / 9 <= second.high
    assert (first.falls, second.falls) == (True, False)
    assert "falls below zero at 0.3" in in_words(search)
    assert "rises above zero at 0.6" in in_words(search) or "rises above zero at 0.7" in in_words(search)


def test_noise_alone_tips_nothing() -> None:
    found = [searched(lambda _: 0.0, seed, Plan(0.0, 1.0))[0].crossings() for seed in range(200)]
    assert sum(map(len, found)) <= 10, "five of a hundred at most"


def test_values_without_an_outcome_decide_nothing() -> None:
    search = Search(Plan(0.0, 1.0, first=3, most=8))
    for value, count in search.wanted():
        search.tell(value, np.full(count, np.nan))
    assert search.wanted() == []
    assert "cannot be told" in in_words(search)
