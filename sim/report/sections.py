"""The sections of a report on an experiment, each as HTML."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.analysis import Answer, Closer, circumstances, differences, is_idle, kept_sensitivities
from sim.analysis.closer import BOOKED
from sim.experiment import Experiment
from sim.report import analysis_figures, closer_figures, figures
from sim.report.sheet import panel, section
from sim.report.tables import factors_table, measures_table, points_table

EVEN = "Net gain is productivity gained, in percent, less the price of the animosity; on the line the two are even."

UNSURE = " A number in brackets may as well be zero: its 95 % interval holds it."
"""How a map tells which cells are sure, where each is one point."""

MOST_CELLS = 2_500
"""Cells of a map at most; a design with more values than that is shown as dots."""


def design_section(answer: Answer) -> str:
    """What was varied, how often, for how long, and against what."""
    experiment = answer.experiment
    against = (
        "its twin, the same office without the policy" if experiment.against is None else f"{experiment.against_name}"
    )
    points, runs = len(experiment.points), experiment.replications
    many = f"{points:,} design points ({experiment.design.kind} design)" if points > 1 else "One policy"
    begins = "" if is_idle(experiment) else f"The policy can first be felt on day {experiment.policy_start}. "
    told = (
        f"{many}, each lived through {'once' if runs == 1 else f'{runs} times'} over {experiment.days} days and compared with "
        f"{against}: the same people and the same luck on both sides, so that they differ only where the policy made them "
        f"differ. {begins}Numbers are means over the last quarter of the days; intervals are 95 % intervals over the pairs."
    )
    return section(
        "How it was asked", told, factors_table(experiment.factors, experiment.scenario) if experiment.factors else ""
    )


def sweep_sections(answer: Answer, points: pd.DataFrame, point: int) -> list[str]:
    """Frontier, and maps, a line or dots, whatever suits the design."""
    experiment = answer.experiment
    names = [each.name for each in experiment.factors]
    if not names:
        return []
    if is_idle(experiment):
        return [_levels(answer, names)]
    made = [
        section(
            "What is gained, and what it costs",
            _frontier_words(points, names),
            panel(figures.frontier_figure(points, names, point), "frontier", points),
        )
    ]
    if len(names) == 1:
        shown = points[[*names, "net", "net_low", "net_high"]]
        return [*made, section("Where it tips", EVEN, panel(figures.line_figure(points, names[0]), "tipping", shown))]
    if (
        experiment.design.kind != "full"
        or np.prod(sorted(len(each.levels) for each in experiment.factors)[-2:]) > MOST_CELLS
    ):
        return [*made, _dots(points, names)]
    return [*made, *_maps(points, experiment)]


def _frontier_words(points: pd.DataFrame, names: list[str]) -> str:
    told = "Each dot is a policy, compared with its twin. Up is better, left is better. Where the two axes cross, nothing is done. "
    if not points["on_frontier"].any():
        return told + "No policy is better than that, so there is no frontier. Bars are 95 % intervals."
    other = circumstances(names)
    if other and len(points[other].drop_duplicates()) > figures.MOST_FRONTIERS:
        varied = ", ".join(map(figures.short, other))
        return (
            told
            + f"Nearly every dot has circumstances of its own ({varied}), which nobody chooses, so no frontier is drawn."
        )
    beside = " What is not policy is no choice, so each of its values has a frontier of its own." if other else ""
    return told + (
        "The frontier joins the policies that no other beats: more productivity cannot be had without more animosity. Doing "
        f"nothing is a choice too, so no policy that it beats is on the frontier.{beside} Bars are 95 % intervals."
    )


def _dots(points: pd.DataFrame, names: list[str]) -> str:
    beyond = f" The first {figures.MOST_FACTORS} of {len(names)} factors." if len(names) > figures.MOST_FACTORS else ""
    drawn = figures.factors_figure(points, names, [("net", "net gain, %")])
    return section(
        "What it depends on",
        "Each dot is a design point: blue where the policy gains more than its animosity costs, orange where it loses. "
        "Where a cloud leans or bends, the factor below it matters." + beyond,
        panel(drawn, "factors", points[["point", *names, "net", "net_low", "net_high"]]),
    )


def _levels(answer: Answer, names: list[str]) -> str:
    """Productivity and animosity themselves, where there is nothing to compare."""
    levels = answer.table.groupby("point", sort=True)[[*names, "productivity", "animosity"]].mean().reset_index()
    columns = [("productivity", "productivity"), ("animosity", "animosity")]
    return section(
        "What the office itself does", "Nothing is done at any point, so the measures themselves are shown: means over the runs.",
        panel(figures.factors_figure(levels, names, columns), "levels", levels),
    )  # fmt: skip


def _maps(points: pd.DataFrame, experiment: Experiment) -> list[str]:
    """The map of the tipping point over the two factors with most levels, at some levels of a third."""
    names = [each.name for each in experiment.factors]
    long = [each.name for each in sorted(experiment.factors, key=lambda each: -len(each.levels))]
    across, up = (each for each in names if each in long[:2])
    rest = [each for each in experiment.factors if each.name not in (across, up)]
    slices = _slices(points, rest[0].name, rest[0].levels) if rest else [("", points)]
    beside = f" Mean over {', '.join(figures.short(each.name) for each in rest[1:])}." if len(rest) > 1 else ""
    made = []
    for number, (told, own) in enumerate(slices):
        drawn = panel(figures.tipping_figure(own, across, up), f"map-{number + 1}", own)
        made.append(section(f"Where it tips{told}", EVEN + (beside or UNSURE), drawn))
    return made


def _slices(points: pd.DataFrame, name: str, levels: tuple[float, ...]) -> list[tuple[str, pd.DataFrame]]:
    """The points at the lowest, a middle and the highest level of a third factor."""
    ordered = sorted(levels)
    shown = dict.fromkeys((ordered[0], ordered[len(ordered) // 2], ordered[-1]))
    return [(f", at {figures.short(name)} {each:g}", points[points[name] == each]) for each in shown]


def sensitivity_sections(answer: Answer) -> list[str]:
    """What drives the outcomes, where somebody has asked."""
    from sim.analysis.indices import in_words

    made = []
    for number, each in enumerate(kept_sensitivities(answer.folder)):
        how = (
            "First order is the share of the variance that a factor explains alone, total what it explains alone and together "
            "with others; where the two differ, factors work together."
            if each.method == "sobol"
            else "How much the outcome changes when one factor moves across its range, other factors standing anywhere."
        )
        data = pd.DataFrame([{name: getattr(line, name) for name in line.__slots__} for line in each.indices])
        drawn = panel(analysis_figures.sensitivity_figure(each), f"sensitivity-{number + 1}", data)
        told = f"{in_words(each)} {how} From {each.points:,} points, bars are 95 % intervals."
        made.append(section(f"What drives the {each.outcome}", told, drawn))
    return made


def closer_sections(answer: Answer, points: pd.DataFrame, point: int, why: str, closer: Closer | None) -> list[str]:
    """One point looked at closely: the ledger of what made the difference, courses, all measures.

    Args:
        answer: The results.
        points: Their summary.
        point: The point.
        why: Why it was chosen; empty where there is but one.
        closer: The closer look; None where the runs cannot be looked at again.
    """
    row = points.loc[points["point"] == point].iloc[0]
    at = ", ".join(f"{figures.short(each.name)} {row[each.name]:.4g}" for each in answer.experiment.factors)
    place = f" at {at} (point {point})" if at else ""
    found = differences(answer.point(point))
    listed = f'<div class="paged">{measures_table(found, answer.experiment.against_name)}</div>'
    numbers = section(f"All measures{place}", "", listed)
    if closer is None:
        told = (
            "These results come from another version of the model than the one installed, so no run of theirs can be looked at "
            "again: the ledger and the courses are left out."
        )
        return [section("A closer look", told), numbers]
    runs = f"{closer.replications} replications"
    waterfalls = []
    for each in BOOKED:
        drawn, data = closer_figures.ledger_figure(closer, each), closer_figures.ledger_data(closer, each)
        waterfalls.append(panel(drawn, f"ledger-{each}", data, each.capitalize()))
    chosen = f"{why}; sim report --point N shows another. " if why else ""
    return [
        section(
            f"What made the difference{place}",
            f"{chosen}Every change of a feeling is booked under the mechanism that made it, and the entries add up. Shown is "
            f"how much more each moved people than in the twin, up to the last quarter; mean of {runs}.",
            *waterfalls,
        ),
        section(
            f"How it went{place}",
            f"With the policy and without, by week; mean of {runs} with its 95 % interval. The dotted line is the day from which "
            "the policy can be felt.",
            panel(
                closer_figures.courses_figure(closer, answer.experiment.policy_start), "courses",
                closer_figures.courses_data(closer),
            ),
        ),
        numbers,
    ]  # fmt: skip


def points_section(answer: Answer, points: pd.DataFrame) -> str:
    """The table of all design points."""
    told = f"{len(answer.table):,} pairs of runs; each stands in runs.parquet with all its measures."
    return section(
        "All points", told,
        f'<details class="paged"><summary>Show the table</summary>{points_table(points, answer.experiment.factors)}</details>',
    )  # fmt: skip
