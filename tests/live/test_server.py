"""The live view over real sockets: pages, sessions, frames, commands, reconnecting, and an orderly end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from live_view import Page, Running, running

from sim.live.guarding import HEADERS
from sim.live.hall import FALLBACK
from sim.live.joining import own_address
from sim.live.serving import PortError, listen


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running() as made:
        yield made


def test_pages_are_served_with_their_headers(server: Running) -> None:
    for path, kind in (
        ("/", "text/html; charset=utf-8"),
        ("/page/style.css", "text/css; charset=utf-8"),
        ("/plotly.min.js", "text/javascript; charset=utf-8"),
    ):
        answer = httpx.get(f"{server.origin}{path}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert {name: answer.headers[name] for name in HEADERS if name != "cache-control"} == {
            name: value for name, value in HEADERS.items() if name != "cache-control"
        }
        assert "server" not in answer.headers


def test_playing_shows_day_after_day_without_holes(server: Running) -> None:
    async def play() -> None:
        async with server.connect() as socket:
            page, stage = await server.opened(socket)
            assert stage["scenario"]["name"] == "small_shop"
            assert {"client_coworker", "small_shop"} <= {each["name"] for each in stage["scenarios"]}
            await page.send(do="speed", days_per_second=50)
            await page.send(do="play")
            await page.until("state", playing=True)
            await page.see(60)
            await page.send(do="pause")
            paused = await page.until("state", playing=False)
            await page.quiet()
            assert page.frames[-1].day == paused["day"]
            assert sorted(page.history) == list(range(paused["day"]))
            assert any(each["is"] == "verdict" and each["gain"] is not None for each in page.told)

    asyncio.run(play())


def test_every_control_does_what_it_says(server: Running) -> None:
    async def control() -> None:
        async with server.connect() as socket:
            page, _ = await server.opened(socket, seed=3)
            for _ in range(3):
                await page.send(do="step")
            assert (await page.see(3)).day == 3
            await page.send(do="lever", name="promise", value=0.25)
            state = await page.until("state")
            while not state["log"]:
                state = await page.until("state")
            assert state["levers"]["promise"] == 0.25
            assert {each: state["log"][0][each] for each in ("day", "do", "name", "value")} == {
                "day": 3, "do": "lever", "name": "promise", "value": 0.25,
            }  # fmt: skip
            await page.send(do="shock", kind="surge")
            await page.send(do="why", what="person", office=1, who=2)
            assert (await page.until("why"))["title"]
            await page.send(do="step")
            await page.see(4)
            await page.send(do="rewind", day=1)
            await page.until("state", day=1, has_first=False)
            await page.send(do="lever", name="recognition", value=1.0)
            await page.until("state", day=1, has_first=True)
            await page.send(do="beside", what="first")
            await page.until("state", beside="first")
            await page.send(do="seed", value=8)
            assert (await page.until("stage"))["seed"] == 8
            await page.send(do="scenario", name="wise_manager")
            assert (await page.until("stage"))["scenario"]["name"] == "wise_manager"
            await page.send(do="reset")
            await page.until("stage")
            await page.until("state", day=0, has_first=False)

    asyncio.run(control())


def test_a_session_survives_a_lost_connection_and_a_reload(server: Running) -> None:
    async def lose() -> None:
        async with server.connect() as socket:
            page, stage = await server.opened(socket)
            for _ in range(10):
                await page.send(do="step")
            await page.see(10)
        async with server.connect() as socket:
            again, stage_again = await server.opened(socket, token=stage["token"], have=5)
            frame = await again.see(10)
            assert stage_again["token"] == stage["token"]
            assert frame.days.tolist() == [6, 7, 8, 9]
            assert not frame.flags & 2
        async with server.connect() as socket:
            reloaded, _ = await server.opened(socket, token=stage["token"])
            frame = await reloaded.see(10)
            assert frame.days.tolist() == list(range(10))
            assert frame.flags & 2

    asyncio.run(lose())


def test_two_windows_have_sessions_of_their_own_and_one_session_one_window(server: Running) -> None:
    async def two() -> None:
        async with server.connect() as one, server.connect() as other:
            page, stage = await server.opened(one, seed=1)
            rival, rival_stage = await server.opened(other, seed=2)
            assert stage["token"] != rival_stage["token"]
            await page.send(do="step")
            await page.see(1)
            await rival.quiet()
            assert {each.day for each in rival.frames} == {0}
            async with server.connect() as third:
                await server.opened(third, token=stage["token"])
                await page.until("notice")
                with pytest.raises(Exception, match="4001"):
                    await page.take()

    asyncio.run(two())


def test_an_unknown_token_begins_anew_and_says_so(server: Running) -> None:
    async def begin() -> None:
        async with server.connect() as socket:
            page, stage = await server.opened(socket, token="long-gone")
            assert stage["token"] != "long-gone"
            assert any(each["is"] == "problem" for each in page.told)

    asyncio.run(begin())


def test_a_page_that_does_not_paint_gets_no_second_frame_at_once(server: Running) -> None:
    async def stare() -> None:
        async with server.connect() as socket:
            page = Page(socket, paints=False)
            await page.send(do="hello")
            await page.until("stage")
            for _ in range(20):
                await page.send(do="step")
            await page.until("state", day=20)
            await page.quiet()
            assert len(page.frames) == 1
            await page.send(do="painted", frame=page.frames[0].number)
            assert (await page.see(20)).days.tolist() == list(range(page.frames[0].day, 20))

    asyncio.run(stare())


def test_a_broken_scenario_is_explained_and_another_can_be_chosen(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("extends: small_shop\npolicy:\n  promise: 7\n", encoding="utf-8")

    async def choose(server: Running) -> None:
        async with server.connect() as socket:
            page, stage = await server.opened(socket)
            problem = next(each["text"] for each in page.told if each["is"] == "problem")
            assert "broken.yaml:3:12" in problem
            assert stage["scenario"]["name"] == FALLBACK
            assert f"Opened instead: “{stage['scenario']['title']}”. Mend broken.yaml" in problem
            broken.write_text("extends: small_shop\npolicy:\n  promise: 0.7\n", encoding="utf-8")
            await page.send(do="scenario", name="broken.yaml")
            assert (await page.until("stage"))["scenario"]["name"] == "broken.yaml"

    with running(str(broken)) as server:
        asyncio.run(choose(server))


def test_the_next_free_port_is_taken() -> None:
    with listen(0) as taken:
        port = taken.getsockname()[1]
        with listen(port) as other:
            assert port < other.getsockname()[1] < port + 20
            assert other.getsockname()[0] == "127.0.0.1"
        with pytest.raises(PortError, match="all taken"):
            listen(port, tried=1)


HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""A process that a shell has put into the background ignores Ctrl-C, and so do those that it starts."""


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_the_command_serves_page_and_phones_until_ctrl_c() -> None:
    with listen(0) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", f"{HEARD}from sim.cli.live import live; live()", "small_shop", "--room", "--no-browser",
         "--port", str(port)],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    said = ""
    while "Ctrl-C" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    page = next(word for word in said.split() if word.startswith("http://127.0.0.1"))
    phones = next(word for word in said.split() if "/room/" in word)
    with httpx.Client(transport=httpx.HTTPTransport(retries=20), timeout=60) as client:
        assert client.get(page).status_code == 200
        assert client.get(phones).status_code == 200
        elsewhere = phones.partition("/room/")[0]
        for path in ("/", "/page/style.css", "/plotly.min.js", "/session"):
            assert client.get(f"{elsewhere}{path}").status_code == 404
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)
    assert (process.returncode, rest.splitlines()) == (0, ["Ended."])


def test_nothing_listens_beyond_this_machine(server: Running) -> None:
    own = own_address()
    if own is None or own.startswith("127."):
        pytest.skip("this machine has no address on a network")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((own, server.port), timeout=5)
