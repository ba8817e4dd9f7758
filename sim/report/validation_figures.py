"""The figures of a validation: what is met at a glance, and the time courses."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from sim.report.style import FAINT, INK, POLICY, TWIN, WORSE, faded, layout
from sim.validation.time_courses import TimeCourse
from sim.validation.validating import Row

COLOURS = (POLICY, WORSE, INK)


def targets_figure(rows: list[Row]) -> go.Figure:
    """Each figure on a scale on which what is accepted reaches from −1 to 1, so that all can be seen beside each other.

    Args:
        rows: The rows of a validation.
    """
    labels = [f"{row.target.number} {row.target.name}" for row in rows]
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
    figure.update_layout(**layout(height=120 + 30 * len(rows), margin={"l": 8, "r": 16, "t": 48, "b": 48}))
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1], automargin=True, gridcolor=FAINT)
    figure.update_xaxes(
        title="0 is the published figure, −1 to 1 is accepted; bars: 80 % of the offices", range=[-4, 4]
    )
    return figure


def _scaled(row: Row, value: float) -> float:
    """A value on the scale on which the figure is 0 and the ends of what is accepted are −1 and 1."""
    target = row.target
    reach = target.high - target.figure if value > target.figure else target.figure - target.low
    return float(np.clip((value - target.figure) / reach, -4.0, 4.0))


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
    for day, words in course.events.items():
        figure.add_vline(
            x=day,
            line={"color": INK, "width": 1, "dash": "dot"},
            annotation_text=words,
            annotation_position="bottom right",
        )
    figure.add_hline(y=0, line={"color": INK, "width": 1})
    figure.update_layout(**layout())
    figure.update_xaxes(title="day")
    figure.update_yaxes(title=course.axis)
    return figure
