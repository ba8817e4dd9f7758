"""The levers: what management sets, what it costs, and which ties it reaches."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pydantic import ValidationError

from sim.policy import NEUTRAL_PRIORITY, SCOPE_OF_KIND, Environment, Kind, LeverCosts, Levers, W, X
from sim.quantity import quantities


def test_levers_go_from_nothing_to_everything() -> None:
    for lever in quantities(Levers):
        assert (lever.low, lever.high, lever.unit) == (0.0, 1.0, "1"), lever.name


@pytest.mark.parametrize("level", [-0.1, 1.1, float("nan")])
def test_a_lever_beyond_everything_is_refused(level: float) -> None:
    with pytest.raises(ValidationError, match="promise"):
        Levers(promise=level)


def test_the_cubicle_farm_does_nothing() -> None:
    """A default policy that already is a policy: only scopes and the neutral priority do not rest at 0."""
    resting = {name: level for name, level in Levers() if level != 0.0}
    assert resting.pop("internal_priority") == NEUTRAL_PRIORITY == 0.5
    assert set(resting) == set(SCOPE_OF_KIND.values())
    assert set(resting.values()) == {1.0}


def test_every_kind_of_tie_has_its_scope() -> None:
    assert set(SCOPE_OF_KIND) == set(Kind)
    assert len(set(SCOPE_OF_KIND.values())) == len(Kind)
    assert SCOPE_OF_KIND[Kind.upward] == "scope_reports"  # the boss serves the one who asks upward
    assert SCOPE_OF_KIND[Kind.downward] == "scope_bosses"


def test_kinds_stand_in_the_order_of_a_clients_ties() -> None:
    assert all(a < b for a, b in pairwise(Kind))
    assert max(Kind) == Kind.peer


def test_rows_are_those_of_the_declarations() -> None:
    assert [row.name for row in X] == [lever.name for lever in quantities(Levers)]
    assert [row.name for row in W] == [condition.name for condition in quantities(Environment)]


def test_all_levers_at_once_leave_most_of_the_day() -> None:
    assert 0.0 < sum(cost.default for cost in quantities(LeverCosts)) < 0.25
