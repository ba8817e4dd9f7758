"""Performing: runs that fail stop nothing, precision adds runs where they are needed, and nothing costs much."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from small_experiments import experiment, tiny

from sim.analysis import Precision, answer, reopen
from sim.analysis.precise import next_counts
from sim.experiment import (
    Block,
    Crew,
    Design,
    Experiment,
    Job,
    MemoryKeeper,
    Outcome,
    Progress,
    WorkerError,
    live_block,
    orders_of,
    parse_factors,
    perform,
    run_number,
    tidy,
    what_runs,
)  # fmt: skip
from sim.experiment.batches import live_batch


def answered(asked: Experiment, **how: Any) -> pd.DataFrame:
    keeper = MemoryKeeper()
    perform(asked, keeper, **how)
    return tidy(asked, keeper.rows())


def test_numbers_of_runs() -> None:
    numbers = np.append(run_number(np.array([0, 3]), np.array([7, 1]), False), run_number(2, 5, True))
    replication, row, is_twin = what_runs(numbers)
    assert (replication.tolist(), row.tolist(), is_twin.tolist()) == ([0, 3, 2], [7, 1, 5], [False, False, True])


def test_cut_short_it_is_balanced(tmp_path: Path) -> None:
    """Replication by replication, every point before any point again."""
    asked = experiment(tiny(tmp_path), "promise=0:1:4", "it.size=3,5", replications=3)
    order = [each.run for orders in orders_of(asked, np.zeros(0, dtype=np.int64), most=3) for each in orders]
    replications = what_runs(np.array(order))[0]
    assert replications.tolist() == [0] * 10 + [1] * 10 + [2] * 10
    assert len(set(order)) == asked.runs


def test_runs_side_by_side_share_their_office(tmp_path: Path) -> None:
    asked = experiment(tiny(tmp_path), "promise=0:1:4", "it.size=3,5", replications=1)
    for orders in orders_of(asked, np.zeros(0, dtype=np.int64)):
        offices = {
            asked.setting.scenario(each.values, each.is_twin).organization.departments["it"].size for each in orders
        }
        assert len(offices) == 1


class TestFailures:
    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> set[int]:
        """Runs that fail, however they stand."""
        runs: set[int] = set()

        def fragile(block: Block, *arguments: Any) -> list[Outcome]:
            if any(each.run in runs for each in block.jobs):
                raise ValueError("it broke")
            return live_block(block, *arguments)

        monkeypatch.setattr("sim.experiment.batches.live_block", fragile)
        return runs

    def test_only_the_runs_at_fault_are_lost(self, tmp_path: Path, broken: set[int]) -> None:
        asked = experiment(tiny(tmp_path), "promise=0:1:4", replications=2)
        whole = answer(asked, folder=tmp_path / "whole")
        broken |= {int(run_number(1, 2, False))}
        found = answer(asked, folder=tmp_path / "r")
        assert len(found.table) == 7
        kept = whole.table[~((whole.table["replication"] == 1) & (whole.table["point"] == 2))].reset_index(drop=True)
        pd.testing.assert_frame_equal(found.table, kept, check_exact=True)
        (row,) = found.failures.to_dict(orient="records")
        assert (row["point"], row["replication"], row["seed"], row["twin"]) == (2, 1, 8, False)
        assert row["error"] == "ValueError: it broke"
        assert row["command"] == f"sim repeat {tmp_path / 'r'} --point 2 --replication 1"

    def test_a_twin_at_fault_takes_its_points_along(self, tmp_path: Path, broken: set[int]) -> None:
        broken |= {int(run_number(0, 0, True))}
        found = answer(experiment(tiny(tmp_path), "promise=0,1", replications=2), folder=tmp_path / "r")
        assert found.table["replication"].tolist() == [1, 1]
        assert found.failures["command"].iloc[0].endswith("--twin")

    def test_they_are_tried_again_when_asked(self, tmp_path: Path, broken: set[int]) -> None:
        asked = experiment(tiny(tmp_path), "promise=0,1", replications=2)
        whole = answer(asked, folder=tmp_path / "whole")
        broken |= {int(run_number(1, 0, False))}
        answer(asked, folder=tmp_path / "r")
        told: list[Progress] = []
        assert len(answer(asked, folder=tmp_path / "r", told=told.append).failures) == 1
        assert told == [Progress(5, 0, 6, 1)]
        broken.clear()
        again = answer(asked, folder=tmp_path / "r", retry=True)
        assert again.failures.empty
        pd.testing.assert_frame_equal(again.table, whole.table, check_exact=True)
        for name in ("runs.parquet", "failures.parquet"):
            files = [tmp_path / each / name for each in ("r", "whole")]
            assert [each.exists() for each in files] == [name == "runs.parquet"] * 2

    def test_a_level_that_makes_no_scenario_is_refused_before_anything_runs(self, tmp_path: Path) -> None:
        base = tiny(tmp_path, "policy.promise=[{level: 0.5, end: 20}, {level: 0.2, start: 30}]")
        asked = Experiment("t", base, parse_factors(["policy.start=2,25"], base), replications=1)
        with pytest.raises(ValueError, match="end"):
            perform(asked, MemoryKeeper())


class Killing(Executor):
    """Workers that die with a batch that holds a certain run, as Dask tells it."""

    class KilledWorker(Exception):  # noqa: N818 - Dask's name
        pass

    def __init__(self, run: int) -> None:
        self.run = run
        self.killed = 0

    def submit(self, task: Any, /, *arguments: Any) -> Future[Any]:  # type: ignore[override]
        future: Future[Any] = Future()
        if any(order.run == self.run for orders in arguments[0].blocks for order in orders):
            self.killed += 1
            future.set_exception(self.KilledWorker())
        else:
            future.set_result(task(*arguments))
        return future


def test_a_block_that_kills_its_worker_is_given_up(tmp_path: Path) -> None:
    asked = experiment(tiny(tmp_path), "promise=0,1", replications=20)
    keeper, executor = MemoryKeeper(), Killing(int(run_number(12, 1, False)))
    perform(asked, keeper, crew=Crew(executor, 1))
    assert 1 <= executor.killed <= 2, "with others in its batch, and then alone"
    assert {int(what_runs(np.array([each]))[0][0]) for each in keeper.failures} == {12}
    assert all(each.error == "its worker died, 4 times in a row" for each in keeper.failures.values())
    assert len(keeper.finished()) + len(keeper.failures) == asked.runs


def test_a_pool_that_breaks_is_told_in_words(tmp_path: Path) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        executor.submit(int)
        for each in list(executor._processes.values()):
            each.kill()
        with pytest.raises(WorkerError, match=r"a worker died.*the same command goes on"):
            answered(experiment(tiny(tmp_path), "promise=0,1"), executor=executor, workers=1)


def test_a_worker_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(batch: Any) -> Any:
        return live_batch(type(batch)(batch.setting, batch.blocks, batch.courses, "0123456789abcdef"))

    monkeypatch.setattr("sim.experiment.performing.live_batch", other)
    with pytest.raises(WorkerError, match="another version of the model"):
        answered(experiment(tiny(tmp_path)), executor=Killing(-1), workers=1)


class Gone(Executor):
    """Workers that never answer."""

    def submit(self, *_: Any) -> Future[Any]:  # type: ignore[override]
        return Future()


def test_futures_that_never_end_are_not_waited_for(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="nobody is there"):
        perform(experiment(tiny(tmp_path)), MemoryKeeper(), crew=Crew(Gone(), 1, lambda: "nobody is there"))


def test_it_stops_within_a_second_or_so(tmp_path: Path) -> None:
    """Runs of 25,000 days, which take minutes, are given up between two stretches of days."""
    scenario = tiny(tmp_path, "days=25000", "organization.departments.it.size=100")
    block = Block(tuple(Job(run, run, scenario) for run in range(16)))
    live_block(Block((Job(0, 0, tiny(tmp_path)),)))  # so that nothing has to be compiled
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    began = time.monotonic()
    assert live_block(block, stop.is_set) == []
    assert time.monotonic() - began < 5.0


class TestPrecision:
    def test_more_where_the_interval_is_wide(self) -> None:
        counts = np.array([4, 4, 4, 4, 4])
        off = np.array([0.5, 1.1, 9.0, np.inf, np.nan])
        found = next_counts(counts, off, np.zeros(5), Precision(1.0, 1.0, 100))
        assert found.tolist() == [4, 5, 8, 8, 4], "enough; a few; twice as many at most; nothing known; nothing to know"
        assert next_counts(counts, off, np.zeros(5), Precision(1.0, 1.0, 6)).tolist() == [4, 5, 6, 6, 4]
        assert next_counts(counts, np.zeros(5), off, Precision(1.0, 1.0, 100)).tolist() == found.tolist()

    def test_until_precise(self, tmp_path: Path) -> None:
        """In the end each interval is narrow enough, or the point has as many replications as it may have."""
        asked = experiment(tiny(tmp_path, "days=100"), "promise=0,0.4,1", replications=3)
        wanted = Precision(1.0, 0.005, 12)
        found = answer(asked, folder=tmp_path / "r", precision=wanted)
        from sim.analysis import paired_difference

        counts = found.table.groupby("point").size()
        assert counts.min() >= 3
        assert 3 < counts.max() <= 12
        for point, count in counts.items():
            own = found.point(int(str(point)))
            assert own["replication"].tolist() == list(range(count))
            work = paired_difference(own["productivity"], own["twin_productivity"])
            grudge = paired_difference(own["animosity"], own["twin_animosity"])
            wide = 100 * (work.high - work.difference) / work.twin > 1.0 or grudge.high - grudge.difference > 0.005
            assert not wide or count == 12
        assert found.is_complete
        assert reopen(tmp_path / "r").is_complete
        seen: list[Progress] = []
        again = answer(asked, folder=tmp_path / "r", precision=wanted, told=seen.append)
        assert all(each.done == 0 for each in seen), "asked again it repeats nothing"
        pd.testing.assert_frame_equal(again.table, found.table, check_exact=True)


def test_a_sobol_sequence_is_extended_in_its_folder(tmp_path: Path) -> None:
    scenario = tiny(tmp_path)
    factors = parse_factors(["promise=0:1", "demand=0.9:1.1"], scenario)
    few, many = (Experiment("t", scenario, factors, replications=2, design=Design("sobol", each)) for each in (4, 8))
    answer(few, folder=tmp_path / "r")
    told: list[Progress] = []
    found = answer(many, folder=tmp_path / "r", told=told.append)
    assert told[0] == Progress(16, 0, 32)
    fresh = answer(many, folder=tmp_path / "fresh")
    pd.testing.assert_frame_equal(found.table, fresh.table, check_exact=True)
    assert (tmp_path / "r" / "runs.parquet").read_bytes() == (tmp_path / "fresh" / "runs.parquet").read_bytes()
    assert len(answer(few, folder=tmp_path / "r").table) == 8


def test_courses_are_kept_as_asked(tmp_path: Path) -> None:
    asked = experiment(tiny(tmp_path), replications=2)
    assert "productivity_by_week" in answer(asked, folder=tmp_path / "usual").table
    some = answer(asked, folder=tmp_path / "some", courses=("morale",)).table
    assert [each for each in some if each.endswith("_by_week")] == ["morale_by_week", "twin_morale_by_week"]
    assert len(some["morale_by_week"].iloc[0]) == 8
    none = answer(asked, folder=tmp_path / "none", courses=())
    assert not [each for each in none.table if each.endswith("_by_week")]
    with pytest.raises(ValueError, match="keeps other courses"):
        answer(asked, folder=tmp_path / "none", courses=("morale",))
