"""One file on top of another: values by name, lists as a whole, and nothing (null) to take something away."""

from __future__ import annotations

from sim.scenario.problems import Problem, did_you_mean, listed
from sim.scenario.tree import Entry, Node, Path, Scalar, Section

_DEPARTMENTS: Path = ("organization", "departments")


def merge(base: Section, over: Section, problems: list[Problem], path: Path = ()) -> Section:
    """What holds when ``over`` is laid on ``base``; each value keeps the place from which it came.

    Sections are merged name by name; numbers, texts and lists replace what was there. Nothing (``null``) under
    the name of a department, or of a dependence on one, removes it, and with a department whatever the base
    says of depending on it; under any other name it takes an inherited value back to its default, and an empty
    section says nothing.

    Args:
        base: What was said before.
        over: What is said now.
        problems: Where to note the removal of something that is not there.
        path: Where in the scenario the two sections stand.
    """
    if path == _DEPARTMENTS:
        base = _without(base, {name for name, entry in over.entries.items() if _is_nothing(entry.value)})
    entries = dict(base.entries)
    for name, entry in over.entries.items():
        before = entries.get(name)
        if _is_nothing(entry.value):
            _take_away(entries, name, entry, problems, path)
        elif isinstance(entry.value, Section):
            inherited = before.value if before and isinstance(before.value, Section) else Section({}, entry.value.place)
            entries[name] = Entry(entry.key, merge(inherited, entry.value, problems, (*path, name)))
        else:
            entries[name] = entry
    return Section(entries, over.place if over.entries else base.place)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _take_away(entries: dict[str, Entry], name: str, entry: Entry, problems: list[Problem], path: Path) -> None:
    before = entries.get(name)
    if _removable(path):
        if before is None:
            problems.append(
                entry.key.problem(
                    f"there is no {'.'.join(map(str, (*path, name)))} to take away",
                    found=f"{name} with nothing behind it",
                    allowed=f"what is inherited: {listed(list(entries))}" if entries else "a department with its size",
                    suggestion=did_you_mean(name, list(entries)),
                )
            )
        entries.pop(name, None)
    elif before is None:
        entries[name] = entry
    elif not isinstance(before.value, Section):
        del entries[name]


def _removable(path: Path) -> bool:
    return path == _DEPARTMENTS or (len(path) == 4 and path[:2] == _DEPARTMENTS and path[3] == "depends_on")


def _without(departments: Section, removed: set[str]) -> Section:
    """The departments, none of which depends on those that are removed."""
    if not removed:
        return departments
    kept = {name: Entry(entry.key, _independent(entry.value, removed)) for name, entry in departments.entries.items()}
    return Section(kept, departments.place)


def _independent(department: Node, removed: set[str]) -> Node:
    depends = department.entries.get("depends_on") if isinstance(department, Section) else None
    if not isinstance(department, Section) or depends is None or not isinstance(depends.value, Section):
        return department
    left = {name: entry for name, entry in depends.value.entries.items() if name not in removed}
    entries = {**department.entries, "depends_on": Entry(depends.key, Section(left, depends.value.place))}
    return Section(entries, department.place)
