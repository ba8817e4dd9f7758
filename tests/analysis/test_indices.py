"""Sobol indices and Morris screening, on functions whose answers are known."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from SALib.analyze import morris as salib_morris

from sim.analysis import AnalysisError, morris, sobol
from sim.analysis.indices import Index, Sensitivity, in_words
from sim.experiment import Design
from sim.experiment.designs import unit_points

NAMES = ["x1", "x2", "x3"]
Array = npt.NDArray[np.float64]


def ishigami(unit: Array) -> Array:
    """Ishigami's function of the unit cube, scaled to its own range."""
    x = (2 * unit - 1) * math.pi
    return np.asarray(np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0]))


def truth() -> dict[str, tuple[float, float]]:
    """First and total order indices of Ishigami's function, from its own variances."""
    a, b = 7.0, 0.1
    first = 0.5 * (1 + b * math.pi**4 / 5) ** 2
    second = a**2 / 8
    both = b**2 * math.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + both
    return {"x1": (first / whole, (first + both) / whole), "x2": (second / whole,) * 2, "x3": (0.0, both / whole)}


def by_name(found: Sensitivity) -> dict[str, Index]:
    return {each.factor: each for each in found.indices}


def test_sobol_finds_the_known_indices_within_its_intervals() -> None:
    unit = unit_points(Design("saltelli", 1024), 3)
    found = sobol(NAMES, ishigami(unit))
    for name, (first, total) in truth().items():
        index = by_name(found)[name]
        assert index.main == pytest.approx(first, abs=index.main_high - index.main_low)
        assert index.total == pytest.approx(total, abs=index.total_high - index.total_low)
        assert index.main_high - index.main_low < 0.15
    assert [each.factor for each in found.indices] == ["x1", "x2", "x3"]
    assert found.is_ranked
    assert in_words(found) == "Most matters x1, then x2, then x3."


def test_the_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = []
    for seed in range(40):
        found = by_name(sobol(NAMES, ishigami(unit_points(Design("saltelli", 256, seed=seed), 3)), seed=seed + 1))
        for name, (first, total) in truth().items():
            held += [
                found[name].main_low <= first <= found[name].main_high,
                found[name].total_low <= total <= found[name].total_high,
            ]
    assert np.mean(held) > 0.9  # a Sobol sequence errs less than the bootstrap, which takes it for chance, believes


def test_it_says_when_the_intervals_are_too_wide_to_rank() -> None:
    found = sobol(NAMES, ishigami(unit_points(Design("saltelli", 8), 3)))
    assert not found.is_ranked
    assert "too wide" in in_words(found)


def test_what_is_not_finite_is_refused_and_not_an_index_of_zero() -> None:
    y = ishigami(unit_points(Design("saltelli", 64), 3))
    y[7] = np.nan
    with pytest.raises(AnalysisError, match=r"y has no value at 1 of 320 points \(the first: 7\)"):
        sobol(NAMES, y)
    y[7] = np.inf
    with pytest.raises(AnalysisError, match="no value at 1"):
        morris(NAMES, np.zeros((320, 3)), y)


def test_what_nothing_moves_is_refused() -> None:
    with pytest.raises(AnalysisError, match="y is 2 at every point"):
        sobol(NAMES, np.full(320, 2.0))


@pytest.mark.parametrize("points", [5, 11, 0])
def test_a_table_of_another_size_is_refused(points: int) -> None:
    with pytest.raises(AnalysisError, match="no Saltelli design of 3 factors"):
        sobol(NAMES, np.arange(points, dtype=np.float64))


def test_morris_equals_a_linear_function_and_salib() -> None:
    unit = unit_points(Design("morris", 12, seed=3), 3)
    found = by_name(morris(NAMES, unit, unit @ np.array([5.0, -2.0, 0.0])))
    assert [found[each].main for each in NAMES] == pytest.approx([5.0, -2.0, 0.0], abs=1e-12)
    assert [found[each].total for each in NAMES] == pytest.approx([5.0, 2.0, 0.0], abs=1e-12)
    assert (found["x2"].main_low, found["x2"].main_high) == pytest.approx((-2.0, -2.0))
    y = ishigami(unit)
    theirs = salib_morris.analyze(
        {"num_vars": 3, "names": NAMES, "bounds": [[0.0, 1.0]] * 3, "groups": None}, unit, y, num_levels=4
    )
    ours = by_name(morris(NAMES, unit, y))
    assert [ours[each].spread for each in NAMES] == pytest.approx(theirs["sigma"])
    for index in ours.values():  # the bootstrap is ours, of the same changes that SALib takes the mean of
        assert index.main_low <= index.main <= index.main_high
        assert index.total_low <= index.total <= index.total_high


def test_a_factor_alone() -> None:
    found = sobol(["x1"], ishigami(np.pad(unit_points(Design("saltelli", 64), 1), ((0, 0), (0, 2)))))
    assert in_words(found) == "x1 is the only factor."
    assert found.indices[0].total == pytest.approx(1.0, abs=0.1)
