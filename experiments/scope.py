"""Whom should the idea reach: departments, bosses, those who report, peers?

Every combination of the four kinds of tie, in reach of the campaign or not, without a promise and with the promise of
client_coworker.yaml. The effect of a kind is the mean over the policies that reach it less the mean over those that do not,
seed by seed.

    uv run python experiments/scope.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go
from drawing import effects_figure
from reading import by_seed, mean_of
from study import Bench, Study, Told, main
from wording import interval, moves, number, sentence, sign

KINDS = {
    "other departments": "policy.scope.departments",
    "the boss": "policy.scope.bosses",
    "those who report": "policy.scope.reports",
    "peers": "policy.scope.peers",
}

PROMISES = {"no promise": 0.0, "promise 0.55": 0.55}

OUTCOMES = {
    "productivity": "productivity, % of the twin",
    "animosity": "animosity",
    "peer_camaraderie": "warmth between peers",
}


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Reach every combination of the kinds."""
    office = bench.office("client_coworker", 500)
    answer = bench.ask("kinds", office, ("policy.promise=0,0.55", *(f"{name}=0,1" for name in KINDS.values())))
    table = answer.table
    found: Told = {"effects": {}, "all": {}, "peers_spared": {}}
    for words, promise in PROMISES.items():
        own = table["policy.promise"] == promise
        found["effects"][words] = {
            kind: {
                each: mean_of(
                    by_seed(answer, own & (table[name] == 1), each) - by_seed(answer, own & (table[name] == 0), each)
                )
                for each in OUTCOMES
            }
            for kind, name in KINDS.items()
        }
        others = own & (table[[name for kind, name in KINDS.items() if kind != "peers"]] == 1).all(axis=1)
        for key, reached in (("all", 1), ("peers_spared", 0)):
            rows = others & (table[KINDS["peers"]] == reached)
            found[key][words] = {each: mean_of(by_seed(answer, rows, each)) for each in OUTCOMES}
    shown = {
        OUTCOMES[each]: {words: [own[each] for own in effects.values()] for words, effects in found["effects"].items()}
        for each in ("productivity", "peer_camaraderie")
    }
    return found, effects_figure(list(KINDS), shown)


def words(found: Mapping[str, Any]) -> list[str]:
    """What each kind of tie brings, and what sparing the peers keeps."""
    told = []
    for promise, effects in found["effects"].items():
        parts = [
            f"{kind} {number(own['productivity']['mean'], '+.1f')} % {interval(own['productivity'])}"
            + ("" if sign(own["productivity"]) else ", not sure")
            for kind, own in sorted(effects.items(), key=lambda item: -item[1]["productivity"]["mean"])
        ]
        told.append(f"What reaching a kind of tie brings, {promise}: {'; '.join(parts)}.")
    for promise in found["all"]:
        whole, spared = found["all"][promise], found["peers_spared"][promise]
        told.append(
            sentence(
                f"with {promise}, everybody reached: {moves('productivity', whole['productivity'])}, and "
                f"{moves('warmth between peers', whole['peer_camaraderie'], '.3f', '')}; with the peers spared "
                f"{moves('productivity', spared['productivity'])}, and "
                f"{moves('that warmth', spared['peer_camaraderie'], '.3f', '')}"
            )
        )
    return told


STUDY = Study("scope", "Whom should the idea reach: departments, bosses, those who report, peers?", 8, ask, words)

if __name__ == "__main__":
    main(STUDY)
