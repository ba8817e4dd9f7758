"""What the server writes into a frame is what the page reads out of it."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from browsing import visiting

from sim.live.frames import ANEW, PLAYING, frame, picture
from sim.live.offices import Offices
from sim.measures import MEASURES
from sim.policy import X
from sim.scenario import load
from sim.state import P, T

READ = """async (text) => {
  const { decode } = await import("/page/frame.js");
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { offices, rows, ...rest } = decode(bytes.buffer);
  return {
    ...rest,
    offices: offices.map(({ morale, cynicism, pile, flags, pulses, grudges }) => (
      { morale: [...morale], cynicism: [...cynicism], pile: [...pile], flags: [...flags], pulses, grudges }
    )),
    rows: rows.map(({ day, values }) => [day, ...Array.from(values, (value) => (Number.isFinite(value) ? value : null))]),
  };
}"""


def read(page: Any, sent: bytes) -> Any:
    return page.evaluate(READ, base64.b64encode(sent).decode())


@pytest.mark.parametrize(
    "scenario", ["small_shop", "client_coworker"]
)  # with numbers of people that do and do not fit 4 bytes
def test_a_frame_is_read_as_it_was_written(headless: Any, live_address: str, scenario: str) -> None:
    offices = Offices(load(scenario), 3)
    offices.live(70)
    days = np.arange(40, 70)
    rows = offices.history.rows[days]
    sent = frame(picture((offices.side(0), offices.side(1))), 12, (days.astype(np.int32), rows), PLAYING | ANEW)
    with visiting(headless, live_address) as watched:
        got = read(watched.page, sent)
    assert (got["number"], got["day"], got["playing"], got["anew"]) == (12, 70, True, True)
    for number, drawn in enumerate(got["offices"]):
        side = offices.side(number)
        assert drawn["morale"] == np.rint(side.people[P.morale] * 255).astype(int).tolist()
        assert drawn["cynicism"] == np.rint(side.people[P.cynicism] * 255).astype(int).tolist()
        assert [flag & 1 for flag in drawn["flags"]] == (side.people[P.vacant] > 0).astype(int).tolist()
        grudges = drawn["grudges"]
        assert len(grudges["shown"]) <= grudges["all"]
        for each in grudges["shown"]:
            assert each["animosity"] == pytest.approx(side.ties[T.animosity][each["tie"]], abs=1 / 255)
        pulses = drawn["pulses"]
        assert 0 < len(pulses["shown"]) <= pulses["all"]
        assert all(each["tie"] < offices.organization.tie_count for each in pulses["shown"])
    assert [row[0] for row in got["rows"]] == days.tolist()
    for told, row in zip(got["rows"], rows, strict=True):
        assert told[1:] == [None if np.isnan(value) else pytest.approx(value) for value in row.ravel()]


def test_something_else_is_refused(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as watched, pytest.raises(Exception, match="not a frame"):
        read(watched.page, bytes(64))


def test_the_page_names_all_that_the_stage_declares(headless: Any, live_address: str) -> None:
    with visiting(headless, live_address) as watched:
        stage = watched.page.evaluate("livePage.stage")
    assert [each["name"] for each in stage["levers"]] == [row.name for row in X]
    assert {each["name"] for each in stage["measures"]} == set(MEASURES)
