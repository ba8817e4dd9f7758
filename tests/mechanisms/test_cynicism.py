"""Cynicism: promised minus what came."""

from __future__ import annotations

import pytest
from properties import always, default, everywhere

from sim.mechanisms.cynicism import breach, claimed, fade, growth

ON_A_TIE = {"heard": (0.0, 1.0), "scope": (0.0, 1.0)}


def test_a_promise_raises_what_may_be_claimed() -> None:
    everywhere(claimed, 0.0, 1.0, rising=("own_ordinary", "promised_should"), own_ordinary=(0.0, 1.0), **ON_A_TIE)
    assert claimed(0.5, 0.5, 1.0, 0.9) == pytest.approx(0.7)
    assert claimed(0.5, 0.0, 1.0, 0.9) == claimed(0.5, 1.0, 0.0, 0.9) == 0.5  # no promise, or not to this tie


def test_a_breach_is_what_was_promised_and_did_not_come() -> None:
    everywhere(
        breach, 0.0, 1.0, rising=("own_claimed", "heard", "scope"), falling=("own_perceived", "accepted_breach"),
        own_claimed=(0.0, 1.0), own_perceived=(0.0, 1.0), **ON_A_TIE,
    )  # fmt: skip
    assert breach(0.9, 0.5, 0.5, 1.0, 0.1) == pytest.approx(0.15)
    assert breach(0.9, 0.1, 0.0, 1.0, 0.1) == 0.0  # nothing was promised
    assert breach(0.55, 0.5, 1.0, 1.0, 0.1) == 0.0  # nobody minds


def test_breaches_make_cynics_and_trust_makes_fewer() -> None:
    everywhere(growth, 0.0, 1e6, rising=("own_breach", "breach_growth"), falling=("trust", "cynicism", "trust_buffer"))
    assert growth(0.5, 0.5, 0.3, 0.012, 0.6) == pytest.approx(0.012 * 0.5 * 0.7 * 0.7)
    assert growth(0.0, 0.0, 0.0, 0.5, 0.6) == 0.0


def test_cynicism_returns_to_the_set_point_without_passing_it() -> None:
    def goal(here: dict[str, float]) -> float:
        return here["cynicism_set"] - here["trust_cynicism"] * (here["trust"] - here["base_trust"])

    always(
        fade,
        lambda **here: abs(here["cynicism"] + fade(**here) - goal(here)) <= abs(here["cynicism"] - goal(here)) + 1e-12,
    )


def test_where_management_is_trusted_cynicism_settles_lower() -> None:
    """Reichers, Wanous & Austin 1997."""
    assert fade(0.3, 0.3, 0.45, 0.008, 0.1, 0.45) == 0.0
    assert fade(0.3, 0.3, 0.75, 0.008, 0.1, 0.45) == pytest.approx(-0.008 * 0.03)


def test_a_boss_counts_two_to_three_times_a_peer() -> None:
    assert 2.0 <= default("boss_weight") <= 3.0
