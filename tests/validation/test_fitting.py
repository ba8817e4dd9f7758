"""How a world is rated, and where the search begins."""

from __future__ import annotations

import numpy as np
import pytest

from sim.validation.claims import CLAIMS
from sim.validation.fitting import MOST_MISS, Seen, lacks, loss_of, means, misses, moved
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS


def test_means_leave_out_offices_without_a_value() -> None:
    found = means({"C1": np.array([[0.2, 0.4, np.nan], [np.nan] * 3])})["C1"]
    assert found[0] == pytest.approx(0.3)
    assert np.isnan(found[1])


def test_misses_are_zero_at_the_published_figures() -> None:
    assert misses({each.number: np.array([each.figure]) for each in TARGETS}).max() == 0.0


def test_claims_lack_what_they_fall_short_of() -> None:
    met = np.array([[[claim.limit + claim.direction * 1e-9]] for claim in CLAIMS])
    assert lacks(met).max() == 0.0
    none = np.array([[[claim.limit - claim.direction * 100.0]] for claim in CLAIMS])
    assert (lacks(none) == 2.0).all()


def test_nothing_is_lost_where_everything_is_met() -> None:
    figures = np.array([each.figure for each in TARGETS])
    claims = np.array([each.limit + each.direction * 1e-9 for each in CLAIMS])
    assert loss_of(figures, claims) == 0.0
    assert Seen(tuple(figures), tuple(claims)).loss == 0.0


def test_what_cannot_be_met_does_not_decide_the_rest() -> None:
    figures = np.array([each.figure for each in TARGETS])
    claims = np.array([each.limit + each.direction * 1e-9 for each in CLAIMS])
    figures[0] += 1000.0
    assert loss_of(figures, claims) == pytest.approx(MOST_MISS**2)


def test_the_prior_counts_moves_in_half_ranges() -> None:
    each = COEFFICIENTS["offence"]
    half = (each.plausible[1] - each.plausible[0]) / 2
    assert moved({"offence": each.default + half}) == pytest.approx(1.0)
    assert moved({}) == 0.0
