"""Everything can be done with keys alone, and the page tells which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import day, until, until_day, visiting


@pytest.fixture
def page(headless: Any, live_address: str) -> Iterator[Any]:
    with visiting(headless, f"{live_address}/?scenario=client_coworker&day=40") as watched:
        yield watched.page
        assert watched.complaints == []


def test_space_plays_and_pauses(page: Any) -> None:
    page.keyboard.press("Space")
    until(page, "document.querySelector('#play').textContent === 'Pause'")
    page.keyboard.press("Space")
    until(page, "document.querySelector('#play').textContent === 'Play'")


def test_space_plays_after_a_click_and_does_not_send_the_shock_again(page: Any) -> None:
    page.locator("[data-shock=recession]").click()
    until(page, "livePage.state.log.length === 1")
    page.keyboard.press("Space")
    until(page, "document.querySelector('#play').textContent === 'Pause'")
    assert page.evaluate("livePage.state.log.length") == 1


def test_page_up_pressed_quickly_goes_back_each_time(page: Any) -> None:
    for _ in range(3):
        page.keyboard.press("PageUp")
    until(page, "document.querySelector('#day-told').textContent === 'Day 0'")


def test_arrows_go_a_day_on_and_back(page: Any) -> None:
    page.keyboard.press("ArrowRight")
    until_day(page, 41)
    page.keyboard.press("ArrowLeft")
    until(page, "document.querySelector('#day-told').textContent === 'Day 40'")
    page.keyboard.press("PageUp")
    until(page, "document.querySelector('#day-told').textContent === 'Day 15'")


def test_plus_and_minus_change_the_speed(page: Any) -> None:
    before = page.locator("#speed").input_value()
    page.keyboard.press("+")
    until(page, f"document.querySelector('#speed').value === '{int(before) + 1}'")
    page.keyboard.press("-")
    until(page, f"document.querySelector('#speed').value === '{before}'")


def test_a_speed_that_was_chosen_waits_for_its_answer(page: Any) -> None:
    """The answer to an earlier command still tells the speed of before."""
    chosen = page.evaluate(
        """() => {
          const { transport, state } = livePage;
          livePage.source.socket.send = () => {}; // a server that takes its time
          transport.changeSpeed(1);
          transport.setState(state);
          const kept = transport.speed.value;
          transport.setState({ ...state, speed: 10 }); // the answer
          transport.setState(state); // and something newer
          return [kept, transport.speed.value];
        }"""
    )
    assert chosen == ["3", "2"]


def test_r_begins_again(page: Any) -> None:
    page.keyboard.press("r")
    until(page, "document.querySelector('#day-told').textContent === 'Day 0'")


@pytest.mark.parametrize(("key", "tab"), [("l", "levers"), ("w", "why"), ("p", "people"), ("s", "story")])
def test_letters_open_tabs(page: Any, key: str, tab: str) -> None:
    page.locator("#tab-why" if tab != "why" else "#tab-levers").click()
    page.keyboard.press(key)
    assert page.locator(f"#panel-{tab}").is_visible()


def test_arrows_move_between_tabs(page: Any) -> None:
    page.locator("#tab-levers").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-why"
    assert page.locator("#panel-why").is_visible()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.id") == "tab-story"


def test_the_question_mark_tells_all_keys(page: Any) -> None:
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    for key in ("Space", "→", "Esc", "?"):
        assert page.locator("#keys dt", has_text=key).count() >= 1
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()


def test_who_types_gives_no_commands(page: Any) -> None:
    page.locator("#seed").focus()
    page.keyboard.press("r")
    page.locator("#tab-people").click()
    page.locator("#search").fill("")
    page.locator("#search").focus()
    page.keyboard.type("r l b")
    page.wait_for_timeout(500)
    assert day(page) == 40
    assert page.locator("#panel-people").is_visible()


def test_whoever_has_the_focus_is_seen(page: Any) -> None:
    for _ in range(8):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline != "0px", page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
