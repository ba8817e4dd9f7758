"""One self-contained HTML page on the results of an experiment."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pandas as pd

import sim
from sim.analysis import (
    Answer,
    balance,
    break_even_interval,
    break_even_of,
    circumstances,
    closer_of,
    differences,
    idle_words,
    is_idle,
    paired_courses,
    summary,
    verdict,
)
from sim.report import figures, sections
from sim.report.choosing import point_to_look_at
from sim.report.sheet import write_sheet
from sim.report.tables import provenance


def points_of(answer: Answer, price: float) -> pd.DataFrame:
    """The summary of an answer's design points."""
    return summary(
        answer.table, [each.name for each in answer.experiment.factors], answer.experiment.policy_start, price
    )


def verdict_of(answer: Answer, price: float) -> list[str]:
    """The verdict in words, a paragraph each; the last says what it is worth.

    Args:
        answer: The results.
        price: Percent of productivity per unit of animosity.
    """
    points = points_of(answer, price)
    if is_idle(answer.experiment):
        told = [idle_words(answer.experiment)]
    elif len(points) == 1:
        told = [_verdict_at(answer, int(points["point"].iloc[0]), price)]
    else:
        told = _of_a_sweep(answer, points, price)
    if not answer.is_complete:
        done, asked = len(answer.table), len(answer.experiment.points) * answer.experiment.replications
        told.append(f"This is unfinished: {done:,} of {asked:,} runs are done.")
    return told


def _verdict_at(answer: Answer, point: int, price: float) -> str:
    own, start = answer.point(point), answer.experiment.policy_start
    day = interval = None
    if "productivity_by_week" in own:
        day = break_even_of(own, start, price)
        interval = break_even_interval(*paired_courses(own), start, price)
    return verdict(differences(own), balance(own, price), day, price, answer.experiment.against_name, interval)


def _of_a_sweep(answer: Answer, points: pd.DataFrame, price: float) -> list[str]:
    gain, loss = int((points["net_low"] > 0).sum()), int((points["net_high"] < 0).sum())
    varied = circumstances([each.name for each in answer.experiment.factors])
    what = f"policies at some values of {', '.join(map(figures.short, varied))}" if varied else "policies"
    told = [
        f"Of {len(points):,} {what}, {gain:,} gain more productivity than their animosity costs, {loss:,} lose, and for "
        f"{len(points) - gain - loss:,} the runs cannot tell, at a price of {price:g} percent of productivity per unit "
        f"of animosity." + _begun(answer, points)
    ]
    ordered = points.sort_values("net").to_dict(orient="records")
    for word, row in (("best", ordered[-1]), ("worst", ordered[0])):
        values = ", ".join(f"{figures.short(each.name)} {row[each.name]:.4g}" for each in answer.experiment.factors)
        told.append(f"The {word}, {values}: {_verdict_at(answer, row['point'], price)}")
    return told


def _begun(answer: Answer, points: pd.DataFrame) -> str:
    if "productivity_by_week" not in answer.table:
        return ""
    number = int(points["break_even_day"].notna().sum())
    many = {0: "None begins", 1: "One begins"}.get(number, f"{number} begin")
    return f" {many} with a sure gain that is gone later."


def write_report(
    answer: Answer, price: float, *, path: str | os.PathLike[str] | None = None, point: int | None = None
) -> Path:
    """Write the page.

    Args:
        answer: The results.
        price: Percent of productivity per unit of animosity.
        path: Where; ``report.html`` in the folder of the results where none is given.
        point: The design point to look at closely; see :func:`sim.report.choosing.point_to_look_at` where none is given.

    Raises:
        StoreError: If the page cannot be written.
    """
    points, scenario = points_of(answer, price), answer.experiment.scenario
    why = "This point was asked for" if len(points) > 1 else ""
    if point is None:
        point, why = point_to_look_at(answer, points)
    idle = is_idle(answer.experiment)
    closer = [] if idle else sections.closer_sections(answer, points, point, why, closer_of(answer, point))
    return write_sheet(
        path if path is not None else answer.folder / "report.html",
        title=scenario.title or answer.experiment.name,
        question=(scenario.question, scenario.claim and f"The claim: {scenario.claim}", scenario.story),
        verdict=verdict_of(answer, price),
        sections=[
            sections.design_section(answer),
            *sections.sweep_sections(answer, points, point),
            *sections.sensitivity_sections(answer),
            *closer,
            sections.points_section(answer, points),
        ],
        provenance=provenance(answer, price, f"client-coworker {sim.__version__}, Python {platform.python_version()}"),
        repeat=str(answer.manifest["command"]),
    )
