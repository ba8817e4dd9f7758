"""What goes into the file: a head of plain data, and numbers behind it, deflated together."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from typing import Any

FORM = 1
"""The form of what is packed; ``recording.js`` reads this one."""


class Box:
    """A head and the parts that it points at.

    Attributes:
        head: Plain data.
    """

    def __init__(self) -> None:
        self.head: dict[str, Any] = {"form": FORM}
        self._parts: list[bytes] = []
        self._size = 0

    def put(self, part: bytes) -> tuple[int, int]:
        """Put a part in, and say where it lies: its first byte behind the head, and how many there are."""
        place = (self._size, len(part))
        self._parts.append(part)
        self._size += len(part)
        return place

    def packed(self) -> str:
        """All of it as a text of letters that HTML leaves alone: the head's length, the head, the parts."""
        head = json.dumps(self.head, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        return letters(b"".join([struct.pack("<I", len(head)), head, *self._parts]))


def letters(data: bytes) -> str:
    """Bytes, deflated, in base64."""
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii")
