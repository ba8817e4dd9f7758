"""Mindset: how far coworkers are felt to be clients."""

from __future__ import annotations

import pytest
from properties import always, default, everywhere

from sim.mechanisms.mindset import adopted, example, lost


def test_cynics_adopt_slowly() -> None:
    falling = ("cynicism", "mindset", "resistance", "base_trust")
    rising = ("client_mindset", "trust", "adoption", "trusted_adoption")
    everywhere(adopted, 0.0, 1.0, rising=rising, falling=falling)
    assert adopted(0.8, 0.3, 0.2, 0.45, 0.03, 1.1, 1.5, 0.45) == pytest.approx(0.03 * 0.8 * 0.67 * 0.8)
    assert adopted(1.0, 1.0, 0.0, 0.45, 0.03, 1.1, 1.5, 0.45) == 0.0  # the very cynical adopt nothing


def test_cynics_resist_less_where_they_trust_who_announces_the_change() -> None:
    """Stanley, Meyer & Topolnytsky 2005; Oreg 2006. Broken promises act through cynicism, so distrust does not count twice."""
    assert adopted(1.0, 0.5, 0.0, 0.65, 0.03, 1.0, 1.5, 0.45) == pytest.approx(0.03 * (1.0 - 0.5 * 0.7))
    assert adopted(1.0, 0.5, 0.0, 0.1, 0.03, 1.0, 1.5, 0.45) == adopted(1.0, 0.5, 0.0, 0.45, 0.03, 1.0, 1.5, 0.45)


def test_nothing_is_adopted_without_a_campaign() -> None:
    assert adopted(0.0, 0.0, 0.0, 0.5, 1.0, 1.1, 1.5, 0.45) == example(0.0, 1.0, 0.0, 1.0, 0.2) == 0.0


def test_the_mindset_is_lost_to_cynicism_and_without_a_campaign() -> None:
    rising = ("cynicism", "mindset", "disillusion", "forgetting")
    everywhere(lost, 0.0, 1.5, rising=rising, falling=("client_mindset",))
    assert lost(0.5, 0.4, 0.6, 0.012, 0.01) == pytest.approx((0.0048 + 0.005) * 0.6)
    assert lost(0.0, 1.0, 0.0, 0.012, 0.01) == 0.0  # nobody loses what they do not have


def test_a_boss_who_does_not_serve_undoes_it() -> None:
    always(
        example,
        lambda client_mindset, boss_mindset, mindset, boss_present, boss_example: (
            example(client_mindset, boss_mindset, mindset, boss_present, boss_example) * (boss_mindset - mindset) >= 0.0
        ),
    )
    assert example(1.0, 0.1, 0.7, 1.0, 0.015) == pytest.approx(-0.009)
    assert example(1.0, 0.1, 0.7, 0.0, 0.015) == 0.0  # there is no boss


def test_somebody_without_cynicism_adopts_faster_than_forgets() -> None:
    assert default("adoption") > default("forgetting")
