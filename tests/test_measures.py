"""Measures are read off sums by day and department, here made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import FIXED, MEASURES, Y, by_department, last_quarter, series, sums, whole
from sim.state import O

COUNTS = {
    "ties": np.array([10.0, 5.0]),
    "within_ties": np.array([4.0, 5.0]),
    "peer_ties": np.array([2.0, 0.0]),
    "facing": np.array([1.0, 0.0]),
}
"""Two departments: the first faces customers, the second asks nobody outside."""

DAY = {
    "present": (4.0, 2.0), "output": (2.0, 0.5), "revenue": (2.0, 0.0), "morale": (2.4, 0.9), "animosity_felt": (1.0, 0.5),
    "animosity_squared": (0.2, 0.05), "animosity_within": (0.2, 0.5), "given": (3.0, 6.0), "given_quality": (1.5, 4.2),
    "received": (5.0, 4.0), "received_quality": (3.0, 2.7), "waited": (10.0, 2.0), "returned": (0.0, 1.0), "quit": (1.0, 0.0),
    "ideas": (0.06, 0.0), "negative_ties": (3.0, 0.0), "camaraderie_felt": (4.0, 2.0), "peer_camaraderie": (1.0, 0.0),
}  # fmt: skip
"""What was observed on a day in the two departments."""


@pytest.fixture
def tally() -> np.ndarray:
    """Three days, two departments, one lane: nothing on the first day, the same on the others, twice as much output last."""
    made = np.zeros((3, len(Y), 2, 1))
    for name, values in DAY.items():
        made[1:, Y[name], :, 0] = values
    made[2, Y["output"]] *= 2.0
    return made


@pytest.fixture
def office() -> np.ndarray:
    """The organization on these days."""
    made = np.ones((3, len(O), 1))
    made[:, O.satisfaction, 0] = (0.5, 0.6, 0.7)
    return made


BY_HAND = {
    "productivity": 2.5 / 6.0,
    "revenue": 2.0 / 6.0,
    "morale": 3.3 / 6.0,
    "animosity": 1.5 / 15.0,
    "animosity_within": 0.7 / 9.0,
    "animosity_between": 0.8 / 6.0,
    "animosity_concentration": 1.0 - 1.5**2 / (15.0 * 0.25),
    "negative_ties": 3.0 / 15.0,
    "camaraderie": 6.0 / 15.0,
    "peer_camaraderie": 1.0 / 2.0,
    "service_quality": 5.7 / 9.0,
    "service_quality_facing": 1.5 / 3.0,
    "service_quality_back_office": 4.2 / 6.0,
    "response_time": 12.0 / 9.0,
    "rework": 1.0 / 9.0,
    "turnover": 250.0 / 6.0,
    "ideas": 250.0 * 0.06 / 6.0,
    "headcount": 6.0,
    "satisfaction": 0.6,
}
"""Measures of the whole on the second day."""


@pytest.mark.parametrize("name", BY_HAND)
def test_measure_by_hand(name: str, tally: np.ndarray, office: np.ndarray) -> None:
    assert series(tally, office, COUNTS)[name][1, 0] == pytest.approx(BY_HAND[name])


def test_series_have_every_measure_by_day_and_lane(tally: np.ndarray, office: np.ndarray) -> None:
    made = series(tally, office, COUNTS)
    assert set(made) == set(MEASURES)
    assert {array.shape for array in made.values()} == {(3, 1)}
    assert made["productivity"][2, 0] == pytest.approx(2.0 * BY_HAND["productivity"])


def test_a_day_on_which_nothing_happened_has_no_value(tally: np.ndarray, office: np.ndarray) -> None:
    made = series(tally, office, COUNTS)
    for name in ("productivity", "service_quality", "turnover"):
        assert np.isnan(made[name][0, 0])


def test_departments_are_measured_alone(tally: np.ndarray, office: np.ndarray) -> None:
    made = by_department(tally, office, COUNTS)
    assert {array.shape for array in made.values()} == {(3, 2, 1)}
    assert made["productivity"][1, :, 0] == pytest.approx([0.5, 0.25])
    assert made["animosity_between"][1, 0, 0] == pytest.approx(0.8 / 6.0)
    assert np.isnan(made["animosity_between"][1, 1, 0])  # the second department has no ties to others
    assert made["satisfaction"][1, :, 0] == pytest.approx([0.6, 0.6])


def test_the_whole_is_the_sum_of_the_departments(tally: np.ndarray, office: np.ndarray) -> None:
    named = sums(tally, office, COUNTS)
    added = whole(named)
    assert set(FIXED) < set(named)
    assert added["output"][:, 0] == pytest.approx([0.0, 2.5, 5.0])
    assert added["ties"][:, 0] == pytest.approx([15.0] * 3)
    assert added["trust"][:, 0] == pytest.approx([1.0] * 3)  # the organization's own are not summed


def test_measures_need_nothing_that_is_not_summed(tally: np.ndarray, office: np.ndarray) -> None:
    """A measure that asks for sums that nobody keeps."""
    named = whole(sums(tally, office, COUNTS))
    for measure in MEASURES.values():
        assert measure.read(named).shape == (3, 1)


@pytest.mark.parametrize(("days", "expected"), [(8, 6.5), (9, 7.5), (3, 2.0), (1, 0.0)])
def test_last_quarter_is_the_mean_of_the_last_days(days: int, expected: float) -> None:
    assert last_quarter(np.arange(float(days))[:, None])[0] == expected


def test_last_quarter_passes_over_days_without_value() -> None:
    by_day = np.array([[9.0, 9.0]] * 12 + [[np.nan, np.nan], [2.0, np.nan], [np.nan, np.nan], [4.0, np.nan]])
    mean = last_quarter(by_day)
    assert mean[0] == 3.0
    assert np.isnan(mean[1])
