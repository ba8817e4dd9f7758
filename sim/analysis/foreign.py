"""Designs whose outcome is computed elsewhere: written as CSV, read back with a column for each outcome, and recognised.

Nothing but the table itself is needed to analyse it: a Saltelli or a Morris design shows in how its points stand to each
other, so a table that was sorted, cut or changed on its way is refused rather than analysed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from sim.analysis.outcomes import AnalysisError
from sim.experiment import Factor

Array = npt.NDArray[np.float64]

POINT = "point"
"""The column that numbers the points, by which a table that was sorted is put in order again."""


@dataclass(frozen=True)
class Table:
    """A design with outcomes.

    Attributes:
        names: The factors.
        x: The points, shape (points, factors).
        outcomes: The outcomes by name, each of shape (points,).
    """

    names: list[str]
    x: Array
    outcomes: dict[str, Array]


def write_design(path: str | os.PathLike[str], names: Sequence[str], x: npt.ArrayLike) -> Path:
    """Write a design as CSV: the column ``point``, then one a factor, with all digits.

    Args:
        path: Where.
        names: The factors.
        x: The points, shape (points, factors).

    Raises:
        AnalysisError: If it cannot be written, or is there already, perhaps with outcomes in it.
    """
    if Path(path).exists():
        raise AnalysisError(f"{path}: is there already, and is not overwritten; take another name")
    table = pd.DataFrame(np.asarray(x, dtype=np.float64), columns=list(names))
    table.insert(0, POINT, np.arange(len(table)))
    try:
        table.to_csv(path, index=False)
    except OSError as error:
        raise AnalysisError(f"{path}: cannot be written: {error.strerror or error}") from None
    return Path(path)


def read_table(path: str | os.PathLike[str], outcomes: Sequence[str]) -> Table:
    """Read a design with its outcomes.

    Args:
        path: A CSV file with a column ``point``, one for each factor, and one for each outcome.
        outcomes: The columns that are outcomes; all others are factors.

    Raises:
        AnalysisError: If it cannot be read, a column is missing or is not numbers, or points are missing or come twice.
    """
    try:
        table = pd.read_csv(
            path, dtype=str, keep_default_na=False
        )  # pandas reads numbers with a slip in the last digit
    except OSError as error:
        raise AnalysisError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, UnicodeDecodeError) as error:
        raise AnalysisError(f"{path}: is no table: {error}") from None
    for name in (POINT, *outcomes):
        if name not in table:
            raise AnalysisError(f"{path}: has no column {name!r}; its columns are {', '.join(map(str, table.columns))}")
    numbers = pd.DataFrame(
        {
            name: [_number(cell, f"{path}:{row}: {name}") for row, cell in enumerate(table[name], start=2)]
            for name in table
        }
    )
    numbers = numbers.sort_values(POINT, kind="stable")
    if not np.array_equal(numbers[POINT], np.arange(len(numbers))):
        raise AnalysisError(
            f"{path}: the points are not 0 to {len(numbers) - 1}, each once: rows are missing or come twice"
        )
    names = [str(each) for each in table.columns if each != POINT and each not in outcomes]
    if not names:
        raise AnalysisError(f"{path}: has no column left for a factor")
    return Table(
        names,
        numbers[names].to_numpy(dtype=np.float64),
        {each: numbers[each].to_numpy(dtype=np.float64) for each in outcomes},
    )


def _number(cell: str, where: str) -> float:
    """A cell as a number, NaN where it is empty or says that there is none."""
    if cell.strip().lower() in ("", "na", "nan", "null"):
        return float("nan")
    try:
        return float(cell)
    except ValueError:
        raise AnalysisError(f"{where} is {cell!r}, which is not a number") from None


def method_of(x: Array) -> str | None:
    """Which design some points are: ``sobol`` for a Saltelli design without second order, ``morris``, or None.

    Args:
        x: The points, shape (points, factors).
    """
    points, factors = x.shape
    if points and points % (factors + 2) == 0 and _is_saltelli(x.reshape(-1, factors + 2, factors)):
        return "sobol"
    if points and points % (factors + 1) == 0 and _is_morris(x.reshape(-1, factors + 1, factors)):
        return "morris"
    return None


def _is_saltelli(blocks: Array) -> bool:
    """Whether each block is A, then A with one column of B after the other, then B; shape (size, factors + 2, factors)."""
    first, last = blocks[:, 0], blocks[:, -1]
    mixed = np.repeat(first[:, np.newaxis], blocks.shape[2], axis=1)
    diagonal = np.arange(blocks.shape[2])
    mixed[:, diagonal, diagonal] = last
    return bool(np.allclose(blocks[:, 1:-1], mixed, rtol=1e-9, atol=0.0)) and bool((first != last).any())


def _is_morris(blocks: Array) -> bool:
    """Whether each step of a trajectory moves one factor, and each moves once; shape (size, factors + 1, factors)."""
    moved = np.abs(np.diff(blocks, axis=1)) > 0
    return bool((moved.sum(axis=2) == 1).all() and (moved.sum(axis=1) == 1).all())


def factors_of_a_stranger(texts: Sequence[str]) -> tuple[Factor, ...]:
    """The factors of somebody else's model.

    Args:
        texts: ``name=low:high`` each.

    Raises:
        AnalysisError: If one is written otherwise, comes twice, or is called as the column that numbers the points.
    """
    factors = tuple(_factor_of_a_stranger(each) for each in texts)
    for name, count in Counter(each.name for each in factors).items():
        if count > 1:
            raise AnalysisError(f"{name} is varied twice")
        if name == POINT:
            raise AnalysisError(f"a factor cannot be called {POINT}: the column of that name numbers the points")
    return factors


def _factor_of_a_stranger(text: str) -> Factor:
    name, _, written = text.partition("=")
    try:
        low, high = (float(each) for each in written.split(":"))
    except ValueError:
        raise AnalysisError(f"--vary {text!r} is not understood; without a SCENARIO it is NAME=LOW:HIGH") from None
    if not name.strip() or not low < high or not np.isfinite(high - low):
        raise AnalysisError(f"--vary {text!r}: a name and two finite numbers are needed, the lower one first")
    return Factor(name.strip(), (low, high), is_range=True)
