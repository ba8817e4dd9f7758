"""Whether an office fits into the memory of this machine, before anything is built."""

from __future__ import annotations

import os

from sim.organization import expected_size, headcounts
from sim.scenario.office import OrganizationPart
from sim.scenario.problems import Problem
from sim.scenario.tree import Section, descend

BYTES_PER_PERSON = 850
"""Memory that one person takes in one run: the rows of the people's array, traits, places in the office, and name."""

BYTES_PER_TIE = 140
"""Memory that one tie takes in one run: the rows of the ties' array, and who asks whom."""

_GIGABYTE = 1e9


def available_memory() -> int | None:
    """The bytes that programs may still take on this machine; None where it does not say."""
    try:
        with open("/proc/meminfo", encoding="ascii") as file:  # noqa: PTH123
            for line in file:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # not a POSIX system
        return None


def too_large(part: OrganizationPart, tree: Section, available: int | None) -> list[Problem]:
    """Say so if an office is larger than the machine's memory.

    Args:
        part: The organization.
        tree: The values with their places.
        available: Bytes that may be taken; None where that is not known.
    """
    people, ties = expected_size(part)
    needed = people * BYTES_PER_PERSON + ties * BYTES_PER_TIE
    if available is None or needed <= available:
        return []
    people_of = headcounts(part)
    largest = max(people_of, key=lambda name: people_of[name])
    entry, _ = descend(tree, ("organization", "departments", largest, "size"))
    return [
        entry.value.place.problem(
            "the office does not fit into the memory of this machine",
            found=f"{people:,} people with {ties:,} ties: about {needed / _GIGABYTE:.1f} GB",
            allowed=f"up to {available / _GIGABYTE:.1f} GB, which are free now",
            suggestion="make the largest departments smaller, or ask for fewer contacts and peers",
        )
    ]
