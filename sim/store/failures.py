"""Runs that failed: why, and what repeats each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sim.store.files import StoreError, write_table

FAILURES = "failures.parquet"

SCHEMA = pa.schema(
    [
        pa.field("run", pa.int64()),
        pa.field("point", pa.int64()),
        pa.field("twin", pa.bool_()),
        pa.field("replication", pa.int64()),
        pa.field("seed", pa.int64()),
        pa.field("error", pa.string()),
        pa.field("command", pa.string()),
    ]
)
"""``point`` is the number of the twin where ``twin`` is true; ``command`` repeats the run."""


def read_failures(folder: Path) -> dict[int, dict[str, Any]]:
    """The runs of a folder that failed, by number.

    Raises:
        StoreError: If the file is damaged.
    """
    path = folder / FAILURES
    if not path.exists():
        return {}
    try:
        return {int(each["run"]): each for each in pq.read_table(path).to_pylist()}
    except (OSError, pa.ArrowException, KeyError) as error:
        raise StoreError(f"{path}: is damaged ({error}); remove it, and the runs in it are tried again") from None


def write_failures(folder: Path, failures: Mapping[int, Mapping[str, Any]], finished: Iterable[int] = ()) -> None:
    """Write the runs that failed, in order; no file where there are none.

    Args:
        folder: The folder of results.
        failures: What is known of each, by number.
        finished: Runs that have come to an end since, and are left out.

    Raises:
        StoreError: If it cannot be written.
    """
    ended = set(finished)
    rows = [dict(failures[run]) for run in sorted(failures) if run not in ended]
    if rows:
        write_table(folder / FAILURES, pa.Table.from_pylist(rows, schema=SCHEMA))
    else:
        (folder / FAILURES).unlink(missing_ok=True)
