"""Pages on what searches found: tipping points, fronts, boxes."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

import sim
from sim.analysis import Answer, Discovery, Found, Goal, Outcome, Steps, Tipping
from sim.analysis.bisection import in_words
from sim.experiment import model_hash
from sim.report import analysis_figures
from sim.report.figures import short
from sim.report.sheet import facts, panel, section, write_sheet
from sim.report.tables import factors_table, number, table

PAGE = "report.html"


def write_tipping(steps: Steps, found: Sequence[Tipping], chosen: Outcome, command: str) -> Path:
    """Write the page on a search for tipping points, ``report.html`` in its folder.

    Args:
        steps: The steps of the search; the first factor is the one that was searched.
        found: What was found.
        chosen: The outcome.
        command: What repeats it.
    """
    factor = steps.factors[0]
    titled = f"{chosen.words}, {chosen.unit}"
    verdict = []
    for each in found:
        at = ", ".join(f"{short(name)} {value:g}" for name, value in each.at.items())
        subject = f"the {chosen.words} " if each.search.crossings() else ""
        told = f"{'At ' + at + ': ' if at else ''}{subject}{in_words(each.search)}."
        verdict.append(told[0].upper() + told[1:])
    parts = []
    over = list(found[0].at)
    if len(over) == 1 and sum(len(each.search.crossings()) for each in found) > 1:
        rows = [
            {over[0]: each.at[over[0]], "tips_at": one.value, "low": one.low, "high": one.high, "falls": one.falls}
            for each in found
            for one in each.search.crossings()
        ]
        drawn = analysis_figures.crossings_figure(found, factor.name, over[0])
        told = (
            f"On one side of each dot the {chosen.words} is above zero, on the other below; bars hold what is not sure."
        )
        parts.append(section("Where it tips", told, panel(drawn, "crossings", pd.DataFrame(rows))))
    drawn = analysis_figures.looks_figure(found, factor.name, titled)
    told = (
        "Each dot is a value that was run with its twin; bars are intervals, made wide enough to hold for all looks together. "
        "A shaded band is where it tips: at its two ends the sign is sure."
    )
    parts.append(
        section("What was looked at", told, panel(drawn, "looks", analysis_figures.looks_data(found, factor.name)))
    )
    how = (
        f"{short(factor.name).capitalize()} was searched by bisection from {factor.low:g} to {factor.high:g}: a value whose sign "
        "is not sure gets more replications, up to a most."
    )
    return _written(steps, verdict, parts, command, how)


def write_front(steps: Steps, found: Found, goals: Sequence[Goal], words: str, command: str) -> Path:
    """Write the page on an optimization, ``report.html`` in its folder.

    Args:
        steps: The steps of the search.
        found: What was found.
        goals: What was sought.
        words: The same in words.
        command: What repeats it.
    """
    names = [each.name for each in steps.factors]
    rows = [
        [*(f"{row[each]:.3g}" for each in names), *_goal_cells(row, goals), "●" if row["on_frontier"] else ""]
        for row in found.front.sort_values(goals[0].outcome.name, ascending=False).to_dict(orient="records")
    ]
    rows.append(
        [*("–" for _ in names), *("0" if k % 2 == 0 else "nothing is done" for k in range(2 * len(goals))), "●"]
    )
    heads = [head for each in goals for head in (f"{each.outcome.words}, {each.outcome.unit}", "95 %")]
    listed = f'<div class="paged">{table([*map(short, names), *heads, "front"], rows)}</div>'
    parts = []
    if len(goals) > 1:
        told = (
            "Grey is what the search tried, on its own seeds. What seemed best was run again on fresh seeds: blue still stands, "
            "orange is beaten there. Bars are 95 % intervals. Where the axes cross, nothing is done."
        )
        drawn = analysis_figures.front_figure(found, goals)
        data = pd.concat([found.tried.assign(seeds="search"), found.front.assign(seeds="fresh")], ignore_index=True)
        parts.append(section("What is gained, and what it costs", told, panel(drawn, "front", data)))
    parts.append(section("The policies", "Means on fresh seeds, with 95 % intervals.", listed))
    wanted = " and ".join(
        f"{'more' if each.sign > 0 else 'less'} {each.outcome.name.replace('_', ' ')}" for each in goals
    )
    how = f"Policies with {wanted} were sought by a genetic search (NSGA-II), each generation a sweep."
    return _written(steps, [words], parts, command, how)


def write_discovery(
    answer: Answer, found: Discovery, points: pd.DataFrame, fails: npt.NDArray[np.bool_], value: pd.Series[float], words: str,
    command: str,
) -> Path:  # fmt: skip
    """Write the page on the boxes in which a policy fails, ``discover.html`` in the folder of the results.

    Args:
        answer: The results.
        found: What was found.
        points: One row per design point, its factors in columns.
        fails: Which of them fail.
        value: The outcome at each of them.
        words: What was found, in words.
        command: What repeats it.
    """
    parts = []
    if found.boxes:
        drawn = analysis_figures.boxes_figure(found, points, fails)
        data = points.assign(outcome=value.to_numpy(), fails=fails)
        told = "Orange crosses fail, blue circles hold. Frames are the boxes, in the two factors that they cut most."
        parts.append(section("Where it fails", told, panel(drawn, "boxes", data)))
    scenario = answer.experiment.scenario
    return write_sheet(
        answer.folder / "discover.html", title=f"{scenario.title or answer.experiment.name}: when it fails",
        question=(scenario.question,), verdict=[words[0].upper() + words[1:]], sections=parts,
        provenance=_made(answer.experiment.name, f"{answer.folder.name}: runs.parquet"), repeat=command,
    )  # fmt: skip


def _goal_cells(row: Mapping[Any, Any], goals: Sequence[Goal]) -> list[str]:
    return [
        cell
        for name in (each.outcome.name for each in goals)
        for cell in (
            number(row[name], "+.3g"),
            f"{number(row[f'{name}_low'], '+.3g')} … {number(row[f'{name}_high'], '+.3g')}",
        )
    ]


def asked_words(steps: Steps, how: str) -> str:
    """What a search was asked, in words."""
    return (
        f"{how} {steps.pairs:,} runs of {steps.scenario.days} days, each compared with its twin, the same office without the "
        "policy: the same people and the same luck on both sides. Numbers are means over the last quarter of the days."
    )


def _written(steps: Steps, verdict: Sequence[str], parts: Sequence[str], command: str, how: str) -> Path:
    scenario = steps.scenario
    asked = section("How it was asked", asked_words(steps, how), factors_table(steps.factors, scenario))
    return write_sheet(
        steps.folder / PAGE, title=scenario.title or steps.name,
        question=(scenario.question, scenario.claim and f"The claim: {scenario.claim}", scenario.story),
        verdict=verdict, sections=[asked, *parts], repeat=command,
        provenance=_made(steps.name, f"{steps.folder.name}: {steps.purpose}.json, runs.parquet (one row per pair of runs)"),
    )  # fmt: skip


def _made(name: str, data: str) -> str:
    return facts(
        {"scenario": name, "model": f"client-coworker {sim.__version__}, sources {model_hash()}",
         "made with": f"Python {platform.python_version()}", "data": data}
    )  # fmt: skip
