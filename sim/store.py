"""A folder of results that survives a power cut.

    results/<scenario>-<command>-<hash>/
        manifest.json            what was asked, by which model, with which command
        parts/part-*.parquet     outcomes of runs, in the order in which they came
        runs.parquet             the tidy table, once all is done

A part is written under another name, synced and renamed, so that it is there as a whole or not at all; which runs are
done is read off the parts. The same question asked again by the same model goes on with what is missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

import sim

MANIFEST = "manifest.json"
TIDY = "runs.parquet"
PARTS = "parts"

ROWS_OF_A_PART = 10_000
"""A part is written when this many runs are in hand."""

SECONDS_OF_A_PART = 5.0
"""A part is written when this much time has passed since the last."""

Columns = dict[str, list[Any]]


class StoreError(ValueError):
    """A folder that cannot be used; the text says which and why."""


def folder_name(name: str, command: str, asked: Mapping[str, Any], model: str) -> str:
    """The name of the folder for a question: the same question to the same model has the same folder.

    Args:
        name: What the scenario is called.
        command: What is done with it, such as ``sweep``.
        asked: The question, as JSON data.
        model: Hash of the model's sources.
    """
    digest = hashlib.blake2b(_canonical([command, asked, model]).encode(), digest_size=5).hexdigest()
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-.")[:60] or "scenario"
    return f"{plain}-{command}-{digest}"


class Results:
    """A folder of results. Use it in a ``with`` statement: one process at a time may write to it.

    Args:
        folder: The folder; made where it is missing.
        asked: The question, as JSON data.
        model: Hash of the model's sources.
        command: The command line, or whatever else repeats the question.
        replications: How many replications are asked for.

    Raises:
        StoreError: If the folder holds answers to something else, is in use, or cannot be written to.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        asked: Mapping[str, Any],
        *,
        model: str,
        command: str,
        replications: int,
    ) -> None:
        self.folder = Path(folder)
        self._hand: Columns = {}
        self._written = time.monotonic()
        try:
            (self.folder / PARTS).mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.folder)
            try:
                self.manifest = self._agree(dict(asked), model, command, replications)
                for left_over in (self.folder / PARTS).glob("*.tmp"):
                    left_over.unlink()
            except BaseException:
                self._lock.close()
                raise
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written to: {error.strerror or error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.flush()
        finally:
            self._lock.close()

    def _agree(self, asked: dict[str, Any], model: str, command: str, replications: int) -> dict[str, Any]:
        """Find the manifest in agreement with the question, or write it."""
        asked = json.loads(_canonical(asked))
        if not (self.folder / MANIFEST).exists():
            if any((self.folder / PARTS).glob("*.parquet")):
                raise StoreError(f"{self.folder}: has results but no {MANIFEST}; name another folder with --output")
            manifest: dict[str, Any] = {
                "format": 1, "version": sim.__version__, "model": model, "command": command, "asked": asked,
                "replications": replications, "python": platform.python_version(), "libraries": _libraries(),
                "machine": platform.machine(),
            }  # fmt: skip
            write_json(self.folder / MANIFEST, manifest)
            return manifest
        manifest = read_manifest(self.folder)
        if manifest["model"] != model:
            raise StoreError(
                f"{self.folder}: holds results of another version of the model ({manifest['model']}, this is {model}); "
                "name another folder with --output, or remove this one"
            )
        if manifest["asked"] != asked:
            raise StoreError(
                f"{self.folder}: holds the answer to another question ({manifest['command']}); "
                "name another folder with --output"
            )
        if manifest["replications"] < replications:
            manifest["replications"] = replications
            write_json(self.folder / MANIFEST, manifest)
        return manifest

    def finished(self) -> set[int]:
        """The runs that are kept already."""
        done = {each for path in _parts(self.folder) for each in _read(path, ["run"])["run"].to_pylist()}
        return done | set(self._hand.get("run", ()))

    def keep(self, rows: Columns) -> None:
        """Keep the outcomes of some runs; they are safe within some seconds."""
        for name, values in rows.items():
            self._hand.setdefault(name, []).extend(values)
        if len(self._hand["run"]) >= ROWS_OF_A_PART or time.monotonic() - self._written > SECONDS_OF_A_PART:
            self.flush()

    def flush(self) -> None:
        """Write what is in hand, as one more part.

        Raises:
            StoreError: If it cannot be written.
        """
        if not self._hand.get("run"):
            return
        number = max((int(each.stem.rpartition("-")[2]) for each in _parts(self.folder)), default=0) + 1
        write_table(self.folder / PARTS / f"part-{number:06d}.parquet", pa.table(self._hand))
        self._hand, self._written = {}, time.monotonic()

    def rows(self) -> dict[str, Any]:
        """All runs that are kept, as columns."""
        self.flush()
        return read_rows(self.folder)

    def finish(self, table: pa.Table) -> Path:
        """Write the tidy table of all runs, and say where."""
        return write_table(self.folder / TIDY, table)


def read_manifest(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """What was asked, by which model, with which command.

    Raises:
        StoreError: If the folder is no folder of results.
    """
    path = Path(folder) / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(f"{folder}: is no folder of results (it has no {MANIFEST})") from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError:
        raise StoreError(f"{path}: is damaged (not JSON)") from None
    needed = ("model", "command", "asked", "replications", "version")
    if not isinstance(manifest, dict) or not all(each in manifest for each in needed) or manifest.get("format") != 1:
        raise StoreError(f"{path}: is damaged, or was written by a later version of the program")
    return manifest


def read_rows(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """All runs in a folder's parts, as columns; empty where there are none.

    Raises:
        StoreError: If a part is damaged.
    """
    tables = [_read(path) for path in _parts(Path(folder))]
    if not tables:
        return {}
    table = pa.concat_tables(tables)
    return {name: table[name].to_numpy() if pa.types.is_primitive(table[name].type) else table[name].to_pylist()
            for name in table.column_names}  # fmt: skip


def write_json(path: Path, data: Any) -> Path:
    """Write JSON so that the file is there as a whole or not at all."""
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return _whole(path, lambda file: file.write(text.encode()))


def write_table(path: Path, table: pa.Table) -> Path:
    """Write Parquet so that the file is there as a whole or not at all.

    Raises:
        StoreError: If it cannot be written.
    """
    return _whole(path, lambda file: pq.write_table(table, file, compression="zstd"))


def _whole(path: Path, write: Any) -> Path:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        if os.name == "posix":  # the rename is only safe once the folder is, too
            directory = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    return path


def _parts(folder: Path) -> list[Path]:
    return sorted((folder / PARTS).glob("part-*.parquet"))


def _read(path: Path, columns: list[str] | None = None) -> pa.Table:
    try:
        return pq.read_table(path, columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(
            f"{path}: is damaged ({str(error).splitlines()[0]}); remove it, and its runs are done again"
        ) from None


def _locked(folder: Path) -> IO[bytes]:
    """Hold the folder for this process; the system lets go of it even after a kill."""
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


def _canonical(data: Any) -> str:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _libraries() -> dict[str, str]:
    import importlib.metadata

    return {name: importlib.metadata.version(name) for name in ("numpy", "llvmlite", "pyarrow", "pandas", "scipy")}
