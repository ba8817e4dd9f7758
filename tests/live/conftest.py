"""One server and one browser for all tests of the page."""

from __future__ import annotations

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
def headless(chromium: str) -> Iterator[Any]:
    """A headless Chromium; tests skip where there is none, or no Playwright."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    from browsing import browser

    with browser(chromium) as opened:
        yield opened
