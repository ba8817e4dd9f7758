"""Acting: eagerness that is demanded and not felt strains, and is worth less than feeling."""

from __future__ import annotations

import pytest
from properties import always, everywhere

from sim.mechanisms.acting import acted, display


def test_what_is_demanded_beyond_feeling_is_acted() -> None:
    everywhere(acted, 0.0, 1.0, rising=("demanded",), falling=("mindset",), demanded=(0.0, 1.0))
    assert acted(0.8, 0.3) == pytest.approx(0.5)


def test_nothing_is_acted_where_nothing_is_demanded_or_all_is_felt() -> None:
    always(acted, lambda demanded, mindset: demanded > mindset or acted(demanded, mindset) == 0.0, demanded=(0.0, 1.0))


def test_display_shows_feeling_and_acting() -> None:
    everywhere(display, 0.0, 1.0, rising=("mindset", "own_acted", "acting_worth"))
    assert display(0.3, 0.5, 0.35) == pytest.approx(0.475)


def test_acting_is_never_worth_more_than_feeling() -> None:
    always(
        display,
        lambda mindset, own_acted, acting_worth: (
            display(mindset, own_acted, acting_worth)
            <= display(min(1.0, mindset + own_acted), 0.0, acting_worth) + 1e-12
        ),
    )
