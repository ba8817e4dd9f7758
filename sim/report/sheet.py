"""A self-contained page: sections of text, tables and figures; every figure can be saved as SVG and its data as CSV."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pandas as pd

from sim.store import StoreError

if TYPE_CHECKING:
    import plotly.graph_objects as go

WORTH = (
    "The model turns a claim into consequences that can be tested; it is not evidence that the claim is true. No published "
    "study randomises a policy of coworkers as customers, or measures camaraderie before and after one. The intervals hold "
    "the chance that is in the model, not the doubt about the model."
)
"""What stands on every page beside its verdict."""

_BUTTONS = (
    '<p class="save"><button type="button" data-save="svg">Save figure as SVG</button> '
    '<button type="button" data-save="csv">Save data as CSV</button></p>'
)


def paragraphs(*texts: str) -> str:
    """Texts as HTML, a paragraph each; empty ones are left out."""
    return "".join(f"<p>{escape(each.strip())}</p>" for each in texts if each and each.strip())


def section(heading: str, text: str, *parts: str) -> str:
    """A section of the page.

    Args:
        heading: Its heading.
        text: What stands above everything else.
        parts: HTML, such as :func:`panel` or a table.
    """
    return f"<section><h2>{escape(heading)}</h2>{paragraphs(text)}{''.join(parts)}</section>"


def panel(figure: go.Figure, name: str, data: pd.DataFrame, caption: str = "") -> str:
    """A figure with its buttons, and its data within the page.

    Args:
        figure: The figure.
        name: What the files are called that are saved from it, without their ending.
        data: What it shows.
        caption: What stands above it.
    """
    from sim.report.style import CONFIG

    drawn = figure.to_html(full_html=False, include_plotlyjs=False, config={**CONFIG, "displayModeBar": False})
    head = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    text = data.to_csv(index=False, float_format="%.9g").replace("</", "<\\/")  # so that no text ends the element
    kept = f'<script type="text/csv">{text}</script>'
    return f'<figure data-name="{escape(name)}">{head}{drawn}{_BUTTONS}{kept}</figure>'


def facts(told: Mapping[str, str]) -> str:
    """A list of names and what they stand for, in HTML."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in told.items())
    return f"<dl>{rows}</dl>"


def write_sheet(
    path: str | os.PathLike[str], *, title: str, question: Iterable[str], verdict: Iterable[str], sections: Iterable[str],
    provenance: str, repeat: str,
) -> Path:  # fmt: skip
    """Write a page.

    Args:
        path: Where.
        title: Its title.
        question: Paragraphs of what was asked.
        verdict: Paragraphs of what was found.
        sections: HTML.
        provenance: Where it comes from, in HTML.
        repeat: The command that repeats it.

    Raises:
        StoreError: If it cannot be written.
    """
    from plotly.offline import get_plotlyjs

    folder = files("sim.report")
    text = Template(folder.joinpath("page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        style=folder.joinpath("page.css").read_text(encoding="utf-8"),
        plotly=get_plotlyjs(),
        behaviour=folder.joinpath("page.js").read_text(encoding="utf-8"),
        question=paragraphs(*question),
        verdict=paragraphs(*verdict),
        worth=escape(WORTH),
        sections="\n".join(sections),
        provenance=provenance,
        repeat=escape(repeat),
    )
    place = Path(path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{place}: cannot be written: {error.strerror}") from None
    return place
