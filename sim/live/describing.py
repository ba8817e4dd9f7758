"""A person, a department, a tie as they stand this evening, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.verdict import signed
from sim.policy import SCOPE_OF_KIND, Kind
from sim.state import P, T

if TYPE_CHECKING:
    from sim.lanes import Indices, Numbers
    from sim.live.side import Side

KINDS = {
    Kind.department: "asks as a colleague from another department",
    Kind.upward: "asks the boss",
    Kind.downward: "asks somebody who reports to them",
    Kind.peer: "asks a teammate",
}
"""What a tie is, from its client's side."""


def of_person(side: Side, who: int) -> tuple[str, list[str]]:
    """Who somebody is, whom they serve and for whom they wait: a title and sentences."""
    organization, lanes, people, ties = side.organization, side.lanes, side.people, side.ties
    department = organization.departments[int(organization.department[who])]
    boss, reports = int(organization.boss[who]), int(organization.reports[who])
    place = f"Works in {department}"
    place += f", reports to {organization.ids[boss]}" if boss >= 0 else ", reports to nobody"
    place += f", leads {_many(reports, 'person', 'people')}." if reports else "."
    asks = np.arange(lanes.client_start[who], lanes.client_start[who + 1])
    serves = lanes.by_provider[lanes.provider_start[who] : lanes.provider_start[who + 1]]
    lines = [
        place,
        _presence(float(people[P.vacant, who]), float(people[P.tenure, who])),
        f"Morale {people[P.morale, who]:.2f}, mood {people[P.mood, who]:.2f}, cynicism {people[P.cynicism, who]:.2f},"
        f" exhaustion {people[P.strain, who]:.2f}.",
        _served(side, serves),
        _waited(side, asks),
        f"Own cases open: {people[P.workload, who]:.1f}; {people[P.blocked, who]:.0%} of them were held up by others today.",
        _grudge("Bears the strongest grudge against", side, asks, organization.provider, ties),
        _grudge("Is resented most by", side, serves, organization.client, ties),
    ]
    return organization.ids[who], [each for each in lines if each]


def of_department(side: Side, who: int) -> tuple[str, list[str]]:
    """How a department fares: a title and sentences."""
    organization, people = side.organization, side.people
    here = organization.department == who
    there = here & (people[P.vacant] <= 0.0)
    asks, serves = here[organization.client], here[organization.provider]
    lines = [
        f"{_many(int(here.sum()), 'chair', 'chairs')}, {int(there.sum())} of them filled."
        + (" Faces customers." if organization.facing[here].mean() > 0.5 else ""),
    ]
    if there.any():
        rows = [float(people[row][there].mean()) for row in (P.morale, P.cynicism, P.strain)]
        lines.append(f"Those at work: mean morale {rows[0]:.2f}, cynicism {rows[1]:.2f}, exhaustion {rows[2]:.2f}.")
    lines += [
        _served(side, np.flatnonzero(serves & ~asks), "Serves other departments on"),
        _waited(side, np.flatnonzero(asks & ~serves), "other departments"),
        _toward(side, asks & ~serves, organization.department[organization.provider], "Resents most"),
        _toward(side, serves & ~asks, organization.department[organization.client], "Is resented most by"),
    ]
    return organization.departments[who], [each for each in lines if each]


def of_tie(side: Side, who: int, since: int, before: float) -> tuple[str, list[str]]:
    """What stands between a client and a provider: a title and sentences.

    Args:
        side: The office.
        who: The tie.
        since: The day of which the grudge is known.
        before: The grudge on that day.
    """
    organization, ties = side.organization, side.ties[:, who]
    client, provider = (organization.ids[int(ends[who])] for ends in (organization.client, organization.provider))
    kind = Kind(int(organization.kind[who]))
    scope = side.levers[SCOPE_OF_KIND[kind]]
    lines = [
        f"{client} {KINDS[kind]}: {provider}. Requests a day in ordinary times: {organization.weight[who]:.2f}."
        f" The campaign is meant for such a tie to {scope:.0%}.",
        f"Grudge {ties[T.animosity]:.3f} ({signed(f'{ties[T.animosity] - before:+.3f}')} since day {since}), warmth"
        f" {ties[T.camaraderie]:.3f}; left alone, the two would come to a warmth of {ties[T.affinity]:.3f}.",
        f"{client} has learned to expect a service of {ties[T.will]:.2f}, and feels entitled to"
        f" {side.people[P.should, int(organization.client[who])]:.2f}.",
        f"Requests open: {ties[T.backlog]:.0f}"
        + (f", for {ties[T.waiting]:.1f} days." if ties[T.backlog] > 0 else "."),
    ]
    if ties[T.served] > 0:
        lines.append(f"Answered today: {ties[T.served]:.0f}, in a manner of {ties[T.quality]:.2f}.")
    if ties[T.since_offence] < side.day:
        lines.append(f"The last offence was {_many(int(ties[T.since_offence]), 'day', 'days')} ago.")
    return f"{client} → {provider}", lines


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _presence(vacant: float, tenure: float) -> str:
    if vacant > 0.0:
        return f"The chair is empty; in ordinary times it is filled in {_many(int(vacant), 'day', 'days')}."
    return f"Has been here for {_many(int(tenure), 'day', 'days')}."


def _served(side: Side, ties: Indices, words: str = "Serves colleagues on") -> str:
    if not len(ties):
        return ""
    waiting = side.ties[T.backlog][ties]
    told = f"{words} {_many(len(ties), 'tie', 'ties')}; {_many(int(waiting.sum()), 'request waits', 'requests wait')} there"
    return told + _most(side, waiting, side.organization.client[ties], "those of") + "."


def _waited(side: Side, ties: Indices, whom: str = "colleagues") -> str:
    open_ones = side.ties[T.backlog][ties]
    if not open_ones.sum():
        return f"Waits for no answer of {whom}."
    days = float((open_ones * side.ties[T.waiting][ties]).sum() / open_ones.sum())
    told = f"Waits for answers of {whom} to {_many(int(open_ones.sum()), 'request', 'requests')}, for {days:.1f} days on average"
    return told + _most(side, open_ones, side.organization.provider[ties], "with") + "."


def _most(side: Side, requests: Numbers, people: Indices, words: str) -> str:
    """The person with most of some requests, where it is more than one."""
    if not len(requests) or requests.max() < 2:
        return ""
    place = int(requests.argmax())
    return f", most {words} {side.organization.ids[int(people[place])]} ({requests[place]:.0f})"


def _grudge(words: str, side: Side, ties: Indices, ends: Indices, values: Numbers) -> str:
    if not len(ties):
        return ""
    worst = int(ties[values[T.animosity][ties].argmax()])
    grudge = float(values[T.animosity, worst])
    return f"{words} {side.organization.ids[int(ends[worst])]} ({grudge:.2f})." if grudge >= 0.005 else ""


def _toward(side: Side, ties: np.ndarray[tuple[int], np.dtype[np.bool_]], other: Indices, words: str) -> str:
    """The other department with the highest mean grudge."""
    if not ties.any():
        return ""
    many = len(side.organization.departments)
    count = np.bincount(other[ties], minlength=many)
    mean = np.bincount(other[ties], side.ties[T.animosity][ties], minlength=many) / np.maximum(1, count)
    worst = int(mean.argmax())
    return f"{words} {side.organization.departments[worst]} (mean grudge {mean[worst]:.2f})."
