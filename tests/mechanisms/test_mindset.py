"""Mindset: how far coworkers are felt to be clients."""

from __future__ import annotations

import pytest
from properties import always, default, everywhere

from sim.mechanisms.mindset import adopted, example, lost


def test_cynics_adopt_slowly() -> None:
    falling = ("cynicism", "mindset", "resistance")
    everywhere(adopted, 0.0, 1.0, rising=("client_mindset", "adoption"), falling=falling)
    assert adopted(0.8, 0.3, 0.2, 0.03, 1.1) == pytest.approx(0.03 * 0.8 * 0.67 * 0.8)
    assert adopted(1.0, 1.0, 0.0, 0.03, 1.1) == 0.0  # the very cynical adopt nothing


def test_nothing_is_adopted_without_a_campaign() -> None:
    assert adopted(0.0, 0.0, 0.0, 1.0, 1.1) == example(0.0, 1.0, 0.0, 1.0, 0.2) == 0.0


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
