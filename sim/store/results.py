"""A folder of results, as whoever does the runs writes to it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sim.store.compacting import compacted, merged, remove
from sim.store.failures import read_failures, write_failures
from sim.store.files import StoreError, cannot, locked, write_json, write_table
from sim.store.manifest import MANIFEST, agree
from sim.store.parts import PARTS, Numbers, Part, Reader, all_runs_of, distinct, needed, parts_of, with_footer

ROWS_OF_A_PART = 10_000
"""A part is written when this many runs are in hand."""

SECONDS_OF_A_PART = 5.0
"""A part is written when this much time has passed since the last."""

MOST_PARTS = 64
"""Parts that may pile up before they are put together."""

Columns = Mapping[str, npt.ArrayLike]


class Results:
    """A folder of results. Use it in a ``with`` statement: one process at a time may write to it.

    Args:
        folder: The folder; made where it is missing.
        asked: The question, as JSON data.
        model: Hash of the model's sources.
        command: The command line, or whatever else repeats the question.
        replications: How many replications are asked for.
        samples: How many samples, where the design can be extended.
        courses: Measures whose course by week is kept; None for what the folder has, or the default.
        default_courses: What is kept in a new folder where ``courses`` is None.

    Raises:
        StoreError: If the folder holds answers to something else, is in use, or cannot be written to.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        asked: Mapping[str, Any],
        *,
        model: str,
        command: str,
        replications: int,
        samples: int | None = None,
        courses: tuple[str, ...] | None = None,
        default_courses: tuple[str, ...] = (),
    ) -> None:
        self.folder = Path(folder)
        self._hand: list[dict[str, npt.NDArray[Any]]] = []
        self._written = time.monotonic()
        try:
            (self.folder / PARTS).mkdir(parents=True, exist_ok=True)
            self._lock = locked(self.folder)
            try:
                self.manifest = agree(
                    self.folder, asked, model=model, command=command, courses=courses, default_courses=default_courses,
                    raised={"replications": replications, "samples": samples},
                )  # fmt: skip
                self._tidy_up()
                self._failures = read_failures(self.folder)
                self._told = set(self._failures)
            except BaseException:
                self._lock.close()
                raise
        except OSError as error:
            raise StoreError(cannot(self.folder, error)) from error

    def _tidy_up(self) -> None:
        """Remove what a kill left over: half-written files, and parts that were put together already."""
        for here in (self.folder, self.folder / PARTS):
            for left_over in here.glob("*.tmp"):
                left_over.unlink()
        self._parts, left = needed(parts_of(self.folder))
        remove(left)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if not isinstance(error, StoreError):  # what could not be written a moment ago cannot be now
                self.flush()
        finally:
            self._lock.close()

    @property
    def courses(self) -> tuple[str, ...]:
        """Measures whose course by week is kept."""
        return tuple(self.manifest["courses"])

    def note(self, *, replications: int, **said: str) -> None:
        """Note in the manifest that more replications are asked for than before, and why.

        Raises:
            StoreError: If it cannot be written.
        """
        changed = {**self.manifest, **said, "replications": max(replications, self.manifest["replications"])}
        if changed != self.manifest:
            self.manifest = changed
            write_json(self.folder / MANIFEST, changed)

    def finished(self) -> Numbers:
        """The numbers of the runs that are kept already, in order."""
        return distinct(all_runs_of(self._parts), *(each["run"] for each in self._hand))

    def failed(self) -> Numbers:
        """The numbers of the runs that failed, in order."""
        return np.array(sorted(self._failures), dtype=np.int64)

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs; they are safe within some seconds.

        Raises:
            StoreError: If they cannot be written.
        """
        self._hand.append({name: np.asarray(values) for name, values in rows.items()})
        in_hand = sum(len(each["run"]) for each in self._hand)
        if in_hand >= ROWS_OF_A_PART or time.monotonic() - self._written > SECONDS_OF_A_PART:
            self.flush()

    def fail(self, failures: Sequence[Mapping[str, Any]]) -> None:
        """Keep what is known of runs that failed: run, point, twin, replication, seed, error, command."""
        self._failures |= {int(each["run"]): dict(each) for each in failures}

    def flush(self) -> None:
        """Write what is in hand, as one more part.

        Raises:
            StoreError: If it cannot be written.
        """
        if self._hand:
            table, runs = _table(self._hand)
            number = max((each.number for each in self._parts), default=0) + 1
            path = self.folder / PARTS / f"part-{number:06d}.parquet"
            self._parts.append(Part(write_table(path, table.cast(with_footer(table.schema, runs))), distinct(runs)))
            self._hand = []
            self._pile(number)
        self._tell_failures()
        self._written = time.monotonic()

    def _pile(self, number: int) -> None:
        """Put parts together where they have piled up."""
        loose = [each for each in self._parts if each.number and len(each.runs) <= ROWS_OF_A_PART]
        if len(loose) >= MOST_PARTS:
            gone = {each.path for each in loose}
            whole = merged(self.folder, loose, number + 1)
            self._parts = [*(each for each in self._parts if each.path not in gone), whole]

    def _tell_failures(self) -> None:
        ended = set(self._failures) & set(self.finished().tolist()) if self._failures else set()
        for run in ended:
            del self._failures[run]
        if set(self._failures) != self._told:
            write_failures(self.folder, self._failures)
            self._told = set(self._failures)

    def compact(self) -> None:
        """Put all parts in order; the same runs always give the same bytes.

        Raises:
            StoreError: If it cannot be written.
        """
        self.flush()
        self._parts = compacted(self.folder, self._parts)

    def reader(self) -> Reader:
        """Reads the runs that are kept, by their numbers."""
        self.flush()
        return Reader(self._parts)


def _table(rows: Sequence[Mapping[str, npt.NDArray[Any]]]) -> tuple[pa.Table, Numbers]:
    columns = {name: np.concatenate([each[name] for each in rows]) for name in rows[0]}
    made = {
        name: pa.array(values) if values.ndim == 1 else pa.ListArray.from_arrays(
            np.arange(0, values.size + 1, max(1, values.shape[1]), dtype=np.int32), pa.array(values.reshape(-1))
        )
        for name, values in columns.items()
    }  # fmt: skip
    return pa.table(made), columns["run"].astype(np.int64)
