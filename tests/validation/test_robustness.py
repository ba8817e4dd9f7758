"""Robustness: what a verdict hangs on, found where it was planted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from small_experiments import tiny_file

from sim.cli import main
from sim.scenario import load
from sim.validation.kept import kept_calibration
from sim.validation.robustness import depends_on, robustness, worlds_of


def test_the_coefficient_on_which_an_outcome_depends_is_found() -> None:
    values = [each.values for each in worlds_of(120, 5, None)]
    noise = np.random.default_rng(1).normal(0, 0.05, 120)
    outcome = np.array([each["offence"] - 0.5 * each["healing"] for each in values]) + noise
    found = depends_on(values, outcome)
    assert [each.name for each in found[:2]] == ["healing", "offence"] or [each.name for each in found[:2]] == [
        "offence",
        "healing",
    ]
    assert all(each.sure for each in found[:2])
    assert sum(each.sure for each in found) <= 4
    by_name = {each.name: each for each in found}
    assert by_name["offence"].high > by_name["offence"].low
    assert by_name["healing"].correlation < 0


def test_a_policy_that_does_nothing_neither_pays_nor_loses_anywhere(tmp_path: Path) -> None:
    found = robustness(load(tiny_file(tmp_path), ("days=30",)).twin(), worlds=5, seeds=(1, 2))
    assert (found.pays, found.loses, found.depends) == (0, 0, 5)
    assert found.net == [0.0] * 5


def test_worlds_pay_lose_or_depend_and_the_same_again(tmp_path: Path) -> None:
    scenario = load(tiny_file(tmp_path), ("days=60", "policy.client_mindset=0.8", "policy.start=1"))
    found = robustness(scenario, worlds=5, seeds=(1, 2))
    assert found.pays + found.loses + found.depends == found.worlds == len(found.net) == 5
    assert len(set(found.net)) > 1
    assert found == robustness(scenario, worlds=5, seeds=(1, 2), workers=1)


def test_worlds_are_drawn_from_what_calibration_left_open(tmp_path: Path) -> None:
    kept = tmp_path / "calibration.json"
    kept.write_text(json.dumps({"ensemble": {"names": ["offence"], "rows": [[0.11], [0.12]]}, "not_told_apart": []}))
    worlds = worlds_of(20, 1, kept_calibration(kept))
    assert {each.values["offence"] for each in worlds} == {0.11, 0.12}
    assert len({each.values["healing"] for each in worlds}) == 20
    kept.write_text('{"ensemble": 3}')
    with pytest.raises(ValueError, match="no result of a calibration"):
        kept_calibration(kept)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = tiny_file(tmp_path)
    asked = ["robustness", str(office), "--worlds", "4", "--replications", "2", "--days", "20"]
    for more in ([], ["--json"]):
        with pytest.raises(SystemExit) as left:
            main([*asked, *more])
        assert not left.value.code
        out = capsys.readouterr().out
        if more:
            told = json.loads(out)
            assert told["pays"] + told["loses"] + told["depends"] == told["worlds"] == 4
        else:
            assert "in 4 worlds the policy pays in" in " ".join(out.split())
    (tmp_path / "wrong.json").write_text("{}")
    with pytest.raises(SystemExit) as left:
        main([*asked, "--calibration", str(tmp_path / "wrong.json")])
    assert left.value.code == 2
    assert "no result of a calibration" in " ".join(capsys.readouterr().err.split())
