"""Cooperation: good and bad turns are repaid, the bad ones more."""

from __future__ import annotations

import pytest
from properties import default, everywhere

from sim.mechanisms.cooperation import repaid, withheld


def test_good_turns_are_repaid() -> None:
    rising = ("own_excess", "help_received", "reciprocity", "help_returned")
    everywhere(repaid, 0.0, 1e6, rising=rising, falling=("cooperation",))
    assert repaid(0.2, 0.5, 0.6, 0.03, 0.04) == pytest.approx((0.006 + 0.02) * 0.4)


def test_nothing_is_repaid_where_nothing_was_given() -> None:
    assert repaid(0.0, 0.0, 0.5, 0.5, 0.5) == withheld(0.0, 0.5, 0.5) == 0.0


def test_who_gives_all_cannot_give_more_and_who_gives_nothing_cannot_give_less() -> None:
    assert repaid(1.0, 1.0, 1.0, 0.5, 0.5) == withheld(1.0, 0.0, 0.5) == 0.0


def test_bad_turns_are_repaid() -> None:
    everywhere(withheld, 0.0, 1.0, rising=("own_shortfall", "cooperation", "retaliation"))
    assert withheld(0.3, 0.5, 0.02) == pytest.approx(0.003)


def test_bad_turns_are_passed_on_more_than_good_ones() -> None:
    """Gray, Ward & Norton 2014."""
    assert withheld(0.3, 0.5, default("retaliation")) > repaid(0.3, 0.0, 0.5, default("reciprocity"), 0.0)
