"""The figures of a sweep, as functions from a :func:`sim.analysis.summary` to plotly figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from sim.analysis import circumstances, tipping_map
from sim.report.bands import add_band
from sim.report.style import INK, LOSS_TO_GAIN, POLICY, WORSE, faded, layout, shade


def short(name: str) -> str:
    """A factor's name as it stands on an axis."""
    if name.startswith("organization.departments."):
        name = " ".join(name.split(".")[2:])  # whose size it is
    return name.rpartition(".")[2].replace("_", " ")


def frontier_figure(points: pd.DataFrame, factors: list[str], marked: int | None = None) -> go.Figure:
    """Productivity gained against animosity paid: one dot per design point, the frontier joined by a line.

    The origin is the twin, where nothing is done: what it beats is not on the frontier. Where something else than
    policy is varied, there is a frontier for each of its values; none is drawn where those are more than
    :data:`MOST_FRONTIERS`.

    Args:
        points: A :func:`sim.analysis.summary`.
        factors: Names of the columns of factors, shown on hovering.
        marked: A point to mark, the one that is looked at closely.
    """
    figure = go.Figure()
    several = circumstances(factors)
    groups = list(points.groupby(several)) if several else [((), points)]
    if len(groups) > MOST_FRONTIERS:
        several, groups = [], [((), points.assign(on_frontier=False))]
    few = len(points) <= 150  # more crosses of intervals than that hide each other
    for number, (at, own) in enumerate(groups):
        colour = shade(number, len(groups))
        told = ", ".join(f"{short(name)} {value:g}" for name, value in zip(several, at, strict=True))
        best, others = own[own["on_frontier"]].sort_values("rise"), own[~own["on_frontier"]]
        if len(others):
            drawn = others if len(others) <= MOST_DOTS else others.sample(MOST_DOTS, random_state=0)
            figure.add_trace(_dots(drawn, factors, told, faded(colour, 0.45), 6, few))
        if len(best):
            name = f"frontier, {told}" if told else "frontier"
            figure.add_trace(_dots(best, factors, name, colour, 9, True, "lines+markers"))
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
    roomier = "left" if points["rise"].max() > -points["rise"].min() else "right"  # the side on which words have room
    figure.add_annotation(x=0, y=0, text="nothing is done", showarrow=False, xanchor=roomier, yanchor="top")
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
            text=_told(table, points, across, up), texttemplate="%{text}" if net.size <= 64 else None,
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
    figure.update_xaxes(title=short(across), **_ticks(x))
    figure.update_yaxes(title=short(up), **_ticks(y))
    return figure


def _ticks(values: list[Any]) -> dict[str, list[Any]]:
    """A tick for each of a few values, in no more digits than a reader can use."""
    return {"tickvals": values, "ticktext": [f"{each:.4g}" for each in values]} if len(values) <= 12 else {}


def _told(table: pd.DataFrame, points: pd.DataFrame, across: str, up: str) -> list[list[str]]:
    """What stands in the cells of a map: the net gain, in brackets where its interval holds zero."""
    told = table.map(lambda net: f"{net:+.1f}" if np.isfinite(net) else "")
    if (
        "net_low" in points and not points.duplicated([across, up]).any()
    ):  # a mean over others has no interval of its own
        rows = points.assign(sure=(points["net_low"] > 0) | (points["net_high"] < 0))
        sure = rows.pivot_table(index=up, columns=across, values="sure", aggfunc="all").reindex_like(table)
        told = told.where(sure.fillna(1.0).astype(bool) | (told == ""), "(" + told + ")")
    cells: list[list[str]] = told.to_numpy().tolist()
    return cells


def line_figure(points: pd.DataFrame, factor: str) -> go.Figure:
    """Net gain over the one factor of a sweep, with its interval: where the line crosses zero the policy tips.

    Args:
        points: A :func:`sim.analysis.summary` of a sweep of one factor.
        factor: The factor.
    """
    rows = points.sort_values(factor)
    figure = go.Figure()
    add_band(figure, rows[factor], rows["net"], rows["net_low"], rows["net_high"], POLICY, "net gain", {})
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout(showlegend=False))
    figure.update_xaxes(title=short(factor))
    figure.update_yaxes(title="net gain, %")
    return figure


def factors_figure(points: pd.DataFrame, factors: list[str], columns: list[tuple[str, str]]) -> go.Figure:
    """Dots over each factor, for designs that scatter their points: what an outcome does as the factor moves.

    Args:
        points: One row per design point.
        factors: The columns of factors, a column of plots each; at most :data:`MOST_FACTORS` are drawn.
        columns: The columns of outcomes, each with its heading, a row of plots each.
    """
    shown = factors[:MOST_FACTORS]
    across = min(len(shown), 2)
    rows = -(-len(shown) // across)
    figure = make_subplots(rows=rows * len(columns), cols=across, vertical_spacing=0.5 / (rows * len(columns) + 1))
    drawn = points if len(points) <= MOST_DOTS else points.sample(MOST_DOTS, random_state=0)
    for k, (column, heading) in enumerate(columns):
        for number, name in enumerate(shown):
            where = {"row": k * rows + number // across + 1, "col": number % across + 1}
            figure.add_trace(
                go.Scatter(
                    x=drawn[name], y=drawn[column], mode="markers", showlegend=False,
                    marker={"color": [POLICY if each > 0 else WORSE for each in drawn[column]], "size": 5, "opacity": 0.6},
                    hovertemplate=f"{short(name)} %{{x:g}}<br>{heading} %{{y:+.3g}}<extra></extra>",
                ),
                **where,
            )  # fmt: skip
            figure.add_hline(y=0, line={"color": INK, "width": 1}, **where)
            figure.update_xaxes(title=short(name), **where)
            figure.update_yaxes(title=heading if number % across == 0 else "", **where)
    figure.update_layout(**layout(height=60 + 210 * rows * len(columns)))
    return figure


MOST_FRONTIERS = 8
"""Frontiers in one figure."""

MOST_FACTORS = 12
"""Factors over which dots are drawn."""

MOST_DOTS = 4000
"""Design points that are drawn as dots; of more, so many are drawn at random. All are in the data."""
