"""Standing: how people are treated, whatever they do."""

from __future__ import annotations

import pytest
from properties import everywhere

from sim.mechanisms.standing import friction_chance, regard


def test_those_who_are_liked_are_served_better() -> None:
    """Scott & Judge 2009."""
    everywhere(regard, -0.5, 0.5, rising=("standing",))
    assert regard(0.5, 0.3) == 0.0
    assert regard(0.7, 0.3) == pytest.approx(0.06)


def test_incivility_is_selective() -> None:
    """Aquino & Thau 2009."""
    everywhere(friction_chance, 0.0, 1.0, rising=("friction_rate",), falling=("standing",))
    assert friction_chance(0.5, 0.002, 2.0) == 0.002
    assert friction_chance(0.35, 0.002, 2.0) == pytest.approx(0.002 * 1.6)
    assert friction_chance(0.9, 0.002, 2.0) == 0.0
