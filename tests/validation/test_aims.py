"""What calibration aims at, and what it may call told apart."""

from __future__ import annotations

import numpy as np
import pytest

from sim.validation.aims import CLAIM_DEVIATION, MIDDLE, aims, statistics, told_apart, values_of
from sim.validation.claims import CLAIMS
from sim.validation.fitting import Seen
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS

NAMES = ("offence", "healing", "hindrance")
MET = tuple(each.limit + each.direction * 10.0 for each in CLAIMS)


def seen(**figures: float) -> Seen:
    """A world that shows the middle of everything but some figures."""
    return Seen(tuple(figures.get(each.number, (each.low + each.high) / 2.0) for each in TARGETS), MET)


def test_the_ends_of_what_is_accepted_are_so_many_deviations_from_the_aim() -> None:
    goal, deviation = aims()
    for end in ("low", "high"):
        at = statistics(Seen(tuple(getattr(each, end) for each in TARGETS), MET))
        assert np.abs((at - goal) / deviation)[: len(TARGETS)] == pytest.approx(np.full(len(TARGETS), MIDDLE))


def test_claims_that_are_met_with_something_to_spare_ask_for_no_more() -> None:
    goal, deviation = aims()
    assert (statistics(seen())[len(TARGETS) :] == goal[len(TARGETS) :]).all()
    assert (deviation[len(TARGETS) :] == CLAIM_DEVIATION).all()
    lacking = [
        statistics(Seen(seen().figures, tuple(each.limit - each.direction * by for each in CLAIMS)))
        for by in (0.1, 0.4)
    ]
    assert (lacking[1][len(TARGETS) :] < lacking[0][len(TARGETS) :]).all()
    assert (lacking[0][len(TARGETS) :] < 0.0).all()


def test_a_figure_that_no_office_shows_stays_unknown() -> None:
    assert np.isnan(statistics(seen(C6=float("nan")))[[each.number for each in TARGETS].index("C6")])


def test_moves_stay_within_what_is_plausible_and_none_is_the_declared_value() -> None:
    assert values_of(np.zeros(3), NAMES) == {name: COEFFICIENTS[name].default for name in NAMES}
    for sign, side in ((-40.0, 0), (40.0, 1)):
        assert values_of(np.full(3, sign), NAMES) == pytest.approx(
            {name: COEFFICIENTS[name].plausible[side] for name in NAMES}
        )
    ordered = [values_of(np.full(3, x), NAMES)["offence"] for x in (-2.0, -1.0, 0.0, 1.0, 2.0)]
    assert ordered == sorted(ordered)


def test_what_moves_a_figure_is_told_apart_and_chance_is_not() -> None:
    rng = np.random.default_rng(5)
    moves = rng.standard_normal((3, 120))
    shown = rng.standard_normal((len(TARGETS) + len(CLAIMS), 120))
    assert not any(told_apart(moves, shown, NAMES).values())
    shown[0] += 2.0 * moves[0]
    shown[-1] = 0.0  # a claim that all worlds meet tells nothing
    assert told_apart(moves, shown, NAMES) == {"offence": ["C1"], "healing": [], "hindrance": []}
