"""A shared file in a real browser: opened from the disk, without a network, on a screen and on a phone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import PATIENCE, SIZES, Watched, colours, day, pixels, serious, until, until_day, until_drawn, visiting

from sim.cli import main

DAYS = 100


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("shared") / "demo.html"
    with pytest.raises(SystemExit) as left:
        main(["share", "small_shop", "-o", str(target), "--vary", "promise=0:1:3",
              "--vary", "recognition+open_communication=0:1:2", "--days", str(DAYS)])  # fmt: skip
    assert left.value.code == 0
    return target


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("told") / "story.html"
    with pytest.raises(SystemExit) as left:
        main(["share", "story_wise_manager", "-o", str(target), "--vary", "promise=0,1", "--days", "120"])
    assert left.value.code == 0
    return target


@pytest.fixture(params=["projector", "phone"])
def page(request: pytest.FixtureRequest, headless: Any, shared: Path) -> Iterator[Any]:
    with visiting(headless, shared.as_uri(), request.param, offline=True) as watched:
        yield watched.page
        quiet(watched, shared)


def quiet(watched: Watched, file: Path) -> None:
    assert watched.complaints == []
    assert [each for each in watched.requests if not each.startswith(("data:", "blob:"))] == [file.as_uri()]


def go_to(page: Any, wanted: int) -> None:
    page.locator("#day").evaluate(
        """(slider, day) => {
          slider.value = day;
          for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
        }""",
        wanted,
    )
    until(page, f"document.querySelector('#day-told').textContent === 'Day {wanted}' && livePage.day === {wanted}")


def drag(page: Any, lever: str, value: float) -> None:
    page.locator(f"#lever-{lever}").evaluate(
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input', { bubbles: true })); }",
        value,
    )


def line(page: Any, chart: str) -> str:
    drawn: str = page.locator(f"#{chart} .scatterlayer").inner_html()
    return drawn


def test_play_goes_on_to_the_last_day(page: Any) -> None:
    page.locator("#speed").focus()
    page.keyboard.press("End")
    page.locator("#play").click()
    until_day(page, 10)
    assert page.locator("#play").inner_text() == "Pause"
    until_day(page, DAYS)
    until(page, "document.querySelector('#play').textContent === 'Play'")
    assert "ends on day 100" in page.locator("#banners").inner_text()
    assert colours(page, "floor0") > 10
    until(page, "document.querySelectorAll('#course .scatterlayer path.js-line').length >= 2")  # charts wait their turn


def test_one_day_and_back(page: Any) -> None:
    page.locator("#step").click()
    until_day(page, 1)
    go_to(page, 50)
    later = pixels(page, "floor0")
    go_to(page, 20)
    until_drawn(page, "floor0", later)
    page.locator("#reset").click()
    until(page, "document.querySelector('#day-told').textContent === 'Day 0'")


def test_a_slider_changes_floor_numbers_and_charts(page: Any) -> None:
    go_to(page, 99)
    until(page, "document.querySelector('#tradeoff .scatterlayer path')")
    page.wait_for_timeout(600)
    before = [pixels(page, "floor0"), page.locator("#numbers0").inner_text(), line(page, "course")]
    twin = page.locator("#numbers1").inner_text()
    drag(page, "recognition", 0.9)
    until(page, f"document.querySelector('#numbers0').textContent !== {before[1]!r}")
    assert day(page) == 99
    until_drawn(page, "floor0", before[0])
    late = time.monotonic() + PATIENCE / 1000
    while line(page, "course") == before[2] and time.monotonic() < late:
        page.wait_for_timeout(50)
    assert line(page, "course") != before[2]
    assert page.locator("#numbers1").inner_text() == twin
    assert page.locator("#beside").is_visible()  # the scenario's own policy is the first run now
    assert page.locator("#lever-open_communication").input_value() == "1"  # they share a slider


def test_a_slider_stands_only_where_something_is_recorded(page: Any) -> None:
    drag(page, "promise", 0.83)
    assert float(page.locator("#lever-promise").input_value()) == 1.0
    until(page, "document.querySelector('.recorded-told').textContent.includes('promise 1.00')")
    page.locator("#lever-promise").focus()
    page.keyboard.press("Home")
    until(page, "document.querySelector('.recorded-told').textContent.includes('promise 0.00')")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.recorded-told').textContent.includes('promise 0.50')")
    assert page.locator("#lever-empowerment").is_disabled()
    assert "Not varied" in page.locator("#lever-empowerment").get_attribute("title")


def test_what_cannot_be_done_is_not_offered(page: Any) -> None:
    for name in ("#seed", "#scenario", ".shocks"):
        assert not page.locator(name).is_visible()
    page.locator("#tab-people").click()
    page.locator("#panel-people details").first.locator("summary").click()
    page.locator("#panel-people [data-person]").first.click()
    until(page, "!document.querySelector('#panel-why').hidden")
    assert "sim live tells it from the ledger" in page.locator("#panel-why").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(headless: Any, shared: Path, size: str) -> None:
    with visiting(headless, shared.as_uri(), size, offline=True) as watched:
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
        quiet(watched, shared)


def test_predict_run_reveal(headless: Any, told: Path) -> None:
    with visiting(headless, told.as_uri(), "projector", offline=True) as watched:
        page, panel = watched.page, watched.page.locator("#panel-story")
        panel.get_by_role("button", name="Begin the story").click()
        page.locator("#play").click()
        until(page, "document.querySelector('#banners').textContent.includes('First the guess')")
        for end in (100, 400, 400, 400):
            panel.get_by_role("button", name="This is our guess").click()
            page.evaluate("livePage.send({ do: 'speed', days_per_second: 1000 })")
            panel.get_by_role("button", name=f"Run to day {end}").click()
            panel.get_by_role("button", name="Reveal").click()
            until(
                page, "document.querySelector('#panel-story .outcome')?.textContent.startsWith('Guessed: 0 %. Shown: ')"
            )
            assert day(page) == end
            if end == 400 and panel.get_by_role("button", name="The end").count():
                break
            panel.get_by_role("button", name="Next chapter").click()
        panel.get_by_role("button", name="The end").click()
        until(page, "document.querySelector('#banners').textContent.includes('the sliders are yours')")
        until(page, "document.querySelector('#day-told').textContent === 'Day 120'")
        quiet(watched, told)


def test_an_old_browser_is_told(headless: Any, shared: Path) -> None:
    context = headless.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(shared.as_uri())
    until(page, "document.querySelector('#start-told').textContent.includes('too old')")
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_it(headless: Any, shared: Path, size: str) -> None:
    """Names, roles and contrasts, by axe-core."""
    with visiting(headless, shared.as_uri(), size, offline=True) as watched:
        page = watched.page
        go_to(page, 60)
        until(page, "document.querySelector('#course .main-svg') !== null")
        assert serious(page) == []
        for tab in ("why", "people", "story", "levers"):
            page.locator(f"#tab-{tab}").click()
            assert serious(page, "#side") == []
