"""A file, a name, an override: what comes out, and where it came from."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario import Scenario, ScenarioError, load, paths, shipped, trace, with_values

Write = Callable[[str, str], Path]

OFFICE = "organization:\n  departments:\n    a: {size: 3, depends_on: {b: 0.5}}\n    b: {size: 4}\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_every_shipped_scenario_loads_by_name_and_by_path() -> None:
    assert "cubicle_farm" in shipped()
    for name, path in shipped().items():
        assert load(name) == load(path) == load(f"{name}.yaml")


def test_cubicle_farm_is_an_office_of_about_190_where_nothing_is_done() -> None:
    scenario = load("cubicle_farm")
    departments = scenario.organization.departments
    assert sum(each.size for each in departments.values()) == 188
    assert {name for name, each in departments.items() if each.faces_customers} == {"sales", "support"}
    assert scenario.twin() == scenario


def test_twin_differs_in_nothing_but_the_policy() -> None:
    scenario = load("cubicle_farm", ["policy.promise=0.8", "policy.scope.peers=0"])
    assert scenario.twin() == load("cubicle_farm")
    assert scenario.twin() != scenario


def test_values_come_from_the_last_file_that_says_them(write: Write) -> None:
    write("base.yaml", OFFICE + "days: 100\npeople: {morale: 0.4, cynicism: 0.2}\n")
    write("middle.yaml", "extends: base.yaml\npeople: {morale: 0.5}\n")
    top = write("top.yaml", "extends: middle\ndays: 200\n")
    traced = trace(top, ["people.cynicism=0.6"])
    assert (traced.scenario.days, traced.scenario.people.morale, traced.scenario.people.cynicism) == (200, 0.5, 0.6)
    said = {
        name: traced.origin(name)
        for name in ("days", "people.morale", "people.cynicism", "organization.departments.b.size")
    }
    assert [(Path(place.source.name).name, place.line) for place in said.values() if place] == [
        ("top.yaml", 2),
        ("middle.yaml", 2),
        ("--set people.cynicism=0.6", 0),
        ("base.yaml", 4),
    ]
    assert traced.origin("people.tenure") is None
    assert [Path(each.name).name for each in traced.files] == ["top.yaml", "middle.yaml", "base.yaml"]


def test_a_file_may_be_called_like_the_shipped_one_that_it_extends(write: Write) -> None:
    path = write("cubicle_farm.yaml", "extends: cubicle_farm\ndays: 10\n")
    assert load(path).days == 10


def test_removing_a_department_removes_what_depends_on_it(write: Write) -> None:
    scenario = load(write("x.yaml", "extends: cubicle_farm\norganization: {departments: {it: null}}\n"))
    assert "it" not in scenario.organization.departments
    assert all("it" not in each.depends_on for each in scenario.organization.departments.values())


def test_an_error_in_an_inherited_value_names_the_file_that_said_it(write: Write) -> None:
    write("base.yaml", OFFICE + "days: -1\n")
    with pytest.raises(ScenarioError) as error:
        load(write("top.yaml", "extends: base.yaml\n"))
    (problem,) = error.value.problems
    assert (Path(problem.file).name, problem.line, problem.column) == ("base.yaml", 5, 7)


def test_files_of_an_office_are_found_from_the_file_that_names_them(write: Write, tmp_path: Path) -> None:
    write("people.csv", "id\n")
    write("asks.csv", "client\n")
    scenario = load(write("x.yaml", "organization: {people: people.csv, ties: asks.csv}\n"))
    assert scenario.organization.people == str(tmp_path / "people.csv")
    with pytest.raises(ScenarioError, match="people stands without ties"):
        load(write("z.yaml", "organization: {people: people.csv}\n"))
    with pytest.raises(ScenarioError, match=r"organization\.ties names no file"):
        load(write("y.yaml", "organization: {people: people.csv, ties: ties.csv}\n"))


@pytest.mark.parametrize(
    ("override", "says"),
    [
        ("policy.promise=1.8", "--set policy.promise=1.8: policy.promise is too large"),
        ("promise=1", "did you mean policy.promise"),
        ("coefficients.people.mutual_affinity=0.5", "did you mean people.mutual_affinity?"),
        ("quit_rate=0.0005", "did you mean coefficients.staffing.quit_rate?"),
        ("policy.promise=high", "must be a number or a plan over time"),
        ("policy.promise", "this sets nothing"),
        ("policy..promise=1", "no name of a value"),
        ("extends=x", "no name of a value"),
        ("policy.promise=.nan", "no number to reckon with"),
        ("policy.promise=[", "--set policy.promise="),
    ],
)
def test_an_override_that_cannot_be_is_called_by_its_option(override: str, says: str) -> None:
    with pytest.raises(ScenarioError) as error:
        load("cubicle_farm", [override, "policy.recognition=7"])
    assert "--set policy.recognition=7: policy.recognition is too large" in str(error.value)
    assert says in str(error.value)


def test_overrides_reach_into_lists(write: Write) -> None:
    path = write("x.yaml", OFFICE + "environment: {shocks: [{kind: surge, rise: 0.2, start: 5}]}\n")
    shock = load(path, ["environment.shocks.0.start=year 2"]).environment.shocks[0]
    assert (shock.kind, shock.start) == ("surge", 250)
    with pytest.raises(ScenarioError, match="no number 1 in the list"):
        load(path, ["environment.shocks.1.start=3"])


@given(st.data())
def test_every_path_can_be_set_within_its_plausible_range(data: st.DataObject) -> None:
    scenario = load("cubicle_farm", ["environment.shocks=[{kind: recession}, {kind: surge}]"])
    known = paths(scenario)
    name = data.draw(st.sampled_from([each for each in sorted(known) if not each.endswith(".size")]))  # memory differs
    number = known[name]
    value = data.draw(st.floats(*number.plausible))
    default: object = with_values(scenario, {name: np.float64(number.default)})
    assert isinstance(default, Scenario)
    try:
        changed = with_values(scenario, {name: value})
    except ScenarioError as error:
        assert "must be a whole number" in str(error) or "must be a day" in str(error)  # noqa: PT017
    else:
        here: object = changed
        for part in name.split("."):
            here = (
                here[int(part)]
                if isinstance(here, tuple)
                else here[part]
                if isinstance(here, dict)
                else getattr(here, part)
            )
        assert here == value


@pytest.mark.parametrize(
    "values",
    [
        {"policy.promise": 2.0},
        {"policy.promis": 0.5},
        {"policy.promise": float("nan")},
        {"policy.promise": {1}},
        {"days": 2.5},
    ],
)
def test_with_values_refuses_what_is_not_allowed(values: dict[str, object]) -> None:
    with pytest.raises(ScenarioError):
        with_values(load("cubicle_farm"), values)


def test_a_scenario_survives_pickling_and_its_own_data() -> None:
    scenario = load("cubicle_farm", ["policy.promise=[{level: 0.5, start: year 2}, {level: 1, start: 300, end: 400}]"])
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert Scenario.model_validate(scenario.model_dump(exclude_unset=True), strict=True) == scenario


def test_checking_imports_nothing_heavy() -> None:
    heavy = "numba", "mesa", "pandas", "plotly", "numpy", "networkx", "scipy"
    code = f"import sys, sim.scenario; sim.scenario.load('cubicle_farm'); print([each for each in {heavy} if each in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert done.stdout.strip() == "[]"
