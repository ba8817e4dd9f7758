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


class SourcesChangedError(RuntimeError):
    """A source of the model was changed while a process runs that has read it before."""


def _read() -> dict[str, bytes]:
    """A hash of every source of the model, by name."""
    package = Path(__file__).parents[1]
    return {
        path.relative_to(package).as_posix(): hashlib.blake2b(path.read_bytes()).digest()
        for path in sorted(path for pattern in MODEL_SOURCES for path in package.glob(pattern))
    }


@cache
def _sources() -> dict[str, bytes]:
    """The same as this process found it first."""
    return _read()


@cache
def sources_hash() -> str:
    """Sixteen hexadecimal digits of a hash of the model's sources (:data:`MODEL_SOURCES`), names included.

    It is taken once in a process: what is compiled later must be the model that was loaded.
    """
    digest = hashlib.blake2b(digest_size=8)
    for name, content in _sources().items():
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()


def require_same_sources() -> None:
    """Make sure that nothing is compiled half from old and half from new text.

    Raises:
        SourcesChangedError: If a source was changed, added or taken away since :func:`sources_hash` was taken.
    """
    before, now = _sources(), _read()
    changed = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    if changed:
        raise SourcesChangedError(
            f"{', '.join(f'sim/{name}' for name in changed)} changed while this process runs. Start it again: "
            "what it has loaded and what stands on the disk are not the same model."
        )


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
