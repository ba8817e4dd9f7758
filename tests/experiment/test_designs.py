"""Designs: their points are what they are called after, and what is drawn is drawn again."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import qmc
from small_experiments import tiny

from sim.experiment import Design, DesignError, Experiment, Factor, aliases, parse_factors, read_design
from sim.experiment.designs import signs, unit_points
from sim.scenario import ScenarioError, load


def asked(folder: Path, design: Design, *vary: str) -> Experiment:
    scenario = tiny(folder)
    return Experiment(
        "tiny", scenario, parse_factors(vary or ("promise=0:1", "demand=0.8:1.2"), scenario), design=design
    )


class TestFactors:
    def test_a_bare_name_is_the_plausible_range(self, tmp_path: Path) -> None:
        (factor,) = parse_factors(["organization.peers"], tiny(tmp_path))
        assert factor == Factor("organization.peers", (1.0, 8.0), is_range=True, is_whole=True)

    def test_a_pattern_is_all_that_fits_but_what_is_named(self, tmp_path: Path) -> None:
        found = parse_factors(["policy.*", "promise=0,1"], tiny(tmp_path))
        names = [each.name for each in found]
        assert {"policy.recognition", "policy.start", "policy.scope.peers"} <= set(names)
        assert names.count("policy.promise") == 1
        assert next(each for each in found if each.name == "policy.promise").levels == (0.0, 1.0)
        assert all(each.startswith("policy.") for each in names)

    def test_a_pattern_that_fits_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(DesignError, match="no number of the scenario has a name like"):
            parse_factors(["polizy.*"], tiny(tmp_path))

    def test_shocks_coefficients_and_departments_are_factors_too(self, tmp_path: Path) -> None:
        scenario = tiny(tmp_path, "environment.shocks=[{kind: recession, start: 3}]")
        names = [
            "environment.shocks.0.fall",
            "environment.shocks.0.start",
            "coefficients.capacity.morale_effort",
            "it.size",
        ]
        found = parse_factors(names, scenario)
        assert [each.is_whole for each in found] == [False, True, False, True]

    @given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
    def test_whole_numbers_have_equal_chances_and_stay_in_range(self, unit: list[float]) -> None:
        factor = Factor("x", (3.0, 6.0), is_range=True, is_whole=True)
        values = factor.at(np.array(unit))
        assert set(values) <= {3.0, 4.0, 5.0, 6.0}
        even = factor.at((np.arange(400) + 0.5) / 400)
        assert np.unique(even, return_counts=True)[1].tolist() == [100] * 4

    def test_levels_have_equal_chances(self) -> None:
        even = Factor("x", (0.0, 0.2, 1.0)).at((np.arange(30) + 0.5) / 30)
        assert even.tolist() == [0.0] * 10 + [0.2] * 10 + [1.0] * 10


class TestDesigns:
    def test_full_takes_the_ends_of_a_range(self, tmp_path: Path) -> None:
        found = asked(tmp_path, Design(), "promise=0:1", "demand=0.8,1,1.2")
        assert found.matrix.tolist() == [[p, d] for p in (0.0, 1.0) for d in (0.8, 1.0, 1.2)]

    @pytest.mark.parametrize("count", range(1, 20))
    def test_fractional_has_resolution_four(self, count: int) -> None:
        """Main effects are balanced, and orthogonal to one another and to all interactions of two."""
        chosen = signs(count)
        assert np.unique(chosen, axis=0).shape == chosen.shape or count < 3
        columns = [chosen[:, k] for k in range(count)]
        assert all(each.sum() == 0 for each in columns)
        assert all((a * b).sum() == 0 for a, b in combinations(columns, 2))
        assert all((a * b * c).sum() == 0 for a, b, c in combinations(columns, 3))
        assert len(chosen) <= 4 * count or count < 3

    def test_aliases_are_the_pairs_that_cannot_be_told_apart(self) -> None:
        assert aliases(3) == []
        assert sorted(map(sorted, aliases(4))) == [[(0, 1), (2, 3)], [(0, 2), (1, 3)], [(0, 3), (1, 2)]]
        chosen = signs(7)
        grouped = {pair: k for k, group in enumerate(aliases(7)) for pair in group}
        for (a, b), (c, d) in combinations(list(combinations(range(7), 2)), 2):
            same = abs((chosen[:, a] * chosen[:, b] * chosen[:, c] * chosen[:, d]).sum()) == len(chosen)
            assert same == (grouped.get((a, b), -1) == grouped.get((c, d), -2))

    def test_fractional_wants_two_levels(self, tmp_path: Path) -> None:
        with pytest.raises(DesignError, match="3 levels, and a fractional design takes 2"):
            asked(tmp_path, Design("fractional"), "promise=0:1:3", "demand=0.8:1.2").points  # noqa: B018

    def test_one_at_a_time_starts_from_the_scenario(self, tmp_path: Path) -> None:
        found = asked(tmp_path, Design("oat"), "promise=0,0.6,1", "demand=0.8:1.2")
        assert found.matrix.tolist() == [[0.6, 1.0], [0.0, 1.0], [1.0, 1.0], [0.6, 0.8], [0.6, 1.2]]

    def test_one_at_a_time_from_a_timeline(self, tmp_path: Path) -> None:
        scenario = tiny(tmp_path, "policy.promise={level: 0.5, end: 20}")
        found = Experiment("tiny", scenario, parse_factors(["promise=0,1"], scenario), design=Design("oat"))
        with pytest.raises(DesignError, match="is a timeline"):
            found.points  # noqa: B018

    def test_a_hypercube_has_one_point_in_each_slice(self, tmp_path: Path) -> None:
        found = asked(tmp_path, Design("lhs", samples=10, seed=3))
        assert np.array_equal(np.sort((found.unit * 10).astype(int), axis=0), np.tile(np.arange(10)[:, None], (1, 2)))
        assert found.matrix[:, 1].tolist() == pytest.approx((0.8 + 0.4 * found.unit[:, 1]).tolist())

    def test_sobol_fills_more_evenly_than_chance(self) -> None:
        drawn = unit_points(Design("sobol", samples=128), 4)
        chance = np.random.default_rng(1).random((128, 4))
        assert qmc.discrepancy(drawn) < 0.2 * qmc.discrepancy(chance)

    @pytest.mark.parametrize("kind", ["sobol", "saltelli"])
    def test_more_samples_keep_the_old_points(self, kind: str) -> None:
        few, many = (unit_points(Design(kind, samples=each), 3) for each in (8, 32))
        assert np.array_equal(many[: len(few)], few)

    def test_saltelli_is_in_the_order_of_salib(self) -> None:
        """A, then A with one column of B after the other, then B."""
        drawn = unit_points(Design("saltelli", samples=4), 3).reshape(4, 5, 3)
        for a, *mixed, b in drawn:
            for k in range(3):
                assert np.array_equal(mixed[k], np.where(np.arange(3) == k, b, a))

    def test_morris_changes_one_factor_at_a_step(self) -> None:
        drawn = unit_points(Design("morris", samples=5), 3).reshape(5, 4, 3)
        steps = np.abs(np.diff(drawn, axis=1))
        assert np.count_nonzero(steps, axis=2).tolist() == [[1] * 3] * 5
        assert steps.max(axis=1) == pytest.approx(2 / 3)

    @pytest.mark.parametrize("kind", ["lhs", "sobol", "saltelli", "morris"])
    def test_the_same_seed_draws_the_same(self, kind: str) -> None:
        same, again, other = (unit_points(Design(kind, 8, seed), 2) for seed in (1, 1, 2))
        assert np.array_equal(same, again)
        assert not np.array_equal(same, other)

    @pytest.mark.parametrize(
        ("kind", "samples", "told"),
        [
            ("sobbol", None, "no design 'sobbol'"),
            ("full", 8, "takes no samples"),
            ("lhs", None, "needs a number of samples"),
            ("sobol", 100, "powers of two only, such as 128"),
            ("saltelli", 0, "at least 1"),
        ],
    )
    def test_what_is_no_design(self, kind: str, samples: int | None, told: str) -> None:
        with pytest.raises(DesignError, match=told):
            Design(kind, samples)

    @pytest.mark.parametrize("kind", ["full", "fractional", "oat", "lhs", "sobol", "saltelli", "morris"])
    def test_told_and_read_again_it_is_the_same_question(self, tmp_path: Path, kind: str) -> None:
        samples = 4 if kind in ("lhs", "sobol", "saltelli", "morris") else None
        found = asked(tmp_path, Design(kind, samples))
        again = Experiment.from_asked(found.asked(), found.replications, samples)
        assert again == found
        assert again.points == found.points

    def test_more_samples_are_another_question_for_a_hypercube_alone(self, tmp_path: Path) -> None:
        for kind, same in (("sobol", True), ("saltelli", True), ("lhs", False), ("morris", False)):
            few, many = (asked(tmp_path, Design(kind, each)).asked() for each in (4, 8))
            assert (few == many) is same, kind

    @settings(max_examples=30)
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12), st.integers(1, 11))
    def test_twins_keep_their_numbers_when_points_are_added(self, rows: list[tuple[int, int]], few: int) -> None:
        scenario = load("small_shop")
        factors = parse_factors(["promise=0:1", "demand=0.8:1.2"], scenario)
        table = tuple((p / 3, 0.8 + d / 10) for p, d in rows)
        short, long = (
            Experiment("t", scenario, factors, design=Design("table", table=each)) for each in (table[:few], table)
        )
        assert np.array_equal(long.twin_of[: len(short.points)], short.twin_of)
        assert long.twins[: len(short.twins)] == short.twins
        assert [long.twins[k]["environment.demand"] for k in long.twin_of] == [each[1] for each in table]


class TestTable:
    def test_a_file_says_what_is_varied(self, tmp_path: Path) -> None:
        path = tmp_path / "design.csv"
        path.write_text("policy.promise, demand,it.size\n0,0.9,3\n\n1,1.1,5\n", encoding="utf-8")
        factors, design = read_design(path, tiny(tmp_path))
        assert [each.name for each in factors] == [
            "policy.promise", "environment.demand", "organization.departments.it.size",
        ]  # fmt: skip
        assert design.table == ((0.0, 0.9, 3.0), (1.0, 1.1, 5.0))
        assert Experiment("t", tiny(tmp_path), factors, design=design).points[1]["environment.demand"] == 1.1

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("promise,demnd\n0,1\n", "design.csv:1:2: there is no such number in the scenario; did you mean"),
            ("promise,promise\n0,1\n", "design.csv:1:2: the column policy.promise comes twice"),
            ("promise,demand\n0,1\n0.5\n", "design.csv:3:1: the row has 1 values"),
            ("promise,demand\n0,1\n0.5,much\n", "design.csv:3:2: column environment.demand: this is not a number"),
            ("promise,demand\n0,1\n2,1\n", "design.csv:3:1: column policy.promise: 2 is out of range"),
            (
                "promise,it.size\n0,4.5\n",
                "design.csv:2:2: column organization.departments.it.size: 4.5 is no whole number",
            ),
            ("promise\n0\nnan\n", "design.csv:3:1: column policy.promise: nan is out of range"),
            ("policy.*\n0\n", "design.csv:1:1: a column varies one number"),
            ("promise\n", "no design points"),
            ("", "no heading line"),
        ],
    )
    def test_mistakes_are_told_with_their_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
    ) -> None:
        scenario = tiny(tmp_path)
        monkeypatch.chdir(tmp_path)
        Path("design.csv").write_text(text, encoding="utf-8")
        with pytest.raises(ScenarioError) as error:
            read_design("design.csv", scenario)
        assert told in str(error.value)

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(DesignError, match="cannot be read"):
            read_design(tmp_path / "none.csv", tiny(tmp_path))
