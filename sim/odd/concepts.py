"""Design concepts: the part of the description that no declaration can write."""

from __future__ import annotations

PURPOSE = """\
One question: *if people who never meet a customer are told to treat their coworkers, bosses and other departments as
their customers, does the office get better work done, or does it get bitter?* The documents from which the model comes
claim both. The model turns these claims into consequences that can be tested. It is not evidence that the claims are
true: no published study randomises such a policy, or measures camaraderie before and after it. It is made for
explanation and for the comparison of policies, not for the prediction of a particular firm."""

SCALE = """\
One step is one working day; a year is 250 days. There is no space: what matters is who asks whom. Sizes run from a
dozen people to millions."""

CONCEPTS = (
    (
        "Basic principles",
        "Expectation and disconfirmation (two expectations, *will* and *should*), reciprocity, psychological contract "
        "breach, communal against exchange relations, surface acting, emotional contagion, job demands and resources, "
        "and queues: waiting, not ill will, breaks most promises.",
    ),
    (
        "Emergence",
        "The service-profit chain, the souring of loud promises, the tipping point in promise and load, the vicious "
        "circle of an overloaded office and the frontier between productivity and animosity emerge. Nothing ties "
        "external results to internal service but blocked cases.",
    ),
    (
        "Adaptation and objectives",
        "People do not optimise. They adjust effort, manner, priority and help to how they feel and to what they "
        "have learned; no utility is maximised.",
    ),
    (
        "Learning and prediction",
        "Each client learns what to expect of each provider; what one feels entitled to follows promises up fast and "
        "comes down slowly. Newcomers take on the culture of their team.",
    ),
    (
        "Sensing",
        "People know their own queue and cases, the service they get, their team's and their boss's moods and "
        "attitudes, and what management promises. Nobody knows the averages that are reported.",
    ),
    (
        "Interaction",
        "Requests and answers on directed ties; help inside teams; contagion inside teams and from bosses. Within a "
        "part of the day everybody writes only their own row, so the order of people cannot matter.",
    ),
    (
        "Stochasticity",
        "Every draw has an address (seed, purpose, day, who) and is a hash of it. Two runs on one seed differ only "
        "where a policy made them differ, so a policy is compared with its twin under common random numbers.",
    ),
    ("Collectives", "Departments, teams under a boss, and the organization, with efficiency and trust of its own."),
    (
        "Observation",
        "Measures by day and department; the ledger, which books every change of mood, morale, cynicism, cooperation, "
        "animosity and camaraderie under the mechanism that made it; and a panel of people, ties and departures.",
    ),
)
"""Name and text of each design concept."""

INITIALIZATION = """\
The organization is grown from a plan (departments, sizes, who depends on whom, span of control) and the seed, or
imported from two CSV files. People begin settled at their own set points, which are drawn from the seed; ties begin as
warm as the two people would come to by themselves, with the declared small grudge; no requests or cases are open.
Tenures are uniform. A policy normally starts after a quarter of a year, so that the twin and the policy run share their past."""

INPUT = """\
None but the scenario: policy and environment are tables by day, made from the scenario's timeline before the run."""
