"""Trust in management: built by openness, broken by promises that are not kept."""

from __future__ import annotations

import pytest
from properties import defaults, everywhere

from sim.mechanisms.trust import trust_change


def test_openness_builds_trust_and_broken_promises_break_it() -> None:
    rising, falling = (
        ("open_communication", "openness_trust"),
        ("mean_breach", "laid_off_share", "breach_trust", "layoff_trust", "trust"),
    )
    ranges = {"mean_breach": (0.0, 10.0), "laid_off_share": (0.0, 1.0)}
    everywhere(trust_change, -701.0, 2.0, rising=rising, falling=falling, **ranges)
    assert trust_change(0.5, 0.5, 0.05, 0.0, 0.45, 0.35, 2.0, 50.0, 0.02) == pytest.approx(
        0.02 * (0.45 + 0.175 - 0.1 - 0.5)
    )


def test_trust_rests_where_nothing_is_promised_and_nothing_explained() -> None:
    sizes = defaults(trust_change)
    assert trust_change(sizes["base_trust"], 0.0, 0.0, 0.0, **sizes) == 0.0


def test_layoffs_cost_the_trust_of_those_who_stay() -> None:
    """Brockner 1988: five percent of the people in a month are felt for months."""
    sizes = defaults(trust_change)
    trust = sizes["base_trust"]
    for _ in range(20):
        trust += trust_change(trust, 0.0, 0.0, 0.05 / 20, **sizes)
    lost = sizes["layoff_trust"] * 0.05 / 20 * (1 - (1 - sizes["trust_learning"]) ** 20)
    assert trust == pytest.approx(sizes["base_trust"] - lost)
    assert lost > 0.02
