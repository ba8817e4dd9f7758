"""Scenario discovery: the boxes of conditions under which an outcome is on the wrong side of a threshold.

A classification tree (scikit-learn) cuts the space of factors into boxes. How deep it may cut is chosen by cross-validation,
with a tree that cuts nothing among the choices, and what is found counts only if trees of the same kind find less in the
same table with its outcomes shuffled: noise gives nothing. Coverage is the share of all failures that lies in a box, density
the share of the points in it that fail; both are also told as points see them that did not help to draw the boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.analysis.boxes import Array, Box, Flags, boxes_of, conditions
from sim.analysis.outcomes import AnalysisError, refuse_not_finite
from sim.experiment import Experiment

DEEPEST = 4
"""Cuts on the way to a box at most: a box with more edges is no longer read."""

FOLDS = 5
"""Parts of the table, each of which is left out once."""

SMALLEST_SHARE = 0.02
"""Share of the points that a box holds at least, and ten of them."""

SMALLEST_BOX = 10

SHUFFLES = 99
"""Times that the outcomes are shuffled to see what noise finds."""

SURE = 0.01
"""Noise may find as much in this share of shuffled tables."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found.

    Attributes:
        points: Points of the table.
        failures: Those that fail.
        boxes: The boxes of failure, those that hold most first; none where nothing was found.
        coverage: Share of the failures that the boxes hold together, by cross-validation.
        density: Share of the points in them that fail, by cross-validation.
        chance: Share of shuffled tables in which as much was found; NaN where there was nothing to find.
    """

    points: int
    failures: int
    boxes: list[Box]
    coverage: float
    density: float
    chance: float


def discover(
    names: Sequence[str], x: npt.ArrayLike, fails: npt.ArrayLike, *, density: float = 0.5, seed: int = 1
) -> Discovery:
    """Find the boxes in which points fail.

    Args:
        names: The factors.
        x: The points, shape (points, factors).
        fails: Whether each point fails, shape (points,).
        density: At least this share of the points in a box fail.
        seed: Of the folds and the shuffles.

    Raises:
        AnalysisError: If there are too few points, or a value is not finite.
    """
    from sklearn.model_selection import StratifiedKFold

    places, failed = np.asarray(x, dtype=np.float64), np.asarray(fails, dtype=np.bool_)
    for column, name in zip(places.T, names, strict=True):
        refuse_not_finite(column, name)
    number = int(failed.sum())
    if len(failed) < 4 * SMALLEST_BOX:
        raise AnalysisError(
            f"{len(failed)} points are too few to find a box in; at least {4 * SMALLEST_BOX} are needed"
        )
    nothing = Discovery(len(failed), number, [], float("nan"), float("nan"), float("nan"))
    if min(number, len(failed) - number) < SMALLEST_BOX:
        return nothing
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(places, failed))
    depth, score = _best_depth(places, failed, folds)
    if depth == 0:
        return nothing
    chance = _chance(places, failed, folds, score, seed)
    if chance > SURE:
        return Discovery(len(failed), number, [], float("nan"), float("nan"), chance)
    boxes = boxes_of(names, _grown(places, failed, depth), places, failed, density)
    inside = _left_out(places, failed, folds)[depth] >= density
    if not boxes or not inside.any():
        return Discovery(len(failed), number, [], float("nan"), float("nan"), chance)
    hits = int((inside & failed).sum())
    return Discovery(len(failed), number, boxes, hits / number, hits / int(inside.sum()), chance)


def scattered(experiment: Experiment) -> npt.NDArray[np.int64]:
    """The numbers of the design points that stand for themselves, so that what some tell of others is no copy.

    Of a Saltelli design those are the two independent samples; the points between them repeat their values.

    Raises:
        AnalysisError: If the design has no such points.
    """
    kind, points = experiment.design.kind, len(experiment.points)
    if kind in ("morris", "oat"):
        raise AnalysisError(
            f"a design of kind {kind} moves one factor at a time, and tells no boxes; take sim sweep --design lhs"
        )
    numbers = np.arange(points)
    if kind != "saltelli":
        return numbers
    place = numbers % (len(experiment.factors) + 2)
    return np.flatnonzero((place == 0) | (place == len(experiment.factors) + 1))


def in_words(found: Discovery, what: str) -> str:
    """What was found, in a sentence or two.

    Args:
        found: The discovery.
        what: What a failing point does, such as ``net is below 0``.
    """
    share = f"{what} at {found.failures:,} of {found.points:,} points"
    if found.failures == 0:
        return f"{share}: there is nothing to explain."
    if found.failures == found.points:
        return f"{share}, whatever the conditions."
    if not found.boxes:
        few = min(found.failures, found.points - found.failures) < SMALLEST_BOX
        why = "too few on one side to draw a box" if few else "nothing that was varied tells when"
        return f"{share}: {why}. Nothing found."
    first, more = found.boxes[0], len(found.boxes) - 1
    others = {0: "", 1: " One smaller box besides."}.get(more, f" {more} smaller boxes besides.")
    return (
        f"{share}. {conditions(first)}: {100 * first.density:.0f} % of the points there do, which are "
        f"{100 * first.coverage:.0f} % of all that do.{others} On points that did not help to draw the boxes: density "
        f"{100 * found.density:.0f} %, coverage {100 * found.coverage:.0f} %."
    )


def _tree(depth: int, points: int) -> Any:
    from sklearn.tree import DecisionTreeClassifier

    smallest = max(SMALLEST_BOX, int(SMALLEST_SHARE * points))
    return DecisionTreeClassifier(max_depth=depth, min_samples_leaf=smallest, random_state=0)


def _grown(places: Array, failed: Flags, depth: int) -> Any:
    return _tree(depth, len(failed)).fit(places, failed)


def _left_out(places: Array, failed: Flags, folds: list[Any]) -> Array:
    """The share of failures that trees of each depth expect at each point, drawn from the other parts only.

    A tree that may cut less deep is the upper part of one that may cut deeper, so one tree a part tells of all depths.

    Returns:
        Shape (depths from 0 to the deepest, points).
    """
    made = np.empty((DEEPEST + 1, len(failed)))
    for others, own in folds:
        grown = _grown(places[others], failed[others], DEEPEST).tree_
        paths = grown.decision_path(places[own].astype(np.float32))  # a node comes before those below it
        starts, lengths = paths.indptr[:-1], np.diff(paths.indptr)
        for depth in range(DEEPEST + 1):
            nodes = paths.indices[starts + np.minimum(depth, lengths - 1)]
            counts = grown.value[nodes, 0]
            made[depth, own] = counts[:, -1] / counts.sum(axis=1) if counts.shape[1] > 1 else failed[others].mean()
    return made


def _best_depth(places: Array, failed: Flags, folds: list[Any]) -> tuple[int, float]:
    """The depth that tells best of points left out, by Brier's score; 0 for none, and how much it tells more than none."""
    errors = ((_left_out(places, failed, folds) - failed) ** 2).mean(axis=1)
    best = int(np.argmin(errors))
    return best, float(errors[0] - errors[best])


def _chance(places: Array, failed: Flags, folds: list[Any], score: float, seed: int) -> float:
    """The share of tables with shuffled outcomes in which the best tree tells at least as much; the table itself counts."""
    luck = np.random.default_rng(seed)
    as_much = 1
    for done in range(1, SHUFFLES + 1):
        as_much += _best_depth(places, luck.permutation(failed), folds)[1] >= score
        if as_much > SURE * (SHUFFLES + 1):  # it cannot become sure any more
            return as_much / (done + 1)
    return as_much / (SHUFFLES + 1)
