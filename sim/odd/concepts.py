"""Design concepts: the part of the description that no declaration can write."""

from __future__ import annotations

from sim.analysis.break_even import DAYS_OF_A_MEAN
from sim.analysis.paired import CONFIDENCE

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
        "external results to internal service but blocked cases. Imposed rather than emergent are that those who meet "
        "customers gain less from a mindset (`facing_practice`) and that a campaign makes people touchy (`touchiness`).",
    ),
    (
        "Adaptation",
        "People adjust effort, manner, priority and help to how they feel and to what they have learned, by the laws of "
        "section 7. All of it is indirect: no alternative is weighed against another. People leave by a hazard, not by a "
        "decision.",
    ),
    (
        "Objectives",
        "Does not apply: no adaptive trait maximises anything. Nobody has a utility, and management's levers are set by the "
        "scenario, not by anybody in the model.",
    ),
    (
        "Learning",
        "Each client learns what to expect of each provider (`will`); what one feels entitled to (`should`) follows promises "
        "up fast and comes down slowly; the mindset is adopted and forgotten; newcomers grow into their job and take on "
        "the culture of their team.",
    ),
    (
        "Prediction",
        "Implicit only: `will` is what a client expects of a provider, and `should` what a client believes is due. Nobody "
        "foresees the office, a shock, or what an own act will bring.",
    ),
    (
        "Sensing",
        "People know their own queue and cases, the service they get, their team's and their boss's moods and "
        "attitudes, and what management promises, all without error. Nobody knows the averages that are reported.",
    ),
    (
        "Interaction",
        "Direct: requests and answers on directed ties, help inside teams, contagion inside teams and from bosses. "
        "Mediated: colleagues compete for a provider's day, and customers' demand follows everybody's work. Within a "
        "part of the day everybody writes only their own row, so the order of people cannot matter.",
    ),
    (
        "Stochasticity",
        "Arrivals of cases and requests, quality of single answers, slips, daily mood, departures, vacancies, traits and "
        "growth of the office are drawn. Every draw has an address (seed, purpose, day, who) and is a hash of it. Two "
        "runs on one seed differ only where a policy made them differ, so a policy is compared with its twin under "
        "common random numbers.",
    ),
    (
        "Collectives",
        "Departments, teams under a boss, and the organization, with efficiency and trust of its own. They are declared or "
        "grown at the start and do not form by themselves.",
    ),
    (
        "Observation",
        "Measures by day and department (below); the ledger, which books every change of mood, morale, cynicism, "
        "cooperation, animosity and camaraderie under the mechanism that made it; and a panel of people, ties and "
        "departures. All are read without error: who compares them with surveys has to allow for unreliability.",
    ),
)
"""Name and text of each of the eleven design concepts of ODD."""

INITIALIZATION = """\
The organization is grown from a plan (departments, sizes, who depends on whom, span of control) and the seed, or
imported from two CSV files. People begin settled at their own set points, which are drawn from the seed; ties begin as
warm as the two people would come to by themselves, with the declared small grudge; no requests or cases are open.
Tenures are uniform. A policy normally starts after a quarter of a year, so that the twin and the policy run share their past."""

OUTCOMES = (
    (
        "twin",
        "the same office, people and luck, to which the policy never comes",
    ),
    (
        "late",
        "the mean over the last quarter of the days; all outcomes but the break-even day are read there",
    ),
    (
        "gain",
        "100 × (productivity late − twin's productivity late) / twin's productivity late, in percent",
    ),
    (
        "rise",
        "animosity late − twin's animosity late",
    ),
    (
        "price",
        "what animosity is worth: percent of productivity per unit of animosity. A judgement and no fact",
    ),
    (
        "net",
        "gain − price × rise, in percent of productivity; above 0 a policy pays at that price. Its mean over pairs of runs has "
        f"a {100 * CONFIDENCE:g} % interval by Student's t; a verdict is sure where the interval leaves out 0",
    ),
    (
        "break-even day",
        f"the day from which on the net gain, averaged over {DAYS_OF_A_MEAN} days and over pairs, stays at or below 0 to the "
        "end, provided that it was surely above 0 before; none where a gain was never sure, or where it lasts",
    ),
)
"""What answers speak of, and how it is computed."""

INPUT = """\
None but the scenario: policy and environment are tables by day, made from the scenario's timeline before the run."""
