"""What people, ties and the organization remember from day to day, and what a day brought them.

Arrays hold one row a quantity: ``people[P.morale, person, lane]``, ``ties[T.animosity, tie, lane]``,
``office[O.trust, lane]``. A lane is one run; lanes of the same organization stand side by side.
"""

from __future__ import annotations

from pydantic import BaseModel

from sim.quantity import DEFINITION, Declared, quantities, quantity, rows

DAYS_PER_YEAR = 250
"""Working days in a year."""


class PeopleTraits(Declared):
    """How people differ when they are hired. Bell-shaped, within three standard deviations, cut to the admissible range."""

    skill_spread: float = quantity(
        0.158,
        high=0.3,
        plausible=(0.05, 0.25),
        meaning="standard deviation of skill, relative to the department's mean",
    )
    load_spread: float = quantity(
        0.194,
        high=0.3,
        plausible=(0.05, 0.25),
        source="podsakoff2007",
        meaning="standard deviation of the work that jobs of one department bring, relative to its mean",
    )
    entitlement: float = quantity(0.504, plausible=(0.3, 0.7), source="campbell2004", meaning="mean entitlement")
    entitlement_spread: float = quantity(0.142, high=0.3, meaning="standard deviation of entitlement")
    standing: float = quantity(
        0.48,
        plausible=(0.3, 0.7),
        source="scott2009",
        meaning="mean standing: how readily others take to somebody, and how well they treat them for it",
    )
    standing_spread: float = quantity(
        0.149, high=0.3, plausible=(0.05, 0.2), meaning="standard deviation of standing between people"
    )
    freedom: float = quantity(
        0.519, high=0.9, plausible=(0.3, 0.7), meaning="mean share of own work that needs nobody's leave"
    )
    freedom_spread: float = quantity(0.146, high=0.3, meaning="standard deviation of that share")
    morale: float = quantity(0.53, plausible=(0.4, 0.7), meaning="mean set point of morale")
    morale_spread: float = quantity(0.0301, high=0.3, meaning="standard deviation of the set point of morale")
    cynicism: float = quantity(0.30, plausible=(0.1, 0.6), meaning="mean set point of cynicism")
    cynicism_spread: float = quantity(0.0991, high=0.3, meaning="standard deviation of the set point of cynicism")
    cooperation: float = quantity(0.50, plausible=(0.3, 0.7), meaning="mean set point of cooperation")
    cooperation_spread: float = quantity(0.0937, high=0.3, meaning="standard deviation of the set point of cooperation")
    affinity_peers: float = quantity(
        0.44,
        plausible=(0.3, 0.6),
        meaning="mean warmth to which peers come by themselves: hired for skills, not as mates",
    )
    affinity_others: float = quantity(0.237, plausible=(0.1, 0.4), meaning="the same on all other ties")
    affinity_spread: float = quantity(0.156, high=0.3, meaning="how far that warmth differs between ties")
    mutual_affinity: float = quantity(
        0.6,
        plausible=(0.3, 0.8),
        source="krackhardt1987",
        meaning="weight of the reasons for liking that two people have in common, against each one's own",
    )
    tenure: float = quantity(
        2000.0,
        high=10000.0,
        unit="days",
        source="blstenure",
        meaning="longest tenure at the start; tenures are uniform up to it, so the median is half of it",
    )


_HIRED = {each.name: each.default for each in quantities(PeopleTraits)}
"""What people are like on average when they are hired: declared once, and repeated wherever a person starts from it."""


class Traits(BaseModel, defer_build=True):
    """What an employee brings along; drawn from the seed, and drawn anew for whoever follows on the chair."""

    skill: float = quantity(
        1.0,
        low=0.3,
        high=2.0,
        meaning="work done in a day, relative to the average colleague",
        source=DEFINITION,
    )
    load: float = quantity(
        1.0,
        low=0.1,
        high=3.0,
        meaning="own work that the job brings, relative to the department's mean; stays with the chair",
        source="podsakoff2007",
    )
    entitlement: float = quantity(
        _HIRED["entitlement"], meaning="how much one feels one is owed", source="campbell2004"
    )
    freedom: float = quantity(
        _HIRED["freedom"],
        meaning="share of own work that needs nobody's leave, without empowerment",
        source="humphrey2007",
    )
    standing: float = quantity(
        _HIRED["standing"],
        meaning="how readily others take to one, and how well they treat one for it",
        source="scott2009",
    )
    morale_set: float = quantity(_HIRED["morale"], meaning="own set point of morale", source="dormann2001")
    cynicism_set: float = quantity(_HIRED["cynicism"], meaning="own set point of cynicism", source="dean1998")
    cooperation_set: float = quantity(_HIRED["cooperation"], meaning="own set point of cooperation", source=DEFINITION)
    skill_mean: float = quantity(1.0, low=0.3, high=2.0, meaning="mean skill in the department", source=DEFINITION)
    own_work: float = quantity(
        0.55,
        high=2.0,
        unit="days/day",
        meaning="own work that arrives in a day at nominal demand",
        source=DEFINITION,
    )
    facing: float = quantity(0.0, meaning="1 where own cases come from external customers", source=DEFINITION)


class PersonState(BaseModel, defer_build=True):
    """What an employee remembers."""

    mood: float = quantity(_HIRED["morale"], meaning="how one feels today", source="miner2005")
    morale: float = quantity(_HIRED["morale"], meaning="how one has felt for weeks", source="dormann2001")
    cynicism: float = quantity(
        _HIRED["cynicism"], meaning="belief that management's words are hollow", source="dean1998"
    )
    cooperation: float = quantity(
        _HIRED["cooperation"], meaning="readiness to do more for colleagues than one must", source="flynn2003"
    )
    mindset: float = quantity(0.0, meaning="how far coworkers are felt to be clients", source=DEFINITION)
    should: float = quantity(
        0.0, meaning="the service one feels entitled to; begins at the ordinary", source="boulding1993"
    )
    strain: float = quantity(0.0, meaning="exhaustion from overload and from acting", source="bakker2007")
    workload: float = quantity(0.0, high=1e6, unit="cases", meaning="own cases open", source=DEFINITION)
    vacant: float = quantity(
        0.0,
        high=1e6,
        unit="days",
        meaning="days until the chair is filled; 0 where somebody sits",
        source=DEFINITION,
    )
    tenure: float = quantity(0.0, high=1e6, unit="days", meaning="working days since one was hired", source=DEFINITION)


class PersonDay(BaseModel, defer_build=True):
    """What the day brought to an employee; written anew each day."""

    arrived: float = quantity(0.0, high=1e6, unit="cases", meaning="own cases that arrived", source=DEFINITION)
    lost: float = quantity(
        0.0, high=1e6, unit="cases", meaning="own cases that were given up unfinished", source=DEFINITION
    )
    autonomy: float = quantity(0.0, meaning="share of own work that needs nobody's approval", source=DEFINITION)
    effort: float = quantity(1.0, high=3.0, meaning="effort, relative to an ordinary day", source=DEFINITION)
    capacity: float = quantity(
        1.0,
        high=20.0,
        unit="days",
        meaning="work that one can do today, in days of standard work",
        source=DEFINITION,
    )
    attitude: float = quantity(
        0.0,
        low=-3.0,
        high=3.0,
        meaning="the part of the manner of service that is the person's",
        source=DEFINITION,
    )
    display: float = quantity(
        0.0, meaning="eagerness that is shown: the felt part and the acted part", source="hochschild1983"
    )
    acted: float = quantity(0.0, meaning="eagerness that is demanded and not felt", source="hochschild1983")
    activity: float = quantity(
        1.0, high=20.0, meaning="own work that arrives, relative to nominal demand", source=DEFINITION
    )
    asked: float = quantity(0.0, high=1e6, unit="requests", meaning="requests that one made", source=DEFINITION)
    approvals_asked: float = quantity(
        0.0, high=1e6, unit="requests", meaning="requests that one made to the boss", source=DEFINITION
    )
    outstanding: float = quantity(
        0.0, high=1e6, unit="requests", meaning="own requests open after the day's service", source=DEFINITION
    )
    blocked: float = quantity(0.0, meaning="share of own open cases that could not be worked on", source=DEFINITION)
    queue: float = quantity(
        0.0, high=1e6, unit="requests", meaning="colleagues' requests that waited for one", source=DEFINITION
    )
    queue_work: float = quantity(
        0.0, high=1e9, unit="days", meaning="work in colleagues' requests that waited for one", source=DEFINITION
    )
    pace: float = quantity(
        0.0,
        high=1e7,
        meaning="share of the open requests that one can answer, at full inclination and ordinary size; a million where there "
        "is time for all",
        source=DEFINITION,
    )
    request_time: float = quantity(
        0.0, high=20.0, unit="days", meaning="work given to colleagues' requests", source=DEFINITION
    )
    interrupted: float = quantity(
        0.0,
        high=1e6,
        unit="interruptions",
        meaning="times that one was called away from own work",
        source="mark2005",
    )
    reserve: float = quantity(
        0.0,
        high=20.0,
        unit="days",
        meaning="working time set aside for overloaded teammates",
        source=DEFINITION,
    )
    own_time: float = quantity(0.0, high=20.0, unit="days", meaning="work given to own cases", source=DEFINITION)
    left_work: float = quantity(
        0.0,
        high=1e6,
        unit="days",
        meaning="own work that could have been done and was not",
        source=DEFINITION,
    )
    slack: float = quantity(0.0, high=20.0, unit="days", meaning="working capacity left over", source=DEFINITION)
    finished: float = quantity(0.0, high=1e6, unit="cases", meaning="own cases finished", source=DEFINITION)
    workmanship: float = quantity(0.6, meaning="quality of own cases", source=DEFINITION)
    output: float = quantity(
        0.0,
        high=1e6,
        unit="days of standard work",
        meaning="value of finished cases, weighted by quality",
        source=DEFINITION,
    )
    revenue: float = quantity(
        0.0,
        high=1e6,
        unit="days of standard work",
        meaning="the same, for customers' cases only",
        source=DEFINITION,
    )
    given: float = quantity(0.0, high=1e6, unit="requests", meaning="requests that one answered", source=DEFINITION)
    given_quality: float = quantity(
        0.0, high=1e6, unit="requests", meaning="the same, weighted by quality", source=DEFINITION
    )
    received: float = quantity(
        0.0, high=1e6, unit="requests", meaning="own requests that were answered", source=DEFINITION
    )
    received_quality: float = quantity(
        0.0, high=1e6, unit="requests", meaning="the same, weighted by quality", source=DEFINITION
    )
    waited: float = quantity(
        0.0,
        high=1e9,
        unit="days",
        meaning="days that the answered requests had waited, summed",
        source=DEFINITION,
    )
    approvals_received: float = quantity(
        0.0, high=1e6, unit="requests", meaning="answers from the boss", source=DEFINITION
    )
    approvals_waited: float = quantity(
        0.0, high=1e9, unit="days", meaning="days that these had waited, summed", source=DEFINITION
    )
    slighted: float = quantity(
        0.0, high=1e6, meaning="grudge that slips of others left with one today, summed", source="cortina2001"
    )
    returned: float = quantity(
        0.0, high=1e6, unit="requests", meaning="answers that came back as rework", source=DEFINITION
    )
    shortfall: float = quantity(
        0.0,
        high=1e6,
        meaning="service below what one felt entitled to, summed over encounters",
        source="oliver1980",
    )
    excess: float = quantity(0.0, high=1e6, meaning="service above it, summed over encounters", source="oliver1980")
    breach: float = quantity(
        0.0,
        high=1e6,
        meaning="service below what was promised, summed over encounters, bosses' weighted",
        source="zhao2007",
    )
    offences: float = quantity(
        0.0, high=1e6, unit="encounters", meaning="encounters that made a grudge", source="cortina2001"
    )
    gratitude_met: float = quantity(
        0.0,
        high=1e6,
        meaning="service above what clients felt entitled to, summed over one's answers",
        source="grant2010",
    )
    thanks: float = quantity(0.0, high=1e6, meaning="thanks received for service and help", source="grant2010")
    help_given: float = quantity(
        0.0, high=20.0, unit="days", meaning="work given to teammates' cases", source=DEFINITION
    )
    help_received: float = quantity(0.0, high=1e3, unit="days", meaning="work that teammates gave", source=DEFINITION)
    boss_present: float = quantity(0.0, meaning="1 where one has a boss who is there tonight", source=DEFINITION)
    boss_mood: float = quantity(0.0, meaning="the own boss's mood tonight", source=DEFINITION)
    boss_mindset: float = quantity(0.0, meaning="the own boss's mindset tonight", source=DEFINITION)
    ideas: float = quantity(0.0, high=1e3, unit="ideas", meaning="ideas for better work", source="amabile2005")
    quit: float = quantity(0.0, meaning="1 on the day on which one quits", source=DEFINITION)
    laid_off: float = quantity(0.0, meaning="1 on the day on which one is laid off", source=DEFINITION)
    left: float = quantity(0.0, meaning="1 on the day on which one quits or is laid off", source=DEFINITION)
    hired: float = quantity(0.0, meaning="1 on a newcomer's first day", source=DEFINITION)
    animosity_felt: float = quantity(0.0, high=1e6, meaning="own grudges, summed over the providers", source=DEFINITION)
    animosity_met: float = quantity(0.0, meaning="mean grudge of one's clients against one", source=DEFINITION)
    animosity_squared: float = quantity(0.0, high=1e6, meaning="squares of own grudges, summed", source=DEFINITION)
    animosity_within: float = quantity(
        0.0, high=1e6, meaning="own grudges within the department, summed", source=DEFINITION
    )
    negative_ties: float = quantity(
        0.0,
        high=1e6,
        unit="ties",
        meaning="ties on which the grudge exceeds the warmth",
        source="labianca2006",
    )
    camaraderie_felt: float = quantity(
        0.0, high=1e6, meaning="own warmth, summed over the providers", source=DEFINITION
    )
    peer_camaraderie: float = quantity(0.0, high=1e6, meaning="own warmth towards peers, summed", source=DEFINITION)
    peer_warmth: float = quantity(0.0, meaning="mean warmth towards one's peers", source=DEFINITION)


class TieState(BaseModel, defer_build=True):
    """What stands between a client and a provider."""

    backlog: float = quantity(0.0, high=1e6, unit="requests", meaning="requests open", source=DEFINITION)
    size: float = quantity(
        1.0,
        high=1e3,
        unit="ordinary requests",
        meaning="mean work in the open requests, relative to an ordinary one",
        source=DEFINITION,
    )
    waiting: float = quantity(
        0.0, high=1e6, unit="days", meaning="how long the open requests have waited, on average", source=DEFINITION
    )
    will: float = quantity(
        0.0,
        meaning="the service this client has learned to expect of this provider; begins at ordinary_should",
        source="boulding1993",
    )
    animosity: float = quantity(0.02, meaning="the client's grudge", source="labianca2006")
    camaraderie: float = quantity(
        0.0, meaning="the client's warmth; not the opposite of animosity; begins at affinity", source="labianca2006"
    )
    since_offence: float = quantity(
        0.0, high=1e6, unit="days", meaning="days since the last offence", source="mccullough2010"
    )
    affinity: float = quantity(
        0.0, meaning="the warmth that the two people would come to by themselves; drawn", source=DEFINITION
    )


class TieDay(BaseModel, defer_build=True):
    """What the day brought to a tie."""

    served: float = quantity(0.0, high=1e6, unit="requests", meaning="requests answered", source=DEFINITION)
    quality: float = quantity(0.0, meaning="manner of the answers; 0 on a day without", source=DEFINITION)
    gratitude: float = quantity(
        0.0, high=1e6, meaning="service above what the client felt entitled to", source="oliver1980"
    )


class OrganizationState(BaseModel, defer_build=True):
    """What the organization remembers."""

    efficiency: float = quantity(
        1.0,
        high=3.0,
        meaning="work done in a day by the same effort, relative to the start",
        source="schneiderman1988",
    )
    trust: float = quantity(0.0, meaning="trust in management; begins at base_trust", source="simons2002")
    satisfaction: float = quantity(
        0.0, meaning="external customers' satisfaction; begins at benchmark", source="hallowell1996"
    )
    customers: float = quantity(
        1.0,
        high=6.0,
        unit="customer base at the start",
        meaning="size of the customer base",
        source=DEFINITION,
    )


P = rows("P", Traits, PersonState, PersonDay)
"""Rows of the people's array."""

T = rows("T", TieState, TieDay)
"""Rows of the ties' array."""

O = rows("O", OrganizationState)  # noqa: E741
"""Rows of the organization's array."""


class TeamDay(BaseModel, defer_build=True):
    """Sums over the members of a team who are there, as the evening finds them."""

    count: float = quantity(0.0, high=1e6, unit="people", meaning="members present", source=DEFINITION)
    mood: float = quantity(0.0, high=1e6, meaning="sum of moods", source=DEFINITION)
    morale: float = quantity(0.0, high=1e6, meaning="sum of morale", source=DEFINITION)
    cynicism: float = quantity(0.0, high=1e6, meaning="sum of cynicism", source=DEFINITION)
    cooperation: float = quantity(0.0, high=1e6, meaning="sum of cooperation", source=DEFINITION)
    mindset: float = quantity(0.0, high=1e6, meaning="sum of mindsets", source=DEFINITION)
    offered: float = quantity(
        0.0, high=1e6, unit="days", meaning="time offered to overloaded members", source=DEFINITION
    )
    needed: float = quantity(
        0.0, high=1e6, unit="days", meaning="work beyond what the members can bear", source=DEFINITION
    )


TM = rows("TM", TeamDay)
"""Rows of the teams' array."""
