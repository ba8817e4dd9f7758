"""``sim sweep`` beyond a grid, its plans in YAML, and ``sim repeat``."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from cli.calling import Sim
from sim.measures import MEASURES


def test_a_dry_run_does_nothing(sim: Sim, office: str) -> None:
    asked = ("sweep", office, "--vary", "promise=0:1:3", "--vary", "demand=0.9,1.1", "--replications", 4)
    told = sim(*asked, "--dry-run", "--json").json
    assert (told["points"], told["twins"], told["runs"], told["done"]) == (6, 2, 32, 0)
    assert told["seconds"] > 0
    assert told["disk"] > 32 * 8 * len(MEASURES)
    assert told["memory"] > 0
    assert not Path("results").exists()
    sim(*asked[:-1], 3)
    assert sim(*asked, "--dry-run", "--json").json["done"] == 24
    words = " ".join(sim(*asked, "--dry-run").out.split())
    assert "6 points and 2 twins × 4 replications: 32 runs of 40 days, of which 24 are done." in words
    assert "Varied: policy.promise, environment.demand." in words


@pytest.mark.parametrize(
    ("design", "points"),
    [(["full"], 4), (["fractional"], 4), (["oat"], 5), (["lhs", "--samples", 5], 5), (["sobol", "--samples", 4], 4),
     (["saltelli", "--samples", 2], 8), (["morris", "--samples", 2], 6)],
)  # fmt: skip
def test_designs(sim: Sim, office: str, design: list[object], points: int) -> None:
    said = sim(
        "sweep",
        office,
        "--vary",
        "promise",
        "--vary",
        "demand=0.9:1.1",
        "--replications",
        1,
        "--design",
        *design,
        "--json",
    )
    assert len(said.json["points"]) == points
    assert said.json["design"] == design[0]


def test_a_design_from_a_file(sim: Sim, office: str) -> None:
    Path("points.csv").write_text("promise,demand\n0,0.9\n1,1.1\n", encoding="utf-8")
    said = sim("sweep", office, "--design", "points.csv", "--replications", 1, "--json").json
    assert [(each["policy.promise"], each["environment.demand"]) for each in said["points"]] == [(0, 0.9), (1, 1.1)]
    Path("points.csv").write_text("promise,demand\n0,0.9\n7,1.1\n", encoding="utf-8")
    wrong = sim("sweep", office, "--design", "points.csv")
    assert wrong.status == 2
    assert "points.csv:3:1: column policy.promise: 7 is out of range" in wrong.err


def test_a_fractional_design_says_what_it_cannot_tell(sim: Sim, office: str) -> None:
    vary = [word for name in ("promise", "recognition", "empowerment", "client_mindset") for word in ("--vary", name)]
    said = sim("sweep", office, *vary, "--design", "fractional", "--replications", 1)
    assert "resolution IV: 8 points instead of 16" in said.err
    assert "policy.promise × policy.recognition = policy.empowerment × policy.client_mindset" in said.err


def test_a_plan_is_written_and_carried_out(sim: Sim, office: str) -> None:
    asked = ("sweep", office, "--vary", "promise=0,1", "--replications", 2, "--set", "people.morale=0.6")
    assert sim(*asked, "--write-yaml", "plan.yaml").status == 0
    assert not Path("results").exists()
    assert sim("sweep", "plan.yaml", "--json").json["points"] == sim(*asked, "--json").json["points"]
    assert len(list(Path("results").iterdir())) == 1, "the same question has the same folder"
    more = sim("sweep", "plan.yaml", "--replications", 3, "--json").json
    assert more["replications"] == 3


def test_a_plan_never_takes_the_place_of_a_scenario(sim: Sim, office: str) -> None:
    before = Path(office).read_text()
    said = sim("sweep", office, "--vary", "promise=0,1", "--write-yaml", office)
    assert said.status == 2
    assert "is no plan, and is not overwritten" in said.err
    assert Path(office).read_text() == before
    assert "cannot be written" in sim("sweep", office, "--vary", "promise=0,1", "--write-yaml", "no/plan.yaml").err


def test_one_at_a_time_starts_from_what_is_set(sim: Sim, office: str) -> None:
    asked = ("sweep", office, "--vary", "promise=0,1", "--set", "policy.promise=0.3", "--replications", 1, "--json")
    said = sim(*asked, "--design", "oat").json
    assert sorted(each["policy.promise"] for each in said["points"]) == [0, 0.3, 1]


def test_until_precise(sim: Sim, office: str) -> None:
    said = sim(
        "sweep",
        office,
        "--vary",
        "promise=0,1",
        "--replications",
        2,
        "--until-precise",
        "0.1%",
        "--at-most",
        4,
        "--json",
    )
    assert {each["pairs"] for each in said.json["points"]} <= {2, 3, 4}
    assert max(each["pairs"] for each in said.json["points"]) > 2
    assert json.loads(Path(said.json["folder"], "manifest.json").read_text())["until_precise"] == "0.1%,0.001 at most 4"


def test_repeat_gives_the_same_numbers(sim: Sim, office: str) -> None:
    folder = sim("sweep", office, "--vary", "promise=0.2,1", "--replications", 2, "--json").json["folder"]
    table = pd.read_parquet(Path(folder) / "runs.parquet")
    row = table[(table["point"] == 1) & (table["replication"] == 1)].iloc[0]
    own = sim("repeat", folder, "--point", 1, "--replication", 1, "--json", "--panel", "closer").json["measures"]
    twin = sim("repeat", folder, "--point", 0, "--replication", 1, "--twin", "--json").json["measures"]
    for name in ("productivity", "animosity", "morale"):
        assert (own[name], twin[name]) == (row[name], row[f"twin_{name}"])
    assert list(Path("closer").glob("*.parquet"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--vary", "promise=0,1", "--series", "moral"], "did you mean morale"),
        (["--vary", "promise=0,1", "--design", "sobbol"], "no design 'sobbol'"),
        (["--vary", "promise=0,1", "--design", "sobol", "--samples", "100"], "powers of two"),
        (["--vary", "promise=0,1", "--samples", "100"], "takes no samples"),
        (["--vary", "promise=0,1", "--until-precise", "wide"], "not understood"),
        (["--vary", "promise=0,1", "--design", "none.csv"], "leave out --vary"),
        (["--design", "none.csv"], "cannot be read"),
        (["--vary", "promise=0,1", "--cluster", "nowhere://x"], "no address"),
        (["--vary", "promise=0,1", "--price", "nan"], "not a finite number"),
        (["--vary", "promise=0,1", "--output", ""], "name of the folder is empty"),
        (["--vary", "promise=0,1", "--set", "policy.promise=0.3"], "policy.promise is varied"),
        (["--vary", "promise=0,1", "--write-yaml", "plan.txt"], "does not end in .yaml"),
    ],
)
def test_bad_input(sim: Sim, office: str, arguments: list[str], told: str) -> None:
    said = sim("sweep", office, *arguments)
    assert said.status == 2
    assert told in said.err


def test_a_run_that_is_not_there(sim: Sim, office: str) -> None:
    sim("sweep", office, "--vary", "promise=0,1", "--replications", 1, "--output", "here")
    assert "there is no point 2; allowed: 0 to 1" in sim("repeat", "here", "--point", 2).err
    beyond = sim("repeat", "here", "--point", 0, "--replication", 99)
    assert beyond.status == 2
    assert "there is no replication 99; allowed: 0 to" in beyond.err
    assert sim("repeat", ".", "--point", 0).status == 2
