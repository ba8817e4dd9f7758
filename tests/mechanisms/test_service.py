"""Service: which requests are answered, how well, and how much comes back."""

from __future__ import annotations

import pytest
from properties import DECLARED, defaults, everywhere

from sim.mechanisms.service import attitude, eagerness, inclination, manner, rework_share, spread


def test_providers_keep_away_from_grudges_and_near_friends() -> None:
    rising, falling = ("camaraderie", "favour"), ("animosity", "avoidance")
    everywhere(inclination, 0.01, 2.0, rising=rising, falling=falling)
    assert inclination(0.5, 0.5, 0.8, 0.4, 0.05) == pytest.approx(0.8)
    assert inclination(0.0, 0.0, 0.8, 0.4, 0.05) == 1.0


def test_the_manner_is_the_persons() -> None:
    declared, sizes = DECLARED["attitude"], (0.6, 0.25, 0.2, 0.15, 0.25, 0.25)
    rising, falling = ("cooperation", "morale", "base_manner"), ("cynicism", "strain")
    everywhere(attitude, declared.low, declared.high, rising=rising, falling=falling)
    assert attitude(0.6, 0.7, 0.45, 0.2, *sizes) == pytest.approx(0.6 + 0.025 + 0.04 - 0.03 - 0.05)
    assert attitude(0.5, 0.5, 0.25, 0.0, *sizes) == 0.6  # a middling provider


def test_eagerness_adds_most_where_service_is_not_practised() -> None:
    """Ehrhart et al. 2011."""
    everywhere(eagerness, 0.0, 1.0, rising=("shown", "scope", "display_manner"), shown=(0.0, 1.0), scope=(0.0, 1.0))
    sizes = defaults(eagerness)
    back, front = (eagerness(f, 1.0, 1.0, **sizes) - eagerness(f, 0.0, 1.0, **sizes) for f in (0.0, 1.0))
    assert back > front > 0.0
    assert eagerness(0.0, 0.0, 1.0, **sizes) == eagerness(0.0, 1.0, 0.0, **sizes) == 0.0
    assert eagerness(1.0, 0.5, 1.0, 0.5, 0.28) == pytest.approx(0.28 * 0.75)


def test_manner_is_the_person_the_tie_and_chance() -> None:
    everywhere(
        manner, 0.0, 1.0, rising=("own_attitude", "own_eagerness", "chance"), falling=("animosity", "animosity_manner"),
        own_eagerness=(0.0, 1.0), own_regard=(-0.5, 0.5), chance=(-1.0, 1.0),
    )  # fmt: skip
    assert manner(0.6, 0.1, 0.05, 0.5, -0.02, 0.3) == pytest.approx(0.58)


def test_empowerment_brings_variance() -> None:
    everywhere(spread, 0.0, 2.0, rising=("empowerment", "manner_spread", "empowered_spread"))
    assert spread(0.0, 0.12, 0.3) == 0.12
    assert spread(1.0, 0.12, 0.3) == pytest.approx(0.156)


def test_openness_prevents_rework() -> None:
    everywhere(rework_share, 0.0, 1.0, rising=("misunderstanding",), falling=("open_communication", "clarity"))
    assert rework_share(0.0, 0.12, 0.6) == 0.12
    assert rework_share(0.5, 0.12, 0.6) == pytest.approx(0.084)
