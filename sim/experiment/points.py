"""Design points, the twins that serve them, and the numbers of their runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

TWIN = 1 << 31
"""What the number of a twin's run has beside that of a point."""

REPLICATION = 1 << 32
"""How far the numbers of one replication are from those of the next."""

Numbers = npt.NDArray[np.int64]


class Points(Sequence[dict[str, float]]):
    """Rows of a matrix, read as values by name.

    Args:
        names: The names of the columns.
        matrix: The values, shape (points, names).
    """

    def __init__(self, names: Sequence[str], matrix: npt.NDArray[np.float64]) -> None:
        self.names = tuple(names)
        self.matrix = matrix

    def __len__(self) -> int:
        return len(self.matrix)

    @overload
    def __getitem__(self, at: int) -> dict[str, float]: ...

    @overload
    def __getitem__(self, at: slice) -> Points: ...

    def __getitem__(self, at: int | slice) -> dict[str, float] | Points:
        if isinstance(at, slice):
            return Points(self.names, self.matrix[at])
        return dict(zip(self.names, self.matrix[at].tolist(), strict=True))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Points):
            return self.names == other.names and np.array_equal(self.matrix, other.matrix)
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} points of {', '.join(self.names) or 'nothing'}>"


def first_of_each(matrix: npt.NDArray[np.float64]) -> tuple[Numbers, Numbers]:
    """Number the distinct rows of a matrix in the order in which they first come.

    Returns:
        The row at which each distinct one first comes, and, for every row, the number of its like. More rows below
        change nothing in either.
    """
    if matrix.shape[1] == 0:
        return np.zeros(min(1, len(matrix)), dtype=np.int64), np.zeros(len(matrix), dtype=np.int64)
    _, first, like = np.unique(matrix, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return first[order].astype(np.int64), number[like.reshape(-1)]


def run_number(replication: int | Numbers, row: int | Numbers, is_twin: bool) -> Numbers:
    """The number of a run: it stays the same however many points, twins and replications come later.

    Args:
        replication: The replication.
        row: The number of the point, or of the twin.
        is_twin: Whether it is a twin's run.
    """
    return np.asarray(replication, dtype=np.int64) * REPLICATION + (TWIN if is_twin else 0) + np.asarray(row, np.int64)


def what_runs(runs: Numbers) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
    """The opposite of :func:`run_number`: replication, row, and whether it is a twin."""
    rest = runs % REPLICATION
    return runs // REPLICATION, rest % TWIN, rest >= TWIN
