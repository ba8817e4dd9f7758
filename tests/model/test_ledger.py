"""The ledger adds up, with what was changed by hand, and the measures can be read."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim import Employee, Workplace
from sim.measures import MEASURES
from sim.model.accounts import QUANTITIES, held
from sim.scenario import Scenario


def sums(model: Workplace, **of: object) -> list[float]:
    table = model.ledger(**of)  # type: ignore[arg-type]
    return [float(table.loc[table["quantity"] == name, "amount"].sum()) for name in QUANTITIES]


def test_entries_add_up_to_the_change_since_the_start(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3, client_mindset=1.0)
    start = held(model.lanes)
    model.run_days(10)
    model.employees[3].cynicism = 1.0
    model.run_days(10)
    model.employees[3].mood = 0.0
    change = held(model.lanes) - start
    assert sums(model) == pytest.approx(change.sum(axis=1))
    assert sums(model, person=model.employees[3]) == pytest.approx(change[:, 3])
    sales = model.organization.department == model.organization.departments.index("sales")
    assert sums(model, department="sales") == pytest.approx(change[:, sales].sum(axis=1))
    table = model.ledger(person=model.employees[3].name)
    assert set(table.loc[table["mechanism"] == "by_hand", "quantity"]) == {"cynicism", "mood"}


def test_entries_add_up_to_the_change_of_a_day(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3, client_mindset=1.0)
    model.run_days(10)
    before = held(model.lanes)
    model.tie(3).animosity = 0.5
    model.step()
    change = held(model.lanes) - before
    client = model.tie(3).client.number
    assert sums(model, day=10) == pytest.approx(change.sum(axis=1))
    assert sums(model, day=10, person=model.employees[client]) == pytest.approx(change[:, client])
    model.employees[0].mood = 0.0  # belongs to the coming day
    assert sums(model, day=10) == pytest.approx(change.sum(axis=1))
    assert sums(model, day=10, person=model.employees[client]) == pytest.approx(change[:, client])
    assert sums(model, day=4) == pytest.approx(sums(model.at(5), day=4))


def test_means_are_per_person_and_per_tie(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3)
    model.run_days(5)
    table = model.ledger().set_index(["quantity", "mechanism"])
    row = table.loc[("mood", "return")]
    assert row["mean"] == pytest.approx(row["amount"] / len(model.employees))
    row = table.loc[("animosity", "forgiveness")]
    assert row["mean"] == pytest.approx(row["amount"] / model.organization.tie_count)


@pytest.mark.parametrize(
    ("of", "told"),
    [
        ({"day": 5}, "day: found 5, allowed are 0 to 4"),
        ({"day": 2, "person": "sales-01"}, r"model.at\(3\).ledger"),
        ({"department": "sails"}, "no department 'sails'; departments are sales, back"),
    ],
)
def test_a_ledger_that_is_not_kept(scenario: Scenario, of: dict[str, object], told: str) -> None:
    model = Workplace(scenario, seed=3)
    model.run_days(5)
    with pytest.raises(ValueError, match=told):
        model.ledger(**of)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="open the workplace with ledger=True"):
        Workplace(scenario, seed=3, ledger=False).ledger()


def test_a_ledger_changes_nothing(scenario: Scenario) -> None:
    models = [Workplace(scenario, seed=3, ledger=kept) for kept in (True, False)]
    for model in models:
        model.run_days(20)
    np.testing.assert_array_equal(models[0].people, models[1].people)


def test_measures_of_today_and_by_day(scenario: Scenario) -> None:
    model = Workplace(scenario, seed=3)
    assert set(model.measures) == set(MEASURES)
    assert all(math.isnan(value) for value in model.measures.values())
    model.run_days(6)
    assert model.series().iloc[-1].to_dict() == pytest.approx(model.measures, nan_ok=True)
    assert model.measures["morale"] == pytest.approx(model.agents.agg("morale", lambda each: np.mean(list(each))))
    assert model.series("back").shape == (6, len(MEASURES))
    assert isinstance(model.employees[0], Employee)
    assert "day 6" in repr(model)
