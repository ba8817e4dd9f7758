"""Where machine code is kept, in a way that cannot go stale.

After an edit of a law the old science must not run on, silently. The cache folder is therefore named by a hash of the
model's sources and of the versions that shape machine code.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path

import llvmlite
import platformdirs

MODEL_SOURCES = (
    "compiled/*.py", "day.py", "lanes.py", "ledger.py", "luck.py", "measures.py", "mechanisms/*.py", "numerics.py",
    "phases/*.py", "policy.py", "quantity.py", "state.py",
)  # fmt: skip
"""The files that machine code can depend on: all that ``sim.day`` imports, which a test holds."""


@cache
def sources_hash() -> str:
    """Sixteen hexadecimal digits of a hash of the model's sources (:data:`MODEL_SOURCES`), names included."""
    package = Path(__file__).parents[1]
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
    version = f"{sources_hash()}-py{sys.version_info.major}{sys.version_info.minor}-llvmlite{llvmlite.__version__}"
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
