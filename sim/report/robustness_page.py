"""One self-contained page on how far a verdict survives what nobody knows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sim.report.style import INK, POLICY, TWIN, WORSE, layout
from sim.validation.robustness import Robustness

if TYPE_CHECKING:
    import plotly.graph_objects as go

SHOWN = 20
"""Coefficients that are listed."""

COLOURS = {"loses": WORSE, "depends": TWIN, "pays": POLICY}


def write_robustness(found: Robustness, title: str, words: Sequence[str], path: str | os.PathLike[str]) -> Path:
    """Write the page.

    Args:
        found: What was found.
        title: What the scenario is called.
        words: What was found in words, a paragraph each.
        path: Where.

    Returns:
        The file.

    Raises:
        OSError: If it cannot be written.
    """
    place = Path(path)
    place.write_text("\n".join(_page(found, title, words)), encoding="utf-8")
    return place


def worlds_figure(found: Robustness) -> go.Figure:
    """The net gain of every world, the worst first.

    Args:
        found: What was found.
    """
    import plotly.graph_objects as go

    figure = go.Figure()
    ordered = sorted(zip(found.net, found.signs, strict=True))
    for sign, colour in COLOURS.items():
        places = [place for place, each in enumerate(ordered, start=1) if each[1] == sign]
        figure.add_trace(
            go.Bar(
                x=places, y=[ordered[place - 1][0] for place in places], name=sign, marker={"color": colour},
                hovertemplate=f"{sign}: %{{y:+.1f}} %<extra></extra>",
            )
        )  # fmt: skip
    own = found.as_declared.difference
    figure.add_hline(
        y=own,
        line={"color": INK, "width": 1, "dash": "dot"},
        annotation_text="as declared",
        annotation_position="top left",
    )
    figure.update_layout(**layout(margin={"l": 8, "r": 8, "t": 40, "b": 8}, bargap=0.1))
    figure.update_xaxes(title="worlds, the worst first", automargin=True)
    figure.update_yaxes(title="net gain, % of productivity", automargin=True)
    return figure


def _page(found: Robustness, title: str, words: Sequence[str]) -> Iterator[str]:
    from plotly.offline import get_plotlyjs

    folder = files("sim.report")
    style = "".join(folder.joinpath(f"{each}.css").read_text(encoding="utf-8") for each in ("page", "validation"))
    drawn = worlds_figure(found).to_html(
        full_html=False,
        include_plotlyjs=False,
        config={"responsive": True, "displaylogo": False, "displayModeBar": False},
    )
    yield (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>Robustness: {escape(title)}</title>'
        f"<style>{style}</style><script>{get_plotlyjs()}</script></head><body><main>"
    )
    yield f"<header><h1>Does the verdict survive?</h1>{''.join(f'<p>{escape(each)}</p>' for each in words)}</header>"
    yield (
        "<section><h2>World by world</h2><p>A world is the same model with other values of the numbers whose size no source "
        f"gives. Grey: the seeds do not agree whether it pays.</p><figure>{drawn}</figure></section>"
    )
    yield (
        "<section><h2>On what the net gain depends</h2><p>Rank correlations over the worlds with their 95 % intervals, the "
        "strongest first, and the mean net gain in the third of the worlds where the coefficient is lowest and highest. Among so "
        f"many coefficients some correlate by chance: only what is called sure is beyond it.</p>{_coefficients(found)}</section>"
    )
    yield "</main></body></html>"


def _coefficients(found: Robustness) -> str:
    head = ("coefficient", "rank correlation", "95 % interval", "where low, %", "where high, %", "")
    rows = (
        (
            each.name, f"{each.correlation:+.2f}", f"{each.correlation_low:+.2f} … {each.correlation_high:+.2f}",
            f"{each.low:+.1f}", f"{each.high:+.1f}", "sure" if each.sure else "may be chance",
        )
        for each in found.on[:SHOWN]
    )  # fmt: skip
    body = "".join(f"<tr>{''.join(_cell(*each) for each in zip(head, row, strict=True))}</tr>" for row in rows)
    top = "".join(f"<th{_numbers(each)}>{each}</th>" for each in head)
    return f'<div class="table rows"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(heading: str, value: str) -> str:
    label = f' data-label="{heading}"' if heading not in ("", "coefficient") else ""
    return f"<td{_numbers(heading)}{label}>{escape(value.replace('-', '−'))}</td>"


def _numbers(heading: str) -> str:
    return ' class="n"' if heading not in ("", "coefficient") else ""
