"""Paired verdicts: productivity gained, animosity paid, and the day from which a gain is gone."""

from sim.analysis.answering import FOLDER, Answer, answer, folder_of, reopen
from sim.analysis.break_even import DAYS_OF_A_MEAN, break_even_day, break_even_of, paired_courses
from sim.analysis.closer import Closer, closer_of, look_closer
from sim.analysis.paired import CONFIDENCE, Difference, differences, paired_difference
from sim.analysis.points import balance, circumstances, frontier, net_gain, summary, tipping_map
from sim.analysis.verdict import Price, verdict

__all__ = [
    "CONFIDENCE",
    "DAYS_OF_A_MEAN",
    "FOLDER",
    "Answer",
    "Closer",
    "Difference",
    "Price",
    "answer",
    "balance",
    "break_even_day",
    "break_even_of",
    "circumstances",
    "closer_of",
    "differences",
    "folder_of",
    "frontier",
    "look_closer",
    "net_gain",
    "paired_courses",
    "paired_difference",
    "reopen",
    "summary",
    "tipping_map",
    "verdict",
]
