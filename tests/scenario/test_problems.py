"""The mistakes that beginners make: all at once, each at its place, each with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario import Problem, ScenarioError, load
from sim.scenario.fitting import too_large
from sim.scenario.office import Department, OrganizationPart
from sim.scenario.problems import did_you_mean, nearest
from sim.scenario.tree import Place, Section, Source

BAD = """\
extends: cubicle_farm
titel: x #2:1|did you mean title?
days: 2.5 #3:7|a whole number from 1 to 25000 days
promise: 0.5 #4:1|did you mean policy.promise?
organization:
  contacts: 0 #6:13|a whole number from 1 to 50 people
  people: nofile.csv #7:11|names no file
  departments:
    slaes: {own_work: 0.7} #9:5|did you mean sales?
    hr: #10:5|to take away
    a.b: {size: 3} #11:5|cannot be the name of a department
    sales:
      size: "40" #13:13|write it without quotes
      own_work: 3 #14:17|a number from 0 to 2 days/day
      faces_customers: yes #15:24|write true
      depends_on:
        supprt: 1 #17:9|did you mean support?
        it: 30 #18:13|from 0 to 20 requests/day
        sales: 1 #19:9|is the department itself
people: 7 #20:9|must be names with values
policy:
  promiss: 0.5 #22:3|did you mean promise?
  promise: 1.8 #23:12|found: 1.8
  client_mindset: loud #24:19|{level: …, start: …, ramp: …, end: …}
  start: year 2, weak 3 #25:10|year 2, week 3
  team_building: 50% #26:18|write it as a share: 0.5
  recognition: {level: 0.5, start: 2, ned: 5} #27:39|did you mean end?
  empowerment:
    - {level: 2} #29:15|too large
    - {start: 3} #30:7|level is missing
  scope: {peers: -1} #31:18|too small
environment:
  demand: 0,9 #33:11|write the decimal with a point
  shocks:
    - {kind: recesion} #35:14|did you mean recession?
    - {start: 5} #36:7|kind is missing
    - {kind: surge, fall: 1} #37:21|is not a name
coefficients:
  demnad: {} #39:3|did you mean demand?
  demand: {request_effort: true} #40:28|must be a number
"""


def test_every_mistake_is_told_at_once_and_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(BAD, encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        load(path)
    told = {f"{each.line}:{each.column}": str(each) for each in error.value.problems}
    wanted = dict(line.split(" #", 1)[1].split("|", 1) for line in BAD.splitlines() if " #" in line)
    assert set(told) == set(wanted)
    for place, words in wanted.items():
        assert words in told[place]
    assert [each.line for each in error.value.problems] == sorted(each.line for each in error.value.problems)


def test_a_problem_shows_the_line_and_a_caret_under_the_mistake() -> None:
    problem = Problem("x is wrong", "a.yaml", 3, 4, "1", "2", "write 2", "a:\t1")
    assert str(problem) == "a.yaml:3:4: x is wrong\n     3 | a: 1\n       |    ^\n  found: 1\n  allowed: 2\n  write 2"


def test_the_caret_stands_under_the_mistake_in_a_long_line() -> None:
    text = "x" * 500 + "!" + "x" * 500
    shown, caret = str(Problem("wrong", "a", 1, 501, text=text)).splitlines()[1:3]
    assert shown[caret.index("^")] == "!"
    assert len(shown) < 132


def test_a_terminal_gets_nothing_to_act_on() -> None:
    assert "\x1b" not in str(Problem("wrong", "a", 1, 1, text="\x1b[31mred"))


def test_the_nearest_name_is_found_whatever_the_case_and_the_hyphens() -> None:
    assert nearest("Client-Mindset", ["promise", "client_mindset"]) == "client_mindset"
    assert did_you_mean("zzz", ["promise"]) == ""


def test_a_thousand_mistakes_are_counted_and_not_all_told() -> None:
    message = str(ScenarioError(Problem(f"wrong {each}") for each in range(1000)))
    assert message.count("wrong") == 50
    assert message.endswith("and 950 more")


@pytest.mark.parametrize(
    ("organization", "says"),
    [
        ("{}", "nobody works here"),
        ("{departments: {a: {size: 3000000}, b: {size: 3000000}}}", "6,000,000 people"),
        ("{departments: {a: {size: 3}}, ties: x.csv}", "stands without people"),
        ("{departments: {a: {size: 3, depends_on: {b: 5}}, b: {size: 9}}}", "up to 4 requests/day"),
        ("{departments: {a: {size: 3, depends_on: {b: 5}}, b: {size: 1}}, contacts: 9}", "up to 2 requests/day"),
    ],
)
def test_what_single_values_allow_and_together_do_not(tmp_path: Path, organization: str, says: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"organization: {organization}\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=says):
        load(path)


def test_an_office_larger_than_the_memory_is_refused_before_it_is_built() -> None:
    place = Place(Source("x"))
    part = OrganizationPart(departments={"a": Department(size=1_000_000)})
    (problem,) = too_large(part, Section({}, place), available=10**9)
    assert "1,000,000 people" in problem.found
    assert too_large(part, Section({}, place), available=10**10) == too_large(part, Section({}, place), None) == []
