"""Runs of one organization are brought to the morning of day 0, and what does not fit together is refused."""

from __future__ import annotations

import numpy as np
import pytest
from small_runs import COEFFICIENTS, grown, inputs

from sim.mechanisms import K
from sim.policy import Kind, W, X
from sim.run import Inputs, open_lanes, tie_counts
from sim.state import O, P, T

FITTING = {"seed": 1, "levers": np.zeros((5, len(X))), "world": np.zeros((5, len(W))), "coefficients": np.zeros(len(K))}


@pytest.mark.parametrize(
    "misfit",
    [
        {"levers": np.zeros((5, len(X) - 1))},
        {"world": np.zeros((6, len(W)))},
        {"coefficients": np.zeros(len(K) + 1)},
        {"coefficients": np.zeros((len(K), 1))},
    ],
    ids=["a lever too few", "a day too many", "a coefficient too many", "an axis too many"],
)
def test_inputs_of_the_wrong_shape_are_refused(misfit: dict[str, np.ndarray]) -> None:
    with pytest.raises(ValueError, match="shapes of levers, world, coefficients are"):
        Inputs(**FITTING | misfit)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_seeds_that_are_no_seeds_are_refused(seed: int) -> None:
    with pytest.raises(ValueError, match=f"the seed is {seed}"):
        Inputs(**FITTING | {"seed": seed})  # type: ignore[arg-type]


def test_runs_of_different_lengths_do_not_stand_side_by_side() -> None:
    with pytest.raises(ValueError, match="same number of days"):
        open_lanes(grown(1), [inputs(1, 5), inputs(1, 6)])
    with pytest.raises(ValueError, match="same number of days"):
        open_lanes(grown(1), [])


def test_everybody_is_at_their_place_on_the_first_morning() -> None:
    """An office that opens with grudges, open requests, empty chairs or numbers that are none."""
    office = grown(1)
    o = open_lanes(office, [inputs(1, 5), inputs(2, 5)])
    for array in (o.people, o.ties, o.office):
        assert np.isfinite(array).all()
    assert not o.people[P.vacant].any()
    assert not o.ties[T.backlog].any()
    assert np.array_equal(o.people[P.morale], o.people[P.morale_set])
    assert np.array_equal(o.ties[T.camaraderie], o.ties[T.affinity])
    assert np.array_equal(o.people[P.own_work, :, 0], office.own_work)
    assert (o.office[O.satisfaction] == COEFFICIENTS["benchmark"].default).all()
    assert (o.office[O.trust] == COEFFICIENTS["base_trust"].default).all()


def test_people_differ_by_seed_and_as_declared() -> None:
    """Traits that every run draws alike, or that do not spread as the coefficients say."""
    office = grown(1, {"crowd": {"size": 400}})
    spread = {"morale": 0.55, "morale_spread": 0.1}
    o = open_lanes(office, [inputs(1, 1, coefficients=spread), inputs(2, 1, coefficients=spread)])
    drawn = o.people[P.morale_set]
    assert not np.array_equal(drawn[:, 0], drawn[:, 1])
    assert drawn.mean(axis=0) == pytest.approx([0.55, 0.55], abs=0.02)
    assert drawn.std(axis=0) == pytest.approx([0.1, 0.1], abs=0.01)


def test_a_copy_lives_its_own_life() -> None:
    o = open_lanes(grown(1), [inputs(1, 5)])
    other = o.copy()
    other.people[P.mood] = 1.0
    other.levers[:] = 1.0
    assert (o.people[P.mood] != 1.0).any()
    assert not (o.levers == 1.0).all()


def test_ties_are_counted_by_the_clients_department() -> None:
    office = grown(1)
    counts = tie_counts(office)
    assert counts["ties"].sum() == office.tie_count
    assert counts["peer_ties"].sum() == (office.kind == Kind.peer).sum()
    within = office.department[office.client] == office.department[office.provider]
    assert counts["within_ties"].sum() == within.sum()
    assert counts["facing"][office.departments.index("sales")] == 1.0
    assert counts["facing"][office.departments.index("stock")] == 0.0
