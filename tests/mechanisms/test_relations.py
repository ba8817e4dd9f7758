"""Relations: grudges fade, warmth grows with contact and is crowded out by exchange."""

from __future__ import annotations

import math

import numpy as np
import pytest
from properties import always, default, everywhere

from sim.mechanisms.relations import contact, crowded_out, exchange, forgiven, kept_affinity, liking


def logit(p: float) -> float:
    return math.log(p / (1.0 - p))


def test_an_unrepeated_grudge_fades_as_published() -> None:
    """McCullough et al. 2010: .44 log-odds per ln(day), so about 2 log-odds by three months."""
    assert default("forgiveness") == pytest.approx(0.44)
    grudge, by_day = 0.5, {}
    for day in range(1, 91):
        grudge -= forgiven(
            grudge, float(day), default("forgiving_warmth"), default("forgiveness"), default("warm_forgiveness"),
            default("forgiving_warmth"),
        )  # fmt: skip
        by_day[day] = grudge
    slope = (logit(by_day[90]) - logit(by_day[7])) / (math.log(90.5) - math.log(7.5))
    assert slope == pytest.approx(-0.44, rel=0.03)
    assert logit(0.5) - logit(by_day[90]) == pytest.approx(2.0, abs=0.4)


def test_a_grudge_fades_faster_between_friends_and_later_more_slowly() -> None:
    rising = ("camaraderie", "forgiveness")
    everywhere(forgiven, 0.0, 1.0, rising=rising, falling=("since_offence",), since_offence=(1.0, 1e6))
    always(forgiven, lambda animosity, **others: forgiven(animosity, **others) <= animosity)
    assert forgiven(0.5, 4.0, 0.5, 0.44, 1.0, 0.3) == pytest.approx(0.44 * 1.2 * 0.25 / 4.0)


def test_nothing_is_forgiven_on_the_day_of_the_offence() -> None:
    assert forgiven(0.5, 0.0, 1.0, 2.0, 3.0, 0.3) == 0.0


def test_only_peers_who_deal_as_client_and_supplier_exchange() -> None:
    everywhere(
        exchange, 0.0, 1.0, rising=("peer", "shown", "scope", "service_agreements", "accounting"),
        peer=(0.0, 1.0), shown=(0.0, 1.0), scope=(0.0, 1.0),
    )  # fmt: skip
    assert exchange(1.0, 0.6, 0.5, 0.4, 0.25) == pytest.approx(0.5 * 0.7)
    assert exchange(1.0, 1.0, 0.0, 1.0, 0.25) == 0.0  # peers are spared
    assert exchange(0.0, 1.0, 1.0, 0.0, 0.25) == 0.0  # other ties were an exchange anyway


def test_exchange_crowds_out_warmth_unless_it_is_switched_off_or_shielded() -> None:
    ranges = {"own_exchange": (0.0, 1.0), "shield": (0.0, 1.0)}
    everywhere(crowded_out, 0.0, 0.2, rising=("camaraderie", "own_exchange", "crowding"), falling=("shield",), **ranges)
    assert crowded_out(0.5, 0.8, 0.25, 0.012) == pytest.approx(0.012 * 0.8 * 0.75 * 0.5)
    assert crowded_out(0.5, 0.8, 0.0, 0.0) == crowded_out(0.5, 0.8, 1.0, 0.2) == 0.0


def test_warmth_returns_to_what_two_people_would_come_to() -> None:
    always(
        kept_affinity,
        lambda camaraderie, affinity, affinity_pull: (
            abs(camaraderie + kept_affinity(camaraderie, affinity, affinity_pull) - affinity)
            <= abs(camaraderie - affinity) + 1e-12
        ),
    )
    assert kept_affinity(0.2, 0.4, 0.01) == pytest.approx(0.002)


def test_good_manners_warm_and_bad_manners_cool() -> None:
    everywhere(contact, -0.1, 0.1, rising=("quality",))
    assert contact(0.8, 0.5, 0.01) == pytest.approx(0.0015)
    assert contact(0.2, 0.5, 0.01) == pytest.approx(-0.0015)
    assert contact(0.5, 0.5, 0.01) == 0.0


def test_liking_has_reasons_that_two_people_share_and_reasons_of_ones_own() -> None:
    """Krackhardt 1987: with weights of .6 and .4 the two ends of a tie correlate by .36 / .52."""
    rng = np.random.default_rng(1)
    shared, one, other = (rng.standard_normal(4000) for _ in range(3))
    ends = np.array(
        [[liking(0.5, s, own, 0.05, 0.6) for s, own in zip(shared, draws, strict=True)] for draws in (one, other)]
    )
    assert np.corrcoef(ends)[0, 1] == pytest.approx(0.36 / 0.52, abs=0.03)
    assert ends.std() == pytest.approx(0.05 * 0.52**0.5, rel=0.05)
    assert liking(0.9, 3.0, 3.0, 0.3, 0.6) == 1.0
    assert liking(0.1, -3.0, -3.0, 0.3, 0.6) == 0.0
