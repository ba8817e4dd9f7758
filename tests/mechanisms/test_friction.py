"""Friction: everyday slips, and who takes them hard."""

from __future__ import annotations

import pytest
from properties import defaults, everywhere

from sim.mechanisms.friction import friction

RANGES = {"rubbed": (0.0, 1.0), "campaign": (0.0, 1.0)}


def test_a_slip_hurts_the_entitled_the_cold_and_the_client() -> None:
    everywhere(
        friction,
        0.0,
        9.0 + 1e-9,
        rising=("rubbed", "entitlement", "campaign"),
        falling=("open_communication", "camaraderie", "animosity"),
        **RANGES,
    )


def test_nothing_comes_of_an_encounter_without_a_slip() -> None:
    assert friction(0.0, 1.0, 0.0, 0.0, 0.0, 1.0, **defaults(friction)) == 0.0


def test_the_size_by_hand() -> None:
    told = friction(1.0, 0.7, 0.5, 0.4, 0.1, 0.8, 0.25, 1.5, 1.0, 0.5, 0.5)
    assert told == pytest.approx(0.25 * 2.2 * 1.2 * 0.85 * 0.8 * 0.9)
