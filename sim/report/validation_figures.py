"""The figures of a validation: what is met at a glance, and the time courses."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
import plotly.graph_objects as go

from sim.report.style import FAINT, INK, POLICY, TWIN, WORSE, faded, layout
from sim.validation.time_courses import TimeCourse
from sim.validation.validating import Row, Validation

COLOURS = (POLICY, WORSE, INK)

LABEL = 24
"""Characters of a label on one line, so that a phone has room for what it labels."""

REACH = 3.0
"""How far a figure is drawn from what is published, in reaches of what is accepted; what lies further stands at the edge."""


def targets_figure(rows: list[Row]) -> go.Figure:
    """Each figure on a scale on which what is accepted reaches from −1 to 1, so that all can be seen beside each other.

    Args:
        rows: The rows of a validation.
    """
    labels = ["<br>".join(wrap(f"{row.target.number} {row.target.name}", LABEL)) for row in rows]
    figure = go.Figure()
    figure.add_vrect(x0=-1, x1=1, fillcolor=faded(TWIN, 0.25), line_width=0, layer="below")
    for met, colour, name in ((True, POLICY, "met"), (False, WORSE, "not met")):
        chosen = [k for k, row in enumerate(rows) if row.met is met and np.isfinite(row.shown)]
        if not chosen:
            continue
        at, low, high = (
            [_scaled(rows[k], value) for k, value in zip(chosen, values, strict=True)]
            for values in zip(*((rows[k].shown, rows[k].low, rows[k].high) for k in chosen), strict=True)
        )
        figure.add_trace(
            go.Scatter(
                x=at, y=[labels[k] for k in chosen], mode="markers", name=name,
                marker={"color": colour, "size": 10, "symbol": "circle" if met else "diamond"},
                error_x={
                    "type": "data", "symmetric": False, "array": np.subtract(high, at), "arrayminus": np.subtract(at, low),
                    "color": colour, "thickness": 1.5, "width": 0,
                },
                customdata=[[rows[k].shown, rows[k].target.figure] for k in chosen],
                hovertemplate="%{y}<br>model %{customdata[0]:.3g}, published %{customdata[1]:.3g}<extra></extra>",
            )
        )  # fmt: skip
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout(height=110 + 36 * len(rows), margin={"l": 8, "r": 8, "t": 40, "b": 8}))
    figure.update_yaxes(
        categoryorder="array", categoryarray=labels[::-1], automargin=True, gridcolor=FAINT, tickfont={"size": 12}
    )
    figure.update_xaxes(range=[-REACH - 0.1, REACH + 0.1], automargin=True, dtick=1)
    return figure


def baselines_figure(found: Validation) -> go.Figure:
    """How many rows are met in the small offices of the baselines: as declared, without each mechanism, in random worlds.

    Args:
        found: A validation with baselines.
    """
    assert found.declared is not None  # whoever asks has seen to it
    bars: list[tuple[str, float, str]] = [(each.name, each.rows, TWIN) for each in found.switched_off]
    bars = sorted([*bars, (found.declared.name, found.declared.rows, POLICY)], key=lambda each: each[1])
    if drawn := [each.rows for each in found.random]:
        bars.insert(0, ("random worlds, mean", sum(drawn) / len(drawn), WORSE))
    names, rows, colours = zip(*bars, strict=True)
    figure = go.Figure(
        go.Bar(
            x=rows, y=names, orientation="h", marker={"color": colours}, text=[f"{each:.3g}" for each in rows],
            textposition="inside", insidetextanchor="end", hovertemplate="%{y}: %{x:.3g} rows<extra></extra>",
        )
    )  # fmt: skip
    figure.update_layout(**layout(height=70 + 24 * len(bars), margin={"l": 8, "r": 8, "t": 8, "b": 8}))
    figure.update_yaxes(automargin=True, tickfont={"size": 12})
    figure.update_xaxes(title=f"rows met, of {found.met[1]}", range=[0, found.met[1]], automargin=True)
    return figure


def _scaled(row: Row, value: float) -> float:
    """A value on the scale on which the figure is 0 and the ends of what is accepted are −1 and 1."""
    target = row.target
    reach = target.high - target.figure if value > target.figure else target.figure - target.low
    return float(np.clip((value - target.figure) / reach, -REACH, REACH))


def time_course_figure(course: TimeCourse) -> go.Figure:
    """A time course with its bands.

    Args:
        course: The time course.
    """
    figure = go.Figure()
    for (label, line), colour in zip(course.lines.items(), COLOURS, strict=False):
        known = np.isfinite(line.low) & np.isfinite(line.high)
        x = course.days[known]
        figure.add_trace(
            go.Scatter(
                x=[*x, *x[::-1]], y=[*line.high[known], *line.low[known][::-1]], fill="toself", fillcolor=faded(colour, 0.2),
                line={"width": 0}, hoverinfo="skip", showlegend=False,
            )
        )  # fmt: skip
        figure.add_trace(
            go.Scatter(x=course.days, y=line.mean, mode="lines", name=label, line={"color": colour, "width": 2})
        )
    for number, (day, words) in enumerate(course.events.items()):
        figure.add_vline(
            x=day, line={"color": INK, "width": 1, "dash": "dot"}, annotation_text=words,
            annotation_position="top right" if number % 2 else "bottom right", annotation_bgcolor="rgba(255,255,255,0.8)",
        )  # fmt: skip
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout(margin={"l": 8, "r": 8, "t": 40, "b": 8}))
    figure.update_xaxes(title=course.across, automargin=True)
    figure.update_yaxes(title="<br>".join(wrap(course.axis, 44)), automargin=True)
    return figure
