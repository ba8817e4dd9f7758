"""The network goes and comes back, the page is reloaded, two windows are open: it goes on."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import day, opened_up, until, until_day, visiting


def cut(page: Any) -> None:
    """End the connection, as a network does that goes away."""
    page.evaluate("window.livePage.source.socket.close()")


def test_after_a_lost_connection_the_same_session_goes_on(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=client_coworker&day=30") as watched:
        page = watched.page
        page.locator("#lever-promise").focus()
        page.keyboard.press("End")
        until(page, "location.search.includes('moves=')")
        page.evaluate("window.livePage.source.wait = 1500")
        cut(page)
        page.locator(".banner.lasting", has_text="connection is lost").wait_for()
        until(page, "document.querySelector('.banner.lasting') === null")
        page.locator("#step").click()
        until_day(page, 31)
        assert day(page) == 31
        assert page.locator("#lever-promise").input_value() == "1"
        held, expected = page.evaluate("[livePage.history.at.length, livePage.history.today]")
        assert held == expected  # the lines have no holes


def test_what_is_asked_without_a_connection_is_answered_in_words(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as watched:
        page = watched.page
        page.evaluate("window.livePage.source.wait = 60000")
        cut(page)
        page.locator(".banner.lasting").wait_for()
        page.locator("#step").click()
        page.locator(".banner.notice", has_text="no connection").wait_for()
        page.evaluate("window.livePage.source.again()")
        until(page, "document.querySelector('.banner.lasting') === null")
        page.locator("#step").click()
        until_day(page, 1)


def test_a_reload_restores_the_moment(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=recession&seed=4&day=20") as watched:
        page = watched.page
        page.locator("#step").click()
        until(page, "location.search.includes('day=21')")
        page.reload()
        opened_up(page)
        until_day(page, 21)
        assert page.locator("#scenario").input_value() == "recession"
        assert page.locator("#seed").input_value() == "4"


def test_a_reload_goes_on_with_the_same_session(headless: Any, live_address: str) -> None:
    """A link is lived to again, and only so far: what is lived in two hours is farther."""
    with visiting(headless, f"{live_address}/?scenario=small_shop&seed=3", "phone") as watched:
        page = watched.page
        page.locator("#step").click()
        until(page, "location.search.includes('day=1')")
        token = page.evaluate("livePage.source.token")
        page.reload()
        opened_up(page)
        until_day(page, 1)
        assert page.evaluate("livePage.source.token") == token
        assert page.evaluate("[livePage.history.at.length, livePage.history.today]") == [1, 1]


def test_two_windows_have_sessions_of_their_own(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as one, visiting(headless, live_address) as other:
        one.page.locator("#step").click()
        until_day(one.page, 1)
        other.page.wait_for_timeout(500)
        assert day(other.page) == 0


def test_texts_of_the_server_are_never_markup(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as watched:
        told = "<img src=x onerror=alert(1)>"
        watched.page.evaluate("(text) => livePage.source.tell('message', { is: 'problem', text })", told)
        assert watched.page.locator(".banner.problem span").inner_text() == told
        assert watched.complaints == []


def test_a_problem_stays_until_it_is_closed(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as watched:
        page = watched.page
        page.evaluate("livePage.source.send({ do: 'rewind', day: 500 })")
        page.locator(".banner.problem").wait_for()
        page.locator(".banner.problem button").click()
        assert page.locator(".banner.problem").count() == 0


def test_a_problem_goes_with_the_next_success(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as watched:
        page = watched.page
        page.evaluate("livePage.send({ do: 'rewind', day: 500 })")
        page.locator(".banner.problem").wait_for()
        page.evaluate("livePage.send({ do: 'step' })")
        page.locator(".banner.problem").wait_for(state="detached")
