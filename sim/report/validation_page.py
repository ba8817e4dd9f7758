"""One self-contained page on a validation: what is met at a glance, every row in words, and the time courses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sim.patterns import PATTERNS
from sim.report.validation_figures import targets_figure, time_course_figure
from sim.sources import cited
from sim.validation.target import SEEN
from sim.validation.time_courses import TimeCourse
from sim.validation.validating import Validation

if TYPE_CHECKING:
    import plotly.graph_objects as go


def write_validation(
    found: Validation, path: str | os.PathLike[str], explained: Sequence[str] = (), courses: Sequence[TimeCourse] = ()
) -> Path:
    """Write the page.

    Args:
        found: The validation.
        path: Where.
        explained: What there is to say about rows that fail.
        courses: Time courses to show.

    Returns:
        The file.

    Raises:
        OSError: If it cannot be written.
    """
    place = Path(path)
    place.write_text("\n".join(_page(found, explained, courses)), encoding="utf-8")
    return place


def _page(found: Validation, explained: Sequence[str], courses: Sequence[TimeCourse]) -> Iterator[str]:
    from plotly.offline import get_plotlyjs

    style = files("sim.report").joinpath("page.css").read_text(encoding="utf-8")
    met, rows = found.met
    yield (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Validation</title>'
        f"<style>{style}</style><script>{get_plotlyjs()}</script></head><body><main>"
    )
    seeds = found.plan.seeds
    yield (
        f"<header><h1>Validation</h1><p>{met} of {rows} rows are met, on {len(seeds)} seeds from {seeds[0]} that calibration "
        "never saw. One simulated office is one study: a figure is met if the mean over the offices is within what is "
        "accepted between studies.</p></header>"
    )
    yield _section("Published figures at a glance", "", targets_figure(found.rows))
    yield f"<section><h2>Published figures</h2>{_figures(found)}</section>"
    yield f"<section><h2>Patterns</h2>{_patterns(found)}</section>"
    if explained:
        yield f"<section><h2>What there is to say</h2>{''.join(f'<p>{escape(each)}</p>' for each in explained)}</section>"
    for course in courses:
        sources = "; ".join(source.short for source in cited(course.source))
        yield _section(
            course.name.capitalize(), f"Expected: {course.expected} ({sources}).", time_course_figure(course)
        )
    yield "</main></body></html>"


def _figures(found: Validation) -> str:
    head = (
        "#",
        "figure",
        "published",
        "accepted",
        "model",
        "80 % of offices",
        "",
        "random worlds",
        "lost without",
        "source",
        "simulated as",
    )
    return _table(head, (
        (
            row.target.number, row.target.name, f"{row.target.figure:g}", f"{row.target.low:.2f} … {row.target.high:.2f}",
            f"{row.shown:.2f}", f"{row.low:.2f} … {row.high:.2f}", "met" if row.met else "not met",
            *_beside(found, row.target.number),
            f"{'; '.join(source.short for source in cited(row.target.source))} ({SEEN[row.target.seen]})",
            row.target.simulated,
        ) for row in found.rows
    ))  # fmt: skip


def _patterns(found: Validation) -> str:
    rows = []
    for pattern in PATTERNS:
        rows.append(
            (
                f"{pattern.number}", pattern.statement, "", "", "met" if found.pattern_met(pattern.number) else "not met",
                *_beside(found, pattern.number),
            )
        )  # fmt: skip
        rows += [
            (
                "", f"– {held.claim.words}", f"{'above' if held.claim.direction > 0 else 'below'} {held.claim.limit:g}",
                f"{held.shown.mean:.3g} ({held.shown.low:.3g} … {held.shown.high:.3g})", "met" if held.met else "not met",
                "", "",
            ) for held in found.held if held.claim.pattern == pattern.number
        ]  # fmt: skip
    return _table(("#", "pattern", "asked for", "model, 95 % interval", "", "random worlds", "lost without"), rows)


def _beside(found: Validation, number: str | int) -> tuple[str, str]:
    if found.declared is None:
        return "–", "–"
    return f"{100 * found.share_of_random(number):.0f} %", ", ".join(found.lost_without(number))


def _section(heading: str, text: str, figure: go.Figure) -> str:
    drawn = figure.to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"responsive": True, "displaylogo": False, "displayModeBar": False},
    )
    return f"<section><h2>{escape(heading)}</h2><p>{escape(text)}</p><figure>{drawn}</figure></section>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    top = "".join(f"<th>{escape(each)}</th>" for each in head)
    return f'<div class="table"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
