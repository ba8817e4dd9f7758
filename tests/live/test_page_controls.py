"""Each control of the page does on the screen what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import Watched, day, opened_up, pixels, until, until_day, until_drawn, visiting

from sim.policy import Levers
from sim.quantity import quantities
from sim.scenario import shipped


@pytest.fixture
def page(headless: Any, live_address: str) -> Iterator[Any]:
    with visiting(headless, f"{live_address}/?scenario=client_coworker") as watched:
        yield watched.page
        assert watched.complaints == []


@pytest.fixture
def later(headless: Any, live_address: str) -> Iterator[Watched]:
    """A page on day 90, thirty days into the policy."""
    with visiting(headless, f"{live_address}/?scenario=client_coworker&seed=1&day=90") as watched:
        yield watched
        assert watched.complaints == []


def test_play_and_pause(page: Any) -> None:
    assert page.locator("#play").inner_text() == "Play"
    before = pixels(page, "floor0")
    page.locator("#play").click()
    until_day(page, 3)
    assert page.locator("#play").inner_text() == "Pause"
    until_drawn(page, "floor0", before)
    page.locator("#play").click()
    until(page, "document.querySelector('#play').textContent === 'Play'")
    until(page, "!livePage.state.playing && livePage.frame.day === livePage.state.day")  # what was on its way has come
    stopped = day(page)
    page.wait_for_timeout(800)
    assert day(page) == stopped


def test_one_day(page: Any) -> None:
    before = pixels(page, "floor1")
    page.locator("#step").click()
    until_day(page, 1)
    assert day(page) == 1
    until_drawn(page, "floor1", before)


def test_speed(page: Any) -> None:
    page.locator("#speed").focus()
    page.keyboard.press("End")
    assert page.locator("#speed-told").inner_text() == "50 days/s"
    page.locator("#play").click()
    until_day(page, 60)
    page.locator("#speed").focus()
    page.keyboard.press("Home")
    until(page, "document.querySelector('#speed-told').textContent === '1 day/s'")
    until(page, "livePage.state.speed === 1")
    slow, since = page.evaluate("[livePage.state.day, performance.now()]")
    page.wait_for_timeout(2000)
    last, now = page.evaluate("[livePage.day, performance.now()]")
    assert last - slow <= (now - since) / 1000 + 3


def test_reset(later: Watched) -> None:
    later.page.locator("#reset").click()
    until(later.page, "document.querySelector('#day-told').textContent === 'Day 0'")


def test_another_seed_is_another_office(page: Any) -> None:
    before = pixels(page, "floor0")
    page.locator("#seed").fill("7")
    page.keyboard.press("Tab")
    until(page, "new URLSearchParams(location.search).get('seed') === '7'")
    until_drawn(page, "floor0", before)


def test_every_scenario_is_offered_and_opens(page: Any) -> None:
    offered = page.locator("#scenario option").evaluate_all("(all) => all.map((each) => each.value)")
    assert sorted(offered) == sorted(shipped())
    page.locator("#scenario").select_option("small_shop")
    until(page, "new URLSearchParams(location.search).get('scenario') === 'small_shop'")
    assert page.locator("#title").inner_text() == page.locator("#scenario option:checked").inner_text()


def test_every_lever_is_a_slider_with_its_meaning(page: Any) -> None:
    for group in page.locator("#panel-levers > details").all():
        group.evaluate("(details) => (details.open = true)")
    moves = set()
    for lever in quantities(Levers):
        slider = page.locator(f"#lever-{lever.name}")
        assert slider.get_attribute("min") == f"{lever.low:g}"
        assert slider.get_attribute("max") == f"{lever.high:g}"
        meaning = page.locator(f"#{slider.get_attribute('aria-describedby')}").text_content()
        assert meaning.lower() == lever.meaning.lower()
        slider.focus()
        moved_to = "Home" if lever.default == lever.high else "End"
        page.keyboard.press(moved_to)
        level = lever.low if moved_to == "Home" else lever.high
        assert page.locator(f"output[for=lever-{lever.name}]").inner_text() == f"{level:.2f}"
        moves.add(f"0.{lever.name}.{level:g}")
    told = "(new URLSearchParams(location.search).get('moves') ?? '').split(',')"
    until(page, f"{told}.length >= {len(moves)}")
    assert set(page.evaluate(told)) == moves


def test_a_lever_moves_while_it_runs_and_the_timeline_says_when(later: Watched) -> None:
    page = later.page
    page.locator("#play").click()
    until_day(page, 92)
    page.locator("#lever-promise").focus()
    page.keyboard.press("End")
    until(
        page, "document.querySelectorAll('#marks .mark:not(.planned)').length === 3"
    )  # two of them the scenario's own
    until_day(page, day(page) + 2)
    said = page.locator("#marks .mark:not(.planned)").last.get_attribute("title")
    assert re.match(r"Day 9\d: promise to 1", said)
    assert "promise to 1" in page.locator(".log").text_content()


def test_the_levers_follow_the_scenario(later: Watched) -> None:
    assert later.page.locator("#lever-client_mindset").input_value() == "0.8"
    assert later.page.locator("#lever-promise").input_value() == "0.55"


@pytest.mark.parametrize("kind", ["recession", "surge", "layoff"])
def test_shocks_come_over_both_offices(later: Watched, kind: str) -> None:
    page = later.page
    page.locator(f"[data-shock={kind}]").click()
    until(page, f"document.querySelector('.log').textContent.includes('{kind}')")
    page.locator("#step").click()
    until_day(page, 91)


def test_a_campaign_moves_the_levers(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=cubicle_farm&day=5") as watched:
        watched.page.locator("[data-shock=campaign]").click()
        until(watched.page, "document.querySelector('#lever-promise').value === '0.8'")
        assert watched.page.locator("#lever-client_mindset").input_value() == "0.8"


def test_rewind_and_branch_beside_the_first_run(later: Watched) -> None:
    page = later.page
    page.locator("#day").focus()
    page.keyboard.press("Home")
    until(page, "document.querySelector('#day-told').textContent === 'Day 0' && location.search.indexOf('day=') < 0")
    page.locator("#lever-recognition").focus()
    page.keyboard.press("End")
    until(page, "!document.querySelector('#beside').hidden")
    page.locator("#beside").click()
    until(page, "document.querySelector('#name1').textContent === 'The first run'")
    page.locator("#step").click()
    until_day(page, 1)
    page.locator("#beside").click()
    until(page, "document.querySelector('#name1').textContent === 'Without'")
    until(page, "document.querySelector('#course').data.some((line) => line.name === 'first run')")


def test_the_measure_over_time_is_chosen(later: Watched) -> None:
    page = later.page
    until(page, "document.querySelector('#course').data?.length > 0")
    before = page.evaluate("JSON.stringify(document.querySelector('#course').data[0].y)")
    page.locator("#measure").select_option("cynicism")
    until(page, "document.querySelector('#course').getAttribute('aria-label').startsWith('cynicism over time')")
    until(page, f"JSON.stringify(document.querySelector('#course').data[0].y) !== {before!r}")


def test_a_link_restores_the_moment(later: Watched) -> None:
    page = later.page
    page.locator("#lever-recognition").focus()
    page.keyboard.press("End")
    until(page, "location.search.includes('moves=')")
    page.locator("#step").click()
    until_day(page, 91)
    until(page, "location.search.includes('day=91') && livePage.frame.day === 91")
    shown = [page.locator(f"#numbers{k}").inner_text() for k in (0, 1)]
    other = page.context.new_page()  # a window that knows nothing of this session
    other.goto(page.url)
    opened_up(other)
    until_day(other, 91)
    until(other, "livePage.frame.day === 91 && livePage.history.known === 90")
    assert day(other) == 91
    assert [other.locator(f"#numbers{k}").inner_text() for k in (0, 1)] == shown
    assert other.locator("#lever-recognition").input_value() == "1"
    other.close()


def test_a_link_that_is_nonsense_opens_an_office_and_says_so(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=nowhere&seed=x&day=1e9&moves=60.nothing.0.8,boo") as watched:
        assert watched.page.locator(".banner.problem").count() >= 1
        assert "Traceback" not in watched.page.content()


def test_a_slider_waits_for_its_own_answer(page: Any) -> None:
    """The answer to an earlier command still says where the lever stood before."""
    page.evaluate(
        "livePage.source.socket.send = () => {}; livePage.levers.patience = Infinity"
    )  # a server that takes its time
    page.locator("#lever-promise").focus()
    page.keyboard.press("End")
    page.evaluate("livePage.setState(livePage.state)")
    assert page.locator("#lever-promise").input_value() == "1"
    page.evaluate("livePage.setState({ ...livePage.state, levers: { ...livePage.state.levers, promise: 1 } })")
    page.evaluate("livePage.setState({ ...livePage.state, levers: { ...livePage.state.levers, promise: 0.3 } })")
    assert page.locator("#lever-promise").input_value() == "0.3"  # answered: from here on it follows
    page.evaluate("livePage.levers.patience = 5000")
