"""Files that are there as a whole or not at all, and a folder that one process at a time writes to."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq


class StoreError(ValueError):
    """A folder that cannot be used; the text says which and why."""


def write_json(path: Path, data: Any) -> Path:
    """Write JSON so that the file is there as a whole or not at all.

    Raises:
        StoreError: If it cannot be written.
    """
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return whole(path, lambda file: file.write(text.encode()))


def write_table(path: Path, table: pa.Table) -> Path:
    """Write Parquet so that the file is there as a whole or not at all.

    Raises:
        StoreError: If it cannot be written.
    """
    return whole(path, lambda file: pq.write_table(table, file, compression="zstd"))


def whole(path: Path, write: Callable[[IO[bytes]], object]) -> Path:
    """Write a file under another name, sync it, and rename it.

    Args:
        path: The file.
        write: Writes the content.

    Raises:
        StoreError: If it cannot be written; what was there before is there still.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)  # the rename is only safe once the folder is, too
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StoreError(cannot(path, error)) from error
    return path


def cannot(path: Path, error: OSError) -> str:
    """Why a file cannot be written, in words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{path}: the disk is full; what was kept before is safe: make room, and the same command goes on"
    return f"{path}: cannot be written: {error.strerror or error}"


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def locked(folder: Path) -> IO[bytes]:
    """Hold the folder for this process; the system lets go of it even after a kill.

    Raises:
        StoreError: If another process holds it.
    """
    file = (folder / ".lock").open("wb")
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # not a POSIX system: nothing is held
        pass
    except OSError:
        file.close()
        raise StoreError(f"{folder}: another process is writing to it") from None
    return file
