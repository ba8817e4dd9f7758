"""Lines that lack a colon, or the blank after it: the parser stumbles over the next one only."""

from __future__ import annotations

import re
from functools import cache

from sim.scenario.declared import paths
from sim.scenario.problems import Problem, short
from sim.scenario.schema import Scenario
from sim.scenario.tree import Place, Source

_CLOSE = re.compile(r"\s*(?P<name>[^\W\d][\w.-]*):(?P<value>[^\s:].*)")
_OPEN = re.compile(r"\s*(?P<name>[^\W\d][\w.-]*)(\s+(?P<value>[^\s#].*?))?\s*(#.*)?")
_NUMBER = re.compile(r"[-+.]?[0-9][0-9.,]*")
_SIGNS = ("mapping values are not allowed", "expected <block end>", "expected '<document start>'")


def without_colon(source: Source, said: str, line: int, name_at: int | None) -> Problem | None:
    """The problem of the line that lacks a colon, where that is what the parser complains of.

    Args:
        source: The text.
        said: The parser's complaint.
        line: The line of the complaint, from 1.
        name_at: The line in which the parser began to read a name, from 1, if it says so.
    """
    if "could not find expected ':'" in said and name_at is not None:
        return _problem(source, name_at, sure=True)
    if not any(sign in said for sign in _SIGNS):
        return None
    before = min(line, len(source.lines) + 1) - 1
    while before > 0 and source.lines[before - 1].strip()[:1] in ("", "#"):
        before -= 1
    return _problem(source, before, sure=False) if before > 0 else None


def _problem(source: Source, line: int, *, sure: bool) -> Problem | None:
    """What a line lacks; a line of prose lacks nothing unless the parser is sure that a name stands there."""
    text = source.lines[line - 1]
    if close := _CLOSE.fullmatch(text):
        name, value = close["name"], close["value"]
        place = Place(source, line, close.end("name") + 1)
        return place.problem("a blank is missing after this colon", suggestion=f"write {short(f'{name}: {value}')}")
    found = _OPEN.fullmatch(text)
    if found is None:
        return None
    name, value = found["name"], found["value"] or ""
    if not (sure or name in _names() or not value or _NUMBER.fullmatch(value)):
        return None
    place = Place(source, line, found.start("name") + 1)
    return place.problem(
        "a colon is missing after this name", suggestion=f"write {short(f'{name}: {value}' if value else f'{name}:')}"
    )


@cache
def _names() -> frozenset[str]:
    """The names that a scenario knows, wherever they stand."""
    return frozenset({"extends", *Scenario.model_fields, *(part for path in paths() for part in path.split("."))})
