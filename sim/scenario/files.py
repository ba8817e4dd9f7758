"""Reading a file that anybody may have made: what it is, how large, and in which encoding."""

from __future__ import annotations

import os
import stat

from sim.scenario.problems import Problem, ScenarioError, printable, short
from sim.scenario.tree import Place, Source

MOST_BYTES = 256 * 1024
"""The largest scenario file; the longest that a person would write is a tenth of it."""

_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def read(path: str, name: str) -> Source:
    """Read a text file.

    Args:
        path: Where it is.
        name: How the reader knows it, for messages.

    Returns:
        The text by lines; a byte-order mark of UTF-8 is dropped.

    Raises:
        ScenarioError: If it is missing, no ordinary file, too large, unreadable, or not UTF-8. A named pipe is
            not opened.
    """
    name = printable(short(name, 500))
    try:
        kind = _kind(path)
        content = b"" if kind else _content(path)
    except FileNotFoundError:
        raise ScenarioError([Problem("there is no such file", name)]) from None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise ScenarioError([Problem("this cannot be read", name, found=reason, allowed="a YAML file")]) from None
    except ValueError:
        raise ScenarioError([Problem("this is no path", name, allowed="a YAML file")]) from None
    if kind:
        raise ScenarioError([Problem("this cannot be read", name, found=kind, allowed="a YAML file")])
    if len(content) > MOST_BYTES:
        raise ScenarioError(
            [
                Problem(
                    "the file is too large",
                    name,
                    found=f"more than {MOST_BYTES} bytes",
                    allowed=f"up to {MOST_BYTES} bytes",
                )
            ]
        )
    return decoded(content, name, os.path.realpath(path))


def _kind(path: str) -> str:
    """What stands at a path, if it is no ordinary file."""
    mode = os.stat(path).st_mode  # noqa: PTH116 - a path may hold what pathlib refuses
    return "" if stat.S_ISREG(mode) else _KINDS.get(stat.S_IFMT(mode), "no ordinary file")


def _content(path: str) -> bytes:
    """The first bytes of a file, one more than allowed; without waiting for any that are not there yet."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(file, "rb") as opened:
        return opened.read(MOST_BYTES + 1) or b""  # None where nothing is there yet


def decoded(content: bytes, name: str, path: str = "") -> Source:
    """The lines of a text in UTF-8, with or without byte-order mark.

    Raises:
        ScenarioError: If it is in another encoding, with the place of the first byte that shows it.
    """
    allowed, advice = "text in UTF-8", "save the file with the encoding UTF-8"
    if content.startswith(_WIDE_MARKS):
        raise ScenarioError([Problem("the encoding is not UTF-8", name, 1, 1, "UTF-16", allowed, advice)])
    content = content.removeprefix(_MARK)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        raw = content.split(b"\n")[line - 1].decode("latin-1")
        found = f"the byte 0x{content[error.start]:02x}, which is {chr(content[error.start])!r} in Latin-1"
        raise ScenarioError(
            [Problem("the encoding is not UTF-8", name, line, column, found, allowed, advice, raw)]
        ) from None
    return Source(name, tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")), path)


def beginning(source: Source) -> Place:
    """The first character of a source."""
    return Place(source, 1, 1) if source.lines else Place(source)
