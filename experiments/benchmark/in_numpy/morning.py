"""Morning: own cases, capacity and manner, requests to others."""

from __future__ import annotations

import numpy as np

from benchmark.in_numpy.office import Office, bell, poisson, raised, uniform
from sim.luck import Purpose
from sim.phases.demand import MOST_CASES
from sim.phases.requests import MOST_REQUESTS


def receive_cases(office: Office) -> None:
    """Customers' cases and own work arrive."""
    p, law = office.people, office.law.demand
    o = office.o
    covering = law.covering(np.diff(o.team_start).astype(np.float64), office.teams.count)[o.team]
    active = covering * law.activity(p.facing, office.world.market, office.memory.customers)
    rate = law.case_rate(p.own_work, p.load, p.skill, active=active, present=office.here)
    p.arrived[:] = poisson(uniform(office.luck_of_people(Purpose.cases)), rate, MOST_CASES)
    p.activity[:] = active * office.here
    p.workload += p.arrived


def take_stock(office: Office) -> None:
    """Effort, capacity, and the person's part of the manner of service."""
    p, law, levers = office.people, office.law, office.lever
    p.autonomy[:] = law.capacity.autonomy(p.freedom, levers.empowerment)
    p.effort[:] = law.capacity.effort(p.morale, p.mindset, p.cynicism, p.strain, p.autonomy)
    skilled = law.capacity.proficiency(p.tenure)
    p.capacity[:] = law.capacity.capacity(
        p.effort, p.skill, skilled, office.memory.efficiency, office.o.overhead[0], office.here
    )
    p.attitude[:] = law.service.attitude(p.cooperation, p.morale, p.cynicism, p.strain)
    p.acted[:] = law.acting.acted(levers.client_mindset, p.mindset)
    p.display[:] = law.acting.display(p.mindset, p.acted)


def ask(office: Office) -> None:
    """Work makes requests on the person's ties."""
    o, p, t, c, law = office.o, office.people, office.ties, office.c, office.law.demand
    need = 1.0 + office.upward * (law.approval_need(p.autonomy, c.freedom) - 1.0)[o.client]
    rate = law.request_rate(o.weight * office.here[o.provider], p.activity[o.client], need)
    asked = poisson(uniform(office.luck_of_ties(Purpose.requests)), rate, MOST_REQUESTS)
    new = np.ones(office.m)
    if c.size_spread >= 1e-3:
        some = np.flatnonzero(asked)
        root = 0.5 * (raised(c.size_spread) - raised(-c.size_spread)) / c.size_spread
        drawn = bell(office.luck_of_ties(Purpose.sizes, some))
        new[some] = raised(c.size_spread * drawn) / (root * root * root)
    open_now = t.backlog + asked
    at_least_one = np.maximum(open_now, 1.0)
    t.size[:] = np.where(open_now > 0.0, (t.size * t.backlog + new * asked) / at_least_one, 1.0)
    t.waiting[:] = t.waiting * t.backlog / at_least_one
    t.backlog[:] = open_now
    p.asked[:] = office.by_client(asked)
    p.approvals_asked[:] = office.by_client(office.upward * asked)
