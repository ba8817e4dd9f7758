"""The figures of analyses: what drives an outcome, where it tips, which policies no other beats, and where it fails."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from sim.analysis import Discovery, Found, Goal, Sensitivity, Tipping
from sim.report.figures import MOST_DOTS, short
from sim.report.style import INK, POLICY, TWIN, WORSE, faded, layout, shade


def sensitivity_figure(found: Sensitivity) -> go.Figure:
    """What drives an outcome: a line each factor, those that matter most on top, with 95 % intervals.

    Args:
        found: A :func:`sim.analysis.sobol` or :func:`sim.analysis.morris`.
    """
    rows = found.indices
    is_sobol = found.method == "sobol"
    kinds = (
        ("total", "total: alone and with others" if is_sobol else "mean size of the change (mu*)", POLICY, -0.15),
        ("main", "first order: alone" if is_sobol else "mean change (mu)", WORSE, 0.15),
    )
    figure = go.Figure()
    for kind, label, colour, shift in kinds:
        x = np.array([getattr(each, kind) for each in rows])
        low, high = (np.array([getattr(each, f"{kind}_{end}") for each in rows]) for end in ("low", "high"))
        figure.add_trace(
            go.Scatter(
                x=x, y=np.arange(len(rows)) + shift, mode="markers", name=label, marker={"color": colour, "size": 9},
                error_x={"type": "data", "symmetric": False, "array": high - x, "arrayminus": x - low, "color": colour,
                         "thickness": 1.5, "width": 0},
                text=[each.factor for each in rows], hovertemplate="%{text}: %{x:.3f}<extra>" + label + "</extra>",
            )
        )  # fmt: skip
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout(height=110 + 44 * len(rows), margin={"l": 8, "r": 16, "t": 16, "b": 48}))
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5], tickvals=list(range(len(rows))), ticktext=[short(each.factor) for each in rows],
        automargin=True, zeroline=False,
    )  # fmt: skip
    figure.update_xaxes(title="share of the variance" if is_sobol else f"change across the range, {found.unit}")
    return figure


def looks_figure(found: Sequence[Tipping], factor: str, words: str) -> go.Figure:
    """A search for tipping points: what was looked at, with intervals, and the intervals of what was found.

    Args:
        found: A :func:`sim.analysis.tip`.
        factor: The factor that was searched.
        words: What the outcome is, with its unit.
    """
    figure = go.Figure()
    for number, each in enumerate(found):
        colour = shade(number, len(found))
        rows = [look for _, look in sorted(each.search.looks.items()) if np.isfinite(look.mean)]
        name = ", ".join(f"{short(key)} {value:g}" for key, value in each.at.items()) or "looked at"
        figure.add_trace(
            go.Scatter(
                x=[look.value for look in rows], y=[look.mean for look in rows], mode="lines+markers", name=name,
                marker={"color": colour, "size": 6}, line={"color": faded(colour, 0.4), "width": 1},
                error_y={"type": "data", "symmetric": False, "array": [look.high - look.mean for look in rows],
                         "arrayminus": [look.mean - look.low for look in rows], "color": faded(colour, 0.5), "width": 0},
                hovertemplate=f"{short(factor)} %{{x:.4g}}: %{{y:+.3g}}<extra>{name}</extra>",
            )
        )  # fmt: skip
        for crossing in each.search.crossings():
            figure.add_vrect(x0=crossing.low, x1=crossing.high, fillcolor=faded(colour, 0.2), line={"width": 0})
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout())
    figure.update_xaxes(title=short(factor))
    figure.update_yaxes(title=words)
    return figure


def looks_data(found: Sequence[Tipping], factor: str) -> pd.DataFrame:
    """What :func:`looks_figure` shows: one row per value and circumstance."""
    rows = [
        {
            **each.at,
            factor: look.value,
            "mean": look.mean,
            "low": look.low,
            "high": look.high,
            "replications": look.replications,
        }
        for each in found
        for _, look in sorted(each.search.looks.items())
    ]
    return pd.DataFrame(rows)


def crossings_figure(found: Sequence[Tipping], factor: str, over: str) -> go.Figure:
    """Where it tips, over one circumstance.

    Args:
        found: A :func:`sim.analysis.tip`.
        factor: The factor that was searched.
        over: The circumstance.
    """
    rows = [(each.at[over], crossing) for each in found for crossing in each.search.crossings()]
    figure = go.Figure(
        go.Scatter(
            x=[at for at, _ in rows], y=[each.value for _, each in rows], mode="markers", marker={"color": POLICY, "size": 9},
            error_y={"type": "data", "symmetric": False, "array": [each.high - each.value for _, each in rows],
                     "arrayminus": [each.value - each.low for _, each in rows], "color": POLICY, "width": 4},
            hovertemplate=f"{short(over)} %{{x:g}}: tips at {short(factor)} %{{y:.3g}}<extra></extra>",
        )
    )  # fmt: skip
    figure.update_layout(**layout(height=360))
    figure.update_xaxes(title=short(over))
    figure.update_yaxes(title=f"{short(factor)} at which it tips")
    return figure


def front_figure(found: Found, goals: Sequence[Goal]) -> go.Figure:
    """The front of an optimization on fresh seeds, with intervals, before all that was tried; its first two goals.

    Args:
        found: A :func:`sim.analysis.optimize`.
        goals: What was sought; two or more.
    """
    up, across = (each.outcome for each in goals[:2])
    figure = go.Figure(
        go.Scatter(
            x=found.tried[across.name], y=found.tried[up.name], mode="markers", name="tried, on the seeds of the search",
            marker={"color": faded(TWIN, 0.5), "size": 5}, hoverinfo="skip",
        )
    )  # fmt: skip
    for kept, label, colour in ((False, "run again, and beaten", WORSE), (True, "the front on fresh seeds", POLICY)):
        rows = found.front[found.front["on_frontier"] == kept].sort_values(across.name)
        if rows.empty:
            continue
        ends = {
            axis: {"type": "data", "symmetric": False, "array": rows[f"{name}_high"] - rows[name],
                   "arrayminus": rows[name] - rows[f"{name}_low"], "color": faded(colour, 0.5), "thickness": 1, "width": 0}
            for axis, name in (("error_x", across.name), ("error_y", up.name))
        }  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=rows[across.name], y=rows[up.name], name=label, mode="lines+markers" if kept else "markers",
                marker={"color": colour, "size": 9}, line={"color": colour, "width": 2},
                hovertemplate=f"{up.words} %{{y:+.3g}}<br>{across.words} %{{x:+.3g}}<extra></extra>", **ends,
            )
        )  # fmt: skip
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.add_annotation(x=0, y=0, text="nothing is done", showarrow=False, xanchor="left", yanchor="top")
    figure.update_layout(**layout(height=480))
    figure.update_xaxes(title=_titled(across.words, across.unit))
    figure.update_yaxes(title=_titled(up.words, up.unit))
    return figure


def boxes_figure(found: Discovery, points: pd.DataFrame, fails: npt.NDArray[np.bool_]) -> go.Figure:
    """The points over the two factors that the boxes cut most, those that fail as crosses, and the boxes' edges there.

    Args:
        found: A :func:`sim.analysis.discover`; with one box at least.
        points: One row per design point, its factors in columns.
        fails: Which of them fail, shape (points,).
    """
    used = [name for box in found.boxes for name in box.edges]
    names = sorted(dict.fromkeys(used), key=lambda name: -used.count(name))
    names += [each for each in points.columns if each not in names]
    across, up = (names * 2)[:2]
    drawn = np.sort(np.random.default_rng(0).permutation(len(points))[:MOST_DOTS])
    figure = go.Figure()
    for failing, label, symbol, colour in ((False, "holds", "circle", POLICY), (True, "fails", "x", WORSE)):
        own = drawn[fails[drawn] == failing]
        figure.add_trace(
            go.Scatter(
                x=points[across].to_numpy()[own], y=points[up].to_numpy()[own], mode="markers", name=label,
                marker={"symbol": symbol, "size": 6, "color": colour, "opacity": 0.7},
                hovertemplate=f"{short(across)} %{{x:.3g}}<br>{short(up)} %{{y:.3g}}<extra>{label}</extra>",
            )
        )  # fmt: skip
    ends = {name: (float(points[name].min()), float(points[name].max())) for name in (across, up)}
    for box in found.boxes:
        (left, right), (low, high) = (
            tuple(e if e is not None else o for e, o in zip(box.edges.get(name, (None, None)), ends[name], strict=True))
            for name in (across, up)
        )
        figure.add_shape(type="rect", x0=left, x1=right, y0=low, y1=high, line={"color": INK, "width": 2})
    figure.update_layout(**layout(height=440))
    figure.update_xaxes(title=short(across))
    figure.update_yaxes(title=short(up))
    return figure


def _titled(words: str, unit: str) -> str:
    return words if unit == "1" else f"{words}, {unit}"
