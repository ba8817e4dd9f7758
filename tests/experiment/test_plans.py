"""A sweep in YAML: it says the same as a command line, and its mistakes are told with their places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_experiments import tiny_file

from sim.experiment import DesignError, Plan, is_plan, read_plan, write_plan
from sim.scenario import ScenarioError

PLAN = """\
scenario: tiny.yaml
set:
  policy.start: 6
  people.morale: 0.6
days: 30
vary:
  promise: 0:1:3
  demand: [0.9, 1.1]
  recognition: 0:1
  policy.o*:
design: sobol
samples: 8
replications: 3
until_precise: 2%
price: 50
report: true
"""

SAME = Plan(
    "tiny.yaml",
    set=("policy.start=6", "people.morale=0.6"),
    days=30,
    vary=("promise=0:1:3", "demand=0.9,1.1", "recognition=0:1", "policy.o*"),
    design="sobol",
    samples=8,
    replications=3,
    until_precise="2%",
    price=50,
    report=True,
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    tiny_file(tmp_path)
    return tmp_path


def test_it_says_what_a_command_line_says(here: Path) -> None:
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    assert is_plan("plan.yaml")
    assert not is_plan("tiny.yaml")
    found = read_plan("plan.yaml")
    assert Path(found.scenario).samefile("tiny.yaml")
    assert replace(found, scenario="tiny.yaml") == SAME
    assert found.experiment() == SAME.experiment()
    assert found.experiment().scenario.people.morale == 0.6


@pytest.mark.parametrize(
    "plan",
    [
        SAME,
        Plan("cubicle_farm", vary=("promise",), seed=9, series="all", workers=2, cluster="tcp://here:1"),
        Plan("tiny.yaml", design="points.csv", output="there", at_most=20, until_precise="0.5%,0.01", design_seed=4),
        Plan("tiny.yaml", set=("policy.promise={level: 0.5, end: 20}",), vary=("demand=0.9,1.0",)),
    ],
)
def test_written_and_read_it_is_the_same(here: Path, plan: Plan) -> None:
    Path("points.csv").write_text("promise\n0\n1\n", encoding="utf-8")
    found = read_plan(str(write_plan(plan, "written.yaml")))
    assert Path(found.scenario).stem == Path(plan.scenario).stem
    assert replace(found, scenario=plan.scenario, set=plan.set, vary=plan.vary) == plan
    assert found.experiment() == plan.experiment()


def test_paths_are_relative_to_the_file(here: Path) -> None:
    Path("sub").mkdir()
    Path("sub/points.csv").write_text("promise\n0\n1\n", encoding="utf-8")
    Path("sub/plan.yaml").write_text("scenario: ../tiny.yaml\ndesign: points.csv\n", encoding="utf-8")
    assert len(read_plan("sub/plan.yaml").experiment().points) == 2


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "replications: 3",
            "replicatons: 3",
            ["plan.yaml:13:1: replicatons is not a name", "did you mean replications?"],
        ),
        (
            "replications: 3",
            "replications: no",
            ["plan.yaml:13:15: replications cannot be this", "a whole number from 1"],
        ),
        ("replications: 3", "replications: 0", ["plan.yaml:13:15"]),
        ("scenario: tiny.yaml", "scenario: tinny.yaml", ["plan.yaml:1:11: there is no such scenario", "tiny.yaml"]),
        (
            "policy.start: 6",
            "policy.start: six",
            ["plan.yaml:3:17: policy.start must be a day", "found: the text 'six'"],
        ),
        ("people.morale", "people.moral", ["plan.yaml:4:17", "moral is not a name"]),
        (
            "promise: 0:1:3",
            "promise: 0:2:3",
            ["plan.yaml:7:12: 2 is out of range; policy.promise is allowed from 0 to 1"],
        ),
        ("promise: 0:1:3", "promisse: 0:1:3", ["plan.yaml:7:3: promisse: there is no such number", "did you mean"]),
        ("[0.9, 1.1]", "[0.9, much]", ["plan.yaml:8:11: 'much' is not a number"]),
        ("[0.9, 1.1]", "{low: 1}", ["plan.yaml:8:3: demand: values are a range or a list"]),
        ("policy.o*:", "polizy.o*:", ["plan.yaml:10:3", "no number of the scenario has a name like"]),
        ("design: sobol", "design: sobbol", ["plan.yaml:11:9: there is no such design", "lhs, sobol"]),
        ("price: 50", "price: dear", ["plan.yaml:15:8: price cannot be this"]),
        ("report: true", "report: yes", ["plan.yaml:16:9: report cannot be this", "true or false"]),
        ("days: 30", "days: 30\ndays: 31", ["plan.yaml:6:1: days stands here a second time"]),
    ],
)
def test_mistakes_are_told_with_their_place(here: Path, before: str, after: str, told: list[str]) -> None:
    assert before in PLAN
    Path("plan.yaml").write_text(PLAN.replace(before, after), encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        read_plan("plan.yaml")
    assert all(each in str(error.value) for each in told), str(error.value)


def test_all_mistakes_are_told_at_once(here: Path) -> None:
    wrong = (
        PLAN.replace("start: 6", "start: six").replace("0:1:3", "0:2:3").replace("seed", "seeed").replace("8", "none")
    )
    Path("plan.yaml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        read_plan("plan.yaml")
    assert [each.line for each in error.value.problems] == [3, 7, 12]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"until_precise": "5"}, "--until-precise '5' is not understood"),
        ({"until_precise": "0%"}, "not understood"),
        ({"until_precise": "1%", "replications": 1}, "2 and more"),
        ({"until_precise": "1%", "at_most": 5}, "no fewer than these"),
        ({"at_most": 5}, "--at-most limits --until-precise"),
    ],
)
def test_precision_that_cannot_be(changes: dict[str, object], told: str) -> None:
    with pytest.raises(DesignError, match=told):
        replace(Plan("tiny"), **changes).precision(100.0)  # type: ignore[arg-type]


def test_precision_of_animosity_follows_from_the_price() -> None:
    assert Plan("tiny", until_precise="0.5%").precision(100.0) == (0.5, 0.005, 1000)
    assert Plan("tiny", until_precise=" 0.5 % , 0.02 ", at_most=40).precision(100.0) == (0.5, 0.02, 40)
