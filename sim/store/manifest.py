"""The manifest of a folder of results: what was asked, by which model, with which command, on what machine."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import platform
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sim
from sim.store.files import StoreError, write_json
from sim.store.parts import PARTS

MANIFEST = "manifest.json"

FORMAT = 2
"""The version of the layout of a folder."""

RAISED = ("replications", "samples")
"""What a later command may raise without asking another question."""

_NEEDED: dict[str, type | tuple[type, ...]] = {
    "model": str, "command": str, "asked": dict, "replications": int, "samples": (int, type(None)), "courses": list,
    "version": str,
}  # fmt: skip

_REMEDY = (
    f"its runs are in {PARTS}/ still, for other programs to read; to do them anew name another folder with --output"
)


def folder_name(name: str, command: str, asked: Mapping[str, Any], model: str) -> str:
    """The name of the folder for a question: the same question to the same model has the same folder.

    Args:
        name: What the scenario is called.
        command: What is done with it, such as ``sweep``.
        asked: The question, as JSON data.
        model: Hash of the model's sources.
    """
    digest = hashlib.blake2b(canonical([command, asked, model]).encode(), digest_size=5).hexdigest()
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-.")[:60] or "scenario"
    return f"{plain}-{command}-{digest}"


def agree(
    folder: Path,
    asked: Mapping[str, Any],
    *,
    model: str,
    command: str,
    raised: Mapping[str, int | None],
    courses: tuple[str, ...] | None,
    default_courses: tuple[str, ...],
) -> dict[str, Any]:
    """Find the manifest of a folder in agreement with a question, or write it.

    Args:
        folder: The folder.
        asked: The question, as JSON data.
        model: Hash of the model's sources.
        command: The command line, or whatever else repeats the question.
        raised: The numbers of :data:`RAISED`; the manifest keeps the largest that were asked for.
        courses: Measures whose course by week is kept for each run; None for what the folder has, or the default.
        default_courses: What is kept in a new folder where ``courses`` is None.

    Raises:
        StoreError: If the folder holds answers to something else.
    """
    asked = json.loads(canonical(asked))
    if not (folder / MANIFEST).exists():
        if any((folder / PARTS).glob("*.parquet")):
            raise StoreError(f"{folder}: has results but no {MANIFEST}; name another folder with --output")
        manifest: dict[str, Any] = {
            "format": FORMAT, "version": sim.__version__, "model": model, "command": command, "asked": asked, **raised,
            "courses": list(default_courses if courses is None else courses), "python": platform.python_version(),
            "libraries": _libraries(), "system": platform.platform(), "machine": platform.machine(),
            "processors": os.cpu_count(),
        }  # fmt: skip
        write_json(folder / MANIFEST, manifest)
        return manifest
    manifest = read_manifest(folder)
    _refuse_other(folder, manifest, asked, model, courses)
    larger = {name: number for name, number in raised.items() if number is not None and number > (manifest[name] or 0)}
    if larger:
        manifest |= {**larger, "command": command}
        write_json(folder / MANIFEST, manifest)
    return manifest


def _refuse_other(
    folder: Path, manifest: Mapping[str, Any], asked: Mapping[str, Any], model: str, courses: tuple[str, ...] | None
) -> None:
    if manifest["model"] != model:
        raise StoreError(
            f"{folder}: holds results of another version of the model ({manifest['model']}, this is {model}); "
            "name another folder with --output, or remove this one"
        )
    if manifest["asked"] != asked:
        raise StoreError(
            f"{folder}: holds the answer to another question ({manifest['command']}){_what_differs(manifest['asked'], asked)}; "
            "name another folder with --output"
        )
    if courses is not None and list(courses) != manifest["courses"]:
        kept = ", ".join(manifest["courses"]) or "none"
        raise StoreError(f"{folder}: keeps other courses by week ({kept}); name another folder with --output")


def _what_differs(kept: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    differing = [name for name in asked if kept.get(name) != asked[name]]
    return f", which differs in {', '.join(differing)}" if differing else ""


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
        raise StoreError(f"{path}: is damaged (not JSON); {_REMEDY}") from None
    if (
        not isinstance(manifest, dict)
        or manifest.get("format") != FORMAT
        or not all(name in manifest and isinstance(manifest[name], kind) for name, kind in _NEEDED.items())
    ):
        raise StoreError(f"{path}: is damaged, or was written by another version of the program; {_REMEDY}")
    return manifest


def canonical(data: Any) -> str:
    """JSON in which equal data are equal texts."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _libraries() -> dict[str, str]:
    wanted = ("numpy", "llvmlite", "pyarrow", "pandas", "scipy", "SALib")
    return {name: importlib.metadata.version(name) for name in wanted}
