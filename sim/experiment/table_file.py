"""A design from a CSV file: each row a design point, each column a number of the scenario by its dotted name."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sim.experiment.designs import MOST_IN_TABLE, Design
from sim.experiment.factors import DesignError, Factor, fitting, refuse_value
from sim.experiment.places import is_whole
from sim.quantity import Quantity
from sim.scenario import Problem, Scenario, ScenarioError, paths

MOST_BYTES = 64 * 1024 * 1024
"""The largest file of a design."""


def read_design(path: str | os.PathLike[str], scenario: Scenario) -> tuple[tuple[Factor, ...], Design]:
    """Read a design.

    Args:
        path: The CSV file, in UTF-8, with a heading line of names; short names do where they are clear.
        scenario: The scenario that is varied.

    Returns:
        The factors, each with the values that come, in order, and the design.

    Raises:
        ScenarioError: With every mistake, its file, line and column.
        DesignError: If the file cannot be read.
    """
    name = os.fspath(path)
    lines = _lines(name)
    problems: list[Problem] = []
    known = paths(scenario)
    heading, *rows = list(_cells(lines, name)) or [(1, [])]
    names = [_column(name, heading, k, known, problems) for k in range(len(heading[1]))]
    if not names:
        problems.append(Problem("the file has no heading line", name, 1, 1, allowed="names such as policy.promise"))
    for k, each in enumerate(names):
        if each is not None and each in names[:k]:
            problems.append(_at(name, heading, k, f"the column {each} comes twice"))
    if not rows and not problems:
        problems.append(
            Problem("there are no design points below the heading", name, 1, 1, allowed="a row of numbers for each")
        )
    if len(rows) > MOST_IN_TABLE:
        raise DesignError(f"{name}: the design has {len(rows):,} points, allowed are up to {MOST_IN_TABLE:,}")
    whole = [each is not None and is_whole(each, scenario) for each in names]
    points = [tuple(_values(name, row, names, whole, known, problems)) for row in rows]
    if problems:
        raise ScenarioError(problems)
    factors = tuple(
        Factor(each, tuple(sorted({point[k] for point in points})), is_whole=whole[k])
        for k, each in enumerate(names)
        if each is not None
    )
    return factors, Design("table", table=tuple(points))


Row = tuple[int, list[str]]


def _lines(name: str) -> list[str]:
    try:
        if Path(name).stat().st_size > MOST_BYTES:
            raise DesignError(f"{name}: the file is larger than {MOST_BYTES // 1024**2} MB")
        return Path(name).read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise DesignError(f"{name}: the encoding is not UTF-8") from None
    except (OSError, ValueError) as error:
        if isinstance(error, DesignError):
            raise
        raise DesignError(f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _cells(lines: list[str], name: str) -> Iterator[Row]:
    """The rows with the number of their line; empty lines are passed over."""
    reader = csv.reader(lines, skipinitialspace=True)
    try:
        for row in reader:
            if any(each.strip() for each in row):
                yield reader.line_num, [each.strip() for each in row]
    except csv.Error as error:
        raise DesignError(f"{name}:{reader.line_num}: this is no CSV ({error})") from None


def _column(name: str, heading: Row, k: int, known: Mapping[str, Quantity], problems: list[Problem]) -> str | None:
    """The full name that stands above a column; None where it is wrong."""
    try:
        full = fitting(heading[1][k], known)
        if len(full) == 1:
            return full[0]
        problems.append(_at(name, heading, k, "a column varies one number, and this is a pattern"))
    except DesignError as error:
        problems.append(_at(name, heading, k, f"{error}"))
    return None


def _values(
    name: str,
    row: Row,
    names: list[str | None],
    whole: list[bool],
    known: Mapping[str, Quantity],
    problems: list[Problem],
) -> Iterator[float]:
    if len(row[1]) != len(names):
        problems.append(
            Problem(f"the row has {len(row[1])} values", name, row[0], 1, allowed=f"{len(names)}, one below each name")
        )
        return
    for k, each in enumerate(names):
        if each is None:
            continue
        try:
            value = float(row[1][k])
            refuse_value(each, value, known[each], whole[k])
            yield value
        except DesignError as error:
            problems.append(_at(name, row, k, f"column {each}: {error}"))
        except ValueError:
            problems.append(_at(name, row, k, f"column {each}: this is not a number"))


def _at(name: str, row: Row, k: int, message: str) -> Problem:
    """A problem with one cell; the column of the place is that of the cell among its neighbours, from 1."""
    return Problem(message, name, row[0], k + 1, found=row[1][k] or "nothing")
