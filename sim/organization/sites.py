"""Departments that stand at many sites, such as those of a shop: how many people and bosses that makes."""

from __future__ import annotations

from itertools import pairwise

from sim.organization.plan import Plan, head_is_extra, leaders, tiers


def at_sites(plan: Plan) -> list[str]:
    """The departments that stand at every site, in order. The head of the first leads the site."""
    return [name for name, each in plan.departments.items() if each.at_every_site]


def places(plan: Plan, name: str) -> int:
    """At how many places a department stands."""
    return int(plan.sites) if plan.departments[name].at_every_site else 1


def areas(plan: Plan) -> list[int]:
    """How many bosses stand on each tier above the sites' heads, from the one head of them all down; none for one site.

    They belong to the first department at the sites, beside its people there, and are as few as the span of control
    allows.
    """
    if plan.sites < 2 or not at_sites(plan):
        return []
    return leaders(-(-int(plan.sites) // int(plan.span_of_control)), int(plan.span_of_control))


def headcounts(plan: Plan) -> dict[str, int]:
    """How many people each department of a plan has in all."""
    leading = at_sites(plan)[:1]
    return {
        name: each.size * places(plan, name) + (sum(areas(plan)) if name in leading else 0)
        for name, each in plan.departments.items()
    }


def teams(plan: Plan, name: str) -> list[tuple[int, int]]:
    """The teams of a department below its heads: so many teams of so many people."""
    times = places(plan, name)
    pairs = [(times, pair) for pair in pairwise(tiers(plan.departments[name].size, int(plan.span_of_control)))]
    if above := areas(plan) if name in at_sites(plan)[:1] else []:
        pairs += [(1, pair) for pair in pairwise([*above, int(plan.sites)])]
    made = []
    for each, (bosses, people) in pairs:
        size, larger = divmod(people, bosses)
        made += [(each * larger, size + 1), (each * (bosses - larger), size)]
    return [(count, size) for count, size in made if count and size]


def expected_size(plan: Plan) -> tuple[int, int]:
    """People and ties of the office that grows from a plan, found by arithmetic, without growing it."""
    departments, contacts, peers = plan.departments, int(plan.contacts), int(plan.peers)
    people = headcounts(plan)
    everybody = head_is_extra(plan) + sum(people.values())
    ties = 2 * (everybody - 1)
    for name, each in departments.items():
        asked = [other for other, requests in each.depends_on.items() if requests > 0]
        ties += people[name] * sum(min(contacts, departments[other].size) for other in asked)
        ties += sum(count * size * min(peers, size - 1) for count, size in teams(plan, name))
    return everybody, ties
