"""``sim describe``: a scenario told in plain English."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import Sim
from sim.scenario import load, paths, shipped


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_is_told_with_its_story_levers_and_files(name: str, sim: Sim) -> None:
    said = sim("describe", name)
    assert said.status == 0
    told, flat = load(name), " ".join(said.out.split())
    for text in (told.title, told.story, told.claim, told.question):
        assert " ".join(text.split()) in flat
    for lever in ("client_mindset", "promise", "recognition"):
        assert bool(told.policy.changes(lever)) == (f"\n  {lever} " in said.out)
    for department in told.organization.departments:
        assert f"─ {department}" in said.out or f"  {department} " in said.out
    assert f"\n  {name}.yaml\n" in said.out


OWN = """\
extends: small_shop
policy:
  start: year 2, week 3
  promise:
    - {level: 0.5, ramp: 0}
    - {level: 0.2, start: 300, ramp: 10, end: "year 2, week 20"}
  scope: {peers: 0}
environment:
  shocks:
    - {kind: recession, start: 100, layoffs: 0.25}
    - {kind: surge, start: year 1, rise: 0.1}
people: {morale: 0.4}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    return "own.yaml"


def test_policy_and_shocks_are_told_with_days_and_dates(own: str, sim: Sim) -> None:
    flat = " ".join(sim("describe", own).out.split())
    assert "client_mindset goes to 0.7 from day 260 (year 2, week 3) on, over 20 days" in flat
    assert (
        "promise goes to 0.5 from day 260 (year 2, week 3) on, at once, then to 0.2 from day 300 (year 2, week 11) on, "
        in flat
    )
    assert "over 10 days, and back to 0 from day 345 (year 2, week 20) on" in flat
    assert "Its scope between peers of a team stands at 0 all along." in flat
    assert "From day 100 (year 1, week 21) on there is a recession" in flat
    assert "25 % of the staff is laid off" in flat
    assert "From day 0 (year 1, week 1) on demand surges by 10 %." in flat
    assert "a morale around 0.4" in flat


def test_every_value_is_told_with_the_file_and_line_that_says_it(own: str, sim: Sim) -> None:
    told = sim("describe", own, "--set", "days=300", "--all", "--json").json
    values = {each["name"]: each for each in told["values"]}
    assert (values["policy.start"]["from"], values["policy.start"]["line"]) == ("own.yaml", 3)
    assert (values["environment.shocks.1.rise"]["from"], values["environment.shocks.1.rise"]["line"]) == (
        "own.yaml",
        11,
    )
    assert values["policy.client_mindset"]["from"] == "small_shop.yaml"
    assert values["organization.contacts"]["from"] == "cubicle_farm.yaml"
    assert (values["days"]["from"], values["days"]["value"]) == ("--set days=300", 300)
    named = values.keys() | told["defaults"].keys()
    everything = paths(load(own))
    assert {each for each in everything if not any(name.startswith(each) for name in named)} == set()


def test_all_lists_the_defaults(own: str, sim: Sim) -> None:
    short, long = sim("describe", own).out, sim("describe", own, "--all").out
    assert "coefficients.grudge.offence" not in short
    assert "    coefficients.grudge.offence: " in long


def test_an_imported_office_is_told_and_drawn(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "people.csv").write_text("id,department,manager\nann,north,\nbob,north,ann\ncid,south,ann\n")
    (tmp_path / "ties.csv").write_text("client,provider,kind\nann,bob,advice\nbob,cid,advice\n")
    (tmp_path / "x.yaml").write_text("organization: {people: people.csv, ties: ties.csv}\n")
    said = sim("describe", tmp_path / "x.yaml", "--html", tmp_path / "x.html")
    assert said.status == 0
    assert "3 people, " in said.out
    assert "north  2 people, asks south" in said.out


def test_an_overloaded_department_is_marked(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "x.yaml").write_text("extends: small_shop\nenvironment: {demand: 1.6}\n")
    assert "█! 1" in sim("describe", tmp_path / "x.yaml").out


def test_the_page_holds_everything_it_needs(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "x.yaml").write_text('extends: small_shop\ntitle: "<b>A & B</b>"\n')
    page = tmp_path / "x.html"
    said = sim("describe", tmp_path / "x.yaml", "--html", page)
    assert f"Wrote {page}" in said.err
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in text
    assert "<b>A & B" not in text
    assert "workshop-02" in text
    assert 'src="http' not in text
    assert 'href="http' not in text.partition("<script>")[0]


def test_a_scenario_with_mistakes_is_answered_with_them(tmp_path: Path, sim: Sim) -> None:
    (tmp_path / "x.yaml").write_text("extends: small_shop\npolicy: {promis: 1}\n")
    said = sim("describe", tmp_path / "x.yaml")
    assert said.status == 2
    assert "did you mean promise?" in said.err
