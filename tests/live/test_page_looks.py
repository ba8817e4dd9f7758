"""The page at three sizes: nothing is cut off, nobody elsewhere is asked, nothing complains, and everybody can use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import PATIENCE, SIZES, Watched, serious, until, until_day, visiting

SEEN_AT_ONCE = ["#floor0", "#floor1", "#play", "#step", "#speed", "#day", "#verdict", "#tradeoff", "#balance", "#course",
                "#lever-client_mindset", "#lever-promise", "#legend"]  # fmt: skip
"""What a trainer needs to see without scrolling."""


@pytest.fixture(params=SIZES)
def watched(request: pytest.FixtureRequest, headless: Any, live_address: str) -> Iterator[Watched]:
    with visiting(headless, f"{live_address}/?scenario=client_coworker&seed=1&day=120", request.param) as visited:
        yield visited


def test_nothing_is_cut_off(watched: Watched) -> None:
    page, (width, height) = watched.page, SIZES[watched.size]
    page.wait_for_timeout(500)
    wide, high = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert wide <= width
    if watched.size == "phone":
        return
    assert high <= height
    for name in SEEN_AT_ONCE:
        box = page.locator(name).bounding_box()
        assert box is not None, name
        assert min(box["x"], box["y"]) >= 0, name
        assert box["x"] + box["width"] <= width, name
        assert box["y"] + box["height"] <= height, name
    assert page.locator("#legend").bounding_box()["height"] < 30  # one line


def test_a_phone_has_it_all_in_a_sensible_order(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address, "phone") as watched:
        tops = watched.page.evaluate(  # all at one moment: the page may be moving to where the story begins
            "names => names.map((each) => document.querySelector(each).getBoundingClientRect().top)",
            ["#title", "#floor0", "#floor1", "#tradeoff", "#side"],
        )
        assert tops == sorted(tops)
        for name in ("#play", "#step", "#day"):
            box = watched.page.locator(name).bounding_box()
            assert box["y"] >= 0, name
            assert box["y"] + box["height"] <= SIZES["phone"][1], name


def test_it_plays_without_complaint_and_asks_nobody_elsewhere(watched: Watched) -> None:
    page = watched.page
    page.locator("#play").click()
    until_day(page, 130)
    page.mouse.move(*centre(page, "#tradeoff"))
    page.mouse.move(*centre(page, "#balance"))
    page.wait_for_timeout(500)
    assert watched.complaints == []
    assert watched.hosts() == {"127.0.0.1"}
    assert page.locator(".modebar-btn").count() == 0  # plotly's own buttons would offer to send the chart to a cloud


def test_everybody_can_use_it(watched: Watched) -> None:
    page = watched.page
    until(page, "document.querySelector('#course .main-svg') !== null")
    until(page, "document.querySelector('.notice') === null")  # what comes and goes is pale while it does
    assert serious(page) == []
    for tab in ("why", "people", "story", "levers"):
        page.locator(f"#tab-{tab}").click()
        assert serious(page, "#side") == []  # where a tab changes something
    page.locator("#panel-levers").press("Escape")
    page.locator("#help").click()
    assert serious(page, "#keys") == []


def test_those_who_want_less_motion_get_it(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?day=60") as watched:
        watched.page.emulate_media(reduced_motion="reduce")
        watched.page.locator("#step").click()
        until_day(watched.page, 61)
        assert watched.page.evaluate("window.livePage.floors.every((floor) => !floor.moves)")
        assert watched.page.evaluate("window.livePage.floors[0].pulses.length") > 0
        watched.page.emulate_media(reduced_motion="no-preference")


def test_a_dense_screen_gets_sharp_floors(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address, "phone", device_scale_factor=3) as watched:
        canvas = "document.querySelector('#floor0')"
        drawn, wide = watched.page.evaluate(f"[{canvas}.width, {canvas}.clientWidth]")
        assert drawn == 3 * wide


def centre(page: Any, name: str) -> tuple[float, float]:
    page.locator(name).scroll_into_view_if_needed(timeout=PATIENCE)
    box = page.locator(name).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
