"""What the page says of its numbers, and that what it says stays true of the day that is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import Watched, until, visiting


@pytest.fixture
def watched(headless: Any, live_address: str) -> Iterator[Watched]:
    with visiting(headless, f"{live_address}/?scenario=small_shop&day=40") as opened:
        yield opened
        assert opened.complaints == []


def test_every_number_says_what_it_is_and_in_which_unit(watched: Watched) -> None:
    page = watched.page
    for number in page.locator("#numbers0 span, #numbers1 span").all():
        assert "; " in number.get_attribute("title"), number.inner_text()
    names = page.evaluate("livePage.stage.history.map((name) => name.replaceAll('_', ' '))")
    page.keyboard.press("?")
    told = page.locator("#meanings dt").all_inner_texts()
    assert set(names) | {"gain", "price"} == set(told)
    page.keyboard.press("Escape")
    for name in page.evaluate("livePage.stage.history"):
        page.locator("#measure").select_option(name)
        unit = page.evaluate(
            "(name) => livePage.stage.measures.find((each) => each.name === name).unit.replace(/^1$/, 'from 0 to 1')",
            name,
        )
        until(page, f"document.querySelector('#unit-course').textContent === {unit!r}")


def test_an_open_account_is_told_anew_of_the_day_that_is_gone_to(watched: Watched) -> None:
    page = watched.page
    page.evaluate("livePage.choosing.ask('person', 0, 3)")
    until(page, "document.querySelector('#panel-why .where')?.textContent.includes('day 0 to 40.')")
    page.evaluate("livePage.send({ do: 'rewind', day: 12 })")
    until(page, "document.querySelector('#panel-why .where')?.textContent.includes('day 0 to 12.')")
    page.keyboard.press("Escape")


def test_the_account_of_a_tie_says_whose_it_is(watched: Watched) -> None:
    page = watched.page
    page.evaluate("livePage.choosing.ask('tie', 0, 7)")
    client = page.evaluate("livePage.stage.people[livePage.stage.ties.client[7]].name")
    until(page, f"document.querySelector('#panel-why caption')?.textContent.startsWith('Morale of {client} ')")
    page.keyboard.press("Escape")


def test_no_line_ends_on_a_day_that_a_branch_has_not_lived(watched: Watched) -> None:
    page = watched.page
    page.evaluate("livePage.send({ do: 'rewind', day: 20 })")
    until(page, "livePage.day === 20")
    page.evaluate("livePage.send({ do: 'lever', name: 'promise', value: 1 })")
    until(page, "livePage.state.has_first && livePage.history.known === 39")
    ends = "[0, 1, 2].map((office) => livePage.history.course(office, 'morale', 1).days.at(-1))"
    assert page.evaluate(ends) == [19, 19, 39]
    mean = page.evaluate("livePage.history.now(0, 'morale', 5)")
    days = page.evaluate("[15, 16, 17, 18, 19].map((day) => livePage.history.value(day, 0, 'morale'))")
    assert mean == pytest.approx(sum(days) / 5)


def test_a_page_that_runs_for_hours_keeps_no_more_days_than_it_needs(watched: Watched) -> None:
    kept, last, whole, drawn = watched.page.evaluate(
        """async () => {
          const { History, MOST_KEPT } = await import("/page/history.js");
          const history = new History(["morale"]);
          for (let day = 0; day < 10 * MOST_KEPT; day += 1) {
            history.take({ anew: false, day: day + 1, rows: [{ day, values: Float32Array.of(day, day, NaN) }] });
          }
          const { days, values } = history.course(0, "morale", 1);
          return [history.at.length / MOST_KEPT, history.known + 1 - 10 * MOST_KEPT,
            history.at.slice(-1000).every((day, place, all) => place === 0 || day === all[place - 1] + 1),
            days.length > 300 && days[0] === 0 && values.every((value, place) => value === days[place])];
        }"""
    )
    assert kept <= 1.0
    assert [last, whole, drawn] == [0, True, True]


def test_silence_of_the_simulator_is_said_and_ends_with_the_next_frame(watched: Watched) -> None:
    page = watched.page
    page.evaluate(
        """() => {
          livePage.state = { ...livePage.state, playing: true };
          livePage.came = -1e9;
          livePage.listen();
        }"""
    )
    assert "Nothing comes" in page.locator("#banners").inner_text()
    page.evaluate("livePage.send({ do: 'step' })")
    until(page, "!document.querySelector('#banners').textContent.includes('Nothing comes')")


def test_the_next_step_of_a_story_covers_no_text_on_a_phone(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=story_promise", "phone") as opened:
        page = opened.page
        page.locator("#panel-story button", has_text="Begin the story").click()
        until(page, "document.querySelector('.next-step') !== null")
        page.locator("#panel-story .notes").scroll_into_view_if_needed()
        gaps = page.evaluate(
            """() => {
              const [step, asked] = [".next-step", ".question"].map((name) => document.querySelector(name).getBoundingClientRect());
              const own = document.querySelector(".next-step button").getBoundingClientRect();
              return [step.top - asked.bottom, window.innerHeight - own.bottom];
            }"""
        )
        assert gaps[0] >= 0, "the button lies over the question"
        assert gaps[1] > 0
