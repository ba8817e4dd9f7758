"""Searches on the model: they go on where they were cut short, repeat nothing, and find what is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from small_experiments import tiny

from sim.analysis import AnalysisError, Goal, Plan, Steps, answer, optimize, outcome, tip
from sim.analysis.optimizing import best, in_words, search, values_at
from sim.experiment import Experiment, Factor, parse_factor, parse_factors
from sim.measures import MEASURES

GOALS = [Goal(outcome("productivity", 100.0), 1), Goal(outcome("animosity", 100.0), -1)]
UNIT = [Factor(name, (0.0, 1.0), is_range=True) for name in ("a", "b", "c")]


class PowerCutError(Exception):
    """The power is gone."""


class Runner:
    """Does the runs, and counts those that were not there before; the power fails at the step that is named."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.fails_at = fails_at
        self.done = 0

    def __call__(self, experiment: Experiment, place: Path):  # type: ignore[no-untyped-def]
        if self.fails_at is not None and place.name == f"{self.fails_at:03d}":
            raise PowerCutError
        new = not (place / "runs.parquet").exists()
        self.done += experiment.runs if new else 0
        return answer(experiment, folder=place, purpose="test")


def steps(folder: Path, purpose: str, vary: list[str], runner: Runner, where: str) -> Steps:
    office = tiny(folder)
    return Steps(
        "tiny", office, parse_factors(vary, office), purpose=purpose, plan={}, folder=folder / where, do=runner
    )


def optimized(folder: Path, runner: Runner, where: str) -> pd.DataFrame:
    own = steps(folder, "optimize", ["promise=0:1", "client_mindset=0:1"], runner, where)
    return optimize(own, GOALS, population=4, generations=3, replications=2, fresh=3, seed=5).front


class TestOptimize:
    def test_it_goes_on_where_the_power_failed_and_finds_the_same(self, tmp_path: Path) -> None:
        whole, again, cut = Runner(), Runner(), Runner(fails_at=2)
        front = optimized(tmp_path, whole, "whole")
        with pytest.raises(PowerCutError):
            optimized(tmp_path, cut, "cut")
        pd.testing.assert_frame_equal(optimized(tmp_path, again, "cut"), front, check_exact=True)
        assert 0 < cut.done < whole.done
        assert cut.done + again.done == whole.done, "nothing is done twice"

    def test_the_front_is_seen_again_on_seeds_that_the_search_never_saw(self, tmp_path: Path) -> None:
        own = steps(tmp_path, "optimize", ["promise=0:1", "client_mindset=0:1"], Runner(), "r")
        found = optimize(own, GOALS, population=4, generations=2, replications=2, fresh=3, seed=5)
        own.finish({}, "sim optimize")
        runs = pd.read_parquet(tmp_path / "r" / "runs.parquet")
        last = runs["step"] == runs["step"].max()
        assert set(runs[~last]["seed"]) == {5, 6}
        assert set(runs[last]["seed"]) == {7, 8, 9}
        first = found.front.iloc[0]
        same = (
            runs[["policy.promise", "policy.client_mindset"]] == first[["policy.promise", "policy.client_mindset"]]
        ).all(axis=1)
        rows = runs[last & same]
        assert first["animosity"] == pytest.approx((rows["animosity"] - rows["twin_animosity"]).mean())
        assert (found.front["pairs"] == 3).all()

    def test_a_known_front_is_found(self) -> None:
        """Fonseca's problem in three variables: the front is where all are equal."""

        def ask(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            x = 4 * points - 2
            return np.stack([np.exp(-((x - s / np.sqrt(3)) ** 2).sum(axis=1)) - 0.02 for s in (1, -1)], axis=1)

        goals = [Goal(outcome(each, 1.0), 1) for each in ("morale", "trust")]
        tried = search(UNIT, goals, ask, population=32, generations=40, seed=1)
        front = tried[best(tried[["morale", "trust"]].to_numpy())]
        spread = front[["a", "b", "c"]].to_numpy()
        assert len(front) > 15
        assert np.ptp(spread, axis=1).mean() < 0.06, "equal, nearly"
        assert np.ptp(front["a"]) > 0.2, "and from one end to the other"
        assert not tried.duplicated(["a", "b", "c"]).any()

    def test_what_has_no_value_is_never_on_the_front(self) -> None:
        rows = np.array([[1.0, -1.0], [np.nan, 5.0], [-1.0, -1.0], [0.0, 0.5]])
        assert best(rows).tolist() == [True, False, False, True]

    def test_doing_nothing_is_a_choice(self, tmp_path: Path) -> None:
        rows = np.array([[-1.0, -1.0], [-2.0, -2.0]])
        assert best(rows).tolist() == [False, False]
        assert best(rows, nothing=False).tolist() == [True, False]
        own = steps(tmp_path, "optimize", ["promise=0.5:1"], Runner(), "r")
        harm = [Goal(outcome("animosity", 1.0), -1)]  # promises can only do harm here
        found = optimize(own, harm, population=4, generations=1, replications=1, fresh=3, seed=1)
        assert not found.front["on_frontier"].any()
        assert "doing nothing beats them all" in in_words(found, harm, 3)

    def test_values_can_be_typed(self) -> None:
        places = values_at(
            [Factor("a", (0.0, 0.3), is_range=True), Factor("b", (1.0, 2.0, 4.0))], np.array([[1 / 3, 0.9]])
        )
        assert places.tolist() == [[0.1, 4.0]]


class TestTipping:
    def test_it_is_told_from_paired_runs_on_the_same_seeds(self, tmp_path: Path) -> None:
        own = steps(tmp_path, "tipping", ["promise=0:1", "environment.demand=0.9,1.1"], Runner(), "r")
        chosen = outcome("mindset", 100.0)  # rises with the campaign wherever it stands: no tipping
        plan = Plan(0.0, 1.0, first=3, replications=3, most=6)
        found = tip(own, plan, [own.factors[1]], chosen, seed=4)
        assert [each.at for each in found] == [{"environment.demand": 0.9}, {"environment.demand": 1.1}]
        own.finish({}, "sim tipping")
        runs = pd.read_parquet(tmp_path / "r" / "runs.parquet")
        for each in found:
            at = runs[runs["environment.demand"] == each.at["environment.demand"]]
            for value, look in each.search.looks.items():
                rows = at[at["policy.promise"] == value]
                assert sorted(rows["seed"]) == list(range(4, 4 + look.replications)), "each seed once"
                assert look.mean == pytest.approx((rows["mindset"] - rows["twin_mindset"]).mean())
            assert each.told()["crossings"] == []
            assert "no tipping between 0 and 1: above zero" in each.told()["words"]

    def test_it_goes_on_where_the_power_failed(self, tmp_path: Path) -> None:
        plan, chosen = Plan(0.0, 1.0, first=3, replications=2, most=8, width=0.1), outcome("animosity", 100.0)
        told = []
        for where, runner in (("whole", Runner()), ("cut", Runner(fails_at=1)), ("cut", Runner())):
            own = steps(tmp_path, "tipping", ["promise=0:1"], runner, where)
            try:
                told.append([each.told() for each in tip(own, plan, [], chosen, seed=1)])
            except PowerCutError:
                told.append([])
        assert told[1] == []
        assert told[0] == told[2]


def test_an_outcome_is_what_it_says() -> None:
    table = pd.DataFrame(
        {"productivity": [1.1], "twin_productivity": [1.0], "animosity": [0.03], "twin_animosity": [0.01],
         "trust": [0.4], "twin_trust": [0.5]}
    )  # fmt: skip
    assert outcome("productivity", 100.0).read(table) == pytest.approx([10.0])
    assert outcome("net", 100.0).read(table) == pytest.approx([8.0])
    assert outcome("trust", 100.0).read(table) == pytest.approx([-0.1])
    assert outcome("trust", 100.0, absolute=True).read(table) == pytest.approx([0.4])
    for name in MEASURES:
        assert outcome(name, 1.0).better == MEASURES[name].better
    with pytest.raises(AnalysisError, match="did you mean animosity"):
        outcome("animosty", 1.0)


def test_only_a_range_of_fractions_is_bisected(tmp_path: Path) -> None:
    from sim.analysis.tipping import refuse_unsearchable
    from sim.experiment import DesignError

    office = tiny(tmp_path)
    for text in ("promise=0,1", "organization.departments.it.size=3:6"):
        with pytest.raises(DesignError, match="a range of fractions"):
            refuse_unsearchable(parse_factor(text, office))
