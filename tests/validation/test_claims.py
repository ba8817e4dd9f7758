"""The claims of the patterns: all are there, and they are judged by size and by sign."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measures import MEASURES
from sim.patterns import PATTERNS
from sim.validation.claims import CLAIMS, DAYS, LONG_DAYS, LONG_OFFICES, OFFICES, Claim
from sim.validation.holding import judged, offices_read, readings, signs
from sim.validation.worlds import DECLARED, World


def test_every_pattern_says_something_and_every_office_is_named_once() -> None:
    assert {each.pattern for each in CLAIMS} == {each.number for each in PATTERNS}
    names = [each.name for each in (*OFFICES, *LONG_OFFICES)]
    assert len(set(names)) == len(names)


def test_claims_read_offices_and_measures_that_are_there() -> None:
    """In offices in which nothing ever differs no gain is seen, and what is stable is all that can be met."""
    short, long = ({name: np.full(days, 0.3) for name in MEASURES} for days in (DAYS, LONG_DAYS))
    run = {**{each.name: short for each in OFFICES}, **{each.name: long for each in LONG_OFFICES}}
    for claim in CLAIMS:
        value = claim.read(run)
        if claim.pattern != 1:
            assert value == pytest.approx(0.0, abs=1e-12)
            assert not claim.is_met(value, value) or claim.limit > 0 > claim.direction
        assert np.isfinite(value)


def test_only_the_offices_that_are_read_are_lived_in_and_to_the_same_bits() -> None:
    chosen = [claim for claim in CLAIMS if claim.pattern == 8]
    assert offices_read(chosen) == {"farm", "recognition"}
    assert offices_read(CLAIMS) == {each.name for each in (*OFFICES, *LONG_OFFICES)}
    alone = readings([DECLARED], [1], chosen, size=0.15)
    among = readings([DECLARED], [1], [claim for claim in CLAIMS if claim.pattern in (4, 8)], size=0.15)
    assert np.array_equal(alone, among[-len(chosen) :])


def test_size_and_sign() -> None:
    more, less = Claim(2, "", len, above=0.1), Claim(2, "", len, below=-0.1)
    assert more.is_met(0.11, 0.2)
    assert not more.is_met(0.09, 0.2)
    assert less.is_met(-0.3, -0.11)
    assert not less.is_met(-0.3, float("nan"))
    assert more.has_sign(0.01)
    assert not less.has_sign(0.01)


def test_worlds_in_a_batch_are_worlds_alone_and_a_dead_mechanism_is_noticed() -> None:
    deaf = World("nobody adopts the mindset", {"adoption": 0.0, "thanks_learning": 0.0})
    both = readings([DECLARED, deaf], [1], size=0.15)
    assert both.shape == (len(CLAIMS), 2, 1)
    assert np.array_equal(both[:, 1], readings([deaf], [1], size=0.15)[:, 0])
    alive, dead = signs(both[:, 0]), signs(both[:, 1])
    assert alive[11]
    assert not dead[11]
    assert len(judged(both[:, 0])) == len(CLAIMS)
