"""Scenario discovery: a box that was planted is found, and noise is not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from sim.analysis import AnalysisError, discover
from sim.analysis.discovery import in_words

NAMES = [f"policy.x{k}" for k in range(6)]


def planted(points: int, seed: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Points of the unit cube that fail nine times of ten where x0 is above 0.6 and x1 below 0.4, else seldom."""
    luck = np.random.default_rng(seed)
    x = luck.random((points, len(NAMES)))
    return x, luck.random(points) < np.where((x[:, 0] > 0.6) & (x[:, 1] < 0.4), 0.9, 0.03)


@pytest.mark.parametrize("seed", range(3))
def test_a_planted_box_is_found(seed: int) -> None:
    x, fails = planted(500, seed)
    found = discover(NAMES, x, fails)
    box = found.boxes[0]
    assert set(box.edges) == {"policy.x0", "policy.x1"}
    assert box.edges["policy.x0"] == (pytest.approx(0.6, abs=0.04), None)
    assert box.edges["policy.x1"] == (None, pytest.approx(0.4, abs=0.04))
    inside = (x[:, 0] > box.edges["policy.x0"][0]) & (x[:, 1] <= box.edges["policy.x1"][1])
    assert (box.points, box.failures) == (inside.sum(), (inside & fails).sum())
    assert box.coverage == box.failures / fails.sum()
    assert box.density == box.failures / box.points > 0.8
    assert found.density <= box.density + 0.05, "on points left out it is not better"
    assert found.coverage > 0.6
    assert "x0 above 0." in in_words(found, "it fails")


def test_noise_gives_nothing() -> None:
    found = 0
    for seed in range(40):
        luck = np.random.default_rng(seed)
        found += bool(discover(NAMES, luck.random((200, 6)), luck.random(200) < 0.4, seed=seed).boxes)
    assert found <= 2, "one in a hundred"


def test_two_boxes_side_by_side_are_one() -> None:
    luck = np.random.default_rng(5)
    x = luck.random((2000, 2))
    fails = (x[:, 0] > 0.3) & (x[:, 0] < 0.7)
    found = discover(["a", "b"], x, fails)
    (box,) = found.boxes
    assert box.edges == {"a": (pytest.approx(0.3, abs=0.01), pytest.approx(0.7, abs=0.01))}
    assert (box.coverage, box.density) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("share", "told"), [(0.0, "nothing to explain"), (1.0, "whatever the conditions"), (0.05, "too few on one side")]
)
def test_one_sided_tables(share: float, told: str) -> None:
    x = np.random.default_rng(1).random((100, 6))
    found = discover(NAMES, x, x[:, 0] < share)
    assert found.boxes == []
    assert told in in_words(found, "it fails")


def test_bad_tables() -> None:
    with pytest.raises(AnalysisError, match="10 points are too few"):
        discover(["a"], np.zeros((10, 1)), np.ones(10, dtype=bool))
    with pytest.raises(AnalysisError, match="a has no value at 1"):
        discover(["a"], np.append(np.arange(99.0), np.nan)[:, None], np.arange(100) < 50)
