"""A real browser on a real server: what the tests of the page share."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

SIZES = {"projector": (1280, 720), "desk": (1920, 1080), "phone": (390, 844)}
"""Sizes of the page in pixels, by what they stand for."""

START = "from sim.cli.live import live; live()"
"""``sim live``, as its module."""

PATIENCE = 120_000
"""Milliseconds to wait for something to happen: as long as a machine takes on which much else is done."""


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(*arguments: str) -> Iterator[str]:
    """The address of a live view in a process of its own."""
    command = [sys.executable, "-c", START, "--no-browser", "--port", str(free_port()), *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        told = []
        try:
            for line in process.stdout:
                told.append(line)
                if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                    yield found[0]
                    return
            pytest.fail(f"the live view did not start:\n{''.join(told)}")
        finally:
            process.terminate()
            process.wait(timeout=20)


@dataclass
class Watched:
    """A page, and what went on behind it.

    Attributes:
        page: Playwright's page.
        requests: Addresses that it asked for.
        complaints: Errors and warnings of its console, and exceptions.
        size: Its size, by name.
    """

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    size: str = ""

    def hosts(self) -> set[str | None]:
        """Hosts that were asked; pictures that lie in the page itself ask nobody."""
        return {urlparse(each).hostname for each in self.requests if not each.startswith(("data:", "blob:"))}


def watch(page: Any) -> Watched:
    """Note what a page asks for and complains of."""
    watched = Watched(page)
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("websocket", lambda opened: watched.requests.append(opened.url))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: watched.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    return watched


@contextlib.contextmanager
def browser(path: str) -> Iterator[Any]:
    """A headless Chromium."""
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            kept.clear()
            opened.close()


AGAIN = """async ([search, measure]) => {
  const { readLink } = await import("/page/link.js");
  const { livePage } = window;
  const [{ source }, old] = [livePage, livePage.source.socket];
  history.replaceState(null, "", `/${search}`);
  document.body.classList.add("waiting");
  document.querySelectorAll("#banners > *").forEach((each) => each.remove());
  document.querySelector("#shown0").textContent = "";
  document.querySelector("#measure").value = measure;
  document.querySelector("#keys").close();
  document.activeElement?.blur();
  Object.assign(source, { token: null, latest: null, hello: readLink(search) });
  source.connect();
  old.close();
}"""
"""Opens another link in a page that is there: a new session, new offices and all that is drawn of them, but not the three
seconds of processor time for which a browser reads plotly.js."""

AFRESH = """() => {
  const { source, tabs, story } = window.livePage;
  document.querySelectorAll("#banners > *").forEach((each) => each.remove());
  document.activeElement?.blur();
  source.speed = 5;
  source.beside = "twin";
  source.reset();
  tabs.show("levers");
}"""
"""Brings the page of a shared file back to its beginning."""

kept: dict[tuple[str, str, bool], Watched] = {}
"""Pages that wait to be visited again, by where they are, their size, and whether they are without a network."""


@contextlib.contextmanager
def visiting(
    opened: Any, address: str, size: str = "projector", *, offline: bool = False, **more: Any
) -> Iterator[Watched]:
    """A page on which the offices have opened, with a session of its own; where one has been left behind, that page.

    Args:
        opened: The browser.
        address: A link to a live view, or to a shared file.
        size: One of :data:`SIZES`.
        offline: Whether the page is without a network.
        more: What else is asked of a page, which is a new one then.
    """
    link = urlparse(address)
    where = (f"{link.scheme}://{link.netloc}{link.path.rstrip('/')}", size, offline)
    watched = None if more else kept.pop(where, None)
    if watched is None:
        width, height = SIZES[size]
        context = opened.new_context(viewport={"width": width, "height": height}, offline=offline, **more)
        context.set_default_timeout(PATIENCE)
        watched = watch(context.new_page())
        watched.size = size
    page = watched.page
    done = False
    watched.complaints.clear()
    try:
        if not page.url.startswith(where[0]):
            page.goto(address)
        elif link.scheme == "file":
            page.evaluate(AFRESH)
        else:
            page.evaluate(AGAIN, [f"?{link.query}" if link.query else "", "morale"])
        opened_up(page)
        yield watched
        done = not more and where not in kept
        if done:
            page.evaluate("window.livePage.source.send({ do: 'pause' })")  # what nobody looks at takes no time
    finally:
        if done:
            kept[where] = watched
        else:
            page.context.close()


def until(page: Any, told: str) -> None:
    """Wait until an expression of JavaScript is true; from here, since the page itself may not evaluate texts."""
    late = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(told):
        if time.monotonic() > late:
            pytest.fail(f"this did not become true: {told}")
        page.wait_for_timeout(50)


def opened_up(page: Any) -> None:
    """Wait until the offices are on the floor."""
    until(page, "!document.body.classList.contains('waiting') && document.querySelector('#shown0').textContent !== ''")


def day(page: Any) -> int:
    """The day that the page tells."""
    return int(page.locator("#day-told").inner_text().split()[-1])


def until_day(page: Any, wanted: int) -> None:
    """Wait until the page tells a day, or a later one."""
    until(page, f"Number(document.querySelector('#day-told').textContent.split(' ')[1]) >= {wanted}")


def colours(page: Any, canvas: str) -> int:
    """How many different colours a canvas shows: one where nothing is drawn."""
    counted: int = page.evaluate(
        """(id) => {
          const canvas = document.getElementById(id);
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size;
        }""",
        canvas,
    )
    return counted


def pixels(page: Any, canvas: str) -> str:
    """A canvas as a text."""
    drawn: str = page.evaluate("(id) => document.getElementById(id).toDataURL()", canvas)
    return drawn


def until_drawn(page: Any, canvas: str, before: str) -> None:
    """Wait until a canvas shows something else than before."""
    until(page, f"document.getElementById('{canvas}').toDataURL() !== '{before}'")


def serious(page: Any, part: str | None = None) -> list[str]:
    """Violations that axe finds serious or critical, on the whole page or in a part of it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # axe is brought in from outside the page, whose own rules allow no foreign text to be run
    found = axe.Axe().run(page, context=part).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


PAGE = Path(__file__).resolve().parents[2] / "sim" / "live" / "page"
"""The folder of the page."""
