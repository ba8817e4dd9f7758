"""Accidents: killed at any moment, disk full, two at once. The same command goes on, and the result is the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_experiments import experiment, tiny

from sim.analysis import answer
from sim.store import StoreError, parts_of

sys.path.insert(0, str(Path(__file__).parent))

from killing import contents, killed_and_whole


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Fifty times: python tests/store/killing.py --kills 50."""
    killed, whole, met = killed_and_whole(tmp_path, kills=3, seed=int.from_bytes(os.urandom(4), "big"))
    assert killed == whole
    assert met == 3
    assert "runs.parquet" in whole


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
