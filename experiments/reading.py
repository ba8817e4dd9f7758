"""What is read off the results of a study: changes against the twin with their intervals, and numbers as JSON data."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sim.analysis import Answer, Difference, Outcome, Price, outcome, paired_difference

PRICE = Price().animosity_price
"""Percent of productivity per unit of animosity, as everywhere where nobody names another price."""


def change(table: Any, name: str) -> Difference:
    """The mean change of an outcome against the twin and its interval; productivity and ``net`` in percent.

    Args:
        table: Rows of a tidy table, of one design point or of several.
        name: ``net`` or a measure.
    """
    return mean_of(outcome(name, PRICE).read(table))


def mean_of(values: Any) -> Difference:
    """The mean of paired differences and its interval, shape (replications,)."""
    return paired_difference(values, [0.0] * len(values))


def by_seed(answer: Answer, rows: Any, chosen: str | Outcome) -> Any:
    """The mean of an outcome over some design points, by replication, shape (replications,).

    Args:
        answer: The results.
        rows: Which rows of the table count, a boolean mask.
        chosen: The outcome.
    """
    read = outcome(chosen, PRICE) if isinstance(chosen, str) else chosen
    table = answer.table[rows]
    values = table.assign(value=read.read(table)).groupby("replication")["value"].mean()
    return values.reindex(range(answer.experiment.replications)).to_numpy()


def plain(value: Any) -> Any:
    """Numbers as JSON data of six digits: a difference with its interval, NaN as null."""
    if isinstance(value, Difference):
        return plain({"mean": value.difference, "low": value.low, "high": value.high, "pairs": value.pairs})
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (str, bool, int)) or value is None:
        return value
    number = float(value)
    return float(f"{number:.6g}") if math.isfinite(number) else None
