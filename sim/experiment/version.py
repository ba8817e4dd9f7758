"""Which version of the model gives the results."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import sim
from sim.compiled import MODEL_SOURCES

SOURCES = (*MODEL_SOURCES, "opening.py", "organization/*.py", "run.py", "scenario/*.py", "experiment/blocks.py")
"""The files that the numbers of a run depend on: the days, how an office grows, and how a scenario becomes tables."""


@cache
def model_hash() -> str:
    """Sixteen hexadecimal digits of a hash of these sources, names included."""
    package = Path(sim.__file__).parent
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(path for pattern in SOURCES for path in package.glob(pattern)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
