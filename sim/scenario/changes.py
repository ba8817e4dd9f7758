"""What a scenario does to the one that it extends and hardly means: empty values, and departments nearly named alike."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sim.scenario.declared import paths
from sim.scenario.loading import Traced
from sim.scenario.problems import Problem, nearest, short
from sim.scenario.tree import Entry, Node, Path, Scalar, Section, descend

_DEPARTMENTS: Path = ("organization", "departments")


def empty_values(traced: Traced) -> Iterator[Problem]:
    """Names with nothing behind them, which take an inherited value back or a department away.

    Who writes ``null`` means it.
    """
    yield from _empty(traced, traced.own, ())


def _empty(traced: Traced, section: Section, path: Path) -> Iterator[Problem]:
    for name, entry in section.entries.items():
        here = (*path, name)
        if isinstance(entry.value, Section):
            yield from _empty(traced, entry.value, here)
        elif isinstance(entry.value, Scalar) and entry.value.value is None and not entry.value.written:
            before, is_there = descend(traced.base, here)
            if is_there:
                yield from _taken(traced, here, entry, before.value)


def _taken(traced: Traced, path: Path, entry: Entry, before: Node) -> Iterator[Problem]:
    name = str(path[-1])
    if path[:-1] == _DEPARTMENTS:
        yield entry.key.problem(
            f"{name} is removed here; if that is not meant, give it a size",
            suggestion=f"to remove it without this doubt, write {name}: null",
        )
    elif path[:2] == _DEPARTMENTS and path[3:4] == ("depends_on",) and len(path) == 5:
        yield entry.key.problem(
            f"{path[2]} does not depend on {name} any more; if that is not meant, give it a number",
            suggestion=f"to take it away without this doubt, write {name}: null",
        )
    elif not isinstance(before, Section):  # an empty section takes nothing back
        number = paths(traced.scenario).get(".".join(map(str, path)))
        back = f"{number.default:g}" if number else "what it is where nobody says it"
        said = short(before.written) if isinstance(before, Scalar) else str(before)
        yield entry.key.problem(
            f"{name} has no value here, so it goes back to {back} "
            f"({os.path.basename(before.place.source.name)} says {said})",  # noqa: PTH119
            suggestion=f"write {'a number' if number else 'a value'} or remove the line",
        )


def near_departments(traced: Traced) -> Iterator[Problem]:
    """New departments whose name is nearly that of one that is inherited and stays."""
    own, is_own = descend(traced.own, _DEPARTMENTS)
    base, is_base = descend(traced.base, _DEPARTMENTS)
    if not (is_own and is_base and isinstance(own.value, Section) and isinstance(base.value, Section)):
        return
    kept = [name for name in base.value.entries if name in traced.scenario.organization.departments]
    for name, entry in own.value.entries.items():
        near = nearest(name, kept) if name not in base.value.entries else None
        if near is not None:
            yield entry.key.problem(
                f"{name} is new here; did you mean {near}?",
                suggestion=f"{near} stays as it was; if both are meant, all is well",
            )
