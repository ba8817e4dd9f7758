"""Recognition: good service is seen and thanked; it saturates."""

from __future__ import annotations

import pytest
from properties import default, everywhere

from sim.mechanisms.recognition import seen, thanks


def test_recognition_shows_what_is_done_well() -> None:
    everywhere(seen, 0.0, 1.0, rising=("recognition", "ordinary_thanks"), falling=("recognition_half",))
    assert seen(0.3, 0.2, 0.3) == pytest.approx(0.2 + 0.8 * 0.5)
    assert seen(0.0, 0.2, 0.3) == 0.2  # without policy, the ordinary


def test_recognition_saturates() -> None:
    """Stajkovic & Luthans 2003."""
    none, some, full = (seen(x, default("ordinary_thanks"), default("recognition_half")) for x in (0.0, 0.5, 1.0))
    assert full - some < some - none


def test_thanks_follow_service_and_gratitude() -> None:
    everywhere(
        thanks, 0.0, 1.0, rising=("good_service", "gratitude", "share_seen", "grateful_thanks"), falling=("thanks_half",),
        good_service=(0.0, 100.0), gratitude=(0.0, 100.0), share_seen=(0.0, 1.0),
    )  # fmt: skip
    assert thanks(2.0, 0.5, 0.4, 3.0, 1.0) == pytest.approx(1.4 / 2.4)
    assert thanks(0.0, 0.0, 1.0, 3.0, 1.0) == 0.0  # who does nothing is not thanked
