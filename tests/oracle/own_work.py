"""Working hours: own cases are finished, as far as nothing holds them up, and teammates are helped."""

from __future__ import annotations

from oracle.adding import total
from oracle.attention import willingness, workable_cases
from oracle.employee import Employee
from oracle.luck import whole
from oracle.team import Team
from sim.luck import Purpose


def work_on_cases(person: Employee) -> None:
    """Everybody works on their own cases with the time that requests leave; some cases are given up."""
    law, c = person.office.laws, person.office.coefficients
    luck = person.luck(Purpose.own_work)
    open_cases = person.workload
    held_up = law.blocking.blocked_cases(open_cases=open_cases, outstanding=person.outstanding)
    time = law.attention.undisturbed(
        time=person.capacity - person.reserve - person.request_time, interrupted=person.interrupted
    )

    person.blocked = held_up / max(open_cases, 1.0)
    person.own_time = min(time, workable_cases(person) * c.case_effort)
    person.slack = max(0.0, time - person.own_time)
    person.finished = min(open_cases, whole(person.own_time / c.case_effort, luck.first))
    person.lost = whole(c.impatience * (open_cases - person.finished), luck.second)
    person.workload = open_cases - person.finished - person.lost
    person.left_work = max(0.0, person.workload - held_up) * c.case_effort
    person.workmanship = law.blocking.workmanship(
        morale=person.morale,
        mindset=person.mindset,
        own_autonomy=person.autonomy,
        strain=person.strain,
        service=person.received_quality / person.received if person.received > 0.0 else 0.5,
    )


def own_offer(person: Employee) -> float:
    """Time that a person offers to overloaded teammates, days; nothing where one needs help oneself."""
    if own_need(person) > 0.0:
        return 0.0
    law = person.office.laws.helping
    return float(law.offer(set_aside=person.reserve, slack=person.slack, own_willingness=willingness(person)))


def own_need(person: Employee) -> float:
    """Work beyond what a person can bear overnight, days."""
    return float(person.office.laws.helping.need(left_work=person.left_work))


def gather_help(team: Team) -> None:
    """Sum up what a team offers and what it needs."""
    team.offered = total(own_offer(member) for member in team.members)
    team.needed = total(own_need(member) for member in team.members)


def help_teammates(person: Employee) -> None:
    """Help goes where it is needed, in proportion to the need; then the day's own cases are counted and valued."""
    c, team = person.office.coefficients, person.team
    used = min(team.offered, team.needed)
    person.help_given = own_offer(person) * used / max(team.offered, 1e-12)
    person.help_received = own_need(person) * used / max(team.needed, 1e-12)
    person.slack = max(0.0, person.slack + person.reserve - person.help_given)

    luck = person.luck(Purpose.help)
    helped = min(person.workload, whole(person.help_received / c.case_effort, luck.uniform))
    person.workload -= helped
    person.left_work = max(0.0, person.left_work - helped * c.case_effort)
    person.finished += helped
    person.output = person.finished * c.case_effort * person.workmanship
    person.revenue = person.output * person.facing


def thank(person: Employee) -> None:
    """Providers count what they gave; what is seen of it is thanked."""
    office, law, c = person.office, person.office.laws.recognition, person.office.coefficients
    person.given = total(tie.served for tie in person.serves)
    person.given_quality = total(tie.served * tie.quality for tie in person.serves)
    person.gratitude_met = total(tie.gratitude for tie in person.serves)
    helped = person.help_given / c.request_effort
    person.thanks = law.thanks(
        good_service=person.given_quality + helped,
        gratitude=person.gratitude_met,
        share_seen=law.seen(recognition=office.levers.recognition),
    )
