"""Mesa's own page in the browser: ``solara run sim/live/mesa_page.py --production``, which asks no other machine.

It needs the optional packages: ``uv sync --extra solara``, or ``pip install 'client-coworker[solara]'``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import plotly.graph_objects as go
import solara
from mesa.visualization import SolaraViz
from mesa.visualization.utils import force_update, update_counter

from sim.measures import MEASURES
from sim.model import Workplace
from sim.policy import Levers
from sim.quantity import quantities
from sim.scenario import shipped
from sim.state import P

Drawn = TypeVar("Drawn", bound=Callable[..., None])

component: Callable[[Drawn], Drawn] = solara.component
"""Solara's mark of a component, with a type."""

LARGEST_SEED_SHOWN = 100
"""The end of the slider of seeds."""

STEP = 0.05
"""By how much a slider moves a lever."""

WIDTH = 580
"""Width of a figure in pixels: the half of Mesa's page on a screen of 1600."""

MANY_GRUDGES = 0.3
"""The mean grudge that is drawn in the darkest red."""

GROWN = "cubicle_farm"
"""The scenario with which the page opens."""


def tradeoff(model: Workplace) -> go.Figure:
    """Productivity against animosity: the way that the office has gone, a line that ends at today's point."""
    days = model.series()
    figure = go.Figure()
    figure.add_scatter(
        x=days["animosity"], y=days["productivity"], text=days.index, mode="lines", line={"width": 1},
        hovertemplate="day %{text}: animosity %{x:.3f}, productivity %{y:.3f}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(x=days["animosity"].tail(1), y=days["productivity"].tail(1), mode="markers", marker={"size": 12})
    return _laid_out(figure, "Productivity against animosity", _axis("animosity"), _axis("productivity"))


def feelings(model: Workplace) -> go.Figure:
    """Morale, cynicism, cooperation and strain by day."""
    days = model.series()
    figure = go.Figure()
    for name in ("morale", "cynicism", "cooperation", "strain"):
        figure.add_scatter(x=days.index, y=days[name], name=name, mode="lines")
    figure.update_yaxes(range=[0, 1])
    return _laid_out(figure, "How people feel", "day", "0 to 1", legend=True)


def people(model: Workplace) -> go.Figure:
    """Everybody, by department: as high as the morale, as red as the grudges that others bear one; a cross is a vacant chair."""
    rows, office = model.people, model.organization
    figure = go.Figure()
    figure.add_scatter(
        x=[office.departments[place] for place in office.department],
        y=rows[P.morale],
        text=office.ids,
        mode="markers",
        marker={
            "color": rows[P.animosity_met], "colorscale": "Reds", "cmin": 0.0, "cmax": MANY_GRUDGES,
            "size": 9, "line": {"width": 1, "color": "#555"},
            "symbol": ["x-thin-open" if days > 0.0 else "circle" for days in rows[P.vacant]],
            "colorbar": {"title": {"text": "grudges"}},
        },
        hovertemplate="%{text}: morale %{y:.2f}, grudges met %{marker.color:.3f}<extra></extra>",
    )  # fmt: skip
    figure.update_yaxes(range=[0, 1])
    return _laid_out(figure, "Everybody", "", "morale")


def _axis(name: str) -> str:
    unit = MEASURES[name].unit
    return name if unit == "1" else f"{name}<br>[{unit}]"


def _laid_out(figure: go.Figure, title: str, x: str, y: str, *, legend: bool = False) -> go.Figure:
    figure.update_layout(
        title=title, xaxis_title=x, yaxis_title=y, showlegend=legend, width=WIDTH, height=380,
        margin={"l": 80, "r": 20, "t": 50, "b": 50},
        uirevision="keep", template="plotly_white",
    )  # fmt: skip
    return figure


@component
def Tradeoff(model: Workplace) -> None:  # noqa: N802 - components are named like classes
    """Productivity against animosity."""
    update_counter.get()
    solara.FigurePlotly(tradeoff(model))


@component
def Feelings(model: Workplace) -> None:  # noqa: N802
    """Morale and its relatives by day."""
    update_counter.get()
    solara.FigurePlotly(feelings(model))


@component
def People(model: Workplace) -> None:  # noqa: N802
    """Everybody's morale, by department."""
    update_counter.get()
    solara.FigurePlotly(people(model))


@component
def LeverSliders(model: Workplace) -> None:  # noqa: N802
    """What management does: a slider moves its lever from the coming day on."""
    update_counter.get()
    levels = model.levers
    with solara.Card("Levers"):
        for each in quantities(Levers):
            with solara.Tooltip(each.meaning):
                solara.SliderFloat(
                    each.name.replace("_", " "),
                    value=levels[each.name],
                    min=each.low,
                    max=each.high,
                    step=STEP,
                    on_value=partial(_move, model, each.name),
                )


def _move(model: Workplace, name: str, level: float) -> None:
    """Move a lever, unless the slider only follows where the lever already is."""
    if abs(model.levers[name] - level) > 1e-9:
        model.set_lever(name, level)
        force_update()


def parameters(scenario: str = GROWN, seed: int = 1) -> dict[str, Any]:
    """What Mesa's page offers to choose before a reset."""
    return {
        "scenario": {"type": "Select", "value": scenario, "values": sorted(shipped()), "label": "scenario"},
        "seed": {
            "type": "SliderInt", "value": seed, "label": "seed", "min": 1, "max": LARGEST_SEED_SHOWN, "step": 1,
        },
    }  # fmt: skip


def page_of(model: Workplace, scenario: str = GROWN) -> Any:
    """Mesa's page on a workplace: step, play, reset, figures, and the levers to move while it runs.

    Args:
        model: The workplace that is shown first.
        scenario: The name of its scenario, from which a reset begins anew.

    Returns:
        An element of Solara, such as ``solara.render`` and Jupyter show.
    """
    return SolaraViz(
        model,
        components=[(Tradeoff, 0), (Feelings, 0), (People, 0), (LeverSliders, 0)],
        model_params=parameters(scenario, model.seed),
        name="The client coworker",
    )


@component
def Page() -> None:  # noqa: N802
    """The page that ``solara run`` opens; each visitor has a workplace of their own."""
    page_of(solara.use_memo(lambda: Workplace(GROWN, seed=1), []))
