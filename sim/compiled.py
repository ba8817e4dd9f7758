"""Compilation of laws and days, with a disk cache that cannot go stale.

Numba's cache looks at the file of the compiled function only, so after an edit of a law in another file the old science
would run on, silently. The cache folder is therefore named by a hash of the model's sources and of the versions that
shape machine code.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numba
import numpy as np
import platformdirs

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


MODEL_SOURCES = (
    "compiled.py", "day.py", "lanes.py", "ledger.py", "luck.py", "measures.py", "mechanisms/*.py", "numerics.py",
    "phases/*.py", "policy.py", "quantity.py", "state.py",
)  # fmt: skip
"""The files that machine code can depend on: all that ``sim.day`` imports, which a test holds."""


@cache
def sources_hash() -> str:
    """Sixteen hexadecimal digits of a hash of the model's sources (:data:`MODEL_SOURCES`), names included."""
    package = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(path for pattern in MODEL_SOURCES for path in package.glob(pattern)):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def cache_folder() -> Path:
    """Where machine code is kept: a folder that belongs to these sources and versions and can be written to.

    Falls back to a folder in the system's temporary directory where there is no home to write to. ``SIM_CACHE_DIR``
    in the environment overrides both.
    """
    version = (
        f"{sources_hash()}-py{sys.version_info.major}{sys.version_info.minor}-nb{numba.__version__}-np{np.__version__}"
    )
    chosen = os.environ.get("SIM_CACHE_DIR") or platformdirs.user_cache_dir("client-coworker", appauthor=False)
    private = Path(tempfile.gettempdir()) / f"client-coworker-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
    for root in (Path(chosen), private):
        folder = root / version
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="client-coworker-"))


def _jit(function: Callable[Arguments, Result], **options: bool) -> Callable[Arguments, Result]:
    """Compile with the options that every kernel shares: no fast-math (same bits everywhere), the GIL let go."""
    return numba.njit(nogil=True, error_model="numpy", fastmath=False, **options)(function)  # type: ignore[no-any-return]


def compiled(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function that other compiled functions call, and Python too."""
    return _jit(function)


def inner(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function that only compiled functions call and that allocates nothing.

    Without wrappers for Python, and without counting references, it compiles in half the time and runs faster.
    """
    return _jit(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)


def entry(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function that is called from Python, and keep its machine code on disk."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(cache_folder())
    try:
        return _jit(function, cache=True)
    finally:
        numba.config.CACHE_DIR = before


@cache
def law(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a law. Laws are plain functions of numbers, so that reading a scenario needs no compiler."""
    return _jit(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)
