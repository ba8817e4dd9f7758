"""Mesa's own page: it renders, steps, moves levers and resets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

solara = pytest.importorskip("solara", reason="the optional packages of Mesa's page are not installed")

import ipyvuetify as vuetify  # noqa: E402
import plotly.graph_objects as go  # noqa: E402

from sim import Workplace  # noqa: E402
from sim.live import mesa_page  # noqa: E402
from sim.policy import Levers, X  # noqa: E402
from sim.quantity import quantities  # noqa: E402
from sim.scenario import shipped  # noqa: E402


@pytest.fixture
def model() -> Workplace:
    return Workplace("cubicle_farm", seed=2, days=20)


@pytest.fixture
def page(model: Workplace) -> Iterator[Any]:
    inside = solara.AppLayout(children=[mesa_page.page_of(model)], navigation=False)
    _, rendered = solara.render(inside, handle_error=False)
    yield rendered
    rendered.close()


def press(page: Any, label: str) -> None:
    next(each for each in page.find(vuetify.Btn).widgets if each.children == [label]).click()


def sliders(page: Any) -> dict[str, Any]:
    return {each.label: each for each in page.find(vuetify.Slider).widgets}


def test_the_page_shows_the_figures_and_every_lever(page: Any) -> None:
    assert len(page.find(go.FigureWidget).widgets) == 3
    shown = sliders(page)
    for each in quantities(Levers):
        slider = shown[each.name.replace("_", " ")]
        assert (slider.min, slider.max, slider.v_model) == (each.low, each.high, each.default)


def test_step_lives_a_day_and_draws_it(page: Any, model: Workplace) -> None:
    press(page, "Step")
    press(page, "Step")
    assert model.day == 2
    way = page.find(go.FigureWidget).widgets[0].data[0]
    assert list(way.y) == model.series()["productivity"].tolist()


def test_a_slider_moves_its_lever_from_the_coming_day_on(page: Any, model: Workplace) -> None:
    press(page, "Step")
    sliders(page)["promise"].v_model = 0.5
    assert model.levers["promise"] == 0.5
    assert model.lanes.levers[0, X.promise, 0] == 0.0


def test_reset_begins_anew_with_the_same_scenario(page: Any, model: Workplace) -> None:
    sliders(page)["promise"].v_model = 0.5
    press(page, "Step")
    press(page, "Reset")
    assert sliders(page)["promise"].v_model == 0.0
    assert model.day == 1  # the old one is left alone
    assert len(page.find(go.FigureWidget).widgets[0].data[0].y) == 0


def test_the_page_of_solara_run() -> None:
    _, rendered = solara.render(solara.AppLayout(children=[mesa_page.Page()], navigation=False), handle_error=False)
    assert len(rendered.find(go.FigureWidget).widgets) == 3
    rendered.close()


def test_scenarios_on_offer_are_those_that_come_with_the_program() -> None:
    offered = mesa_page.parameters()["scenario"]
    assert offered["values"] == sorted(shipped())
    assert offered["value"] in offered["values"]
