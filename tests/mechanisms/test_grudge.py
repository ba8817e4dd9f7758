"""Grudge: bad service offends, good service heals."""

from __future__ import annotations

import pytest
from properties import always, default, defaults, everywhere

from sim.mechanisms.grudge import healed, offence


def test_offence_follows_the_shortfall_and_is_softened() -> None:
    falling = ("open_communication", "camaraderie", "animosity", "explanation", "warm_buffer")
    rising = ("own_shortfall", "entitlement", "offence", "loss_aversion")
    everywhere(offence, 0.0, 24.0, rising=rising, falling=falling, own_shortfall=(0.0, 1.0))
    sizes = (0.2, 2.5, 1.0, 0.5, 0.5)
    assert offence(0.2, 0.7, 0.5, 0.4, 0.1, *sizes) == pytest.approx(0.2 * 2.5 * 0.2 * 1.2 * 0.85 * 0.8 * 0.9)


def test_explanations_soften_the_entitled_least() -> None:
    """Harvey & Harris 2010: communication helps those who do not feel entitled, and hardly those who do."""
    sizes = (0.2, 2.5, 0.0, 0.5, 0.5)
    modest, entitled = (
        offence(0.2, n, 1.0, 0.0, 0.0, *sizes) / offence(0.2, n, 0.0, 0.0, 0.0, *sizes) for n in (0.2, 0.9)
    )
    assert modest == pytest.approx(0.2)
    assert entitled == pytest.approx(0.9)


def test_no_shortfall_no_offence() -> None:
    assert offence(0.0, 1.0, 0.0, 0.0, 0.0, **defaults(offence)) == 0.0


def test_a_loss_counts_two_to_three_times_a_gain() -> None:
    """Baumeister et al. 2001, for slow attitudes."""
    assert 2.0 <= default("loss_aversion") <= 3.0
    same = defaults(offence) | {"loss_aversion": 1.0}
    felt, mirrored = (offence(0.2, 0.5, 0.0, 0.0, 0.0, **sizes) for sizes in (defaults(offence), same))
    assert felt / mirrored == pytest.approx(default("loss_aversion"))


def test_good_service_heals_a_part_of_the_grudge() -> None:
    everywhere(healed, 0.0, 1.0, rising=("own_excess", "animosity", "healing"))
    always(healed, lambda own_excess, animosity, healing: healed(own_excess, animosity, healing) <= animosity)
    assert healed(0.2, 0.6, 0.5) == pytest.approx(0.06)
    assert healed(0.0, 0.6, 0.5) == 0.0
