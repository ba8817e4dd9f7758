"""Boxes of conditions, as a classification tree cuts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Box:
    """Conditions that hold together.

    Attributes:
        edges: By factor, the lower and the upper end, None where there is none.
        points: Points in it.
        failures: Points in it that fail.
        coverage: Share of all failures that it holds.
        density: Share of its points that fail.
    """

    edges: dict[str, tuple[float | None, float | None]]
    points: int
    failures: int
    coverage: float
    density: float


def conditions(box: Box) -> str:
    """A box in words: ``promise above 0.61 and demand below 1.05``."""
    told = []
    for full, (low, high) in box.edges.items():
        name = full.removeprefix("policy.")
        if low is not None and high is not None:
            told.append(f"{name} between {low:.3g} and {high:.3g}")
        else:
            told.append(f"{name} above {low:.3g}" if low is not None else f"{name} below {high:.3g}")
    return " and ".join(told)


def boxes_of(names: Sequence[str], tree: Any, places: Array, failed: Flags, density: float) -> list[Box]:
    """The leaves of a tree in which enough points fail, those with most failures first; neighbours that fit are joined.

    Args:
        names: The factors.
        tree: A fitted classification tree of scikit-learn.
        places: The points, shape (points, factors).
        failed: Whether each fails, shape (points,).
        density: At least this share of the points in a box fail.
    """
    grown = tree.tree_
    leaf = tree.apply(places)
    found = []
    for number, edges in _leaves(grown, 0, {}):
        inside = leaf == number
        hits = int((inside & failed).sum())
        if hits >= density * inside.sum():
            named = {names[k]: ends for k, ends in sorted(edges.items())}
            found.append(Box(named, int(inside.sum()), hits, hits / int(failed.sum()), hits / int(inside.sum())))
    return sorted(_joined(found, int(failed.sum())), key=lambda box: -box.failures)


def _leaves(grown: Any, node: int, edges: dict[int, tuple[float | None, float | None]]) -> list[tuple[int, Any]]:
    """The leaves below a node, each with its edges by the number of the factor."""
    if grown.children_left[node] == grown.children_right[node]:
        return [(node, edges)]
    factor, cut = int(grown.feature[node]), float(grown.threshold[node])
    low, high = edges.get(factor, (None, None))
    below = {**edges, factor: (low, cut)}
    above = {**edges, factor: (cut, high)}
    return [*_leaves(grown, grown.children_left[node], below), *_leaves(grown, grown.children_right[node], above)]


def _joined(boxes: list[Box], failures: int) -> list[Box]:
    """Boxes that lie side by side as one: two that differ in one factor only, where one ends as the other begins."""
    for k, one in enumerate(boxes):
        for other in boxes[k + 1 :]:
            edges = _both(one.edges, other.edges)
            if edges:
                points, hits = one.points + other.points, one.failures + other.failures
                joined = Box(edges, points, hits, hits / failures, hits / points)
                return _joined([joined, *(each for each in boxes if each not in (one, other))], failures)
    return boxes


def _both(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    free = (None, None)
    differ = [name for name in {**one, **other} if one.get(name, free) != other.get(name, free)]
    if len(differ) != 1:
        return None
    name = differ[0]
    first, second = one.get(name, free), other.get(name, free)
    if first[1] is not None and first[1] == second[0]:
        joined = (first[0], second[1])
    elif second[1] is not None and second[1] == first[0]:
        joined = (second[0], first[1])
    else:
        return None
    edges = {**one, **other, name: joined}
    return {each: ends for each, ends in edges.items() if ends != free}
