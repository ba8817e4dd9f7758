"""Which of the wise manager's measures does what?

Eight measures that a careful implementation may take, each taken or not, in a two-level fractional factorial of sixteen
policies (resolution IV: no measure's effect is mixed with another's, nor with how any two work together). The campaign is
that of client_coworker.yaml throughout. The effect of a measure is the mean over the eight policies that take it less the
mean over the eight that do not, seed by seed.

    uv run python experiments/careful_implementation.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from drawing import effects_figure
from reading import by_seed, mean_of
from study import Bench, Study, Told, main
from wording import interval, listed, moves, number, sentence, sign

from sim.experiment import Design, Factor

MEASURES = (
    ("open communication", "policy.open_communication", 0.0, 0.8),
    ("process improvement", "policy.process_improvement", 0.0, 0.7),
    ("recognition", "policy.recognition", 0.0, 0.4),
    ("empowerment", "policy.empowerment", 0.0, 0.6),
    ("team building", "policy.team_building", 0.0, 0.7),
    ("service agreements", "policy.service_agreements", 0.0, 0.7),
    ("sparing the peers", "policy.scope.peers", 1.0, 0.0),
    ("a quieter promise", "policy.promise", 0.55, 0.2),
)
"""Words, lever, its level where the measure is not taken and where it is; the first three as in wise_manager.yaml."""

OUTCOMES = {
    "productivity": "productivity, % of the twin",
    "animosity": "animosity",
    "cynicism": "cynicism",
    "morale": "morale",
    "peer_camaraderie": "warmth between peers",
}


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Take each measure in half of sixteen policies."""
    office = bench.office("client_coworker", 500)
    factors = [Factor(name, (without, taken)) for _, name, without, taken in MEASURES]
    answer = bench.ask("measures", office, factors, Design("fractional"))
    table = answer.table
    effects = {
        words: {
            outcome: mean_of(
                by_seed(answer, table[name] == taken, outcome) - by_seed(answer, table[name] == without, outcome)
            )
            for outcome in OUTCOMES
        }
        for words, name, without, taken in MEASURES
    }
    shown = {
        OUTCOMES[each]: {"effect": [own[each] for own in effects.values()]} for each in ("productivity", "animosity")
    }
    return {"policies": len(answer.experiment.points), "effects": effects}, effects_figure(list(effects), shown)


def words(found: Mapping[str, Any]) -> list[str]:
    """What each measure does."""
    effects = found["effects"]
    told = [_ranked(effects, "productivity", 1, "Productivity is surely raised by", ".1f", " %")]
    told.append(_ranked(effects, "productivity", -1, "It is surely lowered by", ".1f", " %"))
    told.append(_ranked(effects, "animosity", -1, "Animosity is surely lowered by", ".4f", ""))
    told.append(_ranked(effects, "animosity", 1, "It is surely raised by", ".4f", ""))
    unsure = [each for each, own in effects.items() if sign(own["productivity"]) == 0 and sign(own["animosity"]) == 0]
    if unsure:
        told.append(f"Whether they raise or lower either of the two cannot be told of {listed(unsure)}.")
    peers = effects["sparing the peers"]
    told.append(sentence(moves("by sparing the peers, warmth between them", peers["peer_camaraderie"], ".3f", "")))
    return told


def _ranked(effects: Mapping[str, Any], outcome: str, wanted: int, head: str, form: str, unit: str) -> str:
    """The measures with a sure effect of one sign, the strongest first."""
    own = [(name, each[outcome]) for name, each in effects.items() if sign(each[outcome]) == wanted]
    own.sort(key=lambda item: -abs(item[1]["mean"]))
    told = [f"{name}, {number(each['mean'], f'+{form}')}{unit} {interval(each, form)}" for name, each in own]
    return f"{head} {listed(told) if told else 'none of them'}."


STUDY = Study("careful_implementation", "Which of the wise manager's measures does what?", 12, ask, words)

if __name__ == "__main__":
    main(STUDY)
