"""Parts: Parquet files of runs. The footer of each names the runs that it holds, so that one rename commits both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sim.store.files import StoreError

PARTS = "parts"
RUNS = b"sim.runs"
"""Where the footer keeps the runs of a part."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """One file of runs.

    Attributes:
        path: The file.
        runs: The numbers of its runs, in order, shape (runs,).
    """

    path: Path
    runs: Numbers

    @property
    def number(self) -> int:
        """The running number of a part that has not been put in order yet; 0 for one that has."""
        found = re.fullmatch(r"part-([0-9]+)\.parquet", self.path.name)
        return int(found[1]) if found else 0


def spans(runs: Numbers) -> str:
    """Numbers in order as text, such as ``0-7 9 12-13``."""
    if not len(runs):
        return ""
    edges = np.flatnonzero(np.diff(runs) != 1) + 1
    ends = zip(runs[np.append(0, edges)].tolist(), runs[np.append(edges, len(runs)) - 1].tolist(), strict=True)
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in ends)


def unspanned(text: str) -> Numbers:
    """The opposite of :func:`spans`."""
    made = []
    for each in text.split():
        first, _, last = each.partition("-")
        made.append(np.arange(int(first), int(last or first) + 1, dtype=np.int64))
    return np.concatenate(made) if made else np.zeros(0, dtype=np.int64)


def distinct(*numbers: Numbers) -> Numbers:
    """Numbers of runs, each once and in order. NumPy's own takes ten times as long, by a table of hashes."""
    ordered = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *numbers]))
    once: Numbers = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return once


def among(numbers: Numbers, ordered: Numbers) -> npt.NDArray[np.bool_]:
    """Which numbers are among others, which are in order; shape of the first."""
    if not len(ordered):
        return np.zeros(len(numbers), dtype=np.bool_)
    at = np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)
    found: npt.NDArray[np.bool_] = ordered[at] == numbers
    return found


def with_footer(schema: pa.Schema, runs: Numbers) -> pa.Schema:
    """A schema whose footer names the runs of a part."""
    return schema.with_metadata({RUNS: spans(distinct(runs)).encode()})


def parts_of(folder: Path) -> list[Part]:
    """The parts of a folder of results, the largest first.

    Raises:
        StoreError: If one is damaged.
    """
    found = [Part(path, _runs_of(path)) for path in sorted((folder / PARTS).glob("*.parquet"))]
    return sorted(found, key=lambda each: (-len(each.runs), each.path.name))


def needed(parts: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Parts without which a run would be lost, and leftovers of a kill between writing a larger part and removing its like.

    Args:
        parts: The parts, the largest first.
    """
    if sum(len(each.runs) for each in parts) == len(all_runs_of(parts)):
        return list(parts), []
    kept: list[Part] = []
    left: list[Part] = []
    seen = np.zeros(0, dtype=np.int64)
    for each in parts:
        if among(each.runs, seen).all():
            left.append(each)
        else:
            kept.append(each)
            seen = distinct(seen, each.runs)
    return kept, left


def all_runs_of(parts: Sequence[Part]) -> Numbers:
    """The runs of some parts, each once, in order."""
    return distinct(*(each.runs for each in parts))


def _runs_of(path: Path) -> Numbers:
    try:
        metadata = pq.read_metadata(path).metadata or {}
    except (OSError, pa.ArrowException) as error:
        raise damaged(path, error) from None
    if RUNS not in metadata:
        raise StoreError(f"{path}: is no part of these results; remove it")
    return unspanned(metadata[RUNS].decode())


def damaged(path: Path, error: BaseException) -> StoreError:
    """A part that cannot be read."""
    return StoreError(f"{path}: is damaged ({str(error).splitlines()[0]}); remove it, and its runs are done again")


class Reader:
    """Reads runs out of parts by their numbers; keeps the footers, and no more than the groups of rows it needs.

    Args:
        parts: The parts.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = [each for each in parts if len(each.runs)]
        self._files: dict[Path, pq.ParquetFile] = {}

    def read(self, runs: Numbers, columns: list[str] | None = None) -> pa.Table:
        """The rows of some runs, each once.

        Args:
            runs: Their numbers, in order and each once; all of them must be there.
            columns: The columns to read, ``run`` among them; all where none are given.

        Returns:
            The rows in the order of their numbers.

        Raises:
            StoreError: If a part is damaged.
        """
        taken = []
        wanted = runs
        for part in self._parts:
            here = among(wanted, part.runs)
            if here.any():
                taken.append(self._of(part, wanted[here], columns))
                wanted = wanted[~here]
            if not len(wanted):
                break
        table = pa.concat_tables(taken) if taken else pa.table({"run": np.zeros(0, dtype=np.int64)})
        return table.take(pc.sort_indices(table["run"])).replace_schema_metadata(None)

    def close(self) -> None:
        """Let go of the files."""
        for each in self._files.values():
            each.close()
        self._files.clear()

    def _of(self, part: Part, runs: Numbers, columns: list[str] | None) -> pa.Table:
        try:
            if part.path not in self._files:
                self._files[part.path] = pq.ParquetFile(part.path)
            file = self._files[part.path]
            groups = [each for each in range(file.num_row_groups) if _reaches(file, each, runs)]
            table = file.read_row_groups(groups, columns=columns)
        except (OSError, pa.ArrowException) as error:
            raise damaged(part.path, error) from None
        return table.filter(pa.array(among(table["run"].to_numpy(), runs)))


def _reaches(file: pq.ParquetFile, group: int, runs: Numbers) -> bool:
    """Whether a group of rows may hold one of some runs."""
    known = file.metadata.row_group(group).column(0).statistics
    if known is None or not known.has_min_max:
        return True
    at = np.searchsorted(runs, known.min)
    return bool(at < len(runs) and runs[at] <= known.max)
