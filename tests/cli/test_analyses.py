"""``sim sensitivity``, ``sim optimize``, ``sim tipping`` and ``sim discover``."""

from __future__ import annotations

import json
import math
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from cli.calling import Sim
from sim.analysis import Goal, outcome
from sim.cli import telling
from sim.cli.optimize import _show
from sim.policy import Levers
from sim.quantity import quantities

VARY = ("--vary", "promise=0:1", "--vary", "client_mindset=0:1")


class TestSensitivity:
    @pytest.mark.usefixtures("office")
    def test_a_stranger_checks_it_on_ishigami(self, sim: Sim) -> None:
        """The design goes out, somebody computes Ishigami's function, the known indices come back."""
        ranges = [part for name in ("x1", "x2", "x3") for part in ("--vary", f"{name}={-math.pi}:{math.pi}")]
        assert sim("sensitivity", *ranges, "--size", 1024, "--design-only", "d.csv").status == 0
        table = pd.read_csv("d.csv")
        assert len(table) == 1024 * 5
        table["y"] = np.sin(table.x1) + 7 * np.sin(table.x2) ** 2 + 0.1 * table.x3**4 * np.sin(table.x1)
        table.to_csv("d.csv", index=False)
        (found,) = sim("sensitivity", "--from-csv", "d.csv", "--outcome", "y", "--json").json["sensitivities"]
        known = {"x1": (0.3139, 0.5576), "x2": (0.4424, 0.4424), "x3": (0.0, 0.2437)}
        for line in found["indices"]:
            first, total = known[line["factor"]]
            assert line["main"] == pytest.approx(first, abs=line["main_high"] - line["main_low"])
            assert line["total"] == pytest.approx(total, abs=line["total_high"] - line["total_low"])
        assert found["ranked"] == [True, True]
        assert "x1" in sim("sensitivity", "--from-csv", "d.csv", "--outcome", "y").out

    def test_of_a_scenario_and_again_of_its_folder(self, sim: Sim, office: str) -> None:
        said = sim("sensitivity", office, *VARY, "--size", 4, "--output", "here", "--report", "--json")
        assert said.status == 0, said.err
        outcomes = [each["outcome"] for each in said.json["sensitivities"]]
        assert outcomes == ["gain in productivity", "change of animosity"]
        assert {each["factor"] for each in said.json["sensitivities"][0]["indices"]} == {
            "policy.promise",
            "policy.client_mindset",
        }
        again = sim("sensitivity", "here", "--json")
        assert again.json == said.json
        other = sim("sensitivity", "here", "--measure", "net", "--measure", "trust", "--absolute", "--json")
        assert other.status == 2, "the net gain itself is a change"
        assert "net" in other.err
        assert "What drives the gain in productivity" in Path("here/report.html").read_text(encoding="utf-8")

    def test_morris(self, sim: Sim, office: str) -> None:
        said = sim("sensitivity", office, *VARY, "--method", "morris", "--size", 4, "--measure", "mindset")
        assert said.status == 0, said.err
        assert "12 points" in said.out
        assert "client_mindset" in said.out
        assert "spread (sigma)" in said.out

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ([], "Name a SCENARIO"),
            (["tiny.yaml", "--size", "5"], "powers of two"),
            (["tiny.yaml", "--measure", "animosty", *VARY, "--size", "2"], "did you mean animosity"),
            (["--design-only", "x.csv"], "needs --vary"),
            (["--design-only", "x.csv", "--vary", "a=1:0"], "the lower one first"),
            (["--design-only", "x.txt", "--vary", "a=0:1"], ".csv"),
            (["--design-only", "x.csv", "--vary", "a=0:1", "--vary", "a=0:2"], "varied twice"),
            (["tiny.yaml", "--vary", "promise=0.5"], "has the one value 0.5"),
            (["tiny.yaml", "--vary", "promise", "--set", "policy.promise=0.5"], "policy.promise is varied"),
            (["--from-csv", "tiny.yaml"], "needs --outcome"),
            (["--from-csv", "tiny.yaml", "--outcome", "y"], "tiny.yaml"),
            (["tiny.yaml", "--set", "policy.promise=0", "--set", "policy.client_mindset=0", "--vary", "environment.demand",
              "--size", "2"], "every point is its own twin"),
        ],
    )  # fmt: skip
    @pytest.mark.usefixtures("office")
    def test_bad_input(self, sim: Sim, arguments: list[str], told: str) -> None:
        said = sim("sensitivity", *arguments)
        assert said.status == 2
        assert told in said.err

    def test_a_folder_of_another_design(self, sim: Sim, office: str) -> None:
        sim("sweep", office, "--vary", "promise=0,1", "--replications", 1, "--output", "here")
        said = sim("sensitivity", "here")
        assert said.status == 2
        assert "design of kind full" in said.err

    def test_a_lever_that_is_set_is_held(self, sim: Sim, office: str) -> None:
        said = sim("sensitivity", office, "--set", "policy.promise=0.4", "--design-only", "d.csv", "--size", 2)
        assert said.status == 0, said.err
        names = Path("d.csv").read_text().splitlines()[0].split(",")
        assert "policy.client_mindset" in names
        assert "policy.promise" not in names

    def test_a_damaged_file_is_told_of(self, sim: Sim, office: str) -> None:
        sim("sweep", office, "--vary", "promise=0,1", "--replications", 2, "--output", "here")
        Path("here/sensitivity.json").write_text("[{")
        said = sim("report", "here")
        assert said.status == 2
        assert "sensitivity.json: is damaged" in said.err


class TestOptimize:
    def test_json_and_files(self, sim: Sim, office: str) -> None:
        command = ["optimize", office, *VARY, "--population", 4, "--generations", 2, "--replications", 1, "--fresh", 2,
                   "--output", "here", "--report", "--json"]  # fmt: skip
        said = sim(*command)
        assert said.status == 0, said.err
        assert said.json["nothing_done"] == {"productivity": 0.0, "animosity": 0.0}
        for row in said.json["front"]:
            assert row["animosity_low"] <= row["animosity"] <= row["animosity_high"]
            assert 0 <= row["policy.promise"] <= 1
        kept = json.loads(Path("here/optimize.json").read_text())
        assert kept["front"] == said.json["front"]
        assert Path("here/report.html").is_file()
        assert sim(*command).json == said.json, "the same again, from what is kept"
        told = sim("report", "here")
        assert told.status == 2
        assert "sim" in told.err
        assert "holds a search" in told.err

    def test_table(self, sim: Sim, office: str) -> None:
        said = sim("optimize", office, "--vary", "promise=0:1", "--population", 4, "--generations", 1, "--fresh", 2,
                   "--minimize", "animosity", "--maximize", "trust")  # fmt: skip
        assert said.status == 0, said.err
        assert "nothing is done" in said.out
        assert "change of trust" in said.out

    @pytest.mark.parametrize("columns", [70, 100, 140])
    def test_numbers_are_never_cut(
        self, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        names = [f"policy.{each.name}" for each in quantities(Levers)]
        goals = [Goal(outcome(name, 100.0), 1) for name in ("productivity", "animosity", "trust")]
        row: dict[str, object] = {**dict.fromkeys(names, 0.4567), "on_frontier": True}
        for each in goals:
            row |= {
                each.outcome.name: -0.01384,
                f"{each.outcome.name}_high": -0.00123,
                f"{each.outcome.name}_searched": -0.0151,
            }
        found = SimpleNamespace(front=pd.DataFrame([row]))
        steps = SimpleNamespace(name="office", pairs=100, factors=[SimpleNamespace(name=each) for each in names])
        monkeypatch.setattr(telling, "WIDE", columns)
        _show(steps, found, goals)  # type: ignore[arg-type]
        told = capsys.readouterr().out
        assert max(map(len, told.splitlines())) <= columns
        for name in names:
            assert f"{name.removeprefix('policy.')} 0.457" in told, name
        assert told.count("-0.0138 ±") == told.split().count("0.013") == told.count("-0.0151") == len(goals)

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--maximize", "trust", "--minimize", "trust"], "trust is a goal twice"),
            (["--maximize", "happiness"], "is no outcome; allowed: net and"),
            (["--vary", "promise=0.5"], "has the one value 0.5"),
            (["--population", "1"], "--population"),
        ],
    )
    def test_bad_input(self, sim: Sim, office: str, arguments: list[str], told: str) -> None:
        said = sim("optimize", office, *arguments)
        assert said.status == 2
        assert told in said.err


class TestTipping:
    def test_there_is_none(self, sim: Sim, office: str) -> None:
        command = ["tipping", office, "--vary", "promise=0:1", "--at", "environment.demand=0.9,1.1", "--measure", "mindset",
                   "--replications", 2, "--first", 3, "--most-replications", 4, "--output", "here", "--report"]  # fmt: skip
        said = sim(*command, "--json")
        assert said.status == 0, said.err
        assert [each["at"] for each in said.json["found"]] == [{"environment.demand": 0.9}, {"environment.demand": 1.1}]
        assert all(each["crossings"] == [] for each in said.json["found"])
        assert sim(*command, "--json").json == said.json
        assert "tip" in sim(*command).out
        assert Path("here/report.html").is_file()

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["--vary", "promise=0,1"], "range of fractions"),
            (["--vary", "organization.departments.it.size=3:5"], "range of fractions"),
            (["--vary", "promise=0:1", "--replications", "1"], "fewer than 2"),
            (["--vary", "promise=0:1", "--at", "promise=0,1"], "twice"),
            (["--vary", "promise=0:1", "--within", "nan"], "not a finite number"),
            (["--vary", "promise=0:1", "--set", "policy.promise=0"], "policy.promise is varied"),
            ([], "--vary"),
        ],
    )
    def test_bad_input(self, sim: Sim, office: str, arguments: list[str], told: str) -> None:
        said = sim("tipping", office, *arguments)
        assert said.status == 2
        assert told in said.err


class TestDiscover:
    def test_a_box_that_is_there(self, sim: Sim, office: str) -> None:
        sim("sweep", office, *VARY, "--design", "lhs", "--samples", 80, "--replications", 1, "--output", "here")
        runs = pd.read_parquet("here/runs.parquet")
        middle = round(float((runs["mindset"] - runs["twin_mindset"]).median()), 4)
        said = sim("discover", "here", "--measure", "mindset", "--above", middle, "--report", "--json")
        assert said.status == 0, said.err
        box = said.json["boxes"][0]
        assert "policy.client_mindset" in box["edges"], "the campaign is what makes people feel like clients"
        assert box["edges"]["policy.client_mindset"][0] is not None
        assert said.json["fails"] == f"the change of mindset is above {middle:g}"
        assert Path("here/discover.html").is_file()
        assert said.json["unsure"] == 80, "one replication at each leaves all open"
        assert "at 80 of 80 the 95 % interval" in said.json["words"]
        assert "client_mindset above" in sim("discover", "here", "--measure", "mindset", "--above", middle).out
        nothing = sim("discover", "here", "--measure", "mindset", "--below", -5)
        assert "nothing to explain" in nothing.out

    def test_bad_input(self, sim: Sim, office: str) -> None:
        assert "not both" in sim("discover", ".", "--below", 1, "--above", 2).err
        assert sim("discover", ".").status == 2
        sim("sweep", office, "--vary", "promise=0,1", "--replications", 1, "--output", "few")
        assert "2 points are too few" in sim("discover", "few").err
