"""Figures that the experiments share beyond those of :mod:`sim.report`, and how a figure becomes a file."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs
from plotly.subplots import make_subplots

from sim.report import CONFIG
from sim.report.bands import add_band
from sim.report.style import INK, layout, shade

WIDTH, HEIGHT = 760, 420
"""Size of a figure in pixels, where it does not say its height."""

CIRCLE = r'd="M([\d.]+),0A\2,\2 0 1,1 0,-\2A\2,\2 0 0,1 \2,0Z"'
"""How plotly writes a dot; its second group in a pattern is the radius."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def effects_figure(labels: Sequence[str], panels: Mapping[str, Mapping[str, Sequence[Any]]]) -> go.Figure:
    """Effects with their intervals: a line each, a panel for each outcome.

    Args:
        labels: What the lines are, from the top.
        panels: By the outcome's words with its unit, then by the name of a series: a difference
            (:class:`sim.analysis.Difference`) for each line.
    """
    figure = make_subplots(cols=len(panels), shared_yaxes=True, horizontal_spacing=0.05)
    for column, (words, series) in enumerate(panels.items(), start=1):
        for k, (name, found) in enumerate(series.items()):
            colour = shade(k, len(series))
            x = [each.difference for each in found]
            figure.add_trace(
                go.Scatter(
                    x=x, y=[row + 0.24 * (k - (len(series) - 1) / 2) for row in range(len(labels))], mode="markers", name=name,
                    marker={"color": colour, "size": 8}, showlegend=column == 1 and len(series) > 1, legendgroup=name,
                    error_x={"type": "data", "symmetric": False, "color": colour, "thickness": 1.5, "width": 0,
                             "array": [each.high - each.difference for each in found],
                             "arrayminus": [each.difference - each.low for each in found]},
                    text=list(labels), hovertemplate="%{text}: %{x:+.3g}<extra></extra>",
                ),
                row=1, col=column,
            )  # fmt: skip
        figure.add_vline(x=0, line={"color": INK, "width": 1}, row=1, col=column)
        figure.update_xaxes(title=words, row=1, col=column)
    most = max(len(series) for series in panels.values())
    figure.update_layout(
        **layout(height=110 + (26 + 14 * most) * len(labels), margin={"l": 8, "r": 16, "t": 16, "b": 48})
    )
    figure.update_yaxes(range=[len(labels) - 0.5, -0.5], tickvals=list(range(len(labels))), zeroline=False)
    figure.update_yaxes(ticktext=list(labels), automargin=True, row=1, col=1)
    return figure


def lines_figure(
    panels: Mapping[str, Mapping[str, Sequence[Any]]],
    x: Sequence[float],
    x_title: str,
    marked: Mapping[float, str] | None = None,
) -> go.Figure:
    """Lines in their bands: a panel below the other for each outcome.

    Args:
        panels: By the outcome's words with its unit, then by the name of a line: a difference at each place.
        x: The places.
        x_title: What they are.
        marked: Vertical lines: what each is, by its place.
    """
    figure = make_subplots(rows=len(panels), shared_xaxes=True, vertical_spacing=0.07)
    for row, (words, lines) in enumerate(panels.items(), start=1):
        for k, (name, found) in enumerate(lines.items()):
            mean, low, high = ([getattr(each, end) for each in found] for end in ("difference", "low", "high"))
            add_band(figure, x, mean, low, high, shade(k, len(lines)), name, {"row": row, "col": 1})
        figure.add_hline(y=0, line={"color": INK, "width": 1}, row=row, col=1)
        for place, told in (marked or {}).items():
            figure.add_vline(
                x=place, line={"color": INK, "width": 1, "dash": "dot"}, row=row, col=1,
                annotation={"text": told, "font": {"color": INK, "size": 11}}, annotation_position="bottom right",
            )  # fmt: skip
        figure.update_yaxes(title=words, row=row, col=1)
    figure.update_xaxes(title=x_title, row=len(panels), col=1)
    figure.update_traces(mode="lines", selector={"fill": "toself"})  # plotly dots the corners of a small band
    figure.update_layout(**layout(height=140 + 230 * len(panels)))
    return figure


def write_html(figure: go.Figure, path: Path, title: str) -> None:
    """Write a figure as a page that opens without a network."""
    page = figure.to_html(config=CONFIG, include_plotlyjs=True, full_html=True)
    path.write_text(page.replace("<head>", f"<head><title>{title}</title>", 1), encoding="utf-8")


def write_svg(figure: go.Figure, path: Path) -> bool:
    """Write a figure as SVG, drawn by plotly itself in a browser without a window.

    Returns:
        Whether there was a browser; without one nothing is written.
    """
    browser = next((found for each in BROWSERS if (found := shutil.which(each))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return False
    if browser is None:
        return False
    data = json.loads(figure.to_json())
    height = figure.layout.height or HEIGHT
    with sync_playwright() as playwright:
        shown = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = shown.new_page()
        page.add_script_tag(content=get_plotlyjs())
        data["layout"].update(paper_bgcolor="white", plot_bgcolor="white")  # a page may be dark
        drawn = page.evaluate(
            "([figure, width, height]) => Plotly.toImage(figure, {format: 'svg', width, height})", [data, WIDTH, height]
        )
        shown.close()
    path.write_text(_shorter(unquote(drawn.partition(",")[2])), encoding="utf-8")
    return True


def _shorter(svg: str) -> str:
    """The same picture in fewer bytes, and in the same bytes each time: plotly draws some names by lot."""
    lots = dict.fromkeys(re.findall(r'(?:id="defs-|id="clip|-cb)([0-9a-f]{6})', svg))
    for number, lot in enumerate(lots):
        svg = svg.replace(lot, str(number))
    svg = re.sub(r"<[^>]*>", lambda tag: re.sub(r"(\d\.\d\d)\d+", r"\1", tag[0]), svg)  # what is written stays whole
    svg = re.sub(r' (class|data-[a-z]+)="[^"]*"', "", svg)  # all that is seen stands in attributes of style
    svg = re.sub(
        r"(stroke-miterlimit: 2|vector-effect: none|opacity: 1; stroke-width: 0px(?=; fill)|white-space: pre);? ?",
        "",
        svg,
    )
    svg = re.sub(rf"<path( transform=\"[^\"]*\") {CIRCLE}([^>]*/>)", r'<circle\1 r="\2"\3', svg)
    return re.sub(r"<g/>|<g></g>", "", svg) + "\n"
