"""Morning: people ask those they depend on."""

from __future__ import annotations

from oracle.employee import Employee
from sim.luck import Purpose

MOST_REQUESTS = 10


def ask(client: Employee) -> None:
    """Work makes requests on the person's ties; autonomy spares part of those to the boss.

    Nobody asks at a vacant chair.
    """
    office, law = client.office, client.office.laws.demand
    client.asked = 0.0
    client.approvals_asked = 0.0
    for tie in client.ties:
        usual = office.coefficients.freedom
        need = law.approval_need(own_autonomy=client.autonomy, mean_freedom=usual) if tie.upward else 1.0
        weight = tie.weight if tie.provider.there else 0.0
        rate = law.request_rate(weight=weight, active=client.activity, need=need)
        asked = tie.luck(Purpose.requests).poisson(rate, MOST_REQUESTS)
        new = tie.luck(Purpose.sizes).lognormal(client.office.coefficients.size_spread)
        open_now = tie.backlog + asked
        tie.size = (tie.size * tie.backlog + new * asked) / open_now if open_now > 0.0 else 1.0
        tie.waiting = tie.waiting * tie.backlog / max(tie.backlog + asked, 1.0)
        tie.backlog += asked
        client.asked += asked
        if tie.upward:
            client.approvals_asked += asked
