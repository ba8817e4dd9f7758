"""Results survive: half-written parts, a kill at any moment, the same command again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_experiments import tiny_file

from sim.store import MANIFEST, Results, StoreError, folder_name, read_manifest, read_rows, write_table

ASKED = {"name": "tiny", "seed": 1, "factors": [{"name": "b", "levels": [1.0]}, {"name": "a", "levels": [2.0]}]}


def opened(folder: Path, **other: object) -> Results:
    how = {"model": "m1", "command": "sim sweep tiny", "replications": 2, **other}
    return Results(folder, ASKED, **how)  # type: ignore[arg-type]


def rows(*runs: int) -> dict[str, list[object]]:
    return {"run": list(runs), "x": [each / 2 for each in runs], "x_by_week": [[1.0, float(each)] for each in runs]}


def test_what_is_kept_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with opened(tmp_path / "r") as results:
        results.keep(rows(3, 1))
        assert results.finished() == {1, 3}
    with opened(tmp_path / "r") as results:
        assert results.finished() == {1, 3}
        results.keep(rows(2))
        found = results.rows()
    assert found["run"].tolist() == [3, 1, 2]
    assert found["x"].tolist() == [1.5, 0.5, 1.0]
    assert found["x_by_week"] == [[1.0, 3.0], [1.0, 1.0], [1.0, 2.0]]
    assert read_rows(tmp_path / "r")["run"].tolist() == [3, 1, 2]


def test_the_manifest_keeps_the_order_of_factors(tmp_path: Path) -> None:
    opened(tmp_path / "r").__exit__(None, None, None)
    manifest = read_manifest(tmp_path / "r")
    assert [each["name"] for each in manifest["asked"]["factors"]] == ["b", "a"]
    assert manifest["command"] == "sim sweep tiny"
    assert "numpy" in manifest["libraries"]


def test_half_a_part_is_no_part(tmp_path: Path) -> None:
    with opened(tmp_path / "r") as results:
        results.keep(rows(1))
    left_over = tmp_path / "r" / "parts" / "part-000002.parquet.99.tmp"
    left_over.write_bytes(b"PAR1 half of a")
    with opened(tmp_path / "r") as results:
        assert results.finished() == {1}
    assert not left_over.exists()


def test_replications_can_be_raised(tmp_path: Path) -> None:
    opened(tmp_path / "r").__exit__(None, None, None)
    opened(tmp_path / "r", replications=5).__exit__(None, None, None)
    opened(tmp_path / "r", replications=3).__exit__(None, None, None)
    assert read_manifest(tmp_path / "r")["replications"] == 5


def test_another_version_of_the_model_is_refused(tmp_path: Path) -> None:
    opened(tmp_path / "r").__exit__(None, None, None)
    with pytest.raises(StoreError, match="another version of the model"):
        opened(tmp_path / "r", model="m2")
    opened(tmp_path / "r").__exit__(None, None, None)  # and the folder was let go of


def test_another_question_is_refused(tmp_path: Path) -> None:
    opened(tmp_path / "r").__exit__(None, None, None)
    with pytest.raises(StoreError, match="another question"):
        Results(tmp_path / "r", {**ASKED, "seed": 2}, model="m1", command="x", replications=1)


@pytest.mark.skipif(os.name != "posix", reason="folders are held by flock")
def test_one_process_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path / "r"), pytest.raises(StoreError, match="another process"):
        opened(tmp_path / "r")
    opened(tmp_path / "r").__exit__(None, None, None)


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        opened(tmp_path / "file" / "r")


def test_damage_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no folder of results"):
        read_manifest(tmp_path)
    with opened(tmp_path / "r") as results:
        results.keep(rows(1))
    part = next((tmp_path / "r" / "parts").glob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-9])
    with pytest.raises(StoreError, match="damaged"):
        read_rows(tmp_path / "r")
    (tmp_path / "r" / MANIFEST).write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        read_manifest(tmp_path / "r")
    (tmp_path / "r" / MANIFEST).write_text(json.dumps({"format": 7}))
    with pytest.raises(StoreError, match="damaged"):
        read_manifest(tmp_path / "r")


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_table(tmp_path / "a.parquet", pa.table({"x": [1]}))

    def full(table: object, file: object, **_: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(StoreError, match="No space left"):
        write_table(path, pa.table({"x": [2]}))
    monkeypatch.undo()
    assert pq.read_table(path)["x"].to_pylist() == [1]
    assert [each.name for each in tmp_path.iterdir()] == ["a.parquet"]


def test_the_folder_is_called_after_the_question() -> None:
    name = folder_name("my office/2", "sweep", ASKED, "m1")
    assert name.startswith("my-office-2-sweep-")
    assert name == folder_name("my office/2", "sweep", dict(reversed(ASKED.items())), "m1")
    others = [("sweep", {**ASKED, "seed": 2}, "m1"), ("compare", ASKED, "m1"), ("sweep", ASKED, "m2")]
    assert len({name, *(folder_name("my office/2", *each) for each in others)}) == 4


IMPATIENT = "import sim.store; sim.store.SECONDS_OF_A_PART = 0.0; from sim.cli import main; main()"
"""The program, but that it puts every block away at once, so that a test need not wait for seconds."""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_and_asked_again_it_goes_on_with_what_is_missing(tmp_path: Path) -> None:
    scenario = tiny_file(tmp_path)
    command = [
        sys.executable, "-c", IMPATIENT, "sweep", str(scenario), "--vary", "promise=0:1:5", "--replications", "40",
        "--workers", "1", "--days", "400", "--json",
    ]  # fmt: skip
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = subprocess.Popen(
        [*command, "--output", str(killed)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    parts = killed / "parts"
    deadline = time.monotonic() + 240
    while len(list(parts.glob("part-*.parquet")) if parts.is_dir() else []) < 3 and time.monotonic() < deadline:
        assert process.poll() is None, "it was done before it could be killed"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = {path.name: path.read_bytes() for path in parts.glob("part-*.parquet")}
    done = set(read_rows(killed)["run"].tolist())
    assert 0 < len(done) < 6 * 40
    for folder in (killed, whole):
        subprocess.run([*command, "--output", str(folder)], check=True, capture_output=True, timeout=240)
    assert all((parts / name).read_bytes() == content for name, content in kept.items())
    runs = read_rows(killed)["run"].tolist()
    assert sorted(runs) == list(range(6 * 40)), "each run once"
    pd.testing.assert_frame_equal(
        pd.read_parquet(killed / "runs.parquet"), pd.read_parquet(whole / "runs.parquet"), check_exact=True
    )
    assert (killed / "runs.parquet").read_bytes() == (whole / "runs.parquet").read_bytes()
