"""``sim run``."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cli.calling import Sim
from sim.experiment import Block, Job, live_block
from sim.lanes import Lanes
from sim.measures import MEASURES
from sim.run import live
from sim.scenario import load


def test_json_is_the_run(sim: Sim, office: str) -> None:
    said = sim("run", office, "--seed", 9, "--json", "--set", "policy.promise=0.3").json
    assert list(said) == ["scenario", "seed", "days", "measures", "series"]
    assert (said["scenario"], said["seed"], said["days"]) == ("tiny", 9, 40)
    alone = live_block(Block((Job(0, 9, load(office, ["policy.promise=0.3"])),)))[0]
    assert list(said["measures"]) == list(said["series"]) == list(MEASURES)
    for name, mean in alone.measures.items():
        assert said["measures"][name] == (None if np.isnan(mean) else mean)
        assert len(said["series"][name]) == 40
    assert said["measures"]["productivity"] == pytest.approx(np.mean(said["series"]["productivity"][30:]))


def test_the_same_command_says_the_same(sim: Sim, office: str) -> None:
    assert sim("run", office, "--json").out == sim("run", office, "--json").out
    assert sim("run", office, "--json").out != sim("run", office, "--json", "--seed", 2).out


def test_table(sim: Sim, office: str) -> None:
    said = sim("run", office, "--days", 12)
    assert said.status == 0
    assert "A tiny office · 12 days · seed 1" in said.out
    for name in MEASURES:
        assert name in said.out
    assert "\x1b" not in said.out, "no colours where no terminal is"


def test_a_shipped_scenario_by_name(sim: Sim) -> None:
    assert sim("run", "cubicle_farm", "--days", 2, "--json").json["scenario"] == "cubicle_farm"


@pytest.mark.parametrize(("name", "read"), [("s.csv", pd.read_csv), ("s.parquet", pd.read_parquet)])
def test_series_by_day_as_a_file(sim: Sim, office: str, name: str, read: object) -> None:
    said = sim("run", office, "--output", name, "--json")
    assert f"Wrote {name}" in said.err
    table = read(name)  # type: ignore[operator]
    assert table.columns.tolist() == ["day", *MEASURES]
    assert table["animosity"].tolist() == said.json["series"]["animosity"]


def test_panel(sim: Sim, office: str) -> None:
    said = sim("run", office, "--panel", "panel", "--every", 10)
    assert said.status == 0
    written = [Path(line.removeprefix("Wrote ")) for line in said.err.splitlines() if line.startswith("Wrote ")]
    assert len(written) >= 3
    assert all(each.is_file() for each in written)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.yaml"], "nowhere.yaml"),
        (["cubicle_frm"], "did you mean cubicle_farm"),
        (["tiny.yaml", "--days", "0"], "--days"),
        (["tiny.yaml", "--days", "-5"], "--days"),
        (["tiny.yaml", "--days", "25001"], "--days"),
        (["tiny.yaml", "--days", "many"], "--days"),
        (["tiny.yaml", "--seed", "-1"], "--seed"),
        (["tiny.yaml", "--set", "policy.promse=1"], "promise"),
        (["tiny.yaml", "--set", "policy.promise=2"], "0 to 1"),
        (["tiny.yaml", "--set", "policy.promise"], "name=value"),
        (["tiny.yaml", "--set", "organization.departments.it.size=1000000000"], "size"),
        (["tiny.yaml", "--output", "series.xlsx"], ".csv or .parquet"),
        (["tiny.yaml", "--output", "missing/series.csv"], "missing"),
        (["."], "."),
        ([], "SCENARIO"),
    ],
)
def test_bad_input_is_told_and_ends_with_2(sim: Sim, office: str, arguments: list[str], told: str) -> None:
    said = sim("run", *arguments)
    assert said.status == 2
    assert said.out == ""
    assert told in said.err


def test_an_office_larger_than_memory(sim: Sim, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.experiment.performing.available_memory", lambda: 1000)
    said = sim("run", office)
    assert said.status == 2
    assert "GB of memory" in said.err


def test_people_without_ties(sim: Sim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("id,department\na,x\nb,x\n")
    Path("real.yaml").write_text("organization: {people: people.csv}\n")
    said = sim("run", "real.yaml", "--days", 3)
    assert said.status == 2
    assert "ties" in said.err


def test_mistakes_in_files_of_people(sim: Sim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("id,department,manager\na,x,b\nb,x,a\n")
    Path("ties.csv").write_text("client,provider,kind\na,nobody,advice\n")
    Path("real.yaml").write_text("organization: {people: people.csv, ties: ties.csv}\n")
    said = sim("run", "real.yaml", "--days", 3)
    assert said.status == 2
    assert "ties.csv:2" in said.err
    assert "nobody" in said.err


def test_ctrl_c_keeps_the_days_that_are_done(sim: Sim, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sim("run", office, "--days", 120, "--json").json["series"]
    done = []

    def live_until_stopped(lanes: Lanes, first: int, last: int) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(last)
        live(lanes, first, last)

    monkeypatch.setattr("sim.experiment.blocks.live", live_until_stopped)
    said = sim("run", office, "--days", 120)
    (days,) = done
    assert said.status == 130
    assert f"tiny_seed_1_{days}_days.csv" in said.err
    assert f"Stopped after {days} of 120 days" in said.err
    kept = pd.read_csv(f"tiny_seed_1_{days}_days.csv")
    assert kept["morale"].tolist() == whole["morale"][:days]
    assert f"{days} days · seed 1" in said.out


def test_ctrl_c_on_the_first_day_keeps_nothing(sim: Sim, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(lanes: Lanes, first: int, last: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.experiment.blocks.live", stopped)
    said = sim("run", office)
    assert said.status == 130
    assert said.out == ""


def test_a_large_run_says_what_memory_it_takes(sim: Sim, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "of memory" not in sim("run", office).err
    monkeypatch.setattr("sim.cli.lasting.LARGE", 1)
    assert re.search(r"An office of \d+ people and \d+ ties takes .* GB of memory", sim("run", office).err)


def test_a_run_that_does_not_fit_is_refused(sim: Sim, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.experiment.performing.available_memory", lambda: 10_000)
    said = sim("run", office)
    assert said.status == 2
    assert "of memory" in said.err
    assert "take fewer people or days" in said.err
