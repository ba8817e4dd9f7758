"""How phones find the room: its address on the network, and that as a picture to photograph."""

from __future__ import annotations

import io
import ipaddress
import socket

ELSEWHERE = ("192.0.2.1", 9)
"""An address that no machine has (RFC 5737). Nothing is sent to it: it is asked by which of our own it would be reached."""


def own_address() -> str | None:
    """This machine's address on the network that phones share; None where it is on none."""
    for found in (_towards_others(), _by_name()):
        if found is not None and not ipaddress.ip_address(found).is_loopback:
            return found
    return None


def _towards_others() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(ELSEWHERE)
        except OSError:  # there is no way to anywhere
            return None
        return str(asked.getsockname()[0])


def _by_name() -> str | None:
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return None


def qr_svg(url: str) -> str:
    """An address as a picture for a page: an SVG element that names no other file."""
    import segno

    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", scale=1, border=3, light="white", xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return drawn.getvalue().decode("utf-8").strip()


def qr_terminal(url: str) -> str:
    """An address as a picture of blocks for a terminal."""
    import segno

    drawn = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(out=drawn, compact=True, border=2)
    return drawn.getvalue()
