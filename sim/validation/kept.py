"""What calibration and screening found and the program keeps, for the model description and for robustness.

Nothing here runs the model, so that reading a result takes no compiler.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

SCREENING = "screening.json"
"""The file beside this module that holds the last screening that was taken over."""

PINNED = 0.1
"""By so much of its spread a coefficient has to be narrowed before its size is said to rest on calibration."""

CALIBRATION = "calibration.json"
"""The result of the calibration that gave the declared values, beside this module once one has been taken over."""


@dataclass(frozen=True, slots=True)
class Turning:
    """A coefficient that can turn a pattern.

    Attributes:
        name: The coefficient.
        correlation: Rank correlation of its value with how clearly the pattern holds.
        low: Share of worlds in which the pattern holds, in the third in which the coefficient is lowest.
        high: The same where it is highest.
    """

    name: str
    correlation: float
    low: float
    high: float


@dataclass(frozen=True)
class PatternScreened:
    """How often a pattern holds.

    Attributes:
        number: The pattern's number.
        share: Share of the worlds in which all its claims point the right way.
        claims: The same for each claim alone, by its words.
        turned_by: The coefficients that turn it beyond chance, strongest first.
    """

    number: int
    share: float
    claims: dict[str, float]
    turned_by: list[Turning]


@dataclass(frozen=True)
class PatternScreening:
    """A screening.

    Attributes:
        worlds: How many worlds were drawn from the plausible ranges.
        seeds: On which seeds each was run.
        model: The hash of the model's sources.
        command: The command that repeats it.
        patterns: The patterns.
    """

    worlds: int
    seeds: list[int]
    model: str
    command: str
    patterns: list[PatternScreened]


@dataclass(frozen=True, slots=True)
class Moved:
    """What calibration did to a coefficient.

    Attributes:
        before: Its value before.
        low: From where the middle nine tenths of its values reach in the worlds that fit nearly as well, by runs.
        high: To where.
        narrowed: By what share of its spread figures and patterns narrow it.
        narrowed_by_figures: The same of the published figures alone.
        moves: The figures and patterns that move with it beyond chance.
    """

    before: float
    low: float
    high: float
    narrowed: float
    narrowed_by_figures: float
    moves: tuple[str, ...]


@dataclass(frozen=True)
class Calibrated:
    """What a calibration found.

    Attributes:
        named: Where it stands, in words.
        members: Sets of values that fit nearly as well as the best, by the name of the coefficient.
        names: The coefficients that were moved.
        moved: What was done to each of them; empty where the file does not tell.
        not_told_apart: The coefficients that move no figure beyond chance.
    """

    named: str
    members: list[dict[str, float]]
    names: list[str]
    moved: dict[str, Moved]
    not_told_apart: list[str]

    @property
    def pinned(self) -> list[str]:
        """The coefficients that it leaves open by a tenth less, or more than that, than judgement alone did."""
        return [name for name, each in self.moved.items() if each.narrowed >= PINNED]

    @property
    def pinned_by_figures(self) -> list[str]:
        """Those of which the published figures alone do that, without the patterns."""
        return [name for name, each in self.moved.items() if each.narrowed_by_figures >= PINNED]


def kept_calibration(path: Path | None = None) -> Calibrated | None:
    """A result of ``experiments/calibrate.py``: the one that comes with the program, or another; None without any.

    Args:
        path: The other one.

    Raises:
        OSError: If the file cannot be read.
        ValueError: If it is no such result.
    """
    if path is None:
        text, named = _kept(CALIBRATION), "the calibration that comes with the program"
        if text is None:
            return None
    else:
        text, named = path.read_text(encoding="utf-8"), str(path)
    try:
        told = json.loads(text)
        names = [str(each) for each in told["ensemble"]["names"]]
        members = [
            {name: float(value) for name, value in zip(names, row, strict=True)} for row in told["ensemble"]["rows"]
        ]
        moved = {
            name: Moved(
                each["declared"],
                each["low"],
                each["high"],
                each["narrowed"],
                each["narrowed_by_figures"],
                tuple(each["moves"]),
            )
            for name, each in told.get("values", {}).items()
        }
        return Calibrated(named, members, names, moved, [str(each) for each in told["not_told_apart"]])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{named}: this is no result of a calibration") from error


@cache
def what_calibration_did() -> Mapping[str, Moved]:
    """By coefficient, what the calibration that comes with the program did to it; empty without one."""
    found = kept_calibration()
    return found.moved if found else {}


def as_text(found: PatternScreening) -> str:
    """A screening as JSON, numbers to three places."""

    def short(value: object) -> object:
        if isinstance(value, float):
            return round(value, 3)
        if isinstance(value, dict):
            return {name: short(each) for name, each in value.items()}
        return [short(each) for each in value] if isinstance(value, list) else value

    return json.dumps(short(asdict(found)), indent=1, ensure_ascii=False) + "\n"


def kept_screening() -> PatternScreening | None:
    """The screening that comes with the program; None without one."""
    text = _kept(SCREENING)
    if text is None:
        return None
    told: dict[str, Any] = json.loads(text)
    patterns = [
        PatternScreened(**{**each, "turned_by": [Turning(**turning) for turning in each["turned_by"]]})
        for each in told.pop("patterns")
    ]
    return PatternScreening(**told, patterns=patterns)


def _kept(name: str) -> str | None:
    path = files("sim.validation").joinpath(name)
    return path.read_text(encoding="utf-8") if path.is_file() else None
