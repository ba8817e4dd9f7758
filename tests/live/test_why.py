"""Why: the story of a person adds up, in the numbers as they are shown."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from live_view import small_offices

from sim.live.why import TOLD, UnknownError, shares_of, why
from sim.state import P, T


def test_the_amounts_add_up_as_they_are_shown() -> None:
    offices = small_offices("environment.demand=1.4")
    offices.live(400)
    asked = [("person", who) for who in range(12)] + [("department", who) for who in range(4)] + [("tie", 5)]
    for lane in (0, 1):
        for what, who in asked:
            told = why(offices.side(lane), what, who)
            assert {each["quantity"] for each in told["ledger"]} == set(TOLD)
            for account in told["ledger"]:
                total = sum((Decimal(f"{each['amount']:.3f}") for each in account["entries"]), Decimal(0))
                assert total == Decimal(f"{account['total']:.3f}")
                assert Decimal(f"{account['from']:.3f}") + total == Decimal(f"{account['to']:.3f}")


def test_it_tells_what_is_true() -> None:
    offices = small_offices()
    offices.live(300)
    side = offices.side(0)
    organization = side.organization
    told = why(side, "person", 4)
    accounts = {each["quantity"]: each for each in told["ledger"]}
    assert told["title"] == organization.ids[4]
    assert accounts["morale"]["to"] == pytest.approx(side.people[P.morale, 4], abs=6e-4)
    grudges = side.ties[T.animosity][organization.client == 4]
    assert accounts["animosity"]["to"] == pytest.approx(grudges.mean(), abs=6e-4)
    words = " ".join(told["lines"])
    assert organization.departments[organization.department[4]] in words
    assert organization.ids[organization.boss[4]] in words
    waiting = int(side.ties[T.backlog][organization.client == 4].sum())
    assert f"to {waiting} request" in words or (waiting == 0 and "Waits for no answer" in words)


def test_it_can_be_told_since_a_day() -> None:
    offices = small_offices()
    offices.live(110)
    before = offices.side(0).people[P.cynicism].copy()
    offices.live(60)
    told = why(offices.side(0), "person", 3, since=119)
    assert 94 < told["since"] <= 119
    offices.go_to(told["since"])
    account = next(each for each in told["ledger"] if each["quantity"] == "cynicism")
    assert account["from"] == pytest.approx(offices.side(0).people[P.cynicism, 3], abs=6e-4)
    assert len(before) == 12


@pytest.mark.parametrize(("what", "who"), [("person", 12), ("person", -1), ("department", 99), ("tie", 10**9)])
def test_nobody_of_that_number_is_an_error_in_words(what: str, who: int) -> None:
    with pytest.raises(UnknownError, match="allowed are 0 to"):
        why(small_offices().side(0), what, who)


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=30), st.integers(-2, 2))
def test_shares_add_up_and_stay_near(amounts: list[float], off: int) -> None:
    exact = np.array(amounts)
    total = round(float(exact.sum())) + off
    shares = shares_of(total, exact)
    assert sum(shares) == total
    assert max(abs(share - amount) for share, amount in zip(shares, amounts, strict=True)) <= 4
