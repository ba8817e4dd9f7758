"""Expectations: what will come, and what should come."""

from __future__ import annotations

import pytest
from properties import always, default, defaults, everywhere

from sim.mechanisms.expectations import heard_promise, learned_will, ordinary, should_change

ORDINARY = {"own_ordinary": (0.0, 1.0), "heard": (0.0, 1.0), "own_excess": (0.0, 10.0)}


def test_what_is_expected_follows_what_comes_and_not_beyond() -> None:
    def between(will: float, own_perceived: float, weight: float, will_learning: float) -> bool:
        after = learned_will(will, own_perceived, weight, will_learning)
        return min(will, own_perceived) - 1e-12 <= after <= max(will, own_perceived) + 1e-12

    always(learned_will, between, own_perceived=(0.0, 1.0), weight=(0.0, 1.0))
    assert learned_will(0.5, 0.8, 1.0, 0.2) == pytest.approx(0.56)
    assert learned_will(0.5, 0.8, 0.0, 0.2) == 0.5  # nothing happened


def test_the_entitled_claim_more() -> None:
    everywhere(ordinary, -0.5, 1.5, rising=("entitlement", "ordinary_should"))
    assert ordinary(0.5, 0.48, 0.2) == 0.48
    assert ordinary(1.0, 0.48, 0.2) == pytest.approx(0.58)


def test_openness_and_agreements_quieten_the_promise() -> None:
    falling = ("open_communication", "service_agreements", "realism")
    everywhere(heard_promise, 0.0, 1.0, rising=("promise",), falling=falling)
    assert heard_promise(0.8, 0.5, 0.25, 0.6) == pytest.approx(0.8 * 0.7 * 0.75)
    assert heard_promise(0.8, 0.0, 0.0, 0.6) == 0.8
    assert heard_promise(0.0, 0.0, 0.0, 0.6) == 0.0


def test_claims_rise_with_the_promise_and_with_good_service() -> None:
    everywhere(
        should_change, -2.0, 12.0, rising=("own_excess", "promise_pull", "upgrade"), falling=("should",), **ORDINARY
    )
    assert should_change(0.5, 0.5, 1.0, 0.1, 0.0, 0.9, 0.02, 0.003, 0.003, 0.03) == pytest.approx(0.008 + 0.0003)


def test_claims_rest_at_the_ordinary_without_policy_and_surprise() -> None:
    for usual in (0.0, 0.4, 1.0):
        assert should_change(usual, usual, 0.0, 0.0, 0.0, **defaults(should_change)) == 0.0


def test_agreements_bring_claims_down_sooner() -> None:
    sizes = defaults(should_change)
    assert should_change(0.9, 0.5, 0.0, 0.0, 1.0, **sizes) < should_change(0.9, 0.5, 0.0, 0.0, 0.0, **sizes) < 0.0


def test_claims_rise_faster_than_they_come_down() -> None:
    """Boulding, Kalra, Staelin & Zeithaml 1993."""
    assert default("promise_pull") > 2.0 * default("sobering")
