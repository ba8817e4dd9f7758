"""The floor: what is drawn, what is under the pointer, why?, and the same as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import colours, until, visiting


@pytest.fixture
def page(headless: Any, live_address: str) -> Iterator[Any]:
    with visiting(headless, f"{live_address}/?scenario=client_coworker&seed=1&day=150") as watched:
        until(watched.page, "/, \\d+ of \\d+ grudges/.test(document.querySelector('#shown0').textContent)")
        yield watched.page
        assert watched.complaints == []


def place_of(page: Any, what: str) -> tuple[float, float]:
    """Where on the page a person, a grudge or a room of the left office is drawn."""
    x, y = page.evaluate(
        """async (what) => {
          const { Plan } = await import("/page/plan.js");
          const canvas = document.getElementById("floor0");
          const { stage, office } = window.livePage.floors[0];
          const plan = new Plan(stage, canvas.clientWidth, canvas.clientHeight);
          if (what === "person") return [plan.x[3], plan.y[3]];
          if (what === "department") return [plan.rooms[1].x + 8, plan.rooms[1].y + plan.rooms[1].h - 4];
          for (const { tie } of office.grudges.shown) {
            for (let part = 0.2; part < 0.8; part += 0.02) {
              const [x, y] = plan.along(...plan.ends(tie), part);
              if (plan.at(x, y, office.grudges.shown)?.what === "tie") return [x, y];
            }
          }
        }""",
        what,
    )
    box = page.locator("#floor0").bounding_box()
    return box["x"] + x, box["y"] + y


def test_both_floors_are_drawn(page: Any) -> None:
    assert colours(page, "floor0") > 20
    assert colours(page, "floor1") > 20


def test_it_says_how_much_is_drawn(page: Any) -> None:
    for office in (0, 1):
        shown = page.locator(f"#shown{office}").inner_text()
        found = re.fullmatch(r"showing (\d+) of (\d+) requests, (\d+) of (\d+) grudges(?:; above: 5-day means)?", shown)
        assert found is not None, shown
        pulses, all_pulses, grudges, all_grudges = (int(each) for each in found.groups())
        assert 0 < pulses <= min(150, all_pulses)
        assert 0 < grudges <= all_grudges


def test_there_is_one_legend(page: Any) -> None:
    assert page.locator(".legend").count() == 1
    told = page.locator(".legend").inner_text()
    for word in ("morale", "boss", "newcomer", "empty chair", "pile", "grudge", "served well", "served badly"):
        assert word in told


@pytest.mark.parametrize("what", ["person", "tie", "department"])
def test_a_click_tells_why_in_amounts_that_add_up(page: Any, what: str) -> None:
    x, y = place_of(page, what)
    page.mouse.move(x, y)
    assert page.locator("#tip").inner_text()
    page.mouse.click(x, y)
    until(page, "document.querySelector('#why-title') !== null")
    assert page.locator("#tab-why").get_attribute("aria-selected") == "true"
    tables = page.locator(".ledger").all()
    assert tables
    for table in tables:
        amounts = [number(each) for each in table.locator("tbody .amount").all_inner_texts()]
        total = number(table.locator("tfoot .amount").inner_text())
        assert sum(amounts) == pytest.approx(total, abs=1e-9)
        begin, end = re.findall(r"\d+\.\d+", table.locator("caption").inner_text())[:2]
        assert float(end) - float(begin) == pytest.approx(total, abs=1e-9)
    page.keyboard.press("Escape")
    assert page.locator("#panel-why").is_hidden()


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_why_may_be_asked_of_the_last_days(page: Any) -> None:
    page.mouse.click(*place_of(page, "person"))
    page.locator("#panel-why >> text=Last 60 days").click()
    until(page, "/day [1-9]\\d* to 150/.test(document.querySelector('#panel-why .where')?.textContent)")


def test_people_are_a_list_for_the_keyboard(page: Any) -> None:
    page.keyboard.press("p")
    page.keyboard.type("finance-02")
    page.locator("#panel-people button:visible", has_text="finance-02").focus()
    page.keyboard.press("Enter")
    until(page, "document.activeElement?.id === 'why-title'")
    assert "finance-02" in page.locator("#why-title").inner_text()


def test_every_person_and_department_is_in_the_list(page: Any) -> None:
    page.locator("#tab-people").click()
    for each in page.locator("#panel-people details").all():
        each.locator("summary").click()
    people = page.evaluate("window.livePage.floors[0].stage.people.length")
    until(page, f"document.querySelectorAll('#panel-people .members button').length === {people}")
    rooms = page.evaluate("window.livePage.floors[0].stage.rooms.length")
    assert page.locator("#panel-people button", has_text="The department").count() == rooms
