"""Validation: seeds that calibration never saw, baselines, and the command."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from cli.calling import Said, Sim

from sim.cli import main
from sim.patterns import PATTERNS
from sim.report.validation_page import write_validation
from sim.validation.claims import CLAIMS
from sim.validation.holding import NO_REASON, Held
from sim.validation.observing import Span
from sim.validation.paired import Interval
from sim.validation.published import BY_NUMBER, TARGETS
from sim.validation.validating import (
    LITTLE,
    QUICK,
    TOO_SMALL,
    VALIDATION_SEEDS,
    Baseline,
    Plan,
    Row,
    Validation,
    ValidationError,
    validate,
)

TINY = replace(
    QUICK, seeds=(5001, 5002), span=Span(20, 20, 20), loads=(1.0,), size=0.15, baseline_size=0.15, random=2,
    mechanisms=("grudge",),
)  # fmt: skip


@pytest.fixture
def sim(capsys: pytest.CaptureFixture[str]) -> Sim:
    def call(*arguments: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return Said(int(left.value.code or 0), out, err)

    return call


def test_calibration_never_sees_the_seeds_of_validation(repository: Path) -> None:
    assert min(VALIDATION_SEEDS) > 1000
    with pytest.raises(ValidationError, match="found 999; allowed are 1000 and more"):
        Plan(seeds=(5001, 999))
    with pytest.raises(ValidationError, match="found none"):
        Plan(seeds=())


def test_all_rows_and_baselines_are_there() -> None:
    found = validate(TINY)
    assert found.is_small == (TINY.size < 1.0)
    assert [row.target for row in found.rows] == list(TARGETS)
    for row in found.rows:
        assert row.met == row.target.is_met(row.shown)
    assert [each.name for each in found.switched_off] == ["without grudge"]
    assert len(found.random) == 2
    met, rows = found.met
    assert rows == len(TARGETS) + len(PATTERNS)
    assert met == sum(row.met for row in found.rows) + sum(found.pattern_met(each.number) for each in PATTERNS)
    assert 3 in found.declared.patterns or not found.lost_without(3)


def test_what_is_lost_without_a_mechanism_is_what_the_model_had() -> None:
    found = Validation(
        TINY, [], [], Baseline("as declared", ("C1",), (2, 3)), [Baseline("a", ("C1",), ()), Baseline("b", (), (2,))],
        [Baseline("without mood", (), (2,)), Baseline("without trust", ("C1", "C2"), (2, 3))],
    )  # fmt: skip
    assert found.lost_without("C1") == ["mood"]
    assert found.lost_without(3) == ["mood"]
    assert found.lost_without(2) == []
    assert found.lost_without("C2") == []
    assert found.share_of_random("C1") == 0.5
    assert found.share_of_random(3) == 0.0


def test_the_command(sim: Sim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.validation.validating.QUICK", replace(TINY, random=0))
    page = tmp_path / "validation.html"
    said = sim("validate", "--quick", "--json", "--html", page)
    assert said.status == 0
    assert [each["number"] for each in said.json["figures"]] == [each.number for each in TARGETS]
    assert said.json["rows"] == len(TARGETS) + len(PATTERNS)
    assert {claim["met"] for each in said.json["patterns"] for claim in each["claims"]} <= {True, False}
    text = page.read_text(encoding="utf-8")
    for target in TARGETS:
        assert target.name in text
    for heading in ("Worse before better", "Honeymoon of newcomers", "Grudges that outlive their cause"):
        assert heading in text
    assert 'src="http' not in text
    assert LITTLE in text
    assert NO_REASON not in text


def test_the_command_shows_every_row_and_what_fails(sim: Sim, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.validation.validating.QUICK", replace(TINY, random=0, mechanisms=()))
    said = sim("validate", "--quick", "--seeds", "6001-6002")
    assert said.status == 0
    for each in (*TARGETS, *PATTERNS):
        assert each.name in said.out
    told = " ".join(said.out.split())
    rows = sim("validate", "--quick", "--seeds", "6001-6002", "--json").json["figures"]
    explained = [each for each in rows if not each["met"] and each["why"]]
    assert explained, "in so small a run most figures are missed"
    for each in explained:
        assert f"{each['number']} {each['name']}: {each['why']}" in told
    assert "rows are met." in told
    assert LITTLE in told
    assert TOO_SMALL in told
    assert NO_REASON not in told, "it is known: the offices are few and small"


def test_other_endings_are_refused_before_anything_is_run(sim: Sim, tmp_path: Path) -> None:
    scenario = tmp_path / "mine.yaml"
    scenario.write_text("extends: cubicle_farm\n")
    said = sim("validate", "--quick", "--html", scenario)
    assert said.status == 2
    assert "does not end in .html or .htm" in said.err
    assert scenario.read_text() == "extends: cubicle_farm\n"


def test_every_row_that_is_not_met_has_its_reason() -> None:
    for target, shown in ((BY_NUMBER["C13"], 1.0), (BY_NUMBER["C5"], 0.5)):
        assert Row(target, shown, shown, shown, 0.0, met=False).reason == (target.why or NO_REASON)
        assert Row(target, target.figure, 0.0, 1.0, 1.0, met=True).reason == ""
    claim = next(each for each in CLAIMS if each.direction > 0)
    nearly = Interval(claim.limit + 0.01, claim.limit - 0.01, claim.limit + 0.03)
    assert "too wide to be sure" in Held(claim, nearly, met=False).reason
    assert Held(claim, Interval(-9.0, -9.1, -8.9), met=False).reason == NO_REASON
    assert Held(replace(claim, why="because"), Interval(-9.0, -9.1, -8.9), met=False).reason == "because"


def test_the_page_shows_what_fails_with_its_reason_and_what_the_rows_rest_on(tmp_path: Path) -> None:
    rows = [
        Row(
            target,
            target.figure if target.number != "C13" else 1.0,
            target.low,
            target.high,
            1.0,
            target.number != "C13",
        )
        for target in TARGETS
    ]
    held = [Held(claim, Interval(claim.limit, claim.limit, claim.limit), met=False) for claim in CLAIMS]
    found = Validation(
        TINY, rows, held, Baseline("as declared", ("C1",), (2,)), [Baseline("a", ("C1",), ())],
        [Baseline("without mood", (), (2,))],
    )  # fmt: skip
    text = write_validation(found, tmp_path / "page.html").read_text(encoding="utf-8")
    assert text.count("Why it is not met:") == 1 + len(CLAIMS)
    assert f"Why it is not met: {escape(BY_NUMBER['C13'].why)}" in text
    assert "Lost without: mood." in text
    assert "without mood" in text[text.index("What the rows rest on") :]
    assert text.count('<span class="met">met</span>') == len(TARGETS) - 1


@pytest.mark.parametrize(
    ("seeds", "words"), [("17", "found 17; allowed are 1000"), ("a-b", "neither a range"), ("9-5", "neither a range")]
)
def test_wrong_seeds_are_explained(sim: Sim, seeds: str, words: str) -> None:
    said = sim("validate", "--seeds", seeds)
    assert said.status == 2
    assert words in said.err
