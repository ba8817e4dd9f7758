"""The page in a real browser: figures are saved, the page prints, the closer look says why it looks there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from small_experiments import experiment, tiny

from sim.analysis import Answer, Goal, Plan, Steps, analyse, answer, discover, look_closer, optimize, outcome, tip
from sim.experiment import Design, Experiment, parse_factors
from sim.ledger import ENTRIES
from sim.report import ledger_figure, points_of, sensitivity_figure, write_report
from sim.report.choosing import point_to_look_at
from sim.report.searches import write_discovery, write_front, write_tipping

PATIENCE = 120_000
"""Milliseconds to wait for something to happen on a busy machine: a figure is drawn anew to be saved."""

BREATH = 250
"""Milliseconds between two figures: Chromium silently drops what one page saves beyond ten files a second."""


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """A sweep of two factors around the scenario's own values (promise 0.6, demand 1)."""
    here = tmp_path_factory.mktemp("page")
    return answer(experiment(tiny(here), "promise=0,0.5,1", "environment.demand=0.9,1.1"), folder=here / "results")


@pytest.fixture(scope="module")
def report(swept: Answer) -> Path:
    """The page of the sweep."""
    return write_report(swept, 100.0)


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """A Saltelli design whose sensitivities are kept."""
    here = tmp_path_factory.mktemp("saltelli")
    office = tiny(here)
    factors = parse_factors(["promise=0:1", "client_mindset=0:1", "environment.demand=0.8:1.2"], office)
    found = answer(
        Experiment("tiny", office, factors, replications=2, design=Design("saltelli", 8)), folder=here / "results"
    )
    analyse(found, [outcome("animosity", 100.0)])
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


def opened(browser: Browser, path: Path, width: int = 1280) -> tuple[Page, list[str]]:
    """The page without a network, and what it complains about."""
    page = browser.new_context(offline=True, viewport={"width": width, "height": 900}).new_page()
    page.set_default_timeout(PATIENCE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector(".js-plotly-plot .main-svg")
    return page, said


def test_every_figure_is_saved_as_svg_and_its_data_as_csv(swept: Answer, report: Path, browser: Browser) -> None:
    page, said = opened(browser, report)
    figures = page.locator("figure")
    assert figures.count() == 1 + 1 + 3 + 1, "frontier, map, three waterfalls, courses"
    names = set()
    for number in range(figures.count()):
        own = figures.nth(number)
        with page.expect_download() as waited:
            own.get_by_role("button", name="Save figure as SVG").click()
        svg = Path(waited.value.path()).read_text(encoding="utf-8")
        assert svg.startswith("<svg")
        assert "</svg>" in svg
        with page.expect_download() as waited:
            own.get_by_role("button", name="Save data as CSV").click()
        rows = list(csv.reader(io.StringIO(Path(waited.value.path()).read_text(encoding="utf-8"))))
        assert len(rows) > 1
        assert {len(row) for row in rows} == {len(rows[0])}
        names.add(waited.value.suggested_filename)
        page.wait_for_timeout(BREATH)
        if waited.value.suggested_filename == "frontier.csv":
            saved = pd.read_csv(waited.value.path())
            assert saved["rise"].to_numpy() == pytest.approx(points_of(swept, 100.0)["rise"].to_numpy())
    assert {"frontier.csv", "map-1.csv", "courses.csv", "ledger-animosity.csv"} <= names
    assert said == []


def test_it_prints_with_nothing_cut_off(report: Path, browser: Browser) -> None:
    page, _ = opened(browser, report)
    looks = (
        "[...document.querySelectorAll('.js-plotly-plot .main-svg:first-of-type')].map(e => e.getBoundingClientRect())"
        ".map(r => [r.width, r.height])"
    )
    before = page.evaluate(looks)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 1017})  # A4 less its margins
    sizes = page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot .main-svg:first-of-type')].map(e => e.getBoundingClientRect())"
        ".map(r => [r.right, r.height])"
    )
    assert all(right <= 688 and height <= 760 for right, height in sizes)
    boxes = page.evaluate("[...document.querySelectorAll('.js-plotly-plot')].map(e => e.parentElement.clientHeight)")
    assert boxes == [height for _, height in sizes], "no white below a figure"
    tables = "[...document.querySelectorAll('.table')].map(e => e.scrollWidth - e.clientWidth)"
    assert max(page.evaluate(tables)) <= 0, "a table sticks out to the side"
    assert page.evaluate("[...document.querySelectorAll('details')].every(e => e.open)")
    assert not page.locator(".save").first.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_timeout(500)
    assert page.evaluate(looks) == before, "on the screen it is as it was"


def test_nothing_offers_to_send_a_figure_anywhere(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    own = re.sub(r"<script>/\*\*.*?</script>", "", text, flags=re.S)
    assert '"displayModeBar": false' in own
    assert "chart-studio" not in own.replace(text[text.index("<script>") : text.index("</script>")], "")


def test_the_closer_look_is_at_the_scenario_as_it_is_written(swept: Answer, report: Path) -> None:
    points = points_of(swept, 100.0)
    number, why = point_to_look_at(swept, points)
    row = points[points["point"] == number].iloc[0]
    assert row["policy.promise"] == 0.5
    assert "nearest to the scenario" in why
    assert why in report.read_text(encoding="utf-8")


def test_where_the_scenario_has_no_policy_it_is_where_animosity_rises_most(tmp_path: Path) -> None:
    office = tiny(tmp_path, "policy.promise=0", "policy.client_mindset=0")
    found = answer(experiment(office, "promise=0,0.7,1"), folder=tmp_path / "r")
    points = points_of(found, 100.0)
    number, why = point_to_look_at(found, points)
    assert number == points.loc[points["rise"].idxmax(), "point"] != 0
    assert "animosity rises most" in why


def test_the_zero_line_crosses_no_label(swept: Answer) -> None:
    figure = ledger_figure(look_closer(swept.experiment, 5), "animosity")
    assert len(figure.layout.annotations) == 1 + sum(each.quantity == "animosity" for each in ENTRIES)
    assert all(each.bgcolor == "white" for each in figure.layout.annotations)


def test_sensitivities_stand_in_the_report(analysed: Answer, tmp_path: Path) -> None:
    text = write_report(analysed, 100.0, path=tmp_path / "page.html").read_text(encoding="utf-8")
    assert "What drives the change of animosity" in text
    assert "saltelli design" in text
    assert text.index("What is gained") < text.index("What drives the") < text.index("What made the difference")
    (found,) = analyse(analysed, [outcome("animosity", 100.0)])
    total, main = sensitivity_figure(found).data
    assert list(total.x) == [each.total for each in found.indices]
    assert list(main.x - main.error_x.arrayminus) == pytest.approx([each.main_low for each in found.indices])


def test_a_sweep_in_which_nothing_is_done_shows_the_office_itself(tmp_path: Path) -> None:
    office = tiny(tmp_path, "policy.promise=0", "policy.client_mindset=0")
    found = answer(experiment(office, "environment.demand=0.8,1.2"), folder=tmp_path / "r")
    text = write_report(found, 100.0).read_text(encoding="utf-8")
    assert "every point is its own twin" in text
    assert "What the office itself does" in text
    assert "What made the difference" not in text
    assert "The policy begins" not in text


def test_pages_of_searches(tmp_path: Path, browser: Browser) -> None:
    """On a telephone, and then in a wide window."""
    office = tiny(tmp_path)
    tipping = Steps("tiny", office, parse_factors(["promise=0:1", "environment.demand=0.9,1.1"], office),
                    purpose="tipping", plan={}, folder=tmp_path / "t")  # fmt: skip
    chosen = outcome("animosity", 100.0)
    tipped = tip(tipping, Plan(0.0, 1.0, 3, 0.1, 2, 4), [tipping.factors[1]], chosen, 1)
    front = Steps("tiny", office, parse_factors(["promise=0:1", "recognition=0:1"], office), purpose="optimize", plan={},
                  folder=tmp_path / "o")  # fmt: skip
    goals = [Goal(outcome("productivity", 1.0), 1), Goal(chosen, -1)]
    found = optimize(front, goals, population=4, generations=1, replications=1, fresh=2, seed=1)
    pages = [
        (write_tipping(tipping, tipped, chosen, "sim tipping tiny"), 1),
        (write_front(front, found, goals, "Words.", "sim optimize tiny"), 1),
    ]
    luck = np.random.default_rng(1)
    points = pd.DataFrame({"policy.promise": luck.random(200), "environment.demand": luck.random(200)})
    fails = (points["policy.promise"] > 0.5).to_numpy()
    boxes = discover(list(points), points, fails)
    swept = answer(experiment(office, "promise=0,1"), folder=tmp_path / "s")
    pages.append(
        (write_discovery(swept, boxes, points, fails, pd.Series(luck.random(200)), "words.", "sim discover s"), 1)
    )
    for path, figures in pages:
        page, said = opened(browser, path, 390)
        assert page.locator("figure").count() >= figures
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.set_viewport_size({"width": 1280, "height": 900})
        page.wait_for_function("document.querySelector('.js-plotly-plot .main-svg').clientWidth > 390")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        assert said == []
        assert page.locator("pre").inner_text().startswith("sim ")
