"""``sim sweep`` and ``sim report``."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cli.calling import Sim


def test_json_has_every_point(sim: Sim, office: str) -> None:
    said = sim("sweep", office, "--vary", "promise=0:1:3", "--vary", "environment.demand=0.9,1.1", "--replications", 2,
               "--json").json  # fmt: skip
    assert said["factors"] == {"policy.promise": [0, 0.5, 1], "environment.demand": [0.9, 1.1]}
    assert said["runs"] == 2 * (6 + 2)
    assert [(each["policy.promise"], each["environment.demand"]) for each in said["points"]] == [
        (0, 0.9), (0, 1.1), (0.5, 0.9), (0.5, 1.1), (1, 0.9), (1, 1.1),
    ]  # fmt: skip
    table = pd.read_parquet(next(each for each in said["files"] if each.endswith("runs.parquet")))
    assert len(table) == 12
    point = said["points"][4]
    own = table[(table["policy.promise"] == 1) & (table["environment.demand"] == 0.9)]
    assert point["rise"] == pytest.approx((own["animosity"] - own["twin_animosity"]).mean())


def test_a_point_is_what_compare_says(sim: Sim, office: str) -> None:
    point = sim("sweep", office, "--vary", "promise=0.2,1", "--replications", 3, "--json").json["points"][1]
    alone = sim("compare", office, "--set", "policy.promise=1", "--replications", 3, "--json").json
    assert point["rise"] == pytest.approx(alone["measures"]["animosity"]["difference"], rel=1e-12)
    assert point["gain"] == pytest.approx(alone["measures"]["productivity"]["percent"], rel=1e-12)
    assert point["break_even_day"] == alone["break_even_day"]
    words = " ".join(sim("compare", office, "--set", "policy.promise=1", "--replications", 3).out.split())
    ends = [f"{abs(point[each]):.1f}" for each in ("net_low", "net_high")]
    assert all(each in words.split("the balance over the last quarter")[1] for each in ends)


def test_table(sim: Sim, office: str) -> None:
    said = sim("sweep", office, "--vary", "promise=0,1", "--replications", 2)
    assert said.status == 0
    assert "tiny: 2 points against their twins" in said.out
    assert "sim report " in said.err
    assert all(Path(line[6:]).exists() for line in said.err.splitlines() if line.startswith("Wrote "))


def test_report_from_a_sweep_and_from_its_folder(sim: Sim, office: str) -> None:
    said = sim("sweep", office, "--vary", "promise=0,1", "--replications", 2, "--report", "--output", "here")
    assert "Wrote here/report.html" in said.err
    page = Path("here/report.html").read_text()
    told = sim("report", "here", "--output", "page.html", "--json")
    assert told.json["report"] == "page.html"
    assert all(each in page for each in told.json["verdict"][0].split(". "))
    assert Path("page.html").is_file()
    assert sim("report", "here", "--point", 1).status == 0
    assert "(point 1)" in Path("here/report.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--vary"),
        (["--vary", "promise="], "has no values"),
        (["--vary", "promise=0:1:1"], "count is 1"),
        (["--vary", "promise=0:2:3"], "allowed from 0 to 1"),
        (["--vary", "promisse=0,1"], "did you mean"),
        (["--vary", "promise=0,1", "--vary", "policy.promise=0,1"], "varied twice"),
        (["--vary", "days=10,20"], "number of days"),
        (["--vary", "organization.departments.it.size=3,4.5"], "size"),
        (["--vary", "promise=0,1", "--days", "-1"], "--days"),
    ],
)
def test_bad_input(sim: Sim, office: str, arguments: list[str], told: str) -> None:
    said = sim("sweep", office, *arguments)
    assert said.status == 2
    assert told in said.err


@pytest.mark.parametrize(("folder", "told"), [("nowhere", "nowhere"), (".", "no folder of results")])
def test_report_on_nothing(sim: Sim, office: str, folder: str, told: str) -> None:
    said = sim("report", folder)
    assert said.status == 2
    assert told in said.err


def test_report_on_a_point_that_is_not_there(sim: Sim, office: str) -> None:
    sim("compare", office, "--days", 10, "--replications", 1, "--output", "here")
    said = sim("report", "here", "--point", 3)
    assert said.status == 2
    assert "there is no point 3" in said.err
