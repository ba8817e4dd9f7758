"""What calibration aims at, and what it may call told apart."""

from __future__ import annotations

import numpy as np
import pytest

from sim.validation.aims import MIDDLE, SPARE, STATISTICS, misses, reach, readings, told_apart, values_of
from sim.validation.claims import CLAIMS
from sim.validation.fitting import Seen
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS

NAMES = ("offence", "healing", "hindrance")
MANY = len(TARGETS)


def seen(end: str = "", by: float = 10.0) -> Seen:
    """A world that shows one end of everything accepted, or the middle, and whose claims are met by so much of their size."""
    figures = [getattr(each, end) if end else (each.low + each.high) / 2.0 for each in TARGETS]
    sizes = [max(abs(each.limit - each.zero), 0.01) for each in CLAIMS]
    claims = [each.limit + each.direction * by * size for each, size in zip(CLAIMS, sizes, strict=True)]
    return Seen(tuple(figures), tuple(claims))


def test_the_ends_of_what_is_accepted_are_so_many_deviations_from_the_aim() -> None:
    assert misses(seen("low"))[:MANY] == pytest.approx(np.full(MANY, -MIDDLE))
    assert misses(seen("high"))[:MANY] == pytest.approx(np.full(MANY, MIDDLE))


def test_claims_that_are_met_with_something_to_spare_ask_for_no_more() -> None:
    assert (misses(seen(by=SPARE + 1e-6))[MANY:] == 0.0).all()
    some, more = (misses(seen(by=by))[MANY:] for by in (0.1, -0.3))
    assert (some < 0.0).all()
    assert (more < some).all()
    assert (readings(seen(by=3.0))[MANY:] > readings(seen(by=2.0))[MANY:]).all(), (
        "a reading tells on where a miss does not"
    )


def test_a_figure_that_no_office_shows_misses_nothing() -> None:
    figures = list(seen().figures)
    figures[0] = float("nan")
    assert misses(Seen(tuple(figures), seen().claims))[0] == 0.0


def test_moves_stay_within_what_is_plausible_and_none_is_the_declared_value() -> None:
    assert values_of(np.zeros(3), NAMES) == {name: COEFFICIENTS[name].default for name in NAMES}
    ends = reach(NAMES)
    for side, sign in ((0, -99.0), (1, 99.0)):
        wanted = {name: COEFFICIENTS[name].plausible[side] for name in NAMES}
        assert values_of(np.full(3, sign), NAMES) == pytest.approx(wanted)
        assert values_of(ends[side], NAMES) == pytest.approx(wanted)


def test_what_moves_a_figure_is_told_apart_and_chance_is_not() -> None:
    rng = np.random.default_rng(5)
    by_chance = [told_apart(rng.standard_normal((6, len(STATISTICS), 3)), NAMES) for _ in range(60)]
    assert sum(any(each.values()) for each in by_chance) <= 9, "one in twenty at most is to be expected, so three"
    slopes = rng.standard_normal((6, len(STATISTICS), 3))
    slopes[:, 0, 0] = 40.0 + rng.standard_normal(6)
    slopes[:, -1, 1] = 0.0  # a claim that nothing moves
    found = told_apart(slopes, NAMES)
    assert found["offence"] == ["C1"]
    assert found["healing"] == found["hindrance"] == []
