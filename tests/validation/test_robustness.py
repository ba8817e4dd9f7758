"""Robustness: what a verdict hangs on, found where it was planted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from small_experiments import tiny_file

from sim.analysis import balance
from sim.analysis.answering import read_tidy
from sim.cli import main
from sim.scenario import load
from sim.validation.kept import kept_calibration
from sim.validation.robustness import depends_on, robustness, separating, worlds_of


def test_the_coefficient_on_which_an_outcome_depends_is_found() -> None:
    values = [each.values for each in worlds_of(120, 5, None)]
    noise = np.random.default_rng(1).normal(0, 0.05, 120)
    offence, healing = (np.array([each[name] for each in values]) for name in ("offence", "healing"))
    outcome = offence / offence.std() - 0.7 * healing / healing.std() + noise
    found = depends_on(values, outcome)
    assert [each.name for each in found[:2]] == ["offence", "healing"]
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
    assert repr(found) == repr(robustness(scenario, worlds=5, seeds=(1, 2), workers=1))


def test_a_world_pays_where_a_comparison_would_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One notion of the balance: the declared world is the comparison of the same scenario on the same seeds."""
    office = tiny_file(tmp_path)
    asked = ("days=60", "policy.client_mindset=0.8", "policy.start=1")
    found = robustness(load(office, asked), worlds=4, seeds=(1, 2, 3), price=50.0)
    with pytest.raises(SystemExit):
        main([
            "compare", str(office), "--replications", "3", "--price", "50", "--output", str(tmp_path / "results"),
            *(each for name in asked for each in ("--set", name)),
        ])  # fmt: skip
    capsys.readouterr()
    net, own = balance(read_tidy(tmp_path / "results"), 50.0), found.as_declared
    assert (own.difference, own.low, own.high) == pytest.approx((net.difference, net.low, net.high))


def test_the_coefficient_that_separates_paying_from_losing_worlds_is_found() -> None:
    values = [each.values for each in worlds_of(120, 5, None)]
    middle = np.median([each["offence"] for each in values])
    signs = ["loses" if each["offence"] > middle else "pays" for each in values]
    found = separating(values, [*signs[:-5], *["depends"] * 5])
    assert found is not None
    assert found.points == 115
    assert [set(box.edges) for box in found.boxes] == [{"offence"}]
    assert found.boxes[0].edges["offence"][0] == pytest.approx(middle, rel=0.1)
    assert found.density > 0.9


def test_noise_separates_nothing_and_few_worlds_tell_nothing() -> None:
    values = [each.values for each in worlds_of(80, 5, None)]
    luck = np.random.default_rng(3)
    signs = ["pays" if each else "loses" for each in luck.random(80) < 0.5]
    found = separating(values, signs)
    assert found is not None
    assert not found.boxes
    assert separating(values[:20], signs[:20]) is None


def test_a_rank_correlation_has_its_interval() -> None:
    values = [each.values for each in worlds_of(60, 5, None)]
    found = depends_on(values, np.array([each["offence"] for each in values]))[0]
    assert found.name == "offence"
    assert 0.99 < found.correlation_low <= found.correlation_high <= 1.0
    weak = depends_on(values, np.random.default_rng(2).normal(size=60))[-1]
    assert weak.correlation_low < 0.0 < weak.correlation_high


def test_worlds_are_drawn_from_what_calibration_left_open(tmp_path: Path) -> None:
    kept = tmp_path / "calibration.json"
    kept.write_text(json.dumps({"ensemble": {"names": ["offence"], "rows": [[0.11], [0.12]]}, "not_told_apart": []}))
    worlds = worlds_of(20, 1, kept_calibration(kept))
    assert sorted(each.values["offence"] for each in worlds) == [0.11, 0.12], "no set is taken twice"
    assert len({each.values["healing"] for each in worlds}) == 2
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
            assert "too few to tell what separates them" in " ".join(out.split())
    page = tmp_path / "page.html"
    with pytest.raises(SystemExit) as left:
        main([*asked, "--html", str(page)])
    assert not left.value.code
    text = page.read_text(encoding="utf-8")
    assert "in 4 worlds the policy pays in" in text
    assert "rank correlation" in text
    assert 'src="http' not in text
    with pytest.raises(SystemExit) as left:
        main([*asked, "--html", str(office)])
    assert left.value.code == 2
    assert "does not end in .html" in " ".join(capsys.readouterr().err.split())
    (tmp_path / "wrong.json").write_text("{}")
    with pytest.raises(SystemExit) as left:
        main([*asked, "--calibration", str(tmp_path / "wrong.json")])
    assert left.value.code == 2
    assert "no result of a calibration" in " ".join(capsys.readouterr().err.split())
