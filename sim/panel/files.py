"""The files of the panel."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sim import __version__
from sim.compiled import sources_hash
from sim.panel.columns import columns

if TYPE_CHECKING:
    import pyarrow as pa

    from sim.panel.samples import Cells
    from sim.run import Inputs


class Files:
    """The Parquet files of a panel, written a sample at a time, so that a panel need not fit into memory."""

    def __init__(self, folder: Path, inputs: Inputs, every: int) -> None:
        import pyarrow.parquet as pq

        told = {
            "client-coworker": __version__, "model": sources_hash(), "seed": str(inputs.seed),
            "days": str(len(inputs.levers)), "every": str(every),
        }  # fmt: skip
        self.schemas = {table: _schema(table, told) for table in _tables()}
        self.paths = [folder / f"{table}.parquet" for table in self.schemas]
        self._writers = {
            table: pq.ParquetWriter(path, schema, compression="zstd")
            for (table, schema), path in zip(self.schemas.items(), self.paths, strict=True)
        }

    def write(self, table: str, made: Mapping[str, Cells]) -> None:
        """Write some rows of a table."""
        import pyarrow as pa

        schema = self.schemas[table]
        cells = [pa.array(made[name]) if isinstance(made[name], np.ndarray) else made[name] for name in schema.names]
        self._writers[table].write_table(pa.Table.from_arrays(cells, schema=schema))

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *error: object) -> None:
        for writer in self._writers.values():
            writer.close()


def _tables() -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.table for each in columns()))


def _schema(table: str, told: Mapping[str, str]) -> pa.Schema:
    import pyarrow as pa

    types = {"int32": pa.int32(), "float64": pa.float64(), "dictionary<string>": pa.dictionary(pa.int32(), pa.string())}
    return pa.schema(
        [
            pa.field(each.name, types[each.type], metadata={"unit": each.unit, "meaning": each.meaning})
            for each in columns()
            if each.table == table
        ],
        metadata=dict(told),
    )


def write_columns(folder: Path) -> Path:
    """Write the table that defines every column."""
    path = folder / "columns.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["table", "column", "type", "unit", "low", "high", "meaning", "source"])
        for each in columns():
            writer.writerow(
                [each.table, each.name, each.type, each.unit, each.low, each.high, each.meaning, each.source]
            )
    return path
