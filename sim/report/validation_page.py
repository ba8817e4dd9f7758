"""One self-contained page on a validation: what is met at a glance, every row in words, and the time courses."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sim.report.validation_figures import REACH, baselines_figure, targets_figure, time_course_figure
from sim.report.validation_tables import figures_table, patterns_table
from sim.sources import cited
from sim.validation.target import SEEN
from sim.validation.time_courses import TimeCourse
from sim.validation.validating import LITTLE, Validation

if TYPE_CHECKING:
    import plotly.graph_objects as go


def write_validation(found: Validation, path: str | os.PathLike[str], courses: Sequence[TimeCourse] = ()) -> Path:
    """Write the page.

    Args:
        found: The validation.
        path: Where.
        courses: Time courses to show.

    Returns:
        The file.

    Raises:
        OSError: If it cannot be written.
    """
    place = Path(path)
    place.write_text("\n".join(_page(found, courses)), encoding="utf-8")
    return place


def _page(found: Validation, courses: Sequence[TimeCourse]) -> Iterator[str]:
    from plotly.offline import get_plotlyjs

    folder = files("sim.report")
    style = "".join(folder.joinpath(f"{each}.css").read_text(encoding="utf-8") for each in ("page", "validation"))
    met, rows = found.met
    yield (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Validation</title>'
        f"<style>{style}</style><script>{get_plotlyjs()}</script></head><body><main>"
    )
    seeds = found.plan.seeds
    little = f"<p><b>{LITTLE}</b></p>" if found.is_small else ""
    yield (
        f"<header><h1>Validation</h1>{little}<p>{met} of {rows} rows are met, on {len(seeds)} seeds from {seeds[0]} that "
        "calibration never saw.</p><p>One simulated office is one study: a figure is met if the mean over the offices is "
        "within what is accepted between studies. A pattern is met if all that it says is, each with its whole interval. "
        "A row that fails stays, and is explained beside it. No published study randomises a coworkers-as-customers "
        "policy: what is met here makes the model credible, not the claim true.</p></header>"
    )
    yield _section(
        "Published figures at a glance",
        "0 is the published figure; the grey band from −1 to 1 is what is accepted. Dots are the mean over the simulated "
        f"offices, bars the middle 80 % of them. What lies beyond ±{REACH:g} is drawn at the edge.",
        targets_figure(found.rows),
    )
    yield f"<section><h2>Published figures</h2>{_told(found)}{figures_table(found)}</section>"
    yield f"<section><h2>Patterns</h2>{patterns_table(found)}</section>"
    if found.declared is not None:
        yield _section("What the rows rest on", _of_baselines(found), baselines_figure(found))
    if courses:
        yield "<section><h2>Time courses</h2><p>Means over seeds with their 95 % bands, by week.</p></section>"
    for course in courses:
        sources = "; ".join(source.short for source in cited(course.source))
        yield _section(
            course.name[:1].upper() + course.name[1:],
            f"Expected: {course.expected} ({sources}). What to see: {course.see}",
            time_course_figure(course),
        )
    yield "</main></body></html>"


def _told(found: Validation) -> str:
    seen = "; ".join(f"{sign}: {words}" for sign, words in SEEN.items())
    beside = (
        " <b>Random worlds</b>: in what share of worlds with random admissible coefficients the row is met too. "
        "<b>Lost without</b>: mechanisms without which it is not."
        if found.declared is not None
        else ""
    )
    return f"<p>How far each figure itself was checked is said behind its source ({escape(seen)}).{beside}</p>"


def _of_baselines(found: Validation) -> str:
    assert found.declared is not None  # whoever asks has seen to it
    seeds = found.plan.baseline_seeds
    told = (
        f"In smaller offices and on {seeds} seeds the model as declared meets {found.declared.rows} rows, patterns by their "
        "signs alone; the bars show what is left of them without each mechanism."
    )
    rows = [each.rows for each in found.random]
    if rows:
        told += (
            f" With random admissible coefficients {min(rows)} to {max(rows)} are met, {sum(rows) / len(rows):.1f} in the mean "
            f"of {len(rows)} worlds: that much the laws bring by themselves, and the rest is the calibrated sizes."
        )
    return told


def _section(heading: str, text: str, figure: go.Figure) -> str:
    drawn = figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"responsive": True, "displaylogo": False, "displayModeBar": False},
    )
    return f"<section><h2>{escape(heading)}</h2><p>{escape(text)}</p><figure>{drawn}</figure></section>"
