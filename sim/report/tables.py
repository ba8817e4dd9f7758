"""The tables of a report, in HTML."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from sim.analysis import Answer, Difference
from sim.experiment import Factor
from sim.measures import MEASURES
from sim.scenario import Scenario, paths


def factors_table(factors: Sequence[Factor], scenario: Scenario) -> str:
    """One row per factor: its meaning, unit and values."""
    known = paths(scenario)
    rows = []
    for each in factors:
        declared = known.get(each.name)
        values = (
            f"{each.low:g} to {each.high:g}"
            if each.is_range or len(each.levels) > MOST_LEVELS_TOLD
            else ", ".join(f"{level:g}" for level in each.levels)
        )
        rows.append(
            [
                escape(each.name),
                values,
                escape(declared.unit if declared else ""),
                escape(declared.meaning if declared else ""),
            ]
        )
    return table(["varied", "values", "unit", "meaning"], rows, texts=(2, 3))


MOST_LEVELS_TOLD = 8
"""Levels of a factor that are listed one by one."""


def points_table(points: pd.DataFrame, factors: Sequence[Factor]) -> str:
    """One row per design point, those of the frontier marked."""
    headings = [
        "point", *(each.name for each in factors), "productivity %", "95 %", "animosity", "95 %", "net %", "95 %",
        "break-even day", "pairs",
    ]  # fmt: skip
    rows = []
    for row in points.to_dict(orient="records"):
        cells = [
            f"{row['point']}{' ●' if row['on_frontier'] and len(points) > 1 else ''}",
            *(f"{row[each.name]:g}" for each in factors),
            number(row["gain"], "+.2f"), _interval(row["gain_low"], row["gain_high"], "+.2f"),
            number(row["rise"], "+.4f"), _interval(row["rise_low"], row["rise_high"], "+.4f"),
            number(row["net"], "+.2f"), _interval(row["net_low"], row["net_high"], "+.2f"),
            number(row["break_even_day"], ".0f"), str(row["pairs"]),
        ]  # fmt: skip
        rows.append(cells)
    return table(headings, rows)


def measures_table(found: Mapping[str, Difference], against: str) -> str:
    """One row per measure: both sides, and their paired difference."""
    rows = [
        [
            f'<span title="{escape(MEASURES[name].meaning)}">{escape(name)}</span>',
            number(each.twin, ".4g"), number(each.policy, ".4g"), number(each.difference, "+.3g"),
            _interval(each.low, each.high, "+.3g"), number(each.percent, "+.1f"), escape(MEASURES[name].unit),
        ]
        for name, each in found.items()
    ]  # fmt: skip
    return table(["measure", against, "policy", "difference", "95 %", "percent", "unit"], rows, texts=(6,))


def provenance(answer: Answer, price: float, here: str) -> str:
    """Where the numbers come from."""
    manifest, experiment = answer.manifest, answer.experiment
    libraries = ", ".join(f"{name} {version}" for name, version in manifest.get("libraries", {}).items())
    facts = [
        ("scenario", experiment.name),
        ("seeds", f"{experiment.seed} to {experiment.seed + experiment.replications - 1}, the same on both sides"),
        ("runs", f"{len(answer.table):,} pairs"),
        ("model", f"client-coworker {manifest['version']}, sources {manifest['model']}"),
        ("made with", f"Python {manifest.get('python', '?')}, {libraries}"),
        ("price", f"{price:g} percent of productivity per unit of animosity, a judgement and not a fact"),
        ("page written by", here),
        ("data", f"{answer.folder.name}: manifest.json (the whole scenario), runs.parquet (one row per run)"),
    ]
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in facts) + "</dl>"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], texts: Sequence[int] = ()) -> str:
    """A table that scrolls sideways where the page is narrow.

    Args:
        headings: The head.
        rows: Cells in HTML.
        texts: Columns of words, which are set flush left and may be broken over lines.
    """
    kinds = [' class="text"' if k in texts else "" for k in range(len(headings))]
    head = "".join(f"<th{kind}>{escape(each)}</th>" for kind, each in zip(kinds, headings, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{each}</td>" for kind, each in zip(kinds, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<div class="table" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def number(value: float, form: str) -> str:
    """A number, or a dash where there is none."""
    return format(value, form) if math.isfinite(value) else "–"


def _interval(low: float, high: float, form: str) -> str:
    return (
        f"{number(low, form)}&nbsp;… {number(high, form)}" if math.isfinite(low) else "–"
    )  # broken before the high end
