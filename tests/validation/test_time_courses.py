"""The time courses that people look for: each must have its shape."""

from __future__ import annotations

import numpy as np

from sim.report.validation_figures import time_course_figure
from sim.sources import cited
from sim.validation.time_courses import CAMPAIGN_ENDS, RECESSION, TIME_COURSES, TimeCourse


def between(course: TimeCourse, line: str, first: int, last: int) -> float:
    chosen = (course.days >= first) & (course.days < last)
    return float(np.nanmean(course.lines[line].mean[chosen]))


def drawn(name: str) -> TimeCourse:
    course = TIME_COURSES[name]()
    assert cited(course.source)
    figure = time_course_figure(course)
    assert [trace.name for trace in figure.data if trace.name] == list(course.lines)
    assert {note.text for note in figure.layout.annotations} == set(course.events.values())
    return course


def test_process_improvement_is_worse_before_it_is_better() -> None:
    course = drawn("worse_before_better")
    line = "productivity against the twin"
    assert between(course, line, 0, 60) == 0.0
    assert between(course, line, 80, 120) < -0.001
    assert between(course, line, 600, 750) > 0.02


def test_newcomers_have_a_honeymoon() -> None:
    course = drawn("honeymoon")
    line = "morale against the mean of the office"
    first, half_a_year, year = (between(course, line, start, start + 40) for start in (0, 105, 300))
    assert first > 0.02, (
        "people of an office differ by about .12, and the least that is accepted of a honeymoon is .15 of that"
    )
    assert first > half_a_year > year
    assert year < 0.5 * first
    assert abs(year) < first, "what came after the honeymoon should be no larger than it was"


def test_a_slogan_works_for_weeks_and_sours_over_months() -> None:
    course = drawn("soured_slogan")
    assert between(course, "service quality", 80, 120) > 0.02
    assert between(course, "service quality", 300, 500) < -0.05
    cynicism = [between(course, "cynicism", start, start + 50) for start in (100, 200, 300, 400)]
    assert cynicism == sorted(cynicism)
    assert cynicism[0] < 0.5 * cynicism[-1]


def test_grudges_outlive_their_cause() -> None:
    course = drawn("lasting_grudge")
    line = "animosity against the twin"
    at_its_end = between(course, line, CAMPAIGN_ENDS - 30, CAMPAIGN_ENDS)
    after = [between(course, line, CAMPAIGN_ENDS + start, CAMPAIGN_ENDS + start + 60) for start in (60, 150, 300)]
    assert at_its_end > 0.02
    assert after == sorted(after, reverse=True)
    assert after[0] > 0.5 * at_its_end, "a quarter of a year after the end most of it should still be there"
    assert after[2] < 0.5 * at_its_end


def test_offices_recover_slowly_from_a_recession() -> None:
    course = drawn("slow_recovery")
    begins, ends = RECESSION
    lost = between(course, "customers", ends - 50, ends)
    assert lost < -0.03
    assert between(course, "customers", ends + 50, ends + 150) < -0.03, (
        "what counts as a loss above is still one months later"
    )
    assert abs(between(course, "customers", ends + 450, ends + 500)) < 0.5 * abs(lost)
    assert between(course, "morale", begins + 50, ends) < -0.01
    assert between(course, "morale", ends + 100, ends + 300) > between(course, "morale", begins + 50, ends)
