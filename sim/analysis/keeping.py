"""What an experiment's runs become in a folder: rows that say for themselves what they are, and the tidy table."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from sim.experiment import Columns, Experiment, Failure, paired_runs, run_number, tidy, what_runs
from sim.measures import MEASURES
from sim.scenario import paths
from sim.store import ROWS_OF_A_GROUP, TIDY, Reader, Results, distinct, groups, whole, writer_to

HELD = b"sim.held"
"""Where the footer of the tidy table keeps how many runs were there when it was written."""


class ResultsKeeper:
    """Keeps the runs of an experiment in a folder.

    Args:
        experiment: The experiment.
        results: The folder.
    """

    def __init__(self, experiment: Experiment, results: Results) -> None:
        self._experiment, self._results = experiment, results

    def finished(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The runs that are kept already."""
        return self._results.finished()

    def failed(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """The runs that failed before."""
        return self._results.failed()

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs, with what they are: replication, point, twin, seed, and the factors.

        ``point`` is the number of the twin where ``twin`` is true; the policy of a twin has no values.
        """
        replication, row, is_twin = what_runs(np.asarray(rows["run"], dtype=np.int64))
        said: dict[str, Any] = {
            "run": rows["run"],
            "replication": replication,
            "point": row,
            "twin": is_twin,
            "seed": self._experiment.seed + replication,
        }
        points, twins = self._experiment.points, self._experiment.twins
        for k, name in enumerate(points.names):
            values = np.full(len(row), np.nan)
            values[~is_twin] = points.matrix[row[~is_twin], k]
            if name in twins.names:
                values[is_twin] = twins.matrix[row[is_twin], twins.names.index(name)]
            said[name] = values
        self._results.keep({**said, **rows})

    def fail(self, failures: Sequence[Failure]) -> None:
        """Keep what is known of runs that failed."""
        told = []
        for each in failures:
            replication, row, is_twin = (part[0] for part in what_runs(np.array([each.run])))
            words = ["sim", "repeat", str(self._results.folder), "--point", str(row), "--replication", str(replication)]
            told.append(
                {
                    "run": each.run, "point": int(row), "twin": bool(is_twin), "replication": int(replication),
                    "seed": self._experiment.seed + int(replication), "error": each.error,
                    "command": shlex.join([*words, "--twin"] if is_twin else words),
                }
            )  # fmt: skip
        self._results.fail(told)

    def flush(self) -> None:
        """Write what is in hand."""
        self._results.flush()


def write_tidy(experiment: Experiment, results: Results) -> Path:
    """Write the tidy table of all runs that are done, some at a time, so that memory is no matter.

    Args:
        experiment: The experiment, with all replications and points that the folder holds.
        results: The folder.

    Raises:
        StoreError: If it cannot be written.
    """
    finished = results.finished()
    reader = results.reader()

    def write(file: IO[bytes]) -> None:
        writer = None
        for each in tables_of(experiment, reader, finished):
            table = described(each, experiment)
            if writer is None:
                held = {**(table.schema.metadata or {}), HELD: str(len(finished)).encode()}
                writer = writer_to(file, table.schema.with_metadata(held), table)
            writer.write_table(table.cast(writer.schema), row_group_size=ROWS_OF_A_GROUP)
        if writer is not None:
            writer.close()

    try:
        return whole(results.folder / TIDY, write)
    finally:
        reader.close()


def tables_of(experiment: Experiment, reader: Reader, finished: Any) -> Any:
    """The tidy table of the runs that are done, in pieces of at most a hundred thousand rows; one piece at least."""
    own, _ = paired_runs(experiment, finished)
    for part in groups(own) if len(own) else [own]:
        replication, point, _ = what_runs(part)
        twins = run_number(replication, experiment.twin_of[point], True)
        yield tidy(experiment, columns_of(reader.read(distinct(part, twins))))


def columns_of(table: pa.Table) -> dict[str, Any]:
    """The columns of a table as NumPy arrays; lists as arrays of arrays."""
    return {name: table[name].to_numpy(zero_copy_only=False) for name in table.column_names}


def described(table: pd.DataFrame, experiment: Experiment) -> pa.Table:
    """A tidy table in Arrow, each column with its unit and meaning."""
    known = paths(experiment.scenario)
    made = pa.Table.from_pandas(table, preserve_index=False)
    fields = []
    for field in made.schema:
        name = field.name.removeprefix("twin_").removesuffix("_by_week")
        declared = MEASURES.get(name) or known.get(name)
        told = {"unit": declared.unit, "meaning": declared.meaning} if declared else {}
        fields.append(field.with_metadata(told) if told else field)
    return made.cast(pa.schema(fields, metadata=made.schema.metadata))
