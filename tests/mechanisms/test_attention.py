"""Attention: no time is wasted, and the lever decides who goes first."""

from __future__ import annotations

import pytest
from properties import always, everywhere

from sim.mechanisms.attention import ease, interruptions, priority, request_share, request_time, undisturbed

WORK = {"request_work": (0.0, 100.0), "own_work": (0.0, 100.0)}


def test_mindset_moves_priority_towards_clients_among_colleagues() -> None:
    rising = ("internal_priority", "mindset", "scope", "mindset_priority")
    everywhere(priority, 0.0, 1.0, rising=rising, scope=(0.0, 1.0))
    assert priority(0.5, 0.4, 1.0, 0.15) == pytest.approx(0.53)


def test_priority_is_the_lever_where_nobody_feels_or_counts_as_a_client() -> None:
    assert priority(0.3, 0.0, 1.0, 0.9) == priority(0.3, 1.0, 0.0, 0.9) == 0.3


def test_share_follows_the_queues_and_the_priority() -> None:
    everywhere(
        request_share,
        0.0,
        1.0,
        rising=("request_work", "own_priority"),
        falling=("own_work",),
        own_priority=(0.0, 1.0),
        **WORK,
    )
    assert request_share(3.0, 1.0, 0.5) == pytest.approx(0.75)  # in proportion to the queues
    assert request_share(3.0, 1.0, 0.0) == 0.0  # the external customer first
    assert request_share(3.0, 1.0, 1.0) == 1.0  # the colleague first
    assert request_share(0.0, 0.0, 0.5) == 0.0  # nothing to do


def test_no_time_is_wasted_while_either_queue_has_work() -> None:
    def all_used(request_work: float, own_work: float, capacity: float, share: float) -> bool:
        time = request_time(request_work, own_work, capacity, share)
        used = time + min(own_work, capacity - time)
        return 0.0 <= time <= min(request_work, capacity) and used == pytest.approx(
            min(capacity, request_work + own_work)
        )

    always(request_time, all_used, share=(0.0, 1.0), **WORK)
    assert request_time(2.0, 0.7, 1.0, 0.5) == 0.5
    assert request_time(2.0, 0.2, 1.0, 0.5) == pytest.approx(0.8)


def test_quick_requests_are_answered_first() -> None:
    """KC, Staats, Kouchaki & Gino 2020."""
    everywhere(ease, 0.0, 1e6, falling=("size",), size=(1e-6, 1e3))
    assert ease(1.0, 0.8) == pytest.approx(1.0)
    assert ease(5.0, 1.0) == pytest.approx(0.2)
    assert ease(5.0, 0.0) == 1.0


def test_putting_colleagues_first_calls_one_away_from_own_work() -> None:
    """Adamczyk & Bailey 2004: in turns there is a break to be waited for; strict priority does not wait."""
    rising = ("own_priority", "given", "own_work")
    everywhere(
        interruptions, 0.0, 1e6, rising=rising, falling=("time", "request_effort"),
        own_priority=(0.0, 1.0), given=(0.0, 10.0), own_work=(0.0, 10.0), time=(1e-3, 10.0), request_effort=(0.01, 1.0),
    )  # fmt: skip
    assert interruptions(0.0, 0.3, 1.0, 1.0, 0.15) == 0.0  # own work first
    assert interruptions(0.5, 0.3, 1.0, 1.0, 0.15) == pytest.approx(0.5)  # in proportion
    assert interruptions(1.0, 0.3, 1.0, 1.0, 0.15) == pytest.approx(2.0)
    assert interruptions(1.0, 0.3, 0.0, 1.0, 0.15) == 0.0  # no own work to be called away from


def test_coming_back_takes_time_and_never_more_than_there_is() -> None:
    """Leroy 2009; Mark, Gonzalez & Harris 2005."""
    assert undisturbed(0.7, 2.0, 0.02) == pytest.approx(0.66)
    assert undisturbed(0.01, 2.0, 0.02) == 0.0
