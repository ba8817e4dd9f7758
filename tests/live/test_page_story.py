"""A story on the page: predict, then run, then reveal, and the guess stands on the chart beside what came out."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import day, until, until_day, visiting

from sim.scenario import load, shipped

STORIES = [name for name in shipped() if load(name).chapters]
BUTTON = "#panel-story button.main-button"


def names_of_marks(page: Any) -> list[str]:
    drawn: list[dict[str, str]] = page.evaluate(
        "document.querySelector('#course').data.map(({ mode, name }) => ({ mode, name }))"
    )
    return [each["name"] for each in drawn if each["mode"] == "markers"]


def go_to_a_guess(page: Any) -> None:
    """Begin the story and go on to the first chapter that asks for a guess."""
    page.locator(BUTTON, has_text="Begin the story").click()
    until(page, "document.querySelector('#panel-story .where') !== null")
    while page.locator("form.guess").count() == 0:
        chapter = page.locator("#panel-story .where").inner_text()
        run_and_reveal(page)
        page.locator(BUTTON, has_text="Next chapter").click()
        until(page, f"!document.querySelector('#panel-story .where').textContent.startsWith('{chapter[:12]}')")


def run_and_reveal(page: Any) -> None:
    page.locator("#speed").focus()
    page.keyboard.press("End")
    page.locator(BUTTON, has_text="Run to day").click()
    page.locator(BUTTON, has_text="Run to day").wait_for(state="detached")
    reveal = page.locator(BUTTON, has_text="Reveal")
    page.wait_for_timeout(200)
    if reveal.count():
        reveal.click()
    page.locator(BUTTON, has_text="chapter").or_(page.locator(BUTTON, has_text="The end")).wait_for()


@pytest.mark.parametrize("story", STORIES)
def test_predict_then_run_then_reveal(headless: Any, live_address: str, story: str) -> None:
    with visiting(headless, f"{live_address}/?scenario={story}") as watched:
        page = watched.page
        assert page.locator("#tab-story").get_attribute("aria-selected") == "true"
        go_to_a_guess(page)
        asked_on = day(page)
        page.locator("#play").click()  # nothing runs before the guess
        page.locator(".banner.notice").first.wait_for()
        assert day(page) == asked_on
        page.locator("#guess").focus()
        page.keyboard.press("ArrowRight")
        guess = page.locator("form.guess output").inner_text()
        page.locator("form.guess button[type=submit]").click()
        until(page, "document.querySelector('.guessed') !== null")
        assert guess in page.locator(".guessed").inner_text()
        run_and_reveal(page)
        assert page.locator(".outcome").inner_text()
        until(page, "document.querySelector('#course').data?.some((each) => each.name === 'shown')")
        assert names_of_marks(page) == ["our guess", "shown"]
        assert watched.complaints == []


def test_a_guess_may_be_skipped_and_the_story_left(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=story_promise") as watched:
        page = watched.page
        go_to_a_guess(page)
        page.locator("form.guess button", has_text="Skip").click()
        until(page, "document.querySelector('.guessed')?.textContent === 'No guess was made.'")
        page.locator("#panel-story button", has_text="Leave the story").click()
        page.locator(BUTTON, has_text="Begin the story").wait_for()
        before = day(page)
        page.locator("#step").click()
        until_day(page, before + 1)


def test_the_trainer_has_notes(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=story_promise") as watched:
        page = watched.page
        page.locator(BUTTON, has_text="Begin the story").click()
        page.locator("details.notes summary").click()
        told = page.locator("details.notes").inner_text()
        for title in ("Questions", "Debrief", "Not to be claimed"):
            assert title in told


def test_a_phone_shows_the_floor_while_it_runs_and_the_story_when_there_is_something_to_do(
    headless: Any, live_address: str
) -> None:
    in_sight = (
        "((box) => box.bottom > 0 && box.top < innerHeight / 2)(document.querySelector('{}').getBoundingClientRect())"
    )
    with visiting(headless, f"{live_address}/?scenario=story_promise", "phone") as watched:
        page = watched.page
        page.locator(BUTTON, has_text="Begin the story").click()
        page.locator("#panel-story .where").wait_for()
        until(page, in_sight.format("#panel-story .where"))
        look = f"if ({in_sight.format('#floor0')}) window.floorWasSeen = true; else requestAnimationFrame(look)"
        page.evaluate(f"(function look() {{ {look} }})()")  # on a busy machine the run is over before one can ask
        assert not page.evaluate("window.floorWasSeen === true")
        page.locator(BUTTON, has_text="Run to day").click()
        until(page, "window.floorWasSeen === true")
        until_day(page, 40)
        until(page, in_sight.format("#side"))


def test_levers_rest_while_a_story_is_told_and_are_open_at_its_end(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=story_promise") as watched:
        page = watched.page
        resting = "document.querySelector('#lever-promise').closest('[inert]') !== null"
        page.evaluate("livePage.send({ do: 'chapter', to: 4 })")
        page.locator("form.guess").wait_for()
        assert page.evaluate(resting)
        assert "Leave the story" in page.locator("#panel-levers .hint").text_content()
        page.locator("form.guess button", has_text="Skip").click()
        page.locator(BUTTON, has_text="Run to day").wait_for()
        run_and_reveal(page)
        until(
            page, "document.querySelector('#verdict').textContent.startsWith('What is revealed is a mean of 20 days')"
        )
        assert not page.evaluate(resting)
        page.locator(BUTTON, has_text="The end").click()
        until(page, "document.querySelector('#tab-levers').getAttribute('aria-selected') === 'true'")
        assert watched.complaints == []


def test_a_phone_begins_with_the_invitation_to_the_story(headless: Any, live_address: str) -> None:
    with visiting(headless, f"{live_address}/?scenario=story_promise", "phone") as watched:
        until(
            watched.page,
            """((button, time) => button.top >= 0 && button.bottom <= time.top)(
              ...["#panel-story button.main-button", ".time"]
                .map((each) => document.querySelector(each).getBoundingClientRect()))""",
        )
