"""Compaction: parts are put together, and a kill at any step loses and doubles nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_up_results import everything, held, opened, rows

from sim.store import Results


def filled(folder: Path, *groups: tuple[int, ...]) -> Results:
    """A folder with a part for each group of runs, still open."""
    results = opened(folder)
    for group in groups:
        results.keep(rows(*group))
        results.flush()
    return results


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "parts").iterdir())}


def test_the_same_runs_give_the_same_bytes_however_they_came(tmp_path: Path) -> None:
    orders = [((5, 1), (3,), (2, 4)), ((1, 2, 3, 4, 5),), ((4,), (2,), (5,), (3, 1))]
    made = []
    for k, groups in enumerate(orders):
        with filled(tmp_path / str(k), *groups) as results:
            results.compact()
        made.append(contents(tmp_path / str(k)))
    assert made[0] == made[1] == made[2]
    assert list(made[0]) == ["runs-1-5-5.parquet"]


def test_files_that_are_in_order_stay_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.store.compacting.ROWS_OF_A_FILE", 3)
    with filled(tmp_path, (4, 2, 6), (1, 3)) as results:
        results.compact()
        first = (tmp_path / "parts" / "runs-1-3-3.parquet").stat().st_ino
        results.keep(rows(5, 7))
        results.compact()
        assert everything(results)["run"] == [1, 2, 3, 4, 5, 6, 7]
    assert list(contents(tmp_path)) == ["runs-1-3-3.parquet", "runs-4-6-3.parquet", "runs-7-7-1.parquet"]
    assert (tmp_path / "parts" / "runs-1-3-3.parquet").stat().st_ino == first


def test_runs_that_come_between_change_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.store.compacting.ROWS_OF_A_FILE", 3)
    with filled(tmp_path, (1, 3, 5, 7)) as results:
        results.compact()
        results.keep(rows(2, 4))
        results.compact()
        assert everything(results)["x"] == [0.5, 1.0, 1.5, 2.0, 2.5, 3.5]
    assert held(tmp_path) == [1, 2, 3, 4, 5, 7]


def test_parts_that_pile_up_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.store.results.MOST_PARTS", 4)
    with filled(tmp_path, *((run,) for run in range(11))):
        assert len(contents(tmp_path)) == 2, "ten runs together, and the last"
    assert sorted(held(tmp_path)) == list(range(11))


@pytest.mark.parametrize("at", range(12))
def test_killed_at_any_step_no_run_is_lost_or_doubled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
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
