"""The page on a phone, in a real browser: a question, a guess that is taken, and what came of it."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from browsing import Watched, until, watch

from sim.live.room import Room
from sim.live.room_pages import room_application

GUESS = {"title": "productivity, with the policy against without", "unit": "%", "low": -40.0, "high": 40.0, "step": 1.0}
REVEAL = {"text": "", "shown": -9.5, "words": "", "guess": None, "met": True, "room": None}
SIZES = [(360, 640), (430, 932)]


@contextlib.contextmanager
def serving(room: Room) -> Iterator[str]:
    """The room's address, on this machine only."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(room_application(room), log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        late = time.monotonic() + 20
        while not server.started and time.monotonic() < late:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/room/{room.code}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


QUICK = "const every = window.setInterval; window.setInterval = (look, wait) => every(look, wait / 10);"
"""Lets the phone look ten times as often whether there is something new."""


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def address(room: Room) -> Iterator[str]:
    with serving(room) as address:
        yield address


@contextlib.contextmanager
def phone(opened: Any, address: str, width: int = 390, height: int = 844) -> Iterator[Watched]:
    context = opened.new_context(viewport={"width": width, "height": height}, has_touch=True, is_mobile=True)
    try:
        watched = watch(context.new_page())
        watched.page.add_init_script(QUICK)
        watched.page.goto(address)
        yield watched
    finally:
        context.close()


def says(page: Any, element: str, words: str) -> None:
    until(page, f"document.getElementById({element!r}).textContent.includes({words!r})")


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_phone_through_a_chapter(room: Room, address: str, headless: Any, width: int, height: int) -> None:
    with phone(headless, address, width, height) as watched:
        page = watched.page
        says(page, "text", "You will be asked in a moment")
        room.pose(GUESS, "The bill", "Thirty-six more weeks. More work done than on the right, or less?")
        says(page, "title", "The bill")
        assert page.locator("#value").inner_text() == "0 %"
        assert fits(page)
        page.locator("#slider").fill("12")
        page.locator("#less").tap()
        assert page.locator("#value").inner_text() == "+11 %"
        page.locator("#send").tap()
        says(page, "told", "Your guess of +11 % is taken")
        assert room.guesses == [11.0]
        page.locator("#more").tap()
        page.locator("#send").tap()
        says(page, "told", "Your guess of +12 % is taken")
        assert room.guesses == [12.0]
        room.close()
        says(page, "told", "It runs. Your guess: +12 %.")
        assert not page.locator("#asked").is_visible()
        room.tell(REVEAL)
        says(page, "told", "It came to −10 %.")
        assert page.locator("#bars .bar.mine").count() == 1
        assert page.locator("#bars .shown").count() == 1
        assert "Yours was +12 %" in page.locator("#spread-told").inner_text()
        assert fits(page)
        assert not page.get_by_role("button").filter(visible=True).count()  # nothing is left that could be done
    assert watched.complaints == []
    assert watched.hosts() == {"127.0.0.1"}


def test_a_phone_that_is_reloaded_or_loses_the_room(room: Room, address: str, headless: Any) -> None:
    with phone(headless, address) as watched:
        page = watched.page
        room.pose(GUESS, "The bill", "More or less?")
        says(page, "title", "The bill")
        page.locator("#slider").fill("-20")
        page.locator("#send").tap()
        says(page, "told", "is taken")
        page.reload()
        says(page, "told", "Your guess of −20 % is taken")
        assert room.guesses == [-20.0]
        watched.page.context.set_offline(True)
        until(page, "!document.getElementById('lost').hidden")
        watched.page.context.set_offline(False)
        until(page, "document.getElementById('lost').hidden")
        room.code = "another"
        says(page, "title", "This room is closed")


def test_whoever_cannot_see_it_can_use_it(room: Room, address: str, headless: Any) -> None:
    """Names, roles and contrasts, by axe-core."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with phone(headless, address) as watched:
        page = watched.page
        room.pose(GUESS, "The bill", "More or less?")
        says(page, "title", "The bill")
        found = [_serious(axe.Axe().run(page))]
        page.locator("#slider").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        says(page, "told", "Your guess of +1 % is taken")
        room.tell(REVEAL)
        says(page, "told", "It came to")
        found.append(_serious(axe.Axe().run(page)))
    assert found == [[], []]


def _serious(result: Any) -> list[str]:
    return [each["id"] for each in result.response["violations"] if each["impact"] in ("serious", "critical")]
