"""A client that means no good: it stops nothing, reads nothing and touches nobody else's session."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import socket
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
import websockets
from live_view import Page, Running, running

from sim.live import doorway
from sim.live.commands import MessageError, understood
from sim.live.guarding import Patience
from sim.live.hall import MOST_SESSIONS
from sim.live.opening import FARTHEST


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with running() as made:
        yield made
        assert httpx.get(made.origin).status_code == 200, "the server is still there after all of this"


MALFORMED = [
    "", "{", "null", "[]", "7", '"play"', "{}", '{"do":null}', '{"do":"format"}', '{"do":["play"]}', '{"do":"speed"}',
    '{"do":"speed","days_per_second":1e9}', '{"do":"speed","days_per_second":NaN}', '{"do":"speed","days_per_second":"5"}',
    '{"do":"lever","name":"promise","value":2}', '{"do":"lever","name":"promise","value":-Infinity}',
    '{"do":"lever","name":"__class__","value":1}', '{"do":"lever","name":"promise\\n","value":1}',
    '{"do":"rewind","day":-1}', '{"do":"rewind","day":1e9}', '{"do":"rewind","day":1000000000000000000000}',
    '{"do":"seed","value":-1}', '{"do":"seed","value":9007199254740992}', '{"do":"why","what":"soul","who":1}',
    '{"do":"shock","kind":"meteor"}', '{"do":"painted","frame":-1}', '{"do":"chapter","to":-5}', "[" * 4000, "\x00",
    '{"do":"scenario","name":"' + "x" * 300 + '"}',
]  # fmt: skip


@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_no_command_is_refused_in_words(text: str) -> None:
    with pytest.raises(MessageError, match="was not understood"):
        understood(text)


def test_malformed_messages_are_answered_and_the_session_goes_on(server: Running) -> None:
    async def harass() -> None:
        async with server.connect() as socket:
            page, _ = await server.opened(socket)
            for text in MALFORMED:
                await socket.send(text)
                assert "not understood" in (await page.until("problem"))["text"]
            await socket.send(bytes(range(256)))
            await page.until("problem")
            await page.send(do="rewind", day=10**9)
            assert "allowed are 0 to 0" in (await page.until("problem"))["text"]
            for name in ("../../../etc/passwd", "/etc/passwd", "small_shop\x00", "scenarios/small_shop.yaml"):
                await page.send(do="scenario", name=name)
                assert "There is no scenario" in (await page.until("problem"))["text"]
            await page.send(do="step")
            assert (await page.see(1)).day == 1

    asyncio.run(harass())


@pytest.mark.parametrize(
    "hello",
    [
        {"day": -1},
        {"scenario": "../../etc/passwd"},
        {"levers": {"nonsense": 1.0}},
        {"moves": [{"day": 1, "do": "lever", "name": "x", "value": 1}] * 3},
        {"seed": "1; drop table"},
        {"scenario": "client_coworker", "moves": [{"day": 5, "do": "shock", "name": "promise", "value": 1}], "day": 9},
        {"moves": [{"day": 5, "do": "lever", "name": "recession", "value": 1}], "day": 9},
    ],
)
def test_a_link_that_cannot_be_opens_something_else_and_says_so(server: Running, hello: dict[str, object]) -> None:
    async def follow() -> None:
        async with server.connect() as socket:
            page, _ = await server.opened(socket, **hello)
            assert any(each["is"] == "problem" for each in page.told)
            await page.send(do="step")
            await page.see(1)

    asyncio.run(follow())


@pytest.mark.parametrize("first", ["play", '{"do":"play"}', "[" * 3000, b"\x00\x01"])
def test_whoever_does_not_say_hello_is_shown_out(server: Running, first: str | bytes) -> None:
    async def enter() -> None:
        async with server.connect() as socket:
            await socket.send(first)
            with pytest.raises(websockets.ConnectionClosed) as closed:
                await socket.recv()
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 1008

    asyncio.run(enter())


@pytest.mark.parametrize("origin", [None, "http://evil.example", "https://127.0.0.1", "null", "http://localhost:1"])
def test_pages_from_elsewhere_cannot_connect(server: Running, origin: str | None) -> None:
    async def enter() -> None:
        with pytest.raises(websockets.InvalidStatus):
            async with server.connect(origin=origin):
                pass

    asyncio.run(enter())


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "169.254.169.254", "[::1]"])
def test_names_that_are_not_ours_are_refused(server: Running, host: str) -> None:
    for path in ("/", "/page/style.css", "/session"):
        assert httpx.get(f"{server.origin}{path}", headers={"host": host}).status_code == 400

    async def enter() -> None:
        headers = {"Host": host} if host else {}
        with pytest.raises((websockets.InvalidStatus, websockets.InvalidHandshake)):
            async with server.connect(additional_headers=headers, origin=f"http://{host}"):
                pass

    asyncio.run(enter())


@pytest.mark.parametrize(
    "path",
    [
        "/page/../server.py", "/page/..%2fserver.py", "/page/%2e%2e/server.py", "/page//etc/passwd", "/page/%2fetc%2fpasswd",
        "/page/....//server.py", "/page/..\\server.py", "/page/%00", "/page/" + "a" * 5000, "/../../etc/passwd",
        "/sim/live/server.py", "/page/", "/page", "/.git/config",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(server: Running, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)  # as it stands: other clients tidy paths up
    connection.putheader("host", f"127.0.0.1:{server.port}")
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status in (307, 400, 404)
    assert b"import" not in body
    assert b"root:" not in body


async def drained(socket: websockets.ClientConnection, flooding: Page | None = None) -> None:
    """Take what comes until the connection ends, and flood it before."""
    for _ in range(200 if flooding else 0):
        await asyncio.gather(*(flooding.send(do="painted", frame=1) for _ in range(100) if flooding))
    while True:
        await socket.recv()


def test_a_message_that_is_too_long_ends_its_connection_only(server: Running) -> None:
    async def shout() -> None:
        async with server.connect() as quiet, server.connect() as loud:
            page, _ = await server.opened(quiet)
            await server.opened(loud)
            await loud.send('{"do":"scenario","name":"' + "x" * 100_000 + '"}')
            with pytest.raises(websockets.ConnectionClosed):
                await drained(loud)
            await page.send(do="step")
            await page.see(1)

    asyncio.run(shout())


def test_a_flood_ends_its_connection_and_disturbs_no_other(server: Running) -> None:
    async def flood() -> None:
        async with server.connect() as quiet, server.connect() as loud:
            page, _ = await server.opened(quiet)
            flooding, _ = await server.opened(loud)
            with pytest.raises(websockets.ConnectionClosed):
                await drained(loud, flooding)
            await page.send(do="step")
            await page.see(1)

    asyncio.run(flood())


def test_many_windows_are_bounded(server: Running) -> None:
    async def crowd() -> int:
        async def one() -> bool:
            try:
                async with server.connect() as socket:
                    await socket.send("hello")
                    await socket.recv()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd is not None and closed.rcvd.code == 1013
            return False

        held = [await server.connect() for _ in range(24)]
        refused = sum(await asyncio.gather(*(one() for _ in range(10))))
        await asyncio.gather(*(each.close() for each in held))
        async with server.connect() as socket:
            await server.opened(socket)
        return refused

    assert asyncio.run(crowd()) == 10


def test_a_question_that_never_ends_keeps_nobody_waiting(server: Running) -> None:
    async def wait() -> None:
        with socket_to(server) as raw:
            raw.sendall(b"GET /session HTTP/1.1\r\nHost: 127.0.0.1\r\n")  # a head that goes on for ever
            async with server.connect() as socket:
                page, _ = await server.opened(socket)
                await page.send(do="step")
                await page.see(1)

    asyncio.run(wait())


def socket_to(server: Running) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=10)


def test_garbage_instead_of_http_is_refused(server: Running) -> None:
    for garbage in (b"\x16\x03\x01" * 100, b"GET / HTTP/9.9\r\n\r\n", b"A" * 100_000, b"\r\n\r\n\r\n"):
        with socket_to(server) as raw:
            raw.sendall(garbage)
            raw.shutdown(socket.SHUT_WR)
            answer = raw.recv(100)
            assert answer == b"" or b" 400 " in answer


def test_broken_websocket_frames_end_their_connection_only(server: Running) -> None:
    async def enter() -> None:
        async with server.connect() as socket:
            await server.opened(socket)
            assert socket.transport is not None
            socket.transport.write(b"\xff\xff" + bytes(200))
            with pytest.raises(websockets.ConnectionClosed):
                await drained(socket)
        async with server.connect() as socket:
            await server.opened(socket)

    asyncio.run(enter())


@pytest.mark.parametrize("change", [str.swapcase, str.strip, str.title])
def test_no_session_can_be_reached_without_its_token(server: Running, change: Callable[[str], str]) -> None:
    async def guess() -> None:
        async with server.connect() as one, server.connect() as other:
            _, stage = await server.opened(one)
            assert len(stage["token"]) >= 20
            _, got = await server.opened(other, token=change(stage["token"][1:]))
            assert got["token"] != stage["token"]

    asyncio.run(guess())


def test_patience_refills() -> None:
    now = 0.0
    patience = Patience(3, 2, lambda: now)
    assert [patience.allows() for _ in range(4)] == [True, True, True, False]
    now = 1.0
    assert [patience.allows() for _ in range(3)] == [True, True, False]


def test_a_link_too_far_ahead_is_followed_as_far_as_links_go(server: Running) -> None:
    async def follow() -> None:
        async with server.connect() as socket:
            page, _ = await server.opened(socket, day=10**9)
            assert (await page.see(FARTHEST)).day == FARTHEST
            assert any(each["is"] == "notice" and f"{FARTHEST}" in each["text"] for each in page.told)

    asyncio.run(follow())


def test_a_crowd_takes_no_session_from_whoever_looks_at_one(server: Running) -> None:
    async def crowd() -> list[int]:
        async with contextlib.AsyncExitStack() as held:
            first, _ = await server.opened(await held.enter_async_context(server.connect()))
            for _ in range(MOST_SESSIONS - 1):
                await server.opened(await held.enter_async_context(server.connect()))
            refused = []
            for _ in range(3):
                late = await held.enter_async_context(server.connect())
                await late.send('{"do":"hello"}')
                with pytest.raises(websockets.ConnectionClosed) as closed:
                    await drained(late)
                refused.append(0 if closed.value.rcvd is None else closed.value.rcvd.code)
            await first.send(do="step")
            await first.see(1)
        return refused

    assert asyncio.run(crowd()) == [1013] * 3


def test_who_asks_nothing_is_shown_out_and_makes_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "PATIENCE", 0.2)
    with running() as server:
        silent, halting, second = (socket_to(server) for _ in range(3))
        halting.sendall(b"GET / HTTP/1.1\r\nHost: 127")  # a head that goes on for ever
        second.sendall(b"GET /page/link.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /")  # and one behind a whole question
        for held in (silent, halting, second):
            with held:
                while held.recv(65_536):  # until the server has closed it
                    pass


def test_who_does_not_take_the_answer_is_shown_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that is kept for ever by somebody who asks for the largest file and never reads it."""
    monkeypatch.setattr(doorway, "PATIENCE", 0.2)
    with running() as server, socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.settimeout(60)
        deaf.connect(("127.0.0.1", server.port))
        deaf.sendall(b"GET /plotly.min.js HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        time.sleep(2.0)
        taken = 0
        with contextlib.suppress(ConnectionResetError):
            while part := deaf.recv(65_536):
                taken += len(part)
        assert taken < 4_000_000, "all of the answer came, so it had been waiting"


def test_a_page_that_is_connected_is_not_shown_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "PATIENCE", 0.2)

    async def stay(server: Running) -> None:
        async with server.connect() as socket:
            page, _ = await server.opened(socket)
            await asyncio.sleep(1.0)  # five times as long as a question may take
            await page.send(do="step")
            await page.see(1)

    with running() as server:
        asyncio.run(stay(server))


@pytest.mark.parametrize("sent", [b"\x16\x03\x01", b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"])
def test_the_terminal_tells_nothing_of_what_strangers_send(
    server: Running, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def shout() -> None:
        async with server.connect() as socket:
            await server.opened(socket)
            assert socket.transport is not None
            socket.transport.write(b"\x81\x83\0\0\0\0\xff\xfe\xfd")  # a text that is none
            with pytest.raises(websockets.ConnectionClosed):
                await drained(socket)

    with socket_to(server) as raw:
        raw.sendall(sent)
        raw.shutdown(socket.SHUT_WR)
        while raw.recv(65_536):
            pass
    asyncio.run(shout())
    assert [each.getMessage() for each in caplog.records if each.name.startswith("uvicorn")] == []
