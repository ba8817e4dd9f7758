"""A line in its band, as several figures draw it."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from sim.report.style import faded


def add_band(
    figure: go.Figure, x: Any, mean: Any, low: Any, high: Any, colour: str, label: str, where: dict[str, int]
) -> None:
    """Add a line in its band.

    Args:
        figure: The figure.
        x: Where, shape (points,).
        mean: The line.
        low: The band's lower edge; without a band where an end is missing.
        high: Its upper edge.
        colour: ``#RRGGBB``.
        label: What the legend calls it.
        where: ``row`` and ``col`` of the subplot; empty for a figure of one.
    """
    first = where.get("row", 1) == 1
    x, low, high = list(x), list(low), list(high)
    if all(each is not None and np.isfinite(each) for each in (*low, *high)):
        figure.add_trace(
            go.Scatter(
                x=[*x, *reversed(x)], y=[*high, *reversed(low)], mode="lines", fill="toself", fillcolor=faded(colour, 0.22),
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
