"""The published figures: complete, sourced, and accepted as the evidence says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.sources import cited
from sim.validation.published import BY_NUMBER, TARGETS
from sim.validation.reading import BY_DEPARTMENT, BY_OFFICE
from sim.validation.target import SEEN, Target, about


def test_all_fourteen_are_there_and_can_be_computed() -> None:
    numbers = [each.number for each in TARGETS]
    assert {f"C{number}" for number in range(1, 15)} <= set(numbers)
    assert len(set(numbers)) == len(numbers)
    assert set(BY_OFFICE) | set(BY_DEPARTMENT) == set(numbers)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.number)
def test_a_figure_is_sourced_and_is_itself_accepted(target: Target) -> None:
    assert cited(target.source)
    assert target.seen in SEEN
    assert target.is_met(target.figure)
    assert target.simulated


def test_a_miss_is_counted_in_what_is_accepted() -> None:
    target = BY_NUMBER["C1"]
    assert [target.miss(x) for x in (0.30, 0.57, 0.03)] == pytest.approx([0.0, 1.0, 1.0])
    assert target.miss(float("nan")) == 10.0
    assert not target.is_met(float("nan"))


def test_what_one_person_told_on_both_sides_may_be_missed_further_towards_zero_only() -> None:
    plain, inflated = (
        about("C0", "", -0.6, "judge2001", "V", "", same_source=same_source) for same_source in (False, True)
    )
    assert (plain.low, plain.high) == pytest.approx((-0.75, -0.45))
    assert (inflated.low, inflated.high) == pytest.approx((-0.75, -0.42))


def test_the_shape_of_queues_is_that_of_the_published_log(shared_data: Path) -> None:
    table = pd.read_csv(shared_data / "uci_servicenow_incidents" / "time_distributions.csv")
    table = table[table["measure"] == "open_to_resolved"]
    whole, by = table[table["by"] == "all"].iloc[0], table[table["by"] == "priority"]

    def over_median(row: pd.Series) -> float:
        return float(row["mean_h"] / row["p50_h"])

    def spread(row: pd.Series) -> float:
        return float(np.log(row["p90_h"] / row["p50_h"]) / 1.2816)

    for number, read in (("Q1", over_median), ("Q2", spread)):
        target, each = BY_NUMBER[number], [read(row) for _, row in by.iterrows()]
        assert (target.figure, target.low, target.high) == pytest.approx((read(whole), min(each), max(each)), rel=0.02)
