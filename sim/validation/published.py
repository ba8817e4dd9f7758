"""The published figures that the model is held against, each with what counts as met.

A correlation that is corrected for unreliability is compared with the simulated state itself. One simulated office is
one study, so what is accepted is the spread between studies: the 80 % credibility interval where one is published, and
±.15 where none is. Where both sides were told by the same person, the published figure is inflated, and the model may
fall 30 % short of it.
"""

from __future__ import annotations

from sim.validation.target import RECALLED, SECONDARY, VERIFIED, Target, about

TARGETS = (
    Target(
        "C1",
        "satisfaction and performance",
        0.3,
        0.03,
        0.57,
        "judge2001",
        VERIFIED,
        "correlation of morale and output (value of finished cases × quality) across people",
    ),
    about(
        "C2",
        "support from others and satisfaction",
        0.56,
        "humphrey2007",
        VERIFIED,
        "correlation of service and help received with morale",
        same_source=True,
        why=(
            "Those who work in one office are served by much the same colleagues, so that service differs "
            "little between them, while morale also follows own set points, autonomy and chance. The "
            "published figure comes from surveys in which the same person told both sides."
        ),
    ),
    about(
        "C3",
        "autonomy and satisfaction",
        0.48,
        "humphrey2007",
        VERIFIED,
        "correlation of the share of own work that needs no approval with morale",
        same_source=True,
        why=(
            "Autonomy moves morale every day, but so do service, warmth, strain and chance. On calibration's seeds the figure is "
            "met, on these it falls about a hundredth short."
        ),
    ),
    about(
        "C4",
        "satisfaction and quitting",
        -0.19,
        "griffeth2000",
        SECONDARY,
        "correlation of morale and quitting within a year",
    ),
    Target(
        "C4b",
        "the same as odds, per −1 SD",
        1.5,
        1.1,
        2.1,
        "griffeth2000",
        SECONDARY,
        simulated=(
            "odds ratio of quitting within a year by logistic regression on morale (accepted: what −.19 ± .15 comes to)"
        ),
    ),
    Target(
        "C5",
        "quits a month",
        0.015,
        0.01,
        0.021,
        "jolts",
        VERIFIED,
        "quits per employee and month",
    ),
    about(
        "C6",
        "broken promises and satisfaction",
        -0.54,
        "zhao2007",
        RECALLED,
        simulated=(
            "correlation of the service felt to be due minus the service received with morale, where there is a promise"
        ),
        same_source=True,
    ),
    about(
        "C7",
        "faked eagerness and strain",
        0.435,
        "hulsheger2011",
        VERIFIED,
        "correlation of demanded minus felt mindset with strain, where there is a campaign",
        why=(
            "Strain comes from overload as well, which has nothing to do with faking, so the link weakens in"
            " busy offices."
        ),
    ),
    about(
        "C8",
        "being held up, and satisfaction",
        -0.57,
        "lepine2005 podsakoff2007",
        RECALLED,
        "correlation of the share of own cases that wait for others with morale",
        same_source=True,
        why=(
            "It falls a little short, most in slack offices, where waiting is short and much alike for all; the published figure "
            "comes from surveys in which the same person told both sides."
        ),
    ),
    about(
        "C8b",
        "much work, and satisfaction",
        0,
        "lepine2005 podsakoff2007",
        RECALLED,
        "correlation of the number of cases that arrive with morale",
    ),
    about(
        "C9",
        "variance of mood within people",
        0.56,
        "miner2005",
        VERIFIED,
        "1 − ICC(1) of daily mood by person",
    ),
    Target(
        "C10",
        "a bad event against a good one",
        5,
        2.5,
        10,
        "miner2005 baumeister2001",
        VERIFIED,
        simulated=(
            "slope of mood on the day's shortfalls over its slope on the day's excesses, within people and "
            "given yesterday's mood (accepted: half to double)"
        ),
        why=(
            "Seldom is anybody served much better than one feels entitled to, so the slope on good events is small, and a ratio "
            "over it large and uncertain: its interval spans a factor of three."
        ),
    ),
    about(
        "C11",
        "satisfaction is stable",
        0.5,
        "dormann2001",
        RECALLED,
        "correlation of morale now and three years on, of those who stayed",
    ),
    Target(
        "C12",
        "negative ties",
        0.045,
        0.01,
        0.08,
        "labianca2006",
        RECALLED,
        "share of ties with more grudge than warmth",
    ),
    about(
        "C13",
        "rudeness met within five years",
        0.71,
        "cortina2001",
        SECONDARY,
        "share of people with at least one offence that one would speak of, within three years",
    ),
    Target(
        "C14",
        "morale by department",
        0.12,
        0.05,
        0.2,
        "bliese2000 estabrooks2011",
        RECALLED,
        "ICC(1) of morale by department, departments of all seeds pooled",
    ),
    Target(
        "C14b",
        "cynicism by department",
        0.12,
        0.05,
        0.2,
        "bliese2000 estabrooks2011",
        RECALLED,
        "ICC(1) of cynicism by department, departments of all seeds pooled",
    ),
    Target(
        "Q1",
        "shape of response times: mean over median",
        8,
        3.3,
        48,
        "amaral2018",
        VERIFIED,
        simulated=(
            "mean over median days that answered requests had waited, half a day added (accepted: the range "
            "of the source's four priorities)"
        ),
        why=(
            "Most offices do show the tail, since requests differ in size and the quick ones go first. In tight ones the median "
            "itself grows by a day, the model's smallest step, and the ratio halves; the log counts minutes."
        ),
    ),
    Target(
        "Q2",
        "shape of response times: upper log-spread",
        2.22,
        1.6,
        3.5,
        "amaral2018",
        VERIFIED,
        simulated=(
            "ln(90th percentile / median) / 1.28 of the same (accepted: the range of the source's four priorities)"
        ),
        why=(
            "As Q1: in tight offices the median moves from the day itself to the next, and the spread above it shrinks."
        ),
    ),
)
"""All figures, in their order."""

BY_NUMBER = {each.number: each for each in TARGETS}
