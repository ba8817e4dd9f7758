"""``sim compare``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_experiments import experiment, tiny_file

from cli.calling import Sim
from sim.analysis import answer, differences
from sim.measures import MEASURES
from sim.scenario import load


def test_json_is_the_paired_difference(sim: Sim, office: str, tmp_path: Path) -> None:
    said = sim("compare", office, "--replications", 3, "--seed", 5, "--json").json
    assert list(said) == [
        "scenario",
        "against",
        "seed",
        "replications",
        "days",
        "measures",
        "break_even_day",
        "break_even_interval",
    ]
    assert [said[each] for each in list(said)[:5]] == ["tiny", "twin", 5, 3, 40]
    found = differences(answer(experiment(load(office), replications=3, seed=5), folder=tmp_path / "r").table)
    assert list(said["measures"]) == list(MEASURES)
    for name, each in said["measures"].items():
        assert list(each) == ["twin", "policy", "difference", "low", "high", "percent"]
        for key, value in each.items():
            expected = getattr(found[name], key)
            assert value == (None if expected != expected else expected)
    animosity = said["measures"]["animosity"]
    assert animosity["low"] < animosity["difference"] < animosity["high"]
    assert animosity["policy"] - animosity["twin"] == pytest.approx(animosity["difference"])
    assert said["break_even_day"] is None or said["break_even_day"] % 5 == 0
    assert (said["break_even_interval"] is None) == (said["break_even_day"] is None)


def test_one_replication_has_no_interval(sim: Sim, office: str) -> None:
    said = sim("compare", office, "--replications", 1, "--json").json
    assert said["measures"]["productivity"]["low"] is None
    assert said["measures"]["productivity"]["high"] is None
    assert said["measures"]["productivity"]["difference"] is not None


def test_the_twin_of_no_policy_is_the_same(sim: Sim, office: str) -> None:
    neutral = ["--set", "policy.promise=0", "--set", "policy.client_mindset=0"]
    said = sim("compare", office, "--replications", 2, "--json", *neutral).json
    assert {each["difference"] for each in said["measures"].values()} <= {0.0, None}
    assert said["break_even_day"] is None


def test_against_another_scenario(sim: Sim, office: str, tmp_path: Path) -> None:
    other = tiny_file(tmp_path, "loud.yaml").name
    Path(other).write_text(
        Path(other).read_text().replace("promise: 0.6", "promise: 1.0").replace("days: 40", "days: 90")
    )
    said = sim("compare", office, "--against", other, "--replications", 2, "--json").json
    assert (said["against"], said["days"]) == ("loud", 40)
    alone = sim("run", other, "--days", 40, "--json").json["measures"]["animosity"]
    second = sim("run", other, "--days", 40, "--seed", 2, "--json").json["measures"]["animosity"]
    assert said["measures"]["animosity"]["twin"] == pytest.approx((alone + second) / 2)
    assert said["measures"]["animosity"]["difference"] < 0


def test_table_and_verdict(sim: Sim, office: str) -> None:
    said = sim("compare", office, "--replications", 2)
    assert said.status == 0
    for name in MEASURES:
        assert name in said.out
    words = " ".join(said.out.split())
    assert "Compared with the same office without the policy, " in words
    assert "About one in twenty of so many intervals misses by chance alone" in words
    folder = Path(said.err.strip().splitlines()[-1].removeprefix("Wrote "))
    assert json.loads((folder / "manifest.json").read_text())["replications"] == 2
    assert (folder / "runs.parquet").is_file()


def test_asked_again_it_computes_nothing(sim: Sim, office: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sim("compare", office, "--replications", 2, "--json")
    monkeypatch.setattr("sim.experiment.performing.live_batch", None)
    assert sim("compare", office, "--replications", 2, "--json").out == first.out


def test_the_price_moves_the_break_even_day_alone(sim: Sim, office: str) -> None:
    cheap, dear = (sim("compare", office, "--replications", 2, "--json", "--price", each).json for each in (0, 5000))
    assert cheap["measures"] == dear["measures"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--replications", "0"], "--replications"),
        (["--against", "nobody"], "nobody"),
        (["--seed", str(2**63 - 1)], "seeds"),
        (["--price", "-1"], "--price"),
        (["--output", "tiny.yaml"], "tiny.yaml"),
        (["--workers", "0"], "--workers"),
    ],
)
def test_bad_input(sim: Sim, office: str, arguments: list[str], told: str) -> None:
    said = sim("compare", office, "--days", 10, *arguments)
    assert said.status == 2
    assert told in said.err


def test_a_folder_that_cannot_be_written_to(sim: Sim, office: str, read_only: Path) -> None:
    said = sim("compare", office, "--days", 10, "--output", read_only / "results")
    assert said.status == 2
    assert "cannot be written" in said.err


def test_a_folder_of_another_version(sim: Sim, office: str) -> None:
    arguments = ("compare", office, "--days", 10, "--replications", 1, "--output", "here")
    assert sim(*arguments).status == 0
    manifest = json.loads(Path("here/manifest.json").read_text())
    Path("here/manifest.json").write_text(json.dumps({**manifest, "model": "0123456789abcdef"}))
    said = sim(*arguments)
    assert said.status == 2
    assert "another version of the model" in said.err
