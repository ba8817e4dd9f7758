"""Strain: exhaustion from overload and from acting, and recovery from it."""

from __future__ import annotations

import pytest
from properties import always, everywhere

from sim.mechanisms.strain import burden, overload, strain_change

LOAD = {"burden": (0.0, 1.0), "scope": (0.0, 1.0)}
WORK = {"own_overload": (0.0, 1.0), "interrupted": (0.0, 5.0), "hurt": (0.0, 10.0), "fear": (0.0, 1.0)}


def test_work_left_over_is_overload_and_it_saturates() -> None:
    everywhere(overload, 0.0, 1.0, rising=("left_work",), falling=("capacity", "overload_half"))
    assert overload(0.0, 1.0, 2.0) == 0.0
    assert overload(2.0, 1.0, 2.0) == pytest.approx(0.5)


def test_overload_and_acting_exhaust() -> None:
    rising = ("burden", "own_acted", "scope", "acting_strain")
    everywhere(strain_change, -1.0, 1.0, rising=rising, falling=("morale",), **LOAD)
    assert strain_change(0.2, 0.006, 0.6, 0.5, 0.5, 0.012, 0.05, 1.0) == pytest.approx((0.006 + 0.0036) * 0.8 - 0.01)
    assert strain_change(0.2, 0.0, 0.0, 0.0, 0.7, 0.012, 0.05, 1.0) == pytest.approx(-0.01 * 1.2)


def test_being_held_up_and_ill_treated_exhausts_too() -> None:
    """LePine, Podsakoff & LePine 2005; Karasek 1979: a say in one's work takes part of it away."""
    rising = (
        "own_overload", "blocked", "interrupted", "hurt", "fear",
        "overload_strain", "hindrance_strain", "interruption_strain", "hurt_strain", "fear_strain",
    )  # fmt: skip
    everywhere(burden, 0.0, 2.5, rising=rising, falling=("own_autonomy", "control"), **WORK)
    assert burden(0.5, 0.4, 0.0, 0.2, 0.6, 0.0, 0.004, 0.01, 0.005, 0.02, 0.03, 0.5) == pytest.approx(
        (0.002 + 0.004) * 0.7 + 0.004
    )


def test_whoever_is_called_away_works_under_more_stress() -> None:
    """Mark, Gudith & Klocke 2008."""
    assert burden(0.0, 0.0, 2.0, 0.0, 0.6, 0.0, 0.004, 0.01, 0.005, 0.02, 0.03, 0.5) == pytest.approx(0.01 * 0.7)


def test_whoever_fears_for_the_job_is_strained() -> None:
    """Sverke, Hellgren & Naswall 2002."""
    assert burden(0.0, 0.0, 0.0, 0.0, 0.6, 0.5, 0.004, 0.01, 0.005, 0.02, 0.03, 0.5) == pytest.approx(0.015)


def test_one_recovers_where_nothing_strains() -> None:
    assert strain_change(0.4, 0.0, 0.0, 1.0, 0.5, 0.012, 0.05, 1.0) == pytest.approx(-0.02)
    assert strain_change(0.4, 0.0, 1.0, 0.0, 0.5, 0.012, 0.05, 1.0) == pytest.approx(-0.02)  # acting outside the scope


def test_strain_stays_between_none_and_full() -> None:
    always(
        strain_change,
        lambda strain, **others: -1e-12 <= strain + strain_change(strain, **others) <= 1.0 + 1e-12,
        **LOAD,
    )
