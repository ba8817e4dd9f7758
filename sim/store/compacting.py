"""Putting parts together. A larger part is there before the smaller ones go, so that no kill loses or doubles a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.store.files import whole
from sim.store.parts import PARTS, Numbers, Part, Reader, all_runs_of, distinct, with_footer

ROWS_OF_A_GROUP = 100_000
"""Rows that are read and written at once, and that a query can pass over together."""

ROWS_THAT_SHOW = 10_000
"""Rows by which it is judged whether the values of a column repeat."""

ROWS_OF_A_FILE = 1_000_000
"""The most rows of one file, so that a million runs are one and ten million ten."""


def merged(folder: Path, parts: Sequence[Part], number: int) -> Part:
    """Put some parts together into one, and remove them.

    Args:
        folder: The folder of results.
        parts: The parts.
        number: The number of the new part.
    """
    runs = all_runs_of(parts)
    made = _write(folder / PARTS / f"part-{number:06d}.parquet", parts, runs)
    remove(parts)
    return made


def compacted(folder: Path, parts: Sequence[Part]) -> list[Part]:
    """Put all parts in order, into as few files as can be; the same runs always give the same bytes.

    Files that are in order already stay as they are. They are called after the runs that they hold: since runs are only
    ever added, a file of the same name holds the same.

    Args:
        folder: The folder of results.
        parts: All of its parts.
    """
    runs = all_runs_of(parts)
    made = []
    for first in range(0, len(runs), ROWS_OF_A_FILE):
        held = runs[first : first + ROWS_OF_A_FILE]
        path = folder / PARTS / f"runs-{held[0]}-{held[-1]}-{len(held)}.parquet"
        there = next((each for each in parts if each.path == path), None)
        made.append(there or _write(path, parts, held))
    kept = {each.path for each in made}
    remove([each for each in parts if each.path not in kept])
    return made


def remove(parts: Sequence[Part]) -> None:
    """Remove parts whose runs are all held by others."""
    for each in parts:
        each.path.unlink(missing_ok=True)


def groups(runs: Numbers, rows: int = ROWS_OF_A_GROUP) -> Iterator[Numbers]:
    """The runs, so many at a time."""
    for first in range(0, len(runs), rows):
        yield runs[first : first + rows]


def _write(path: Path, parts: Sequence[Part], runs: Numbers) -> Part:
    reader = Reader(parts)

    def write(file: IO[bytes]) -> None:
        writer = None
        for each in groups(runs):
            table = reader.read(each)
            if writer is None:
                writer = writer_to(file, with_footer(table.schema, runs), table)
            writer.write_table(table.cast(writer.schema), row_group_size=ROWS_OF_A_GROUP)
        if writer is not None:
            writer.close()

    try:
        return Part(whole(path, write), distinct(runs))
    finally:
        reader.close()


def writer_to(file: IO[bytes], schema: pa.Schema, first: pa.Table) -> pq.ParquetWriter:
    """A writer of Parquet that fits the data: what repeats goes by a dictionary, what is all luck byte by byte.

    Args:
        file: Where to write.
        schema: The schema of the file.
        first: The first rows that will be written; they alone say what repeats, so that the bytes are always the same.
    """
    few = first.slice(0, ROWS_THAT_SHOW)
    lucky = [
        field.name
        for field in schema
        if pa.types.is_float64(field.type) and pc.count_distinct(few[field.name]).as_py() > len(few) / 2
    ]
    return pq.ParquetWriter(
        file, schema, compression="zstd", use_dictionary=[each for each in schema.names if each not in lucky],
        use_byte_stream_split=lucky,
    )  # fmt: skip
