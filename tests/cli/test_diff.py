"""``sim diff``: what differs, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import Sim
from sim.cli.contrast import contrasts
from sim.scenario import load


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(
        "extends: small_shop\ntitle: Other\ndays: 40\npolicy: {promise: 0, start: 10}\n"
        "organization: {departments: {office: null, cellar: {size: 3, depends_on: {counter: 0.1}}, counter: {size: 6}}}\n"
        "environment: {shocks: [{kind: surge, start: 20}]}\ncoefficients: {grudge: {offence: 0.3}}\n"
    )
    return "own.yaml"


def test_all_that_differs_is_told_once_and_in_words(own: str, sim: Sim) -> None:
    said = sim("diff", "small_shop", own, "--no-run")
    assert said.status == 0
    found = {each.name: each for each in contrasts(load("small_shop"), load(own))}
    assert set(found) == {
        "policy.promise", "policy.client_mindset", "organization.departments.office", "organization.departments.cellar",
        "organization.departments.counter.size", "environment.shocks", "days", "coefficients.grudge.offence",
    }  # fmt: skip
    assert (found["organization.departments.office"].first, found["organization.departments.office"].second) == (
        "2 people",
        "–",
    )
    assert found["policy.promise"].second == "stays at 0"
    assert "from day 60" in found["policy.client_mindset"].first
    assert "from day 10" in found["policy.client_mindset"].second
    assert found["coefficients.grudge.offence"].meaning
    for each in found:
        assert said.out.count(f"\n{each}: ") + said.out.startswith(f"{each}: ") == 1


def test_scenarios_that_say_the_same_differ_in_nothing(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "same.yaml").write_text("extends: small_shop\ntitle: Another name\npolicy: {start: year 1, ramp: 20}\n")
    (tmp_path / "same.yaml").write_text("extends: small_shop\ntitle: Another name\npolicy: {ramp: 20}\n")
    said = sim("diff", "small_shop", tmp_path / "same.yaml")
    assert said.status == 0
    assert said.out == "small_shop and same say the same, but for their texts.\n"


def test_the_outcome_is_that_of_the_second_less_that_of_the_first(own: str, sim: Sim) -> None:
    told = sim("diff", "small_shop", own, "--replications", 2, "--days", 40, "--json").json
    assert (told["days"], told["replications"], told["seed"]) == (40, 2, 1)
    back = sim("diff", own, "small_shop", "--replications", 2, "--json").json
    assert back["days"] == 40
    for name, there in told["measures"].items():
        if there["difference"] is not None:
            assert there["difference"] == pytest.approx(-back["measures"][name]["difference"], abs=1e-12)
            assert there["difference"] == pytest.approx(there["second"] - there["first"], abs=1e-12)


def test_it_is_what_compare_tells(own: str, tmp_path: Path, sim: Sim) -> None:
    ours = sim("diff", "small_shop", own, "--replications", 2, "--json").json["measures"]["morale"]
    theirs = sim(
        "compare", own, "--against", "small_shop", "--days", 40, "--replications", 2, "--json", "-o", tmp_path / "r"
    ).json["measures"]["morale"]
    assert ours["difference"] == theirs["difference"]


def test_the_table_names_what_surely_differs(own: str, sim: Sim) -> None:
    said = sim("diff", "small_shop", own, "--replications", 3)
    assert said.status == 0
    assert "Of 35 measures, " in said.out


def test_mistakes_are_answered(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "x.yaml").write_text("extends: small_shop\npolicy: {promis: 1}\n")
    said = sim("diff", "small_shop", tmp_path / "x.yaml")
    assert said.status == 2
    assert "did you mean promise?" in said.err
