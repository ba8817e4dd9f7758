"""The figures of a closer look: the ledger of what made the difference, and courses with bands."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from sim.analysis import Closer
from sim.ledger import ENTRIES
from sim.measures import MEASURES
from sim.report.bands import add_band
from sim.report.style import FAINT, INK, POLICY, TWIN, WORSE, layout


def ledger_figure(closer: Closer, quantity: str) -> go.Figure:
    """A waterfall: what moved a quantity further than in the twin, mechanism by mechanism, and what that adds up to.

    Args:
        closer: A closer look at one point.
        quantity: One of :data:`sim.analysis.closer.BOOKED`.
    """
    words = {each.mechanism: each.meaning for each in ENTRIES if each.quantity == quantity}
    booked = sorted(closer.ledger[quantity].items(), key=lambda item: -(item[1][0] or 0.0))
    moves = [value[0] or 0.0 for _, value in booked]
    labels = [*(words[name] for name, _ in booked), f"<b>{quantity} against the twin</b>"]
    rising, falling = (POLICY, WORSE) if quantity == "camaraderie" else (WORSE, POLICY)
    figure = go.Figure(
        go.Waterfall(
            orientation="h", y=list(range(len(labels))), x=[*moves, 0.0], width=0.42, offset=0.0,
            measure=[*(["relative"] * len(moves)), "total"],
            text=[f"{each:+.3f}" for each in (*moves, sum(moves))], textposition="outside", cliponaxis=False,
            increasing={"marker": {"color": rising}}, decreasing={"marker": {"color": falling}},
            totals={"marker": {"color": INK}}, connector={"visible": False}, customdata=labels,
            hovertemplate="%{customdata}: %{text}<extra></extra>",
        )
    )  # fmt: skip
    for row, label in enumerate(labels):  # above the bar rather than beside it, so that it fits a phone
        figure.add_annotation(
            xref="paper", x=0, xanchor="left", y=row, yanchor="bottom", text=label, showarrow=False, font={"size": 11},
            bgcolor="white", borderpad=0,  # the zero line passes behind it
        )  # fmt: skip
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.update_layout(
        **layout(height=80 + 46 * len(labels), showlegend=False, margin={"l": 8, "r": 8, "t": 8, "b": 32})
    )
    figure.update_yaxes(range=[len(labels) - 0.35, -0.6], visible=False)
    ends = np.concatenate([[0.0], np.cumsum(moves)])
    pad = 0.25 * max(float(ends.max() - ends.min()), 0.01)
    figure.update_xaxes(range=[float(ends.min()) - pad, float(ends.max()) + pad], nticks=5, tickangle=0)
    figure.update_xaxes(exponentformat="none", zeroline=False)
    return figure


def courses_figure(closer: Closer, start: int) -> go.Figure:
    """The course of some measures with and without the policy, with 95 % bands.

    Args:
        closer: A closer look at one point.
        start: The day on which the policy begins.
    """
    names = list(closer.courses)
    figure = make_subplots(rows=len(names), cols=1, shared_xaxes=True, vertical_spacing=0.05,
                           subplot_titles=[each.replace("_", " ") for each in names])  # fmt: skip
    for row, name in enumerate(names, start=1):
        for side, colour, label in (("twin", TWIN, "without the policy"), ("policy", POLICY, "with the policy")):
            band = closer.courses[name][side]
            where = {"row": row, "col": 1}
            add_band(figure, closer.days, band["mean"], band["low"], band["high"], colour, label, where)
        figure.add_vline(x=start, line={"color": INK, "width": 1, "dash": "dot"}, row=row, col=1)
        unit = MEASURES[name].unit
        figure.update_yaxes(title="" if unit == "1" or len(unit) > 16 else unit, nticks=5, row=row, col=1)
    figure.update_layout(**layout(height=80 + 112 * len(names), margin={"l": 56, "r": 16, "t": 64, "b": 48}))
    figure.update_layout(legend={"y": 1.03})
    figure.update_annotations(font={"size": 13}, xanchor="left", x=0)
    figure.update_xaxes(title="day", row=len(names), col=1)
    figure.update_xaxes(gridcolor=FAINT)
    return figure


def ledger_data(closer: Closer, quantity: str) -> pd.DataFrame:
    """What :func:`ledger_figure` shows: one row per mechanism."""
    rows = [(name, *ends) for name, ends in closer.ledger[quantity].items()]
    return pd.DataFrame(rows, columns=["mechanism", "difference", "low", "high"])


def courses_data(closer: Closer) -> pd.DataFrame:
    """What :func:`courses_figure` shows: one row per measure, side and week."""
    return pd.concat(
        [
            pd.DataFrame({"measure": name, "side": side, "day": closer.days, **band})
            for name, sides in closer.courses.items()
            for side, band in sides.items()
        ],
        ignore_index=True,
    )
