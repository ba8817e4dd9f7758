"""Where scenarios are: a path as given, a file beside another, or one that comes with the program."""

from __future__ import annotations

import os
from pathlib import Path

import sim
from sim.scenario.problems import Problem, ScenarioError, listed, nearest, printable, short
from sim.scenario.tree import Place

_SUFFIX = ".yaml"


def shipped_folder() -> Path:
    """The folder of the shipped scenarios: in the installed package, or beside it in a clone."""
    package = Path(sim.__file__).resolve().parent
    inside = package / "scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def shipped() -> dict[str, Path]:
    """The scenarios that come with the program, by name."""
    return {each.stem: each for each in sorted(shipped_folder().glob(f"*{_SUFFIX}"))}


def shown(path: str) -> str:
    """How messages call a file that was not named by its path: from the working folder where it is inside, else in full."""
    try:
        near = os.path.relpath(path)
    except (OSError, ValueError):  # another drive, or a working folder that is gone
        return path
    return path if near.startswith(os.pardir) else near


def find(name: str) -> str:
    """The path of a scenario that a person asks for.

    Args:
        name: A path, or the name of a shipped scenario with or without ``.yaml``.

    Raises:
        ScenarioError: If there is neither, with the nearest name that there is.
    """
    known = shipped()
    if _is_there(name) and not (name in known and _is_folder(name)):
        return name
    if name.removesuffix(_SUFFIX) in known:
        return str(known[name.removesuffix(_SUFFIX)])
    near = _near(name, os.path.dirname(name) or ".", known)  # noqa: PTH120
    raise ScenarioError(
        [
            Problem(
                "there is no such scenario",
                short(name, 500),
                allowed=f"a file, or one of {listed(list(known), len(known))}",
                suggestion=near,
            )
        ]
    )


def find_base(name: str, place: Place) -> str:
    """The path of the scenario that another one extends.

    Args:
        name: A path relative to the file's folder, or the bare name of a shipped scenario. A bare name means the
            shipped scenario first, so that a file may be called like the one that it extends.
        place: Where ``extends`` stands.

    Raises:
        ScenarioError: If there is none, with the nearest name that there is.
    """
    folder = os.path.dirname(place.source.path)  # noqa: PTH120 - a name may hold what pathlib refuses
    known = shipped()
    if name in known:
        return str(known[name])
    for candidate in (name, name + _SUFFIX):
        path = os.path.join(folder, candidate)  # noqa: PTH118
        if _is_there(path):
            return path
    if name.removesuffix(_SUFFIX) in known:
        return str(known[name.removesuffix(_SUFFIX)])
    raise ScenarioError(
        [
            place.problem(
                "there is no such scenario to extend",
                found=short(name, 200),
                allowed=f"a path from this file's folder, or one of {listed(list(known), len(known))}",
                suggestion=_near(name, folder, known),
            )
        ]
    )


def _is_there(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return "\0" not in path  # it is there, or cannot be looked at: reading it will say why
    return True


def _is_folder(path: str) -> bool:
    return os.path.isdir(path)  # noqa: PTH112


def _near(name: str, folder: str, known: dict[str, Path]) -> str:
    """A question with the nearest shipped scenario or file of a folder."""
    files = {each.removesuffix(_SUFFIX): each for each in _neighbours(folder)}
    word = nearest(Path(printable(name[-100:])).stem, [*known, *files])
    return f"did you mean {word if word in known else files[word]}?" if word is not None else ""


def _neighbours(folder: str) -> list[str]:
    try:
        return sorted(each for each in os.listdir(folder) if each.endswith(_SUFFIX))[:1000]  # noqa: PTH208
    except (OSError, ValueError):
        return []
