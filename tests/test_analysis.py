"""Verdicts: paired intervals, the break-even day, the frontier, the map of the tipping point."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from small_experiments import experiment, tiny

from sim.analysis import (
    Price,
    answer,
    break_even_day,
    break_even_of,
    differences,
    frontier,
    look_closer,
    mean_courses,
    net_gain,
    paired_difference,
    reopen,
    summary,
    tipping_map,
    verdict,
)
from sim.measures import MEASURES
from sim.quantity import quantities
from sim.store import StoreError


class TestPairedDifference:
    def test_equals_the_paired_t_test(self) -> None:
        luck = np.random.default_rng(1)
        twin = luck.normal(10, 2, 12)
        policy = twin + luck.normal(0.5, 0.3, 12)
        found = paired_difference(policy, twin)
        interval = stats.ttest_rel(policy, twin).confidence_interval(0.95)
        assert (found.low, found.high) == pytest.approx((interval.low, interval.high))
        assert found.difference == pytest.approx((policy - twin).mean())
        assert found.percent == pytest.approx(100 * found.difference / twin.mean())
        assert found.effect == pytest.approx(found.difference / twin.std(ddof=1))
        assert found.is_sure

    def test_one_pair_tells_nothing_of_chance(self) -> None:
        found = paired_difference([2.0], [1.0])
        assert (found.difference, found.percent, found.pairs) == (1.0, 100.0, 1)
        assert math.isnan(found.low)
        assert math.isnan(found.high)
        assert not found.is_sure

    def test_pairs_without_a_value_do_not_count(self) -> None:
        found = paired_difference([1.0, np.nan, 3.0], [0.0, 5.0, np.nan])
        assert (found.difference, found.pairs) == (1.0, 1)

    def test_nothing_at_all(self) -> None:
        found = paired_difference([np.nan], [1.0])
        assert found.pairs == 0
        assert math.isnan(found.difference)

    def test_no_percent_of_nothing(self) -> None:
        assert math.isnan(paired_difference([1.0, 2.0], [0.0, 1e-11]).percent)

    def test_percent_has_the_sign_of_the_difference(self) -> None:
        assert paired_difference([-1.0, -1.0], [-2.0, -2.0]).percent == pytest.approx(50.0)

    def test_the_interval_covers_as_often_as_it_says(self) -> None:
        luck = np.random.default_rng(7)
        samples = luck.normal(0.3, 1.0, (2000, 6))
        covered = [
            found.low <= 0.3 <= found.high for found in (paired_difference(each, np.zeros(6)) for each in samples)
        ]
        assert np.mean(covered) == pytest.approx(0.95, abs=0.015)


class TestBreakEvenDay:
    weeks = np.arange(60)

    def test_gain_that_lasts(self) -> None:
        assert break_even_day(np.full(60, 2.0), np.zeros(60), 0, 100.0) is None

    def test_never_a_gain(self) -> None:
        assert break_even_day(np.full(60, -1.0), np.full(60, 0.1), 0, 100.0) is None
        assert break_even_day(np.zeros(60), np.zeros(60), 0, 100.0) is None

    def test_the_day_on_which_animosity_has_eaten_the_gain(self) -> None:
        rise = np.where(self.weeks < 30, 0.0, 0.05)  # 2 % gained; from week 30 on, 5 % lost
        day = break_even_day(np.full(60, 2.0), rise, 50, 100.0)
        assert day == 5 * 31  # mean of weeks 27 to 31: 2 − 5 · 2/5 = 0

    def test_a_better_price_puts_it_off(self) -> None:
        rise = np.linspace(0.0, 0.1, 60)
        days = [break_even_day(np.full(60, 2.0), rise, 0, price) for price in (100.0, 50.0, 25.0)]
        assert days == sorted(day for day in days if day is not None)
        assert break_even_day(np.full(60, 2.0), rise, 0, 0.0) is None

    def test_a_relapse_counts_from_the_end(self) -> None:
        net = np.where((self.weeks // 10) % 2 == 0, 1.0, -1.0)  # the last ten weeks are a loss
        day = break_even_day(net, np.zeros(60), 0, 100.0)
        assert day is not None
        assert 50 * 5 <= day < 55 * 5

    def test_what_was_before_the_policy_is_no_gain(self) -> None:
        net = np.where(self.weeks < 20, 3.0, -1.0)
        assert break_even_day(net, np.zeros(60), 130, 100.0) is None

    def test_too_short_to_tell(self) -> None:
        assert break_even_day(np.ones(4), np.zeros(4), 0, 100.0) is None
        assert break_even_day(np.ones(10), np.zeros(10), 40, 100.0) is None
        assert break_even_day(np.full(10, np.nan), np.zeros(10), 0, 100.0) is None

    @given(st.lists(st.floats(-5, 5), min_size=1, max_size=60), st.integers(0, 320), st.floats(0, 200))
    def test_after_it_there_is_no_gain_and_before_it_there_was(
        self, net: list[float], start: int, price: float
    ) -> None:
        day = break_even_day(np.array(net), np.zeros(len(net)), start, price)
        mean = {week: float(np.mean(net[week - 4 : week + 1])) for week in range(4, len(net))}
        since = {week: value for week, value in mean.items() if week >= start // 5}
        if day is None:
            assert not since or list(since.values())[-1] > -1e-6 or max(since.values()) < 1e-6
        else:
            assert day % 5 == 0
            assert max(value for week, value in since.items() if week >= day // 5) <= 1e-6
            assert mean[day // 5 - 1] > 0


class TestFrontier:
    def test_points_that_no_other_beats(self) -> None:
        gain, rise = [1.0, 2.0, 3.0, 2.5, 0.5], [0.1, 0.1, 0.5, 0.6, -0.1]
        assert frontier(gain, rise).tolist() == [False, True, True, False, True]

    def test_equals_are_both_on_it_and_nan_never(self) -> None:
        assert frontier([1.0, 1.0, np.nan], [0.2, 0.2, 0.0]).tolist() == [True, True, False]

    @given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=30))
    def test_equals_the_definition(self, points: list[tuple[int, int]]) -> None:
        gain, rise = np.array(points, dtype=float).T
        beaten = [
            any(g >= gain[k] and r <= rise[k] and (g > gain[k] or r < rise[k]) for g, r in points)
            for k in range(len(points))
        ]
        assert frontier(gain, rise).tolist() == [not each for each in beaten]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of a small sweep."""
    here = tmp_path_factory.mktemp("sweep")
    asked = experiment(tiny(here), "environment.demand=0.9,1.1", "promise=0,1", replications=3)
    return answer(asked, folder=here / "results").folder


class TestAnswer:
    def test_it_is_read_as_it_was_given(self, folder: Path, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "environment.demand=0.9,1.1", "promise=0,1", replications=3)
        again = reopen(folder)
        assert again.experiment == asked
        assert again.is_complete
        assert again.is_of_this_model
        fresh = answer(asked, folder=tmp_path / "fresh")
        pd.testing.assert_frame_equal(again.table, fresh.table, check_exact=True)

    def test_pandas_reads_the_tidy_table_with_units(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        table = pd.read_parquet(folder / "runs.parquet")
        assert len(table) == 12
        assert set(table["policy.promise"]) == {0.0, 1.0}
        fields = pq.read_schema(folder / "runs.parquet")
        assert fields.field("twin_turnover").metadata[b"unit"] == b"1/year"
        assert fields.field("environment.demand").metadata[b"unit"] == b"nominal demand"

    def test_raised_replications_repeat_nothing(self, tmp_path: Path) -> None:
        few = answer(experiment(tiny(tmp_path), replications=2), folder=tmp_path / "r")
        parts = sorted((tmp_path / "r" / "parts").iterdir())
        more = answer(experiment(tiny(tmp_path), replications=3), folder=tmp_path / "r")
        assert sorted((tmp_path / "r" / "parts").iterdir())[: len(parts)] == parts
        pd.testing.assert_frame_equal(more.table.head(2), few.table, check_exact=True)
        assert len(answer(experiment(tiny(tmp_path), replications=1), folder=tmp_path / "r").table) == 1

    def test_an_empty_folder_has_no_answer(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError):
            reopen(tmp_path)

    def test_summary_has_a_row_for_each_point(self, folder: Path) -> None:
        found = reopen(folder)
        points = summary(found.table, ["environment.demand", "policy.promise"], 6, 100.0)
        assert points["point"].tolist() == [0, 1, 2, 3]
        assert points["pairs"].tolist() == [3] * 4
        own = found.point(2)
        work = paired_difference(own["productivity"], own["twin_productivity"])
        assert points["gain"][2] == pytest.approx(work.percent)
        assert points["rise"][2] == pytest.approx((own["animosity"] - own["twin_animosity"]).mean())
        assert points["net"][2] == pytest.approx(net_gain(own, 100.0).mean())
        assert (points["net_low"] <= points["net"]).all()
        assert points["on_frontier"].any()

    def test_a_policy_is_beaten_only_under_the_same_circumstances(self, folder: Path) -> None:
        points = summary(reopen(folder).table, ["environment.demand", "policy.promise"], 6, 100.0)
        for _, own in points.groupby("environment.demand"):
            assert own["on_frontier"].tolist() == frontier(own["gain"], own["rise"]).tolist()

    def test_tipping_map(self, folder: Path) -> None:
        points = summary(reopen(folder).table, ["environment.demand", "policy.promise"], 6, 100.0)
        table = tipping_map(points, "policy.promise", "environment.demand")
        assert table.shape == (2, 2)
        assert table.loc[1.1, 0.0] == pytest.approx(points["net"][2])

    def test_courses_end_where_the_table_does(self, folder: Path) -> None:
        own = reopen(folder).point(3)
        gain, rise = mean_courses(own)
        assert gain.shape == rise.shape == (8,)
        assert rise[-2:].mean() == pytest.approx((own["animosity"] - own["twin_animosity"]).mean())
        assert break_even_of(own, 6, 100.0) is None or break_even_of(own, 6, 100.0) % 5 == 0  # type: ignore[operator]


class TestCloser:
    def test_the_ledger_adds_up_to_the_difference(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1", replications=2)
        table = answer(asked, folder=tmp_path / "r").table
        closer = look_closer(asked, 1)
        own = table[table["point"] == 1]
        moved = sum(each[0] for each in closer.ledger["animosity"].values() if each[0] is not None)
        assert moved == pytest.approx((own["animosity"] - own["twin_animosity"]).mean(), abs=1e-12)
        assert abs(moved) > 1e-6

    def test_courses_are_those_of_the_runs(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), replications=2)
        own = answer(asked, folder=tmp_path / "r").table
        course = look_closer(asked, 0).courses["animosity"]["policy"]["mean"]
        assert course == pytest.approx(np.stack(list(own["animosity_by_week"])).mean(axis=0))


class TestVerdict:
    def test_words(self) -> None:
        luck = np.random.default_rng(3)
        twin = luck.normal(1.0, 0.01, 20)
        found = {
            "productivity": paired_difference(twin * 1.05 + luck.normal(0, 0.001, 20), twin),
            "animosity": paired_difference(0.1 + luck.normal(0, 0.01, 20), np.full(20, 0.02)),
        }
        told = verdict(found, 310, 100.0)
        assert "productivity rises by 5.0 %" in told
        assert "animosity rises by 0.08" in told
        assert "a loss of 3." in told
        assert "from day 310 on" in told
        assert "from day" not in verdict(found, None, 100.0)
        assert "a gain of 4." in verdict(found, None, 10.0)

    def test_what_cannot_be_told_is_not_told(self) -> None:
        noise = {name: paired_difference([1.0, 2.0, 1.5], [1.4, 1.6, 1.5]) for name in ("productivity", "animosity")}
        assert verdict(noise, None, 100.0).count("cannot be told") == 2

    def test_one_replication_says_so(self) -> None:
        one = {name: paired_difference([1.1], [1.0]) for name in ("productivity", "animosity")}
        assert "One replication tells nothing of chance" in verdict(one, None, 100.0)

    def test_the_price_is_declared(self) -> None:
        (price,) = quantities(Price)
        assert Price().animosity_price == price.default
        assert price.unit
        assert price.meaning


def test_every_measure_is_compared(folder: Path) -> None:
    assert set(differences(reopen(folder).point(0))) == set(MEASURES)
