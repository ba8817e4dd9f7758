"""The room joins: one bounded guess a phone, and nothing else that a phone could do."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from sim.live.joining import own_address, qr_svg, qr_terminal
from sim.live.room import BURST, MOST_PHONES, PER_SECOND, Gate, Room, RoomError
from sim.live.room_pages import COOKIE, HEADERS, room_application

GUESS = {"title": "productivity, with the policy against without", "unit": "%", "low": -40.0, "high": 40.0, "step": 1.0}
REVEAL = {"text": "It soured.", "shown": -9.5, "words": "Shown: −10 %.", "guess": 3.0, "met": True, "room": None}


@pytest.fixture
def room() -> Room:
    return Room()


class Phone:
    """A phone's browser: it asks, and keeps its cookies."""

    def __init__(self, room: Room, address: str = "10.0.0.30") -> None:
        self._way = httpx.ASGITransport(room_application(room), client=(address, 4711))
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._way, base_url="http://10.0.0.7:8770", cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **more)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())

    def get(self, path: str) -> httpx.Response:
        return self.ask("GET", path)


def phone(room: Room) -> Phone:
    """A phone that has opened the room's page."""
    made = Phone(room)
    assert made.get(f"/room/{room.code}").status_code == 200
    return made


def send(client: Phone, room: Room, value: object, number: object = 1, **headers: str) -> Any:
    told = {"origin": "http://10.0.0.7:8770", **headers}
    return client.ask(
        "POST", f"/room/{room.code}/guess", content=json.dumps({"number": number, "value": value}), headers=told
    )


def test_a_phone_guesses_sees_it_taken_and_sees_what_came_of_it(room: Room) -> None:
    one, other = phone(room), phone(room)
    state = f"/room/{room.code}/state"
    assert one.get(state).json() == {"phase": "wait"}
    room.pose(GUESS, "The bill", "More or less?")
    asked = one.get(state).json()
    assert (asked["phase"], asked["title"], asked["text"], asked["guess"]) == (
        "guess",
        "The bill",
        "More or less?",
        None,
    )
    assert (asked["low"], asked["high"], asked["step"], asked["unit"]) == (-40.0, 40.0, 1.0, "%")
    assert send(one, room, 12).json() == {"taken": 12.0}
    assert one.get(state).json()["guess"] == 12.0
    assert "shown" not in one.get(state).json()
    assert "bins" not in other.get(state).json()  # nobody follows the others
    room.close()
    assert one.get(state).json()["phase"] == "run"
    room.tell(REVEAL)
    shown = other.get(state).json()
    assert (shown["phase"], shown["shown"], shown["guess"], shown["count"]) == ("shown", -9.5, None, 1)
    assert sum(each["count"] for each in shown["bins"]) == 1
    room.clear()
    assert one.get(state).json() == {"phase": "wait"}


def test_one_guess_a_phone(room: Room) -> None:
    room.pose(GUESS, "", "")
    one, other = phone(room), phone(room)
    send(one, room, 5)
    send(one, room, -7.5)
    one.get(f"/room/{room.code}")  # the page is loaded again
    send(one, room, -8)
    send(other, room, 30)
    assert room.guesses == [-8.0, 30.0]
    assert room.message("http://x/")["count"] == 2
    room.pose(GUESS, "", "")
    assert room.guesses == []
    assert send(one, room, 3, number=1).status_code == 409  # an answer to the question before
    assert send(one, room, 3, number=2).status_code == 200


@pytest.mark.parametrize("value", [40.01, -41, 1e300, None, "5", True, [], {}, float("nan"), float("inf"), 10**150])
def test_a_guess_is_a_bounded_number(room: Room, value: object) -> None:
    room.pose(GUESS, "", "")
    answer = send(phone(room), room, value)
    assert answer.status_code == 409
    assert answer.json()["problem"]
    assert room.guesses == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"5", b"\xff\xfe", b"[" * 190, b'{"number": 1, "value": ' + b" " * 500 + b"1}"]
)
def test_what_cannot_be_read_is_refused(room: Room, content: bytes) -> None:
    room.pose(GUESS, "", "")
    client = phone(room)
    answer = client.ask("POST", f"/room/{room.code}/guess", content=content, headers={"origin": "http://10.0.0.7:8770"})
    assert answer.status_code in (400, 409)
    assert room.guesses == []
    assert send(client, room, 5).status_code == 200


def test_who_has_not_come_in_by_the_page_cannot_guess(room: Room) -> None:
    room.pose(GUESS, "", "")
    stranger = Phone(room)
    assert send(stranger, room, 5).status_code == 409
    stranger.cookies.set(COOKIE, "made-up", domain="10.0.0.7", path="/room/")
    assert send(stranger, room, 5).status_code == 409
    assert room.guesses == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://10.0.0.7:8771", "https://10.0.0.7"])
def test_another_page_cannot_guess_for_a_phone(room: Room, origin: str) -> None:
    room.pose(GUESS, "", "")
    assert send(phone(room), room, 5, origin=origin).status_code == 403
    assert room.guesses == []


def test_guesses_are_closed_when_it_runs(room: Room) -> None:
    client = phone(room)
    assert send(client, room, 5).status_code == 409  # nothing is asked
    room.pose(GUESS, "", "")
    room.close()
    assert send(client, room, 5).status_code == 409
    room.tell(REVEAL)
    assert send(client, room, 5).status_code == 409


@pytest.mark.parametrize(
    "path",
    ["/", "/room", "/room/", "/room/wrong1", "/room/wrong1/state", "/page/main.js", "/session", "/room/page/room.html",
     "/room/page/main.js", "/room/page/..%2f..%2froom.py", "/room/page/../../room.py", "/room/page/room.js/..", "/plotly.min.js",
     "/docs", "/openapi.json", "/room/é"],
)  # fmt: skip
def test_nothing_else_is_there(room: Room, path: str) -> None:
    answer = phone(room).get(path)
    assert answer.status_code == 404
    assert answer.text == "There is nothing here."


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_nothing_else_can_be_done(room: Room, method: str) -> None:
    client = phone(room)
    for path in (f"/room/{room.code}", f"/room/{room.code}/state"):
        assert client.ask(method.upper(), path).status_code == 404


def test_every_answer_carries_the_headers(room: Room) -> None:
    client = phone(room)
    for path in (f"/room/{room.code}", f"/room/{room.code}/state", "/room/page/room.js", "/nothing"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["content-security-policy"]


def test_the_phones_name_is_no_secret_of_its_holder(room: Room) -> None:
    """A name that a script could read, that another page sends along, or that tells who somebody is."""
    cookie = Phone(room).get(f"/room/{room.code}").headers["set-cookie"].lower()
    assert all(each in cookie for each in ("httponly", "samesite=strict", "path=/room/"))
    names = {room.join(None) for _ in range(50)}
    assert len(names) == 50
    assert all(len(each) >= 20 for each in names)


def test_a_flood_is_turned_away_and_the_room_goes_on(room: Room) -> None:
    client = phone(room)
    answers = [client.get(f"/room/{room.code}/state").status_code for _ in range(3 * BURST)]
    assert answers[0] == 200
    assert 429 in answers
    assert phone(room).get(f"/room/{room.code}/state").status_code == 200


def test_the_gate_opens_again() -> None:
    now = [0.0]
    gate = Gate(lambda: now[0])
    assert [gate.lets_in("a") for _ in range(BURST + 1)] == [True] * BURST + [False]
    assert gate.lets_in("b")
    now[0] = 2.5 / PER_SECOND
    assert [gate.lets_in("a") for _ in range(3)] == [True, True, False]


def test_a_room_is_full_at_last_and_guesses_stay() -> None:
    room = Room()
    room.pose(GUESS, "", "")
    first, *_ = [room.join(None) for _ in range(MOST_PHONES)]
    room.take(first, 1, 5)
    late = room.join(None)  # somebody who only looked makes way
    assert room.join(first) == first
    assert room.guesses == [5.0]
    for name in [late, *list(room._phones)]:
        room.take(name, 1, 0)
    with pytest.raises(RoomError, match="full"):
        room.join(None)
    assert phone_count(room) == MOST_PHONES


def phone_count(room: Room) -> int:
    return int(room.message("")["phones"])


def test_changes_are_told(room: Room) -> None:
    told: list[int] = []
    room.changed = lambda: told.append(room.version)
    room.pose(GUESS, "", "")
    room.take(room.join(None), 1, 5)
    room.close()
    room.close()
    room.tell(REVEAL)
    room.clear()
    room.clear()
    assert told == [1, 2, 3, 4, 5]


def test_codes_are_hard_to_guess_and_easy_to_type() -> None:
    codes = {Room().code for _ in range(200)}
    assert len(codes) == 200
    assert all(len(each) == 6 and not set(each) & set("01loi") for each in codes)


def test_a_camera_reads_the_address() -> None:
    url = f"http://192.168.1.20:8770/room/{Room().code}"
    drawn = qr_svg(url)
    assert drawn.startswith("<svg ")
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "<script" not in drawn
    lines = qr_terminal(url).splitlines()
    assert 12 < len(lines) < 24
    assert len({len(each) for each in lines}) == 1


def test_the_own_address_is_one_that_others_could_reach() -> None:
    assert own_address() is None or not str(own_address()).startswith("127.")
