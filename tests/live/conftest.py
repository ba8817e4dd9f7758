"""One server and one browser for all tests of the page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def live_address() -> Iterator[str]:
    """The address of a live view; each page that visits it has a session of its own."""
    from browsing import serving

    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def launched(chromium: str) -> Iterator[tuple[Any, asyncio.AbstractEventLoop]]:
    """A headless Chromium, and the loop on which Playwright speaks with it; tests skip where there is no Playwright."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    from browsing import browser

    with browser(chromium) as opened:
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield opened, loop
        asyncio._set_running_loop(loop)


@pytest.fixture
def headless(launched: tuple[Any, asyncio.AbstractEventLoop]) -> Iterator[Any]:
    """The browser, for one test.

    Playwright leaves its loop marked as running between two calls, and nobody else may run one in this thread then. So the
    mark is there only during the tests that use the browser: that way it need not be started for each module anew.
    """
    opened, loop = launched
    asyncio._set_running_loop(loop)
    yield opened
    asyncio._set_running_loop(None)
