"""Situations that a social scientist can read: who is there, what happens to them, and what must come of it.

Each file beside this one tells one situation:

``situation``     its name: what is claimed.
``because``       who says so, and why it should be so.
``days``          how many working days are lived through.
``runs``          how many times, each with other luck (20 unless said otherwise); what comes out is the mean of them.
``people``        the people by name. Each may have a ``department`` (office), a ``boss``, ``own_work`` in days a day (0),
                  ``facing`` (1: own cases come from customers; 0), and traits (``skill``, ``entitlement``, ``morale_set``,
                  ``cynicism_set``, ``cooperation_set``), which are drawn by lot where they are not given.
``ties``          who asks whom, ``client -> provider``, with a ``kind`` (peer, department, upward, downward; peer unless
                  said otherwise) and ``requests`` a day (0).
``before``        what holds on the first morning: states of people and ties by name, as they are declared.
``policy``        levers, from the first day on. ``world``: conditions, for all days, or a list for the first days.
``coefficients``  sizes of the laws that matter to the numbers expected; all others are the declared ones.
``otherwise``     what differs (``before``, ``policy``, ``world``, ``coefficients``) in a second office, with the same
                  people and the same luck, to which the first is compared.
``after``         what must have come of it: a list of sentences ``this < that``, ``this > that``, ``this = that`` or
                  ``this = that ± tolerance``. This and that are numbers, or quantities: ``animosity of ann -> bea``, ``morale
                  of ann``, ``efficiency of office``; ``total`` before it sums over the days what a day brought (``total
                  received of ann``); ``before`` or ``otherwise`` behind it means on the first morning, or in the second
                  office.

The names of states, traits, levers, conditions and coefficients are those of ``sim explain``.
"""

from __future__ import annotations

import operator
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from ruamel.yaml import YAML
from story import opened, tie_number

from sim.lanes import Lanes
from sim.organization import Organization
from sim.run import live
from sim.state import O, P, T

HERE = Path(__file__).parent
SITUATIONS = {path.stem: YAML(typ="safe").load(path) for path in sorted(HERE.glob("*.yaml"))}

SENTENCE = re.compile(r"(?P<this>.+?) (?P<how>[<>=]) (?P<that>.+?)(?: ± (?P<tolerance>[\d.]+))?")
QUANTITY = re.compile(r"(?P<total>total )?(?P<name>\w+) of (?P<who>\w+(?: -> \w+)?)(?: (?P<where>before|otherwise))?")


class Lived(NamedTuple):
    """What was lived through: the office, its first morning, its last evening, and all days added up."""

    office: Organization
    first: Lanes
    last: Lanes
    total: Lanes
    runs: int


def lived(situation: dict[str, Any]) -> Lived:
    """Live through a situation, in the office as told and as it is otherwise."""
    runs = situation.get("runs", 20)
    office, o = opened(situation, runs)
    first, total = o.copy(), o.copy()
    for sums in (total.people, total.ties, total.office):
        sums[:] = 0.0
    for day in range(situation["days"]):
        live(o, day, day + 1)
        for sums, today in ((total.people, o.people), (total.ties, o.ties), (total.office, o.office)):
            sums[:] += today
    return Lived(office, first, o, total, runs)


def read(story: Lived, text: str) -> float:
    """The value of one side of a sentence."""
    if re.fullmatch(r"[\d.]+", text):
        return float(text)
    found = QUANTITY.fullmatch(text)
    assert found, f"{text!r} is neither a number nor a quantity of somebody"
    o = story.total if found["total"] else story.first if found["where"] == "before" else story.last
    if found["who"] == "office":
        values = o.office[O[found["name"]]]
    elif found["who"] in story.office.ids:
        values = o.people[P[found["name"]], story.office.ids.index(found["who"])]
    else:
        values = o.ties[T[found["name"]], tie_number(story.office, found["who"])]
    return float(np.mean(values[story.runs :] if found["where"] == "otherwise" else values[: story.runs]))


def holds(story: Lived, sentence: str) -> str | None:
    """What is wrong with a sentence, or nothing."""
    parts = SENTENCE.fullmatch(sentence)
    assert parts, f"{sentence!r} compares nothing"
    this, that = read(story, parts["this"]), read(story, parts["that"])
    tolerance = float(parts["tolerance"] or 1e-12)
    compare = {"<": operator.lt, ">": operator.gt, "=": lambda a, b: abs(a - b) <= tolerance}[parts["how"]]
    return None if compare(this, that) else f"{sentence}: found {this:.6g} and {that:.6g}"


@pytest.mark.parametrize("name", SITUATIONS)
def test_situation(name: str) -> None:
    """What a situation claims does not come of it."""
    situation = SITUATIONS[name]
    story = lived(situation)
    wrong = [fault for sentence in situation["after"] if (fault := holds(story, sentence))]
    assert not wrong, f"{situation['situation']}\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", SITUATIONS)
def test_situation_is_told_in_full(name: str) -> None:
    """A situation without its claim, its reason or its outcome, or with a word that means nothing."""
    known = {
        "situation", "because", "days", "runs", "people", "ties", "before", "policy", "world", "coefficients", "otherwise",
        "after",
    }  # fmt: skip
    situation = SITUATIONS[name]
    assert {"situation", "because", "days", "people", "ties", "after"} <= situation.keys() <= known
    assert situation["after"]
    about_otherwise = any(" otherwise" in sentence for sentence in situation["after"])
    assert about_otherwise == ("otherwise" in situation)


def test_a_sentence_that_does_not_hold_is_told() -> None:
    """A judge who finds every situation right."""
    story = lived(SITUATIONS["friends_and_a_grudge"])
    assert holds(story, "animosity of ann -> bea > 0.9") is not None
    assert holds(story, "animosity of ann -> bea = animosity of ann -> cleo") is not None
    assert holds(story, "animosity of ann -> bea before = 0.5") is None
