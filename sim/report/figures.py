"""The figures of a report, as functions from tables to plotly figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from sim.analysis import Closer, circumstances, tipping_map
from sim.ledger import ENTRIES
from sim.measures import MEASURES
from sim.report.style import FAINT, INK, LOSS_TO_GAIN, POLICY, TWIN, WORSE, faded, layout, shade


def short(name: str) -> str:
    """A factor's name as it stands on an axis."""
    return name.rpartition(".")[2].replace("_", " ")


def frontier_figure(points: pd.DataFrame, factors: list[str], marked: int | None = None) -> go.Figure:
    """Productivity gained against animosity paid: one dot per design point, the frontier joined by a line.

    The origin is the twin, where nothing is done: what it beats is not on the frontier. Where something else than
    policy is varied, there is a frontier for each of its values.

    Args:
        points: A :func:`sim.analysis.summary`.
        factors: Names of the columns of factors, shown on hovering.
        marked: A point to mark, the one that is looked at closely.
    """
    figure = go.Figure()
    several = circumstances(factors)
    groups = list(points.groupby(several)) if several else [((), points)]
    few = len(points) <= 150  # more crosses of intervals than that hide each other
    for number, (at, own) in enumerate(groups):
        colour = shade(number, len(groups))
        told = ", ".join(f"{short(name)} {value:g}" for name, value in zip(several, at, strict=True))
        best, others = own[own["on_frontier"]].sort_values("rise"), own[~own["on_frontier"]]
        if len(others):
            figure.add_trace(_dots(others, factors, told, faded(colour, 0.45), 6, few))
        figure.add_trace(
            _dots(best, factors, f"frontier, {told}" if told else "frontier", colour, 9, True, "lines+markers")
        )
    if marked is not None and (points["point"] == marked).any():
        own = points[points["point"] == marked]
        figure.add_trace(
            go.Scatter(
                x=own["rise"], y=own["gain"], mode="markers", name="looked at closely below", hoverinfo="skip",
                marker={"symbol": "circle-open", "size": 18, "color": WORSE, "line": {"width": 3}},
            )
        )  # fmt: skip
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.add_annotation(x=0, y=0, text="nothing is done", showarrow=False, xanchor="left", yanchor="top")
    figure.update_layout(**layout(height=480))
    figure.update_xaxes(title="animosity against the twin")
    figure.update_yaxes(title="productivity against the twin, %")
    return figure


def _dots(
    rows: pd.DataFrame, factors: list[str], name: str, colour: str, size: int, intervals: bool, mode: str = "markers"
) -> go.Scatter:
    told = ["<br>".join(f"{short(each)} {row[each]:g}" for each in factors) for row in rows.to_dict(orient="records")]
    bars: dict[str, Any] = {}
    if intervals:
        bars = {
            "error_x": _bar(rows, "rise", colour),
            "error_y": _bar(rows, "gain", colour),
        }
    return go.Scatter(
        x=rows["rise"], y=rows["gain"], mode=mode, name=name, text=told, showlegend=mode != "markers",
        marker={"color": colour, "size": size}, line={"color": colour, "width": 2},
        hovertemplate="%{text}<br>productivity %{y:+.1f} %<br>animosity %{x:+.3f}<extra></extra>", **bars,
    )  # fmt: skip


def _bar(rows: pd.DataFrame, name: str, colour: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": rows[f"{name}_high"] - rows[name],
        "arrayminus": rows[name] - rows[f"{name}_low"],
        "color": faded(colour, 0.5) if colour.startswith("#") else colour,
        "thickness": 1,
        "width": 0,
    }


def tipping_figure(points: pd.DataFrame, across: str, up: str) -> go.Figure:
    """The map of the tipping point: net gain over two factors, with the line on which gain and price are even.

    Args:
        points: A :func:`sim.analysis.summary`; over all other factors the mean is taken.
        across: The factor from left to right.
        up: The factor from bottom to top.
    """
    table = tipping_map(points, across, up)
    net = table.to_numpy(dtype=np.float64)
    x, y = table.columns.to_list(), table.index.to_list()
    most = float(np.nanmax(np.abs(net))) if np.isfinite(net).any() else 1.0
    figure = go.Figure(
        go.Heatmap(
            x=x, y=y, z=net, colorscale=LOSS_TO_GAIN, zmin=-most, zmax=most, xgap=1, ygap=1,
            colorbar={"title": {"text": "net gain, %", "side": "right"}, "thickness": 12},
            texttemplate="%{z:+.1f}" if net.size <= 64 else None,
            hovertemplate=f"{short(across)} %{{x:g}}<br>{short(up)} %{{y:g}}<br>net gain %{{z:+.1f}} %<extra></extra>",
        )
    )  # fmt: skip
    if min(net.shape) > 1 and np.nanmin(net) < 0 < np.nanmax(net):
        figure.add_trace(
            go.Contour(
                x=x, y=y, z=net, autocontour=False, contours={"start": 0, "end": 0, "size": 1, "coloring": "none"},
                line={"color": INK, "width": 3}, showscale=False, hoverinfo="skip", name="even: the tipping point",
                showlegend=True,
            )
        )  # fmt: skip
    figure.update_layout(**layout(height=440))
    figure.update_xaxes(title=short(across), tickvals=x if len(x) <= 12 else None)
    figure.update_yaxes(title=short(up), tickvals=y if len(y) <= 12 else None)
    return figure


def line_figure(points: pd.DataFrame, factor: str) -> go.Figure:
    """Net gain over the one factor of a sweep, with its interval: where the line crosses zero the policy tips.

    Args:
        points: A :func:`sim.analysis.summary` of a sweep of one factor.
        factor: The factor.
    """
    rows = points.sort_values(factor)
    figure = go.Figure()
    _banded(figure, rows[factor], rows["net"], rows["net_low"], rows["net_high"], POLICY, "net gain", {})
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout(showlegend=False))
    figure.update_xaxes(title=short(factor))
    figure.update_yaxes(title="net gain, %")
    return figure


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
            xref="paper", x=0, xanchor="left", y=row, yanchor="bottom", text=label, showarrow=False, font={"size": 11}
        )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.update_layout(
        **layout(height=80 + 46 * len(labels), showlegend=False, margin={"l": 8, "r": 8, "t": 8, "b": 32})
    )
    figure.update_yaxes(range=[len(labels) - 0.35, -0.6], visible=False)
    ends = np.concatenate([[0.0], np.cumsum(moves)])
    pad = 0.25 * max(float(ends.max() - ends.min()), 0.01)
    figure.update_xaxes(range=[float(ends.min()) - pad, float(ends.max()) + pad], nticks=5, tickangle=0)
    figure.update_xaxes(exponentformat="none")
    return figure


def courses_figure(closer: Closer, start: int) -> go.Figure:
    """The course of some measures with and without the policy, with 95 % bands.

    Args:
        closer: A closer look at one point.
        start: The day on which the policy begins.
    """
    names = list(closer.courses)
    figure = make_subplots(rows=len(names), cols=1, shared_xaxes=True, vertical_spacing=0.045,
                           subplot_titles=[each.replace("_", " ") for each in names])  # fmt: skip
    for row, name in enumerate(names, start=1):
        for side, colour, label in (("twin", TWIN, "without the policy"), ("policy", POLICY, "with the policy")):
            band = closer.courses[name][side]
            where = {"row": row, "col": 1}
            _banded(figure, closer.days, band["mean"], band["low"], band["high"], colour, label, where)
        figure.add_vline(x=start, line={"color": INK, "width": 1, "dash": "dot"}, row=row, col=1)
        unit = MEASURES[name].unit
        figure.update_yaxes(title="" if unit == "1" or len(unit) > 16 else unit, nticks=5, row=row, col=1)
    figure.update_layout(**layout(height=80 + 165 * len(names), margin={"l": 56, "r": 16, "t": 64, "b": 48}))
    figure.update_layout(legend={"y": 1.03})
    figure.update_annotations(font={"size": 13}, xanchor="left", x=0)
    figure.update_xaxes(title="day", row=len(names), col=1)
    figure.update_xaxes(gridcolor=FAINT)
    return figure


def _banded(
    figure: go.Figure, x: Any, mean: Any, low: Any, high: Any, colour: str, label: str, where: dict[str, int]
) -> None:
    """A line in its band."""
    first = where.get("row", 1) == 1
    x, low, high = list(x), list(low), list(high)
    if all(each is not None and np.isfinite(each) for each in (*low, *high)):
        figure.add_trace(
            go.Scatter(
                x=[*x, *reversed(x)], y=[*high, *reversed(low)], fill="toself", fillcolor=faded(colour, 0.22),
                line={"width": 0}, hoverinfo="skip", showlegend=False, legendgroup=label,
            ),
            **where,
        )  # fmt: skip
    figure.add_trace(
        go.Scatter(
            x=x, y=list(mean), mode="lines", line={"color": colour, "width": 2}, name=label, showlegend=first,
            legendgroup=label, hovertemplate="%{x:g}: %{y:.3g}<extra>" + label + "</extra>",
        ),
        **where,
    )  # fmt: skip
