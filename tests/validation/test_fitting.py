"""How a world is rated, and where the search begins."""

from __future__ import annotations

import numpy as np
import pytest

from sim.validation.claims import CLAIMS
from sim.validation.fitting import Screening, lacks, means, misses, moved, one_at_a_time, proposal
from sim.validation.published import BY_NUMBER, TARGETS
from sim.validation.worlds import COEFFICIENTS, OPEN, World


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


def test_the_prior_counts_moves_in_half_ranges() -> None:
    each = COEFFICIENTS["offence"]
    half = (each.plausible[1] - each.plausible[0]) / 2
    assert moved(World("", {"offence": each.default + half})) == pytest.approx(1.0)
    assert moved(World("", {})) == 0.0


def test_each_open_coefficient_is_moved_alone_and_stays_plausible() -> None:
    for name, world in one_at_a_time():
        ((moved_name, value),) = world.values.items()
        low, high = COEFFICIENTS[name].plausible
        assert moved_name == name
        assert value in (low, high)
    assert {name for name, _ in one_at_a_time()} <= {each.name for each in OPEN}


def test_a_proposal_meets_the_figure_that_one_coefficient_moves() -> None:
    """One coefficient moves C1 by two half widths at the end of its range, and chance moves everything else."""
    each, target = COEFFICIENTS["offence"], BY_NUMBER["C1"]
    changes, chance = np.zeros((len(TARGETS), 2)), np.full((len(TARGETS), 2), 0.05)
    row = TARGETS.index(target)
    changes[row] = [2.0, 0.29]
    shown = {t.number: t.figure for t in TARGETS} | {"C1": target.figure - target.half_width}
    screening = Screening(
        ["offence", "healing"], [each.plausible[1], COEFFICIENTS["healing"].plausible[1]], changes, chance, shown
    )
    telling = screening.telling()
    assert telling["offence"] == {"C1": 2.0}
    assert telling["healing"] == {}
    half, whole = (proposal(screening, ["offence"], share)["offence"] for share in (0.5, 1.0))
    assert each.default < half < whole < each.plausible[1]
    assert whole - each.default == pytest.approx((each.plausible[1] - each.default) / 2, rel=0.1)
