"""Results survive: half-written parts, a kill at any moment, the same command again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim.store import MANIFEST, Results, StoreError, folder_name, parts_of, read_failures, read_manifest, write_table
from sim.store.parts import spans, unspanned

ASKED = {"name": "tiny", "seed": 1, "factors": [{"name": "b", "levels": [1.0]}, {"name": "a", "levels": [2.0]}]}


def opened(folder: Path, **other: object) -> Results:
    how = {"model": "m1", "command": "sim sweep tiny", "replications": 2, **other}
    return Results(folder, ASKED, **how)  # type: ignore[arg-type]


def rows(*runs: int) -> dict[str, np.ndarray]:
    numbers = np.array(runs)
    return {"run": numbers, "x": numbers / 2, "x_by_week": np.stack([np.ones(len(runs)), numbers * 1.0], axis=1)}


def everything(results: Results) -> dict[str, list[object]]:
    reader = results.reader()
    try:
        return dict(reader.read(results.finished()).to_pydict())
    finally:
        reader.close()


def held(folder: Path) -> list[int]:
    """The runs of each part, one after the other: a run that is there twice comes twice."""
    return [run for part in parts_of(folder) for run in part.runs.tolist()]


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


def filled(folder: Path, *groups: tuple[int, ...]) -> Results:
    """A folder with a part for each group of runs, still open."""
    results = opened(folder)
    for group in groups:
        results.keep(rows(*group))
        results.flush()
    return results


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "parts").iterdir())}


class TestCompaction:
    def test_the_same_runs_give_the_same_bytes_however_they_came(self, tmp_path: Path) -> None:
        orders = [((5, 1), (3,), (2, 4)), ((1, 2, 3, 4, 5),), ((4,), (2,), (5,), (3, 1))]
        made = []
        for k, groups in enumerate(orders):
            with filled(tmp_path / str(k), *groups) as results:
                results.compact()
            made.append(contents(tmp_path / str(k)))
        assert made[0] == made[1] == made[2]
        assert list(made[0]) == ["runs-1-5-5.parquet"]

    def test_files_that_are_in_order_stay_as_they_are(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sim.store.compacting.ROWS_OF_A_FILE", 3)
        with filled(tmp_path, (4, 2, 6), (1, 3)) as results:
            results.compact()
            first = (tmp_path / "parts" / "runs-1-3-3.parquet").stat().st_ino
            results.keep(rows(5, 7))
            results.compact()
            assert everything(results)["run"] == [1, 2, 3, 4, 5, 6, 7]
        assert list(contents(tmp_path)) == ["runs-1-3-3.parquet", "runs-4-6-3.parquet", "runs-7-7-1.parquet"]
        assert (tmp_path / "parts" / "runs-1-3-3.parquet").stat().st_ino == first

    def test_runs_that_come_between_change_the_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sim.store.compacting.ROWS_OF_A_FILE", 3)
        with filled(tmp_path, (1, 3, 5, 7)) as results:
            results.compact()
            results.keep(rows(2, 4))
            results.compact()
            assert everything(results)["x"] == [0.5, 1.0, 1.5, 2.0, 2.5, 3.5]
        assert held(tmp_path) == [1, 2, 3, 4, 5, 7]

    def test_parts_that_pile_up_are_put_together(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sim.store.results.MOST_PARTS", 4)
        with filled(tmp_path, *((run,) for run in range(11))):
            assert len(contents(tmp_path)) == 2, "ten runs together, and the last"
        assert sorted(held(tmp_path)) == list(range(11))

    @pytest.mark.parametrize("at", range(12))
    def test_killed_at_any_step_no_run_is_lost_or_doubled(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
    ) -> None:
        """Every rename and every removal is a moment at which the power can go."""
        monkeypatch.setattr("sim.store.compacting.ROWS_OF_A_FILE", 3)
        results = filled(tmp_path, (5, 1), (3, 8), (2, 4), (7,))
        steps = 0

        def or_die(step: Callable[..., object]) -> Callable[..., object]:
            def die(*arguments: object, **named: object) -> object:
                nonlocal steps
                steps += 1
                if steps > at:
                    raise KeyboardInterrupt
                return step(*arguments, **named)

            return die

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", or_die(Path.replace))
            patch.setattr(Path, "unlink", or_die(Path.unlink))
            if at < 7:  # three files are written, four parts are removed
                with pytest.raises(KeyboardInterrupt):
                    results.compact()
            else:
                results.compact()
        results.__exit__(None, None, None)
        with opened(tmp_path) as again:
            assert again.finished().tolist() == [1, 2, 3, 4, 5, 7, 8]
            assert everything(again)["run"] == [1, 2, 3, 4, 5, 7, 8]
            again.compact()
        assert held(tmp_path) == [1, 2, 3, 4, 5, 7, 8]
        assert not list(tmp_path.rglob("*.tmp"))


def test_a_part_that_was_put_together_already_is_removed(tmp_path: Path) -> None:
    with filled(tmp_path, (1, 2), (3,)) as results:
        left_over = contents(tmp_path)
        results.compact()
    for name, content in left_over.items():
        (tmp_path / "parts" / name).write_bytes(content)
    with opened(tmp_path) as results:
        assert list(contents(tmp_path)) == ["runs-1-3-3.parquet"]
        assert results.finished().tolist() == [1, 2, 3]


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
