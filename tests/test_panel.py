"""The panel: every column is defined, and what it says is what the run did."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from sim import Workplace, write_panel
from sim.mechanisms import Coefficients
from sim.model import prepare
from sim.panel import columns
from sim.panel.columns import FLOWS, MEANS, OPENING, TIE_FLOWS
from sim.quantity import quantities
from sim.scenario import load
from sim.state import PersonDay, TieDay

DAYS, EVERY, SEED = 60, 7, 11


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("panel")
    files = write_panel(made, "cubicle_farm", SEED, every=EVERY, days=DAYS)
    assert sorted(files) == sorted(made.iterdir())
    return made


@pytest.fixture(scope="module")
def model() -> Workplace:
    made = Workplace("cubicle_farm", seed=SEED, days=DAYS)
    made.run_days(EVERY)
    return made


def test_every_column_is_defined_and_nothing_else(folder: Path) -> None:
    defined = pd.read_csv(folder / "columns.csv", keep_default_na=False)
    for file in folder.glob("*.parquet"):
        of_table = defined[defined["table"] == file.stem]
        schema = pq.read_schema(file)
        assert of_table["column"].tolist() == schema.names
        for field, unit, meaning in zip(schema, of_table["unit"], of_table["meaning"], strict=True):
            assert field.metadata == {b"unit": unit.encode(), b"meaning": meaning.encode()}
            assert meaning
        assert schema.metadata[b"seed"] == b"11"
        assert schema.metadata[b"every"] == b"7"
    assert len({(each.table, each.name) for each in columns()}) == len(columns()) == len(defined)


def test_flows_are_declared_quantities_of_a_day() -> None:
    assert set(FLOWS) <= {each.name for each in quantities(PersonDay)}
    assert set(TIE_FLOWS) <= {each.name for each in quantities(TieDay)}


def test_values_are_within_what_the_columns_allow(folder: Path) -> None:
    for each in columns():
        if each.type == "float64" and each.table in ("people", "ties", "quits"):
            values = pd.read_parquet(folder / f"{each.table}.parquet", columns=[each.name])[each.name].dropna()
            assert each.low is None or (values >= each.low - 1e-12).all(), each
            assert each.high is None or (values <= each.high + 1e-12).all(), each


def test_people_are_as_the_model_had_them(folder: Path, model: Workplace) -> None:
    people = pd.read_parquet(folder / "people.parquet")
    assert people["day"].unique().tolist() == [OPENING, *range(EVERY - 1, DAYS, EVERY)]
    assert (people.loc[people["day"] >= 0, "days"] == EVERY).all()
    first = people[people["day"] == EVERY - 1].set_index("person")
    assert first.index.tolist() == model.organization.ids
    for employee in model.employees:
        row = first.loc[employee.name]
        assert row["morale"] == employee.morale
        assert row["department"] == employee.department
        assert row["team"] == employee.team
        assert (row["manager"] if employee.boss else None) == (employee.boss.name if employee.boss else None)
    grudges = [np.mean([tie.animosity for tie in each.ties_as_client]) for each in model.employees]
    assert first["animosity_mean"].tolist() == pytest.approx(grudges)


def test_flows_are_sums_over_the_window(folder: Path) -> None:
    people = pd.read_parquet(folder / "people.parquet")
    ties = pd.read_parquet(folder / "ties.parquet")
    daily = Workplace("cubicle_farm", seed=SEED, days=DAYS).at(0)
    output, blocked, received = np.zeros(len(daily.employees)), np.zeros(len(daily.employees)), 0.0
    for _ in range(EVERY):
        daily.step()
        output += [each.output for each in daily.employees]
        blocked += [each.blocked for each in daily.employees]
        received += sum(each.received for each in daily.employees)
    sampled = people[people["day"] == EVERY - 1]
    assert sampled["output"].tolist() == output.tolist()
    assert sampled["blocked_mean"].tolist() == pytest.approx(blocked / EVERY)
    first = ties[ties["day"] == EVERY - 1]
    assert first["served"].sum() == pytest.approx(received)
    both = people.groupby("day", observed=True)["received"].sum(), ties.groupby("day", observed=True)["served"].sum()
    assert both[0].tolist() == pytest.approx(both[1].tolist())
    later = people[people["day"] >= 0]
    assert (later["quality_received"].isna() == (later["received"] == 0)).all()
    case_effort = Coefficients().demand.case_effort
    by_case = later["finished"] * case_effort * later["workmanship_mean"].fillna(0.0)
    assert later["output"].to_numpy() == pytest.approx(by_case.to_numpy())


def test_the_opening_is_the_office_before_anything_has_happened(folder: Path) -> None:
    people, ties = (pd.read_parquet(folder / f"{table}.parquet") for table in ("people", "ties"))
    opening = people[people["day"] == OPENING].set_index("person")
    untouched = Workplace("cubicle_farm", seed=SEED, days=DAYS)
    for employee in untouched.employees:
        assert opening.loc[employee.name, "morale"] == employee.morale
    assert (opening["days"] == 0).all()
    assert opening[[each.name for each in quantities(PersonDay)]].isna().all(axis=None)
    first = ties[ties["day"] == OPENING]
    assert (first["backlog"] == 0).all()
    assert first[["served", "quality", "gratitude"]].isna().all(axis=None)
    assert first["animosity"].mean() == pytest.approx(opening["animosity_mean"].mean(), rel=0.01)


def test_a_human_being_can_be_followed_across_those_who_come_and_go(tmp_path: Path) -> None:
    write_panel(tmp_path, "cubicle_farm", 3, every=1, days=250)
    people, ties, events = (pd.read_parquet(tmp_path / f"{each}.parquet") for each in ("people", "ties", "quits"))
    hires, quits = (events[events["event"] == kind] for kind in ("hire", "quit"))
    assert len(hires) > 5
    assert people["occupant"].nunique() == people["person"].nunique() + len(hires)
    assert people["occupant"].isna().equals(people["vacant"] > 0)
    seen = people.groupby("occupant", observed=True)["day"].agg(["min", "max"])
    assert (seen.loc[hires["occupant"], "min"].to_numpy() == hires["day"].to_numpy()).all()
    assert (seen.loc[quits["occupant"], "max"].to_numpy() == quits["day"].to_numpy() - 1).all()
    settled = people[people["occupant"].notna() & (people["day"] > OPENING)]
    steps = settled.groupby("occupant", observed=True)["tenure"].diff().dropna()
    assert (steps == 1).all(), "a human being's tenure grows by a day each day, whoever sat there before"
    both = ties.merge(people, left_on=["day", "client"], right_on=["day", "person"], validate="many_to_one")
    assert both["client_occupant"].astype(object).equals(both["occupant"].astype(object))


def test_every_departure_and_arrival_is_there(folder: Path) -> None:
    events = pd.read_parquet(folder / "quits.parquet")
    whole = pd.read_parquet(folder / "organization.parquet")
    departments = pd.read_parquet(folder / "departments.parquet")
    assert len(departments) == DAYS * departments["department"].nunique()
    assert len(whole) == DAYS
    headcount = whole["headcount"].tolist()
    quits = events[events["event"] == "quit"].groupby("day").size()
    assert len(quits) > 0
    assert quits.sum() == pytest.approx((whole["turnover"] * whole["headcount"] / 250).sum())
    staff = pd.read_parquet(folder / "people.parquet")["person"].nunique()
    gone = events["event"].map({"quit": 1, "layoff": 1, "hire": -1}).astype(int).sum()
    assert headcount[-1] == staff - gone
    assert (events.loc[events["event"] == "hire", "tenure"] == 0).all()
    assert (events.loc[events["event"] != "hire", "vacant"] == 0).all()


def test_layoffs_of_a_recession(tmp_path: Path) -> None:
    scenario = tmp_path / "bust.yaml"
    scenario.write_text(
        "extends: cubicle_farm\ndays: 12\nenvironment: {shocks: [{kind: recession, start: 2, length: 9, layoffs: 0.5}]}\n"
    )
    write_panel(tmp_path / "panel", scenario, 1, every=12)
    events = pd.read_parquet(tmp_path / "panel" / "quits.parquet")
    laid_off = events[events["event"] == "layoff"]
    assert len(laid_off) > 10
    assert laid_off["day"].min() >= 2
    assert (laid_off["tenure"] > 0).any()


def test_from_tables_and_with_bad_arguments(tmp_path: Path) -> None:
    prepared = prepare("cubicle_farm", 2, days=3)
    write_panel(tmp_path, prepared, every=1)
    assert len(pd.read_parquet(tmp_path / "organization.parquet")) == 3
    with pytest.raises(ValueError, match="every: found 0, allowed are 1 day and more"):
        write_panel(tmp_path, prepared, every=0)
    with pytest.raises(ValueError, match="give neither"):
        write_panel(tmp_path, prepared, 3)


def test_a_department_that_has_all_customers_satisfies_them_as_the_organization_does(tmp_path: Path) -> None:
    """The department's satisfaction is followed by the same law, so with one department the two must agree."""
    alone = load(
        "cubicle_farm",
        (
            "days=40", "organization.departments.support.faces_customers=false", "coefficients.customers.fashion=0",
        ),
    )  # fmt: skip
    write_panel(tmp_path, alone, 3)
    departments, organization = (
        pd.read_parquet(tmp_path / f"{each}.parquet") for each in ("departments", "organization")
    )
    sales = departments[departments["department"] == "sales"]
    assert sales["satisfaction"].to_numpy() == pytest.approx(organization["satisfaction"].to_numpy(), rel=1e-9)
    assert departments[departments["department"] != "sales"]["satisfaction"].isna().all()


def test_means_are_those_of_the_evenings(folder: Path, tmp_path: Path) -> None:
    write_panel(tmp_path, "cubicle_farm", SEED, every=1, days=EVERY)
    daily = pd.read_parquet(tmp_path / "people.parquet", columns=["day", "person", *MEANS])
    means = daily[daily["day"] >= 0].groupby("person", observed=True)[list(MEANS)].mean()
    sampled = pd.read_parquet(folder / "people.parquet")
    first = sampled[sampled["day"] == EVERY - 1].set_index("person")
    for name in MEANS:
        assert first[f"{name}_mean"].loc[means.index].to_numpy() == pytest.approx(means[name].to_numpy()), name
