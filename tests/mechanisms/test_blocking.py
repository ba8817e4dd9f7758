"""Blocking: own cases wait for others, and own work suffers with the person."""

from __future__ import annotations

import pytest
from properties import default, everywhere

from sim.mechanisms.blocking import blocked_cases, workmanship


def test_each_open_request_holds_up_its_own_cases() -> None:
    everywhere(blocked_cases, 0.0, 1e6, rising=("open_cases", "outstanding", "holds_up"), open_cases=(0.0, 1e6))
    assert blocked_cases(10.0, 4.0, 0.5) == 2.0
    assert blocked_cases(1.0, 4.0, 0.5) == 1.0  # no more than there are
    assert blocked_cases(10.0, 0.0, 0.5) == 0.0  # nobody waits for anybody


def test_workmanship_follows_morale_mindset_and_strain() -> None:
    everywhere(
        workmanship,
        0.0,
        1.0,
        rising=("morale", "mindset", "own_autonomy", "service"),
        falling=("strain",),
        service=(0.0, 1.0),
    )
    told = workmanship(0.7, 0.5, 0.5, 0.1, 0.7, 0.62, 0.2, 0.05, 0.2, 0.15)
    assert told == pytest.approx(0.62 + 0.04 + 0.0125 - 0.02 + 0.03)


def test_a_middling_person_does_middling_work() -> None:
    base = default("workmanship_base")
    assert workmanship(0.5, 0.0, 1.0, 0.0, 0.5, base, 0.2, 0.05, 0.2, 0.15) == base
