"""Verdicts: paired intervals, the frontier, the map of the tipping point."""

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
    balance,
    break_even_of,
    differences,
    frontier,
    look_closer,
    net_gain,
    paired_courses,
    paired_difference,
    reopen,
    summary,
    tipping_map,
    verdict,
)
from sim.experiment import Progress
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


class TestFrontier:
    def test_points_that_no_other_beats(self) -> None:
        gain, rise = [1.0, 2.0, 3.0, 2.5, 0.5], [0.1, 0.1, 0.5, 0.6, -0.1]
        assert frontier(gain, rise).tolist() == [False, True, True, False, True]

    def test_equals_are_both_on_it_and_nan_never(self) -> None:
        assert frontier([1.0, 1.0, np.nan], [0.2, 0.2, 0.0]).tolist() == [True, True, False]

    def test_doing_nothing_is_a_choice(self) -> None:
        assert frontier([-1.0], [0.1]).tolist() == [False], "worse than nothing, though there is no other policy"
        assert frontier([-1.0, 0.0, 0.0], [0.0, 0.1, 0.0]).tolist() == [False, False, True]
        assert frontier([-1.0, 1.0], [-0.1, 0.1]).tolist() == [True, True]

    @given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=1, max_size=30))
    def test_equals_the_definition(self, points: list[tuple[int, int]]) -> None:
        gain, rise = np.array(points, dtype=float).T
        beaten = [
            any(g >= gain[k] and r <= rise[k] and (g > gain[k] or r < rise[k]) for g, r in [*points, (0, 0)])
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
        told: list[Progress] = []
        more = answer(experiment(tiny(tmp_path), replications=3), folder=tmp_path / "r", told=told.append)
        assert (told[0], told[-1]) == (Progress(4, 0, 6), Progress(4, 2, 6))
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
        assert points["net_low"][2] == pytest.approx(balance(own, 100.0).low)

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
        gain, rise = paired_courses(own)
        assert gain.shape == rise.shape == (3, 8)
        base = np.stack(list(own["twin_productivity_by_week"])).mean(axis=1)
        assert gain[:, -2:].mean(axis=1) * base / 100 == pytest.approx(own["productivity"] - own["twin_productivity"])
        assert rise[:, -2:].mean() == pytest.approx((own["animosity"] - own["twin_animosity"]).mean())
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


def made(gain: list[float], rise: list[float]) -> pd.DataFrame:
    """A tidy table of pairs with twins of unlike productivity; gain in percent."""
    twin = np.linspace(1.0, 3.0, len(gain))
    return pd.DataFrame(
        {
            "productivity": twin * (1 + np.array(gain) / 100),
            "twin_productivity": twin,
            "animosity": np.array(rise) + 0.02,
            "twin_animosity": 0.02,
        }
    )


def told(table: pd.DataFrame, day: int | None = None, price: float = 100.0) -> str:
    """The verdict on it."""
    found = {each: paired_difference(table[each], table[f"twin_{each}"]) for each in ("productivity", "animosity")}
    return verdict(found, balance(table, price), day, price)


class TestVerdict:
    sure = made([5.0, 5.1, 4.9, 5.0], [0.079, 0.081, 0.08, 0.08])

    def test_words(self) -> None:
        said = told(self.sure)
        assert "productivity rises by 5.0 %" in said
        assert "animosity rises by 0.08" in said
        assert "from day" not in said

    def test_the_balance_has_the_interval_of_the_pairs(self) -> None:
        for price, word in ((100.0, "a loss of 3.0 percent"), (10.0, "a gain of 4.2 percent")):
            net = np.array([5.0, 5.1, 4.9, 5.0]) - price * np.array([0.079, 0.081, 0.08, 0.08])
            interval = stats.ttest_1samp(net, 0.0).confidence_interval(0.95)
            low, high = sorted(abs(float(each)) for each in (interval.low, interval.high))
            assert f"is {word} (95 % interval: {low:.1f} to {high:.1f})" in told(self.sure, price=price)

    def test_the_net_gain_is_each_pair_in_percent_of_its_own_twin(self) -> None:
        table = made([10.0, 0.0], [0.0, 0.0])  # the twins make 1 and 3: a ratio of means would be 2.5
        assert balance(table, 100.0).difference == pytest.approx(5.0)
        assert net_gain(table, 100.0) == pytest.approx([10.0, 0.0])

    def test_what_cannot_be_told_is_not_told(self) -> None:
        table = made([-3.0, 4.0, 1.0], [0.02, -0.02, 0.005])
        said = told(table)
        assert said.count("cannot be told") == 3
        assert "whether the balance over the last quarter is a gain or a loss cannot be told (95 % interval: −" in said
        assert "is a gain of" not in said

    def test_which_of_the_two_it_was(self) -> None:
        assert "from day 310 on, animosity has eaten the gain" in told(self.sure, 310)
        fell = told(made([-5.0, -5.1, -4.9], [0.08, 0.081, 0.079]), 310)
        assert "from day 310 on, the gain that there was is gone, for productivity itself fell" in fell
        assert "eaten" not in fell
        assert "eaten" not in told(self.sure, 310, price=0.0), "what weighs nothing eats nothing"

    def test_one_replication_says_so(self) -> None:
        said = told(made([10.0], [0.02]))
        assert "One replication tells nothing of chance" in said
        assert "a gain of 8.0 percent, one pair of runs, without an interval" in said
        assert "95 %" not in said

    def test_nothing_changed(self) -> None:
        assert "the balance over the last quarter is even." in told(made([0.0, 0.0], [0.0, 0.0]))

    def test_nothing_known(self) -> None:
        assert "the balance over the last quarter has no value." in told(made([math.nan] * 2, [0.1, 0.2]))

    def test_the_price_is_declared(self) -> None:
        (price,) = quantities(Price)
        assert Price().animosity_price == price.default
        assert price.unit
        assert price.meaning


def test_every_measure_is_compared(folder: Path) -> None:
    assert set(differences(reopen(folder).point(0))) == set(MEASURES)
