"""Accidents: killed at any moment, disk full, two at once. The same command goes on, and the result is the same bytes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_experiments import experiment, tiny

from sim.analysis import Closer, answer, closer_of, reopen
from sim.store import StoreError, parts_of

sys.path.insert(0, str(Path(__file__).parent))

from killing import OFFICE, contents, killed_and_whole


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Fifty times: python tests/store/killing.py --kills 50."""
    killed, whole, met = killed_and_whole(tmp_path, kills=2, seed=int.from_bytes(os.urandom(4), "big"))
    assert killed == whole
    assert met == 2
    assert "runs.parquet" in whole


TOLD_TO_END = """
import os, signal, sim.store.results, sim.experiment.flight
sim.experiment.flight.SECONDS_OF_A_BATCH = 0.02
keep = sim.store.results.Results.keep
def ended(results, rows):
    keep(results, rows)
    if len(results.finished()) > 20:
        os.kill(os.getpid(), signal.SIGTERM)
sim.store.results.Results.keep = ended
from sim.cli import main
main()
"""
"""The program, asked to end after some runs."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_loses_nothing(small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.store.results.SECONDS_OF_A_PART", 0.0)
    asked = experiment(tiny(tmp_path), "promise=0:1:16", replications=40)
    with pytest.raises(StoreError, match="the disk is full; what was kept before is safe"):
        answer(asked, folder=small_disk / "r")
    kept = sum(len(each.runs) for each in parts_of(small_disk / "r"))
    assert kept > 0
    assert not list(small_disk.rglob("*.tmp"))
    with pytest.raises(StoreError, match="the disk is full"):
        answer(asked, folder=small_disk / "r")
    assert sum(len(each.runs) for each in parts_of(small_disk / "r")) >= kept
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    before: list[int] = []
    answer(asked, folder=small_disk / "r", told=lambda state: before.append(state.before))
    assert before[0] >= kept
    answer(asked, folder=tmp_path / "whole")
    assert contents(small_disk / "r") == contents(tmp_path / "whole")


def test_two_on_one_folder(tmp_path: Path) -> None:
    """The second is refused while the first is at work, and the first comes to its end."""
    asked = experiment(tiny(tmp_path), "promise=0,1", replications=2)
    refused = []

    def second(_: object) -> None:
        with pytest.raises(StoreError, match="another process is writing"):
            answer(asked, folder=tmp_path / "r")
        refused.append(True)

    assert len(answer(asked, folder=tmp_path / "r", told=second).table) == 4
    assert refused


def test_a_damaged_question_is_told(tmp_path: Path) -> None:
    answer(experiment(tiny(tmp_path), "promise=0,1"), folder=tmp_path / "r")
    path = tmp_path / "r" / "manifest.json"
    told = json.loads(path.read_text())
    for asked in ({}, {**told["asked"], "scenario": 3}, {**told["asked"], "design": None}):
        path.write_text(json.dumps({**told, "asked": asked}))
        with pytest.raises(StoreError, match="the question in the manifest of these results is damaged"):
            reopen(tmp_path / "r")


def test_a_closer_look_needs_no_folder_to_write_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept of it may be damaged, or not kept at all."""
    found = answer(experiment(tiny(tmp_path), "promise=0,1"), folder=tmp_path / "r")
    whole = closer_of(found, 0)
    kept = tmp_path / "r" / "closer-0.json"
    kept.write_text("[")
    assert closer_of(found, 0) == whole == Closer(**json.loads(kept.read_text()))
    kept.unlink()

    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr("sim.analysis.closer.write_json", full)
    assert closer_of(found, 0) == whole
    assert not kept.exists()


@pytest.mark.skipif(os.name != "posix", reason="SIGTERM")
def test_asked_to_end_it_keeps_what_is_done(tmp_path: Path) -> None:
    """SIGTERM, by which batch systems end a job, is as Ctrl-C: runs that are in hand are written first."""
    scenario = tmp_path / "tiny.yaml"
    scenario.write_text(OFFICE, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", TOLD_TO_END, "sweep", str(scenario), "--vary", "promise=0:1:5", "--replications", "60",
         "--output", str(tmp_path / "r")],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    _, said = process.communicate(timeout=120)
    assert process.returncode == 143
    assert "The same command goes on with the rest." in said
    done = sum(len(each.runs) for each in parts_of(tmp_path / "r"))
    assert 0 < done < 360
    told = re.search(r"Stopped after ([0-9]+) of 360 runs", " ".join(said.split()))
    assert told is not None
    assert int(told[1]) <= done, "it never says that it kept more than it did"


def test_other_programs_read_it(tmp_path: Path) -> None:
    """DuckDB and Polars, without our code: the tidy table, and the parts that are there while it runs."""
    import duckdb
    import polars as pl

    asked = experiment(tiny(tmp_path), "promise=0,1", "demand=0.9,1.1", replications=3)
    found = answer(asked, folder=tmp_path / "r").table
    mean = (found["productivity"] - found["twin_productivity"]).groupby(found["policy.promise"]).mean()
    query = 'SELECT "policy.promise", avg(productivity - twin_productivity) FROM {} GROUP BY 1 ORDER BY 1'
    told = duckdb.sql(query.format(f"'{tmp_path}/r/runs.parquet'")).fetchall()
    assert told == [(k, pytest.approx(each)) for k, each in mean.items()]
    frame = pl.scan_parquet(tmp_path / "r" / "runs.parquet").group_by("policy.promise", maintain_order=True)
    there = frame.agg((pl.col("productivity") - pl.col("twin_productivity")).mean()).collect()
    assert dict(there.iter_rows()) == pytest.approx(mean.to_dict())
    count = f"SELECT twin, count(DISTINCT run), count(\"policy.promise\") FROM '{tmp_path}/r/parts/*.parquet' GROUP BY 1 ORDER BY 1"
    assert duckdb.sql(count).fetchall()[0] == (False, 12, 12)
