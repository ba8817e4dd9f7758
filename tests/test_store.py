"""Results survive: half-written parts, a kill at any moment, the same command again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from made_up_results import ASKED, everything, held, opened, rows

from sim.store import MANIFEST, Results, StoreError, folder_name, parts_of, read_failures, read_manifest, write_table
from sim.store.parts import spans, unspanned


def test_what_is_kept_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with opened(tmp_path / "r") as results:
        results.keep(rows(3, 1))
        assert results.finished().tolist() == [1, 3]
    with opened(tmp_path / "r") as results:
        assert results.finished().tolist() == [1, 3]
        results.keep(rows(2))
        found = everything(results)
    assert found == {"run": [1, 2, 3], "x": [0.5, 1.0, 1.5], "x_by_week": [[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]}
    assert held(tmp_path / "r") == [1, 3, 2]


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
        assert results.finished().tolist() == [1]
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
        parts_of(tmp_path / "r")
    (tmp_path / "r" / MANIFEST).write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        read_manifest(tmp_path / "r")
    (tmp_path / "r" / MANIFEST).write_text(json.dumps({"format": 7}))
    with pytest.raises(StoreError, match="damaged"):
        read_manifest(tmp_path / "r")


@pytest.mark.parametrize(
    "changed", [{"replications": "many"}, {"asked": []}, {"samples": 0.5}, {"courses": None}, {"model": 7}]
)
def test_a_manifest_of_the_wrong_kind_is_damage(tmp_path: Path, changed: dict[str, object]) -> None:
    opened(tmp_path / "r").__exit__(None, None, None)
    path = tmp_path / "r" / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **changed}))
    with pytest.raises(StoreError, match="its runs are in parts/ still"):
        read_manifest(tmp_path / "r")


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_table(tmp_path / "a.parquet", pa.table({"x": [1]}))

    def full(table: object, file: object, **_: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(StoreError, match="the disk is full"):
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


def test_failures_are_told_until_the_run_has_come_to_its_end(tmp_path: Path) -> None:
    failure = {
        "run": 3, "point": 3, "twin": False, "replication": 0, "seed": 1, "error": "ValueError: no", "command": "sim repeat r",
    }  # fmt: skip
    with opened(tmp_path) as results:
        results.fail([failure])
    assert read_failures(tmp_path) == {3: failure}
    with opened(tmp_path) as results:
        assert results.failed().tolist() == [3]
        results.keep(rows(3))
    assert not (tmp_path / "failures.parquet").exists()


@pytest.mark.parametrize("numbers", [[], [4], [1, 2, 3], [0, 2, 3, 9, 2**40, 2**40 + 1]])
def test_numbers_of_runs_as_text(numbers: list[int]) -> None:
    assert unspanned(spans(np.array(numbers, dtype=np.int64))).tolist() == numbers
