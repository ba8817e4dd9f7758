"""Experience: what came, as it is perceived, against what should have come."""

from __future__ import annotations

import pytest
from properties import always, everywhere

from sim.mechanisms.experience import delivered, excess, perceived, shortfall, standard

JUDGED = {"own_perceived": (0.0, 1.0), "own_standard": (0.0, 1.0)}


def test_waiting_takes_from_the_worth_of_service() -> None:
    everywhere(delivered, 0.0, 1.0, rising=("quality", "patience"), falling=("waiting", "delay_weight"))
    assert delivered(0.8, 0.0, 0.5, 5.0) == 0.8
    assert delivered(0.8, 5.0, 0.5, 5.0) == pytest.approx(0.8 * 0.75)  # patience takes half of the half


def test_perception_is_drawn_to_what_was_expected() -> None:
    """Boulding et al. 1993: expecting more makes the same service look better."""
    everywhere(perceived, 0.0, 1.0, rising=("came", "will"), came=(0.0, 1.0))
    assert perceived(0.4, 0.8, 0.3) == pytest.approx(0.52)
    assert perceived(0.4, 0.8, 0.0) == 0.4


def test_the_standard_of_a_client_holds_on_client_ties() -> None:
    everywhere(
        standard, 0.0, 1.0, rising=("ordinary", "should"), ordinary=(0.0, 1.0), scope=(0.0, 1.0), campaign=(0.0, 1.0)
    )
    assert standard(0.5, 0.9, 0.0, 1.0) == 0.5  # no client tie
    assert standard(0.5, 0.9, 1.0, 1.0) == 0.9
    assert standard(0.5, 0.9, 0.0, 0.0) == 0.9  # without campaign or promise, scope says nothing


def test_more_claimed_is_less_enjoyed() -> None:
    """Boulding et al. 1993: feeling entitled to more makes the same service look worse."""
    everywhere(shortfall, 0.0, 1.0, rising=("own_standard",), falling=("own_perceived", "tolerance"), **JUDGED)
    everywhere(excess, 0.0, 1.0, rising=("own_perceived",), falling=("own_standard", "tolerance"), **JUDGED)
    assert shortfall(0.3, 0.6, 0.1) == pytest.approx(0.2)
    assert excess(0.9, 0.6, 0.1) == pytest.approx(0.2)


def test_inside_the_zone_of_tolerance_nothing_is_felt() -> None:
    def one_at_most(own_perceived: float, own_standard: float, tolerance: float) -> bool:
        below, above = (law(own_perceived, own_standard, tolerance) for law in (shortfall, excess))
        inside = abs(own_perceived - own_standard) < tolerance - 1e-12
        return below == above == 0.0 if inside else min(below, above) == 0.0

    always(shortfall, one_at_most, **JUDGED)
