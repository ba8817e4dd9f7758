"""What emulators learn from runs, and what is searched among their predictions."""

from __future__ import annotations

import numpy as np
import pytest

from sim.validation.claims import CLAIMS
from sim.validation.emulating import Emulator, best, emulate, moves_of, reach, values_of
from sim.validation.fitting import PRIOR_WEIGHT, Seen, loss_of
from sim.validation.published import TARGETS
from sim.validation.worlds import COEFFICIENTS

NAMES = ("offence", "healing", "hindrance")
FIGURES = np.array([each.figure for each in TARGETS])
CLAIMED = np.array([each.limit + each.direction for each in CLAIMS])


def runs(many: int, effect: float, noise: float) -> tuple[list[dict[str, float]], list[Seen]]:
    """Worlds in which `offence` moves C1 by some half widths per half range, and chance moves everything."""
    rng = np.random.default_rng(3)
    low, high = reach(NAMES)
    worlds = [values_of(low + (high - low) * row, NAMES) for row in rng.random((many, len(NAMES)))]
    seen = []
    for world in worlds:
        figures = FIGURES + noise * rng.standard_normal(len(FIGURES))
        figures[0] += TARGETS[0].half_width * (effect * moves_of(world, NAMES)[0] + 1.0)
        seen.append(Seen(tuple(figures), tuple(CLAIMED)))
    return worlds, seen


def test_moves_and_values_are_each_others_inverse() -> None:
    values = {name: COEFFICIENTS[name].plausible[1] for name in NAMES}
    assert values_of(moves_of(values, NAMES), NAMES) == pytest.approx(values)
    assert moves_of({}, NAMES).tolist() == [0.0, 0.0, 0.0]
    assert values_of(np.full(3, 99.0), NAMES) == values  # cut to what is plausible


def test_an_emulator_learns_what_moves_what() -> None:
    learned = emulate(NAMES, *runs(120, effect=1.0, noise=0.01))
    assert learned.skill[0] > 0.9
    assert learned.slopes[0, 0] == pytest.approx(TARGETS[0].half_width, rel=0.1)
    assert learned.telling()["offence"] == ["C1"]
    assert learned.telling()["healing"] == learned.telling()["hindrance"] == []


def test_chance_tells_nothing_apart() -> None:
    learned = emulate(NAMES, *runs(120, effect=0.0, noise=0.05))
    assert all(not moved for moved in learned.telling().values())
    assert learned.skill.max() < 0.2


def test_predicted_losses_are_those_of_the_predicted_figures() -> None:
    learned = emulate(NAMES, *runs(60, effect=1.0, noise=0.01))
    moves = np.array([[0.3, 0.0, -0.2]])
    shown = learned.predict(moves)[0]
    prior = PRIOR_WEIGHT * (0.3**2 + 0.2**2)
    assert learned.losses(moves)[0] == pytest.approx(loss_of(shown[: len(TARGETS)], shown[len(TARGETS) :]) + prior)


def test_the_best_moves_meet_the_figure_and_leave_the_rest() -> None:
    level = np.concatenate([FIGURES, CLAIMED])
    level[0] += TARGETS[0].half_width
    slopes = np.zeros((len(level), len(NAMES)))
    slopes[0, 0] = TARGETS[0].half_width
    emulator = Emulator(NAMES, level, slopes, np.ones(len(level)), np.ones_like(slopes))
    found = best(emulator, ["offence", "healing"], 2.0, np.zeros(3))
    lowest = reach(NAMES)[0, 0]
    wanted = max(-1.0 / (1.0 + PRIOR_WEIGHT), lowest)  # the least of (1 + x)² + w x², as far as it is plausible
    assert found == pytest.approx([wanted, 0.0, 0.0], abs=0.01)
    near = best(emulator, ["offence"], 0.2, np.zeros(3))
    assert near == pytest.approx([max(-0.2, lowest), 0.0, 0.0], abs=0.01)
