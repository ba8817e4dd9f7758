"""The screening over all coefficients, the experiments that write what is kept, and the register that shows it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from sim.odd.register import screening_rows, turning
from sim.patterns import PATTERNS
from sim.validation.kept import (
    CALIBRATION,
    PatternScreened,
    PatternScreening,
    Turning,
    as_text,
    kept_calibration,
    kept_screening,
)
from sim.validation.worlds import COEFFICIENTS, OPEN


def run(repository: Path, script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, repository / "experiments" / script, *map(str, arguments)],
        cwd=repository, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_register_tells_what_turns_a_pattern() -> None:
    found = PatternScreening(
        10,
        [1],
        "",
        "",
        [
            PatternScreened(3, 0.6, {}, [Turning("offence", 0.7, 0.2, 1.0)]),
            PatternScreened(5, 1.0, {}, [Turning("healing", 0.7, 1.0, 1.0)]),
        ],
    )
    assert list(screening_rows(found)) == [
        ("3", "60 %", "`offence` (20 % where low, 100 % where high)", "–"),
        ("5", "100 %", "nothing beyond chance", "`healing`"),
    ]
    assert [(name, patterns) for name, _, patterns in turning(found)] == [("offence", "3")]
    assert json.loads(as_text(found))["patterns"][0]["turned_by"][0]["name"] == "offence"


def test_what_is_kept_can_be_read() -> None:
    screening, calibration = kept_screening(), kept_calibration()
    if screening is not None:
        assert [each.number for each in screening.patterns] == [each.number for each in PATTERNS]
        assert all(0.0 <= each.share <= 1.0 for each in screening.patterns)
    if calibration is not None:
        assert calibration.members
        assert set(calibration.names) <= {each.name for each in OPEN}


def test_what_was_calibrated_is_what_is_declared(repository: Path) -> None:
    """A default that was moved by hand and is still said to rest on calibration."""
    path = repository / "sim" / "validation" / CALIBRATION
    told = json.loads(path.read_text(encoding="utf-8"))["values"]
    assert told
    assert {name: COEFFICIENTS[name].default for name in told} == {
        name: each["calibrated"] for name, each in told.items()
    }


def test_the_screening_runs_small(repository: Path, tmp_path: Path) -> None:
    output = tmp_path / "screening.json"
    told = run(repository, "screening.py", "--quick", "--output", output)
    assert "pattern 11: holds in" in told
    assert len(json.loads(output.read_text(encoding="utf-8"))["patterns"]) == len(PATTERNS)


def test_the_calibration_runs_small_and_goes_on_where_it_was(repository: Path, tmp_path: Path) -> None:
    output, folder = tmp_path / "calibration.json", tmp_path / "folder"
    run(repository, "calibrate.py", "--quick", "--folder", folder, "--output", output)
    first, runs = (
        json.loads(output.read_text(encoding="utf-8")),
        (folder / "runs.jsonl").read_text(encoding="utf-8"),
    )
    assert len(runs.splitlines()) == first["runs"]
    assert not {*first["seeds"]["slopes"], *first["seeds"]["choice"]} & set(first["seeds"]["fit"]), (
        "the fit is told on seeds that were searched on"
    )
    assert set(first["values"]) == set(first["ensemble"]["names"])
    assert not set(first["values"]) & set(first["not_told_apart"])
    assert kept_calibration(output) is not None
    with (folder / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"values": {"offence"')  # somebody pulled the plug
    run(repository, "calibrate.py", "--quick", "--folder", folder, "--output", output)
    again = json.loads(output.read_text(encoding="utf-8"))
    assert (folder / "runs.jsonl").read_text(encoding="utf-8") == runs, "a run was repeated"
    assert again["values"] == first["values"]
