"""Experiments: designs, twins, seeds, and results that do not depend on how the runs were done."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from small_experiments import experiment, tiny

from sim.experiment import (
    Block,
    DesignError,
    Experiment,
    Factor,
    Job,
    MemoryKeeper,
    Progress,
    columns,
    factorial,
    live_block,
    orders_of,
    parse_factor,
    perform,
    tidy,
)
from sim.experiment.blocks import by_week
from sim.measures import MEASURES, last_quarter
from sim.scenario import load, with_values


def answered(asked: Experiment, **how: object) -> pd.DataFrame:
    keeper = MemoryKeeper()
    perform(asked, keeper, **how)  # type: ignore[arg-type]
    return tidy(asked, keeper.rows())


class TestFactors:
    def test_range_includes_both_ends_in_round_numbers(self, tmp_path: Path) -> None:
        assert parse_factor("policy.promise=0:1:11", tiny(tmp_path)) == Factor(
            "policy.promise", (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
        )

    def test_list_and_short_name(self, tmp_path: Path) -> None:
        assert parse_factor(" promise =0, 1,.5", tiny(tmp_path)) == Factor("policy.promise", (0.0, 1.0, 0.5))

    def test_department_and_whole_numbers(self, tmp_path: Path) -> None:
        factor = parse_factor("organization.departments.it.size=4,6", tiny(tmp_path))
        assert factor.levels == (4.0, 6.0)

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("promise=", "has no values"),
            ("promise=0:1:3:4", "not understood"),
            ("promise=0:1:1", "count is 1"),
            ("promise=0:1:-3", "count is -3"),
            ("promise=0:1:2.5", "not a whole number"),
            ("promise=0:1:1000000000", "count is 1000000000"),
            ("promise=1:0:3", "not below"),
            ("promise=a,b", "'a' is not a number"),
            ("promise=0,nan", "not finite"),
            ("promise=0,,1", "is not a number"),
            ("promise=0,0", "twice"),
            ("promise=0:2:3", "allowed from 0 to 1"),
            ("policy.promse=0,1", "did you mean policy.promise"),
            ("size=3,4", "not clear"),
        ],
    )
    def test_mistakes_say_what_is_allowed(self, tmp_path: Path, text: str, told: str) -> None:
        with pytest.raises(DesignError, match=told):
            parse_factor(text, tiny(tmp_path))

    def test_full_factorial_has_every_combination_once(self) -> None:
        points = factorial([Factor("a", (0.0, 1.0)), Factor("b", (2.0, 3.0, 4.0))])
        assert len(points) == len({tuple(each.items()) for each in points}) == 6
        assert points[1] == {"a": 0.0, "b": 3.0}

    def test_no_factor_is_one_empty_point(self) -> None:
        assert factorial([]) == ({},)

    def test_a_factor_cannot_come_twice(self) -> None:
        with pytest.raises(DesignError, match="twice"):
            factorial([Factor("a", (0.0, 1.0)), Factor("a", (0.0, 1.0))])

    def test_too_many_points_are_refused_before_they_are_made(self) -> None:
        levels = tuple(float(each) for each in range(10_000))
        with pytest.raises(DesignError, match="100,000,000 points"):
            factorial([Factor("a", levels), Factor("b", levels)])


class TestQuestion:
    def test_a_twin_is_shared_by_all_points_that_differ_in_policy_alone(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,0.5,1", "environment.demand=0.9,1.1")
        assert asked.twins == ({"environment.demand": 0.9}, {"environment.demand": 1.1})
        assert asked.twin_of.tolist() == [0, 1, 0, 1, 0, 1]
        assert asked.runs == 2 * (6 + 2)

    def test_the_twin_keeps_all_but_the_policy(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1", "environment.demand=0.9,1.1")
        twin = asked.variant(len(asked.points) + 1)
        assert twin == with_values(tiny(tmp_path), {"environment.demand": 1.1}).twin()
        assert twin.environment.demand == 1.1

    def test_told_and_read_again_it_is_the_same_question(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1", "environment.demand=0.9,1.1")
        again = Experiment.from_asked(asked.asked(), asked.replications)
        assert again == asked
        assert again.points == asked.points

    def test_policy_start(self, tmp_path: Path) -> None:
        assert experiment(tiny(tmp_path)).policy_start == 6  # on day 5 the ramp leaves neutral
        assert experiment(tiny(tmp_path).twin()).policy_start == 0

    @pytest.mark.parametrize(("seed", "replications"), [(-1, 2), (2**63 - 1, 2), (0, 0)])
    def test_seeds_out_of_range(self, tmp_path: Path, seed: int, replications: int) -> None:
        with pytest.raises(DesignError):
            experiment(tiny(tmp_path), seed=seed, replications=replications)

    def test_scenarios_of_different_length_cannot_be_compared(self, tmp_path: Path) -> None:
        with pytest.raises(DesignError, match="days"):
            Experiment("a", tiny(tmp_path), against=tiny(tmp_path, "days=9"), against_name="b")


class TestPerform:
    def test_replications_live_on_seeds_of_their_own(self, tmp_path: Path) -> None:
        table = answered(experiment(tiny(tmp_path), "promise=0,1", replications=3, seed=11))
        assert table["seed"].tolist() == [11, 11, 12, 12, 13, 13]
        assert table["replication"].tolist() == [0, 0, 1, 1, 2, 2]
        assert table["policy.promise"].tolist() == [0.0, 1.0] * 3
        assert table["productivity"].nunique() > 3

    def test_a_row_is_what_the_run_alone_gives(self, tmp_path: Path) -> None:
        office = tiny(tmp_path)
        table = answered(experiment(office, "promise=0.2,1", "environment.demand=0.9,1.1"))
        row = table.iloc[5]  # replication 1, point 1
        scenario = with_values(office, {"policy.promise": 0.2, "environment.demand": 1.1})
        alone = live_block(Block((Job(0, 8, scenario),)))[0]
        twin = live_block(Block((Job(0, 8, scenario.twin()),)))[0]
        for name in MEASURES:
            assert row[name] == alone.measures[name] or (np.isnan(row[name]) and np.isnan(alone.measures[name]))
            assert np.array_equal(row[f"twin_{name}"], twin.measures[name], equal_nan=True)
        assert np.array_equal(row["twin_animosity_by_week"], twin.courses["animosity"])

    def test_the_same_bits_in_any_order_and_batch(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0:1:4", "organization.peers=2,4")
        whole = answered(asked)
        single = MemoryKeeper()
        for (order,) in reversed(list(orders_of(asked, np.zeros(0, dtype=np.int64), most=1))):
            scenario = asked.setting.scenario(order.values, order.is_twin)
            single.keep(columns(live_block(Block((Job(order.run, order.seed, scenario),)))))
        pd.testing.assert_frame_equal(tidy(asked, single.rows()), whole, check_exact=True)
        with ThreadPoolExecutor(3) as executor:
            pd.testing.assert_frame_equal(answered(asked, executor=executor, workers=3), whole, check_exact=True)

    def test_any_executor_will_do(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1", replications=1)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
            there = answered(asked, executor=executor, workers=1)
        pd.testing.assert_frame_equal(there, answered(asked), check_exact=True)

    def test_without_a_policy_nothing_differs_from_the_twin(self, tmp_path: Path) -> None:
        table = answered(experiment(tiny(tmp_path).twin()))
        for name in MEASURES:
            assert np.array_equal(table[name], table[f"twin_{name}"], equal_nan=True)

    def test_only_missing_runs_are_done(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1")
        keeper = MemoryKeeper()
        perform(asked, keeper)
        kept = keeper.rows()
        half = MemoryKeeper()
        half.keep({name: values[:2] for name, values in kept.items()})
        seen: list[Progress] = []
        perform(asked, half, told=seen.append)
        assert seen[0] == Progress(2, 0, 6)
        assert seen[-1] == Progress(2, 4, 6)
        assert np.array_equal(np.sort(half.rows()["run"]), np.sort(kept["run"]))

    def test_an_office_with_a_seed_is_the_same_in_all_replications(self, tmp_path: Path) -> None:
        fixed = answered(experiment(tiny(tmp_path, "organization.seed=3"), replications=2))
        assert fixed["productivity"].nunique() == 2  # same people, other luck

    def test_what_goes_wrong_in_a_run_reaches_the_caller(self, tmp_path: Path) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1")

        def fail(_: Progress) -> None:
            if _.done:
                raise KeyboardInterrupt

        keeper = MemoryKeeper()
        with pytest.raises(KeyboardInterrupt):
            perform(asked, keeper, told=fail, workers=1)
        assert len(keeper.rows()["run"])

    def test_a_run_that_does_not_fit_into_memory_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sim.experiment.performing.available_memory", lambda: 1000)
        with pytest.raises(DesignError, match="memory"):
            perform(experiment(tiny(tmp_path)), MemoryKeeper())

    def test_little_memory_means_fewer_side_by_side_and_the_same_results(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = experiment(tiny(tmp_path), "promise=0:1:3")
        whole = answered(asked)
        monkeypatch.setattr("sim.experiment.performing.available_memory", lambda: 2_000_000)
        pd.testing.assert_frame_equal(answered(asked), whole, check_exact=True)

    def test_against_another_scenario(self, tmp_path: Path) -> None:
        ours, theirs = tiny(tmp_path), tiny(tmp_path, "policy.promise=0", "organization.departments.it.size=6")
        table = answered(Experiment("a", ours, replications=2, seed=4, against=theirs, against_name="b"))
        alone = live_block(Block((Job(0, 5, theirs),)))[0]
        assert table["twin_productivity"].iloc[1] == alone.measures["productivity"]


def test_weeks_are_means_of_five_days() -> None:
    by_day = np.array([1.0, 2.0, 3.0, 4.0, 5.0, np.nan, 7.0])
    assert by_week(by_day).tolist() == [3.0, 7.0]
    assert np.isnan(by_week(np.full((5, 2), np.nan))).all()


def test_last_quarter_of_a_run(tmp_path: Path) -> None:
    """The number in the table is the mean over the last ten of forty days."""
    from sim.experiment.blocks import lived
    from sim.measures import series
    from sim.run import tie_counts

    block = Block((Job(0, 3, tiny(tmp_path)),))
    lanes, organization = lived(block)
    by_day = series(lanes.tally, lanes.office_days, tie_counts(organization))["animosity"]
    assert live_block(block)[0].measures["animosity"] == last_quarter(by_day)[0]
    assert live_block(block)[0].measures["animosity"] == pytest.approx(by_day[30:, 0].mean())


def test_offices_from_files(shared_data: Path, tmp_path: Path) -> None:
    """A real office can be asked the same questions."""
    from sim.experiment import organization_of

    folder = shared_data / "krackhardt_hightech"
    path = tmp_path / "real.yaml"
    found = sorted(each.name for each in folder.glob("*.csv"))
    people = next(each for each in found if "people" in each or "attribute" in each or "nodes" in each)
    ties = next(each for each in found if "ties" in each or "edges" in each)
    path.write_text(f"days: 10\norganization: {{people: {folder / people}, ties: {folder / ties}}}\n", encoding="utf-8")
    scenario = load(path)
    assert organization_of(scenario, 1) is organization_of(scenario, 2)
    table = answered(Experiment("real", scenario, replications=1))
    assert np.isfinite(table["productivity"]).all()
