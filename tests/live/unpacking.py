"""A shared file, read by the words of its form and not by the program's code."""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np


def inside(text: str, name: str) -> bytes:
    """What stands in one of the file's parts."""
    found = re.search(rf'<script type="text/plain" id="{name}">([^<]*)</script>', text)
    assert found, name
    return zlib.decompress(base64.b64decode(found[1]))


def head_of(data: bytes) -> tuple[dict[str, Any], bytes]:
    """The head of a recording, and the parts behind it."""
    (length,) = struct.unpack_from("<I", data)
    return json.loads(data[4 : 4 + length]), data[4 + length :]


def gathered(data: bytes) -> np.ndarray:
    """Numbers whose first bytes stand together, then the second ones."""
    return np.frombuffer(data, np.uint8).reshape(4, -1).T.copy().view("<u4").ravel()


@dataclass
class Unpacked:
    """A film: levels by evening and person, and measures by day and column."""

    morale: np.ndarray
    piles: np.ndarray
    flags: np.ndarray
    rows: np.ndarray
    pulses: np.ndarray
    grudges: np.ndarray


def film_of(head: dict[str, Any], parts: bytes, number: int) -> Unpacked:
    """A film, added up."""
    told, people, columns = head["films"][number], len(head["stage"]["people"]), len(head["stage"]["history"])

    def part(name: str) -> bytes:
        first, size = told["parts"][name]
        return parts[first : first + size]

    def plane(name: str) -> np.ndarray:
        return np.frombuffer(part(name), np.uint8).reshape(told["days"] + 1, people)

    bits = np.bitwise_xor.accumulate(gathered(part("rows")).reshape(columns, told["days"]), axis=1)
    return Unpacked(
        np.cumsum(plane("morale"), axis=0) % 64,
        np.cumsum(plane("piles"), axis=0) % 16,
        np.bitwise_xor.accumulate(plane("flags"), axis=0),
        bits.astype("<u4").view("<f4").T,
        gathered(part("pulses_every")),
        gathered(part("grudges_every")),
    )
