"""What stands beside the verdict: the break-even day's interval, sweeps in which nothing is done, many points at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_experiments import experiment, tiny

from sim.analysis import break_even_day, break_even_interval, idle_words, is_idle, paired_difference, summary
from sim.experiment import Experiment
from sim.scenario import load


def courses(pairs: int, weeks: int, seed: int, spread: float = 1.0) -> np.ndarray:
    """Net gains that fall by a quarter of a percent each week and are zero on average in week 40, with noise."""
    luck = np.random.default_rng(seed)
    whole = luck.normal(0.0, spread, (pairs, 1))
    return 10.0 - 0.25 * np.arange(weeks) + whole + luck.normal(0.0, spread, (pairs, weeks))


def test_the_interval_of_the_break_even_day_holds_the_true_day() -> None:
    truth = (40 + 2.5) * 5  # the day after the window whose middle is week 40
    held, inside = 0, 0
    for seed in range(100):
        gain = courses(12, 80, seed)
        day, ends = (
            break_even_day(gain, np.zeros_like(gain), 0, 1.0),
            break_even_interval(gain, np.zeros_like(gain), 0, 1.0),
        )
        assert day is not None
        assert ends is not None
        low, high = ends
        assert high is not None
        inside += low <= day <= high
        held += low - 5 <= truth <= high + 5  # days are told by the week
    assert inside >= 99
    assert held >= 88, "a bootstrap of a dozen pairs is a little too narrow"


def test_an_interval_may_reach_beyond_the_end() -> None:
    gain = courses(4, 43, seed=3, spread=3.0)
    gain[:, -1] = -30.0
    assert break_even_interval(courses(12, 80, 1), np.full((12, 80), 1e6), 0, 1.0) is None, "there is no such day"
    ends = break_even_interval(gain, np.zeros_like(gain), 0, 1.0)
    day = break_even_day(gain, np.zeros_like(gain), 0, 1.0)
    assert (ends is None) == (day is None)
    if ends is not None:
        assert ends[0] <= 43 * 5


def test_many_points_at_once_are_told_as_each_alone() -> None:
    luck = np.random.default_rng(2)
    rows = 60
    table = pd.DataFrame(
        {
            "point": luck.permutation(np.repeat(np.arange(12), 5)), "policy.promise": 0.5,
            "productivity": luck.normal(1.0, 0.1, rows), "twin_productivity": luck.normal(1.0, 0.1, rows),
            "animosity": luck.random(rows), "twin_animosity": luck.random(rows),
        }
    )  # fmt: skip
    table.loc[luck.choice(rows, 15, replace=False), "productivity"] = np.nan
    table.loc[table["point"] == 7, "twin_animosity"] = np.nan
    points = summary(table, ["policy.promise"], 0, 100.0).set_index("point")
    for point, own in table.groupby("point"):
        work = paired_difference(own["productivity"], own["twin_productivity"])
        grudge = paired_difference(own["animosity"], own["twin_animosity"])
        found = points.loc[point]
        assert found["pairs"] == work.pairs
        share = 100.0 / work.twin
        assert found[["gain", "gain_low", "gain_high"]].tolist() == pytest.approx(
            [share * work.difference, share * work.low, share * work.high], nan_ok=True
        )
        assert found[["rise", "rise_low", "rise_high"]].tolist() == pytest.approx(
            [grudge.difference, grudge.low, grudge.high], nan_ok=True
        )
    assert points["break_even_day"].isna().all(), "courses were not kept"


def test_where_nothing_is_done_it_is_said(tmp_path: Path) -> None:
    nothing = load("cubicle_farm")
    idle = Experiment("cubicle_farm", nothing)
    assert is_idle(idle)
    assert "every point is its own twin" in idle_words(idle)
    assert is_idle(
        experiment(tiny(tmp_path, "policy.promise=0", "policy.client_mindset=0"), "environment.demand=0.9,1.1")
    )
    assert not is_idle(experiment(tiny(tmp_path), "environment.demand=0.9,1.1"))
    assert not is_idle(experiment(nothing, "promise=0,1"))
    assert not is_idle(Experiment("a", nothing, against=nothing))
