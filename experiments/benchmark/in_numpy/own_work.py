"""Working hours: own cases, help among teammates, and thanks."""

from __future__ import annotations

import numpy as np

from benchmark.in_numpy.office import Office, thirds, uniform
from sim.luck import Purpose


def work_on_cases(office: Office) -> None:
    """Everybody works on their own cases with the time that requests leave; some cases are given up."""
    p, c, law = office.people, office.c, office.law
    highest, middle, _ = thirds(office.luck_of_people(Purpose.own_work))
    held_up = law.blocking.blocked_cases(p.workload, p.outstanding)
    time = law.attention.undisturbed(p.capacity - p.reserve - p.request_time, p.interrupted)
    p.own_time[:] = np.minimum(time, (p.workload - held_up) * c.case_effort)
    p.finished[:] = np.minimum(p.workload, np.floor(p.own_time / c.case_effort + highest))
    p.lost[:] = np.floor(c.impatience * (p.workload - p.finished) + middle)
    left = p.workload - p.finished - p.lost
    p.blocked[:] = held_up / np.maximum(p.workload, 1.0)
    p.slack[:] = np.maximum(0.0, time - p.own_time)
    p.workload[:] = left
    p.left_work[:] = np.maximum(0.0, left - held_up) * c.case_effort
    got = p.received > 0.0
    built_on = np.where(got, p.received_quality / np.where(got, p.received, 1.0), 0.5)
    p.workmanship[:] = law.blocking.workmanship(p.morale, p.mindset, p.autonomy, p.strain, built_on)


def help_teammates(office: Office) -> None:
    """Help goes where it is needed, in proportion to the need; then the day's own cases are counted and valued."""
    o, p, t, c, law = office.o, office.people, office.teams, office.c, office.law
    need = law.helping.need(p.left_work)
    offer = (need <= 0.0) * law.helping.offer(p.reserve, p.slack, office.willing)
    t.needed[:] = office.by_team(need)
    t.offered[:] = office.by_team(offer)
    offered, needed = t.offered[o.team], t.needed[o.team]
    used = np.minimum(offered, needed)
    p.help_given[:] = offer * used / np.maximum(offered, 1e-12)
    p.help_received[:] = need * used / np.maximum(needed, 1e-12)
    drawn = uniform(office.luck_of_people(Purpose.help))
    helped = np.minimum(p.workload, np.floor(p.help_received / c.case_effort + drawn))
    p.slack[:] = np.maximum(0.0, p.slack + p.reserve - p.help_given)
    p.finished += helped
    p.workload -= helped
    p.left_work[:] = np.maximum(0.0, p.left_work - helped * c.case_effort)
    p.output[:] = p.finished * c.case_effort * p.workmanship
    p.revenue[:] = p.output * p.facing


def thank(office: Office) -> None:
    """Providers count what they gave; what is seen of it is thanked."""
    p, t, law = office.people, office.ties, office.law.recognition
    p.given[:] = office.by_provider(t.served)
    p.given_quality[:] = office.by_provider(t.served * t.quality)
    p.gratitude_met[:] = office.by_provider(t.gratitude)
    helped = p.help_given / office.c.request_effort
    share = law.seen(office.lever.recognition)
    p.thanks[:] = law.thanks(p.given_quality + helped, p.gratitude_met, share)
