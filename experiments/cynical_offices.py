"""How does the idea fare where nobody believes management any more?

The campaign of client_coworker.yaml with a modest promise, in offices from trusting to cynical (people.cynicism), with open
communication and without.

    uv run python experiments/cynical_offices.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from drawing import lines_figure
from reading import change, mean_of
from study import QUICK, Bench, Study, Told, main
from wording import holds, interval, moves, number, sentence, sign

CYNICISM, OPENNESS = "people.cynicism", "policy.open_communication"

TALK = {"no more than the campaign": 0.0, "with open communication": 0.8}

WEEK, AFTER = 5, 100
"""Days in a week, and days after the start at which it is looked how far the mindset is adopted."""


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Begin the same campaign in offices of different cynicism."""
    office = bench.office("client_coworker", 500, "policy.promise=0.2")
    levels = "0.1,0.6" if bench.is_quick else "0.1:0.6:6"
    answer = bench.ask("offices", office, (f"{CYNICISM}={levels}", f"{OPENNESS}=0,0.8"), courses=("mindset",))
    start = QUICK["start"] if bench.is_quick else int(office.policy.start)
    week = min((start + AFTER) // WEEK, (office.days - 1) // WEEK)
    found: Told = {"after": week * WEEK - start, "lines": {}, "slower": {}}
    early: dict[float, Any] = {}
    for words, openness in TALK.items():
        rows = []
        for cynicism, own in answer.table[answer.table[OPENNESS] == openness].groupby(CYNICISM):
            adopted = np.stack(own["mindset_by_week"].to_list())[:, week]
            early[cynicism] = adopted
            rows.append(
                {
                    "cynicism": cynicism,
                    "adopted": mean_of(adopted),
                    "gain": change(own, "productivity"),
                    "rise": change(own, "animosity"),
                }
            )
        found["lines"][words] = rows
        found["slower"][words] = mean_of(early[max(early)] - early[min(early)])
    shown = {
        title: {name: [each[key] for each in rows] for name, rows in found["lines"].items()}
        for key, title in (("adopted", f"mindset, {found['after']} days on"), ("gain", "productivity, % of the twin"))
    }
    return found, lines_figure(shown, sorted(early), "cynicism of the office")


def words(found: Mapping[str, Any]) -> list[str]:
    """How cynicism slows the campaign, and what openness does about it."""
    told = []
    for name, rows in found["lines"].items():
        low, high = rows[0], rows[-1]
        told.append(
            f"{name[0].upper() + name[1:]}, {found['after']} days on: the mindset stands at "
            f"{number(low['adopted']['mean'], '.3f')} {interval(low['adopted'], '.3f')} in the most trusting office (cynicism "
            f"{low['cynicism']:g}) and at {number(high['adopted']['mean'], '.3f')} {interval(high['adopted'], '.3f')} in the most "
            f"cynical one ({high['cynicism']:g}). In the end, in the first {moves('productivity', low['gain'])}; in the second "
            f"{moves('productivity', high['gain'])}."
        )
    for name, slower in found["slower"].items():
        told.append(sentence(moves(f"from the one to the other, {name}, the mindset at that time", slower, ".3f", "")))
    told.append(
        holds(
            "The documents say that distrust of management slows the adoption",
            *(-sign(each) for each in found["slower"].values()),
        )
    )
    return told


STUDY = Study("cynical_offices", "How does the idea fare where nobody believes management any more?", 10, ask, words)

if __name__ == "__main__":
    main(STUDY)
