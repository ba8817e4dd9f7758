"""The stage: what is drawn and does not change while a scenario is played."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.analysis import Price
from sim.glossary import find
from sim.live.history import COLUMNS
from sim.live.readings import alone
from sim.live.rooms import desks, rooms
from sim.live.shocks import SHOCKS
from sim.measures import MEASURES
from sim.policy import Kind, Levers
from sim.quantity import quantities

if TYPE_CHECKING:
    from sim.live.offices import Offices
    from sim.organization import Organization
    from sim.scenario import Scenario

SIDES = ["with the policy", "without"]
"""How the two offices are called."""

_GOOD = {1: "up", -1: "down", 0: None}


def stage(offices: Offices, key: str) -> dict[str, Any]:
    """What the page needs to draw the offices of a session, as plain data.

    Args:
        offices: The offices.
        key: The name under which the scenario was asked for.
    """
    organization = offices.organization
    laid = rooms(organization)
    return {
        "scenario": texts(offices.scenario, key),
        "seed": offices.seed,
        "departments": organization.departments,
        "people": _people(organization, *desks(organization, laid)),
        "rooms": [
            {"name": name, "x": room.x, "y": room.y, "w": room.w, "h": room.h, "facing": _faces(organization, number)}
            for number, (name, room) in enumerate(zip(organization.departments, laid, strict=True))
        ],
        "ties": {
            "client": organization.client.tolist(),
            "provider": organization.provider.tolist(),
            "kind": organization.kind.tolist(),
        },
        "kinds": [each.name for each in Kind],
        "levers": _levers(offices),
        "shocks": [{"name": name, "title": each.title, "meaning": each.meaning} for name, each in SHOCKS.items()],
        "measures": [
            {"name": each.name, "title": each.name.replace("_", " "), "unit": each.unit,
             "meaning": _meaning(each.name), "good": _GOOD[each.better]}
            for each in MEASURES.values()
        ],
        "history": list(COLUMNS),
        "price": next(quantities(Price)).default,
        "days": offices.scenario.days,
        "most_days": offices.most_days,
        "offices": SIDES,
    }  # fmt: skip


def texts(scenario: Scenario, key: str) -> dict[str, str]:
    """What a scenario tells of itself."""
    return {
        "key": key,
        "name": key,
        "title": scenario.title or key.replace("_", " "),
        "story": scenario.story,
        "claim": scenario.claim,
        "question": scenario.question,
    }


def _meaning(name: str) -> str:
    """What a measure means; where it is the mean of what people bear, what that is."""
    words = alone(name)
    return f"{words}: {find(f'state.{name}')[0][0].meaning}" if words == f"mean {name}" else words


def _people(organization: Organization, xs: list[float], ys: list[float]) -> list[dict[str, Any]]:
    bosses = organization.is_boss
    return [
        {
            "id": number,
            "name": name,
            "department": int(organization.department[number]),
            "team": int(organization.team[number]),
            "level": int(organization.level[number]),
            "boss": int(organization.boss[number]),
            "leads": bool(bosses[number]),
            "x": xs[number],
            "y": ys[number],
        }
        for number, name in enumerate(organization.ids)
    ]


def _faces(organization: Organization, department: int) -> bool:
    return bool(organization.facing[organization.department == department].mean() > 0.5)


def _levers(offices: Offices) -> list[dict[str, Any]]:
    heading = offices.plans[0].heading(offices.day)
    return [
        {
            "name": each.name,
            "title": each.name.removeprefix("scope_").replace("_", " "),
            "scope": each.name.startswith("scope_"),
            "meaning": each.meaning,
            "unit": each.unit,
            "neutral": each.default,
            "value": heading[each.name],
            "low": each.low,
            "high": each.high,
        }
        for each in quantities(Levers)
    ]
