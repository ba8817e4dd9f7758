"""Reading a CSV file such that whatever is wrong with it can be said, with its line."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_FIELD = 10_000
"""Characters that one field may have: more is a quotation mark that was never closed, or not a table."""


MOST_SHOWN = 60
"""Characters of a field that an error shows."""


def shown(text: str) -> str:
    """A field as an error shows it: quoted, and not too long."""
    return repr(text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…")


@dataclass
class Table:
    """A file, its columns, and what is wrong with it.

    Attributes:
        path: The file, as the reader named it.
        columns: Column names in lower case, to their positions.
        rows: Line number and fields of each row; as many fields as the header has.
        problems: What is wrong, one line each, with file and line.
        complete: Whether every record of the file became a row.
    """

    path: Path
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    complete: bool = False

    def say(self, line: int, problem: str) -> None:
        """Note a problem at a line."""
        self.problems.append(f"{self.path}:{line}: {problem}")

    def texts(self, column: str) -> list[str]:
        """A column's fields, row by row; empty ones where the file has no such column."""
        if column not in self.columns:
            return [""] * len(self.rows)
        position = self.columns[column]
        return [fields[position] for _, fields in self.rows]

    def numbers(self, column: str, low: float, high: float, blank: float) -> list[float]:
        """A column as finite numbers from ``low`` to ``high``; ``blank`` where it is empty or missing.

        What is not such a number is noted as a problem and becomes ``blank``.
        """
        made = []
        for (line, _), text in zip(self.rows, self.texts(column), strict=True):
            try:
                value = float(text) if text else blank
            except ValueError:
                value = math.nan
            if text and not (low <= value <= high and math.isfinite(value)):
                allowed = f"numbers from {low:g}" + (f" to {high:g}" if high < math.inf else "")
                self.say(line, f"{column}: found {shown(text)}; allowed are {allowed}")
                value = blank
            made.append(value)
        return made


def read_table(path: Path, needed: Sequence[str]) -> Table:
    """Read a CSV file with a header: UTF-8, commas, double quotation marks. Blank lines are passed over.

    Args:
        path: The file.
        needed: Columns that it must have; others may follow or stand between.

    Returns:
        The table; with problems noted in it, and only the rows that are sound.
    """
    table = Table(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            _fill(table, _records(table, stream), needed)
            table.complete = not table.problems
    except UnicodeDecodeError as error:
        table.problems.append(f"{path}: not UTF-8 text ({error.reason} at byte {error.start}); save it as CSV UTF-8")
    except OSError as error:
        table.problems.append(f"{path}: cannot be read: {error.strerror or error}")
    return table


def _records(table: Table, stream: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the first line and the fields, stripped of blanks, of each record that is not blank."""
    before = csv.field_size_limit(LARGEST_FIELD)
    reader = csv.reader(stream, strict=True)
    first = 1
    try:
        for fields in reader:
            stripped = [each.strip() for each in fields]
            if any(stripped):
                yield first, stripped
            first = reader.line_num + 1
    except csv.Error as error:
        reason = "a quotation mark is never closed" if "unexpected end" in str(error) else str(error)
        table.say(first, f"not readable as CSV from here on: {reason}")
    finally:
        csv.field_size_limit(before)


def _fill(table: Table, records: Iterator[tuple[int, list[str]]], needed: Sequence[str]) -> None:
    line, header = next(records, (1, []))
    if not header:
        if not table.problems:
            table.say(1, f"the file is empty; allowed is a header with the columns {', '.join(needed)}")
        return
    names = [name.lower() for name in header]
    table.columns = {name: position for position, name in enumerate(names) if name}
    for name in table.columns:
        if names.count(name) > 1:
            table.say(line, f"the column {name!r} comes {names.count(name)} times")
    missing = [name for name in needed if name not in table.columns]
    if missing:
        table.say(line, _missing(header, missing))
        return
    for line, fields in records:
        if len(fields) > len(header) and not any(fields[len(header) :]):
            del fields[len(header) :]  # trailing commas, as spreadsheets write them
        if len(fields) != len(header):
            table.say(line, f"found {len(fields)} fields; the header has {len(header)}")
        else:
            table.rows.append((line, fields))


def _missing(header: list[str], missing: list[str]) -> str:
    other = next((mark for mark in (";", "\t", "|") if len(header) == 1 and mark in header[0]), None)
    if other:
        return f"columns are separated by {other!r}; allowed is the comma"
    found = ", ".join(shown(name) for name in header[:20])
    return f"missing column {', '.join(map(repr, missing))}; found {found}"
