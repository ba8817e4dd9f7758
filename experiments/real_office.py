"""Do the same policies do the same in offices that nobody here made up?

Four policies of the scenarios in three published organizations and in the cubicle farm. Who asks whom comes from the data;
how much people ask does not, so they ask about as often as in the cubicle farm, and have as much own work. The data stays
where it is; without it this is skipped.

    uv run python experiments/real_office.py --data ../shared/data
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from drawing import effects_figure
from reading import change
from study import FARM, Bench, SkippedError, Study, Told, main
from wording import interval, number, sign

from sim.experiment import Design, Factor
from sim.policy import Levers
from sim.quantity import quantities
from sim.scenario import Scenario, load

POLICIES = ("client_coworker", "wise_manager", "slogan_only", "no_internal_customers")

OFFICES = {
    "21 managers": ("krackhardt_hightech", "[advice]", 0, "[]"),
    "46 consultants": ("cross_parker_consulting", "[advice]", 3, "[Europe, USA]"),
    "1,005 researchers": ("email_eu_core", "[email]", 0, "[]"),
}
"""Folder, kinds of tie, least weight of a tie, and the departments that face customers, as far as the data lets one say."""

REQUESTS = 2.0
"""Requests that the mean client makes a day; in the cubicle farm it is a little more than two."""

OUTCOMES = {"productivity": "productivity, % of the twin", "animosity": "animosity"}


def ask(bench: Bench) -> tuple[Told, go.Figure]:
    """Try each policy in each office."""
    names = list(OFFICES)[:1] if bench.is_quick else list(OFFICES)
    missing = [each for name in names if not (bench.data / (each := OFFICES[name][0]) / "people.csv").is_file()]
    if missing:
        raise SkippedError(
            f"no {', '.join(missing)} in {bench.data}, the folder of real offices (--data names another)"
        )
    offices = {name: _office(bench, name) for name in names}
    offices["cubicle farm"] = bench.office("cubicle_farm", 500)
    levers = [each.name for each in quantities(Levers) if not each.name.startswith("scope_")]
    rows = tuple(tuple(float(getattr(load(each).policy, name)) for name in levers) for each in POLICIES)
    factors = [Factor(f"policy.{name}", tuple(dict.fromkeys(row[k] for row in rows))) for k, name in enumerate(levers)]
    found: Told = {}
    drawn = {}
    for name, office in offices.items():
        answer = bench.ask(name.replace(" ", "_").replace(",", ""), office, factors, Design("table", table=rows))
        own = [answer.point(number_) for number_ in range(len(POLICIES))]
        drawn[name] = [{each: change(table, each) for each in (*OUTCOMES, "net")} for table in own]
        twin = own[0][["twin_blocked", "twin_response_time", "twin_animosity", "twin_morale"]].mean()
        found[name] = {"twin": twin.to_dict(), "policies": dict(zip(POLICIES, drawn[name], strict=True))}
    shown = {
        words: {name: [each[key] for each in rows_] for name, rows_ in drawn.items()} for key, words in OUTCOMES.items()
    }
    return found, effects_figure([each.replace("_", " ") for each in POLICIES], shown)


def words(found: Mapping[str, Any]) -> list[str]:
    """What each policy does, and whether its net gain has the same sign everywhere."""
    told = []
    for policy in POLICIES:
        nets = {name: office["policies"][policy]["net"] for name, office in found.items()}
        signs = {sign(each) for each in nets.values()}
        same = "the same sign everywhere" if signs in ({1}, {-1}) else "not surely the same sign everywhere"
        parts = [f"{name} {number(each['mean'], '+.1f')} % {interval(each)}" for name, each in nets.items()]
        told.append(f"Net gain of {policy.replace('_', ' ')}: {'; '.join(parts)}: {same}.")
    waits = [
        f"{name} {office['twin']['twin_response_time']:.1f} days, {100 * office['twin']['twin_blocked']:.0f} %"
        for name, office in found.items()
    ]
    told.append(
        f"How tight they are without any policy, as the wait for a colleague and the share of cases blocked: {'; '.join(waits)}."
    )
    return told


def _office(bench: Bench, name: str) -> Scenario:
    folder, kinds, weight, facing = OFFICES[name]
    place = Path(bench.data / folder).resolve()
    return replace(bench, place=FARM).office(
        "cubicle_farm", 500, f"organization.people={place / 'people.csv'}", f"organization.ties={place / 'ties.csv'}",
        f"organization.kinds={kinds}", f"organization.minimum_weight={weight}", f"organization.facing={facing}",
        f"organization.requests={REQUESTS:g}",
    )  # fmt: skip


STUDY = Study("real_office", "Do the same policies do the same in offices that nobody here made up?", 6, ask, words)

if __name__ == "__main__":
    main(STUDY)
