"""One self-contained HTML page on the results of an experiment."""

from __future__ import annotations

import os
import platform
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pandas as pd

import sim
from sim.analysis import Answer, balance, break_even_of, circumstances, closer_of, differences, summary, verdict
from sim.analysis.closer import BOOKED, Closer
from sim.report import figures
from sim.report.tables import measures_table, points_table, provenance
from sim.store import StoreError

if TYPE_CHECKING:
    import plotly.graph_objects as go


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
    told = []
    if len(points) == 1:
        start = answer.experiment.policy_start
        day = break_even_of(answer.table, start, price)
        net = balance(answer.table, price)
        told.append(verdict(differences(answer.table), net, day, price, answer.experiment.against_name))
    else:
        told += _of_a_sweep(answer, points, price)
    if not answer.is_complete:
        done, asked = len(answer.table), len(answer.experiment.points) * answer.experiment.replications
        told.append(f"This is unfinished: {done:,} of {asked:,} runs are done.")
    return told


def _of_a_sweep(answer: Answer, points: pd.DataFrame, price: float) -> list[str]:
    gain, loss = int((points["net_low"] > 0).sum()), int((points["net_high"] < 0).sum())
    varied = circumstances([each.name for each in answer.experiment.factors])
    what = f"policies at some values of {', '.join(map(figures.short, varied))}" if varied else "policies"
    told = [
        f"Of {len(points)} {what}, {gain} gain more productivity than their animosity costs, {loss} lose, and for "
        f"{len(points) - gain - loss} the runs cannot tell, at a price of {price:g} percent of productivity per unit "
        f"of animosity. {_begun(int(points['break_even_day'].notna().sum()))}"
    ]
    ordered = points.sort_values("net").to_dict(orient="records")
    for word, row in (("best", ordered[-1]), ("worst", ordered[0])):
        own = answer.point(row["point"])
        day = None if pd.isna(row["break_even_day"]) else float(row["break_even_day"])
        values = ", ".join(f"{figures.short(each.name)} {row[each.name]:g}" for each in answer.experiment.factors)
        told.append(f"The {word}, {values}: {verdict(differences(own), balance(own, price), day, price)}")
    return told


def _begun(number: int) -> str:
    many = {0: "None begins", 1: "One begins"}.get(number, f"{number} begin")
    return f"{many} with a sure gain that is gone later."


def write_report(
    answer: Answer, price: float, *, path: str | os.PathLike[str] | None = None, point: int | None = None
) -> Path:
    """Write the page.

    Args:
        answer: The results.
        price: Percent of productivity per unit of animosity.
        path: Where; ``report.html`` in the folder of the results where none is given.
        point: The design point to look at closely; the one where animosity rises most where none is given.

    Raises:
        StoreError: If the page cannot be written.
    """
    points = points_of(answer, price)
    if point is None:
        point = int(points.sort_values("rise", na_position="first")["point"].iloc[-1])
    place = Path(path) if path is not None else answer.folder / "report.html"
    closer = closer_of(answer, point)
    text = _page(answer, points, price, point, closer)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror}") from None
    return place


def _page(answer: Answer, points: pd.DataFrame, price: float, point: int, closer: Closer | None) -> str:
    from plotly.offline import get_plotlyjs

    experiment = answer.experiment
    scenario = experiment.scenario
    title = scenario.title or experiment.name
    folder = files("sim.report")
    return Template(folder.joinpath("page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        style=folder.joinpath("page.css").read_text(encoding="utf-8"),
        plotly=get_plotlyjs(),
        question=_paragraphs(scenario.question, scenario.claim and f"The claim: {scenario.claim}", scenario.story),
        verdict=_paragraphs(*verdict_of(answer, price)),
        asked=escape(_asked(answer)),
        sections="\n".join([*_sweep_sections(answer, points, point), *_closer_sections(answer, points, point, closer)]),
        points=points_table(points, experiment.factors),
        provenance=provenance(answer, price, _versions()),
        repeat=escape(str(answer.manifest["command"])),
    )


def _asked(answer: Answer) -> str:
    experiment = answer.experiment
    varied = "; ".join(
        f"{figures.short(each.name)} at {len(each.levels)} values from {each.levels[0]:g} to {each.levels[-1]:g}"
        for each in experiment.factors
    )
    against = "the same office without the policy" if experiment.against is None else experiment.against_name
    return (
        (f"Varied: {varied}. " if varied else "")
        + f"{experiment.replications} replications of {experiment.days} days, each compared with {against}: the same "
        f"people and the same luck. Policy from day {experiment.policy_start}. Numbers are means over the last quarter."
    )


def _sweep_sections(answer: Answer, points: pd.DataFrame, point: int) -> list[str]:
    names = [each.name for each in answer.experiment.factors]
    if not names:
        return []
    made = [
        _section(
            "What is gained, and what it costs",
            "Each dot is a policy, compared with its twin. Up is better, left is better. The frontier joins the policies "
            "that no other beats: more productivity cannot be had without more animosity. The origin, where the two axes "
            "cross, is: nothing is done. It is a choice too, so no policy that it beats is on the frontier. What is not "
            "policy is no choice, so each of its values has a frontier of its own. Bars are 95 % intervals.",
            figures.frontier_figure(points, names, point),
        )
    ]
    long = [each.name for each in sorted(answer.experiment.factors, key=lambda each: -len(each.levels))]
    even = "Net gain is productivity gained, in percent, less the price of the animosity; on the line the two are even."
    if len(names) == 1:
        return [*made, _section("Where it tips", even, figures.line_figure(points, names[0]))]
    across, up = (each for each in names if each in long[:2])
    rest = [each for each in answer.experiment.factors if each.name not in (across, up)]
    slices = _slices(points, rest[0].name, rest[0].levels) if rest else [("", points)]
    beside = f" Mean over {', '.join(figures.short(each.name) for each in rest[1:])}." if len(rest) > 1 else ""
    for told, own in slices:
        figure = figures.tipping_figure(own, across, up)
        made.append(_section(f"Where it tips{told}", even + beside, figure))
    return made


def _slices(points: pd.DataFrame, name: str, levels: tuple[float, ...]) -> list[tuple[str, pd.DataFrame]]:
    """The points at the lowest, a middle and the highest level of a third factor."""
    ordered = sorted(levels)
    shown = dict.fromkeys((ordered[0], ordered[len(ordered) // 2], ordered[-1]))
    return [(f", at {figures.short(name)} {each:g}", points[points[name] == each]) for each in shown]


def _closer_sections(answer: Answer, points: pd.DataFrame, point: int, closer: Closer | None) -> list[str]:
    if closer is None:
        return [
            "<section><h2>A closer look</h2><p>These results come from another version of the model than the one "
            "installed, so no run of theirs can be looked at again: the ledger and the courses are left out.</p></section>"
        ]
    row = points.loc[points["point"] == point].iloc[0]
    factors = answer.experiment.factors
    at = ", ".join(f"{figures.short(each.name)} {row[each.name]:g}" for each in factors)
    told = f" at {at} (point {point})" if at else ""
    waterfalls = "".join(
        f"<figure><figcaption>{escape(each.capitalize())}</figcaption>{_drawn(figures.ledger_figure(closer, each))}</figure>"
        for each in BOOKED
    )
    numbers = measures_table(differences(answer.point(point)), answer.experiment.against_name)
    runs = f"{closer.replications} replications"
    return [
        f"<section><h2>What made the difference{escape(told)}</h2><p>Every change of a feeling is booked under the "
        "mechanism that made it, and the entries add up. Shown is how much more each moved people than in the twin, "
        f"up to the last quarter; mean of {runs}.</p>{waterfalls}</section>",
        _section(
            f"How it went{told}",
            f"With the policy and without, by week; mean of {runs} with its 95 % interval.",
            figures.courses_figure(closer, answer.experiment.policy_start),
        ),
        f"<section><h2>All measures{escape(told)}</h2>{numbers}</section>",
    ]


def _section(heading: str, text: str, figure: go.Figure) -> str:
    return f"<section><h2>{escape(heading)}</h2><p>{escape(text)}</p><figure>{_drawn(figure)}</figure></section>"


def _drawn(figure: go.Figure) -> str:
    drawn = figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"responsive": True, "displaylogo": False, "displayModeBar": False},
    )
    return str(drawn)


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{escape(each.strip())}</p>" for each in texts if each and each.strip())


def _versions() -> str:
    return f"client-coworker {sim.__version__}, Python {platform.python_version()}"
