"""Verdicts on paired runs, and what drives, tips, improves and breaks an outcome."""

from sim.analysis.answering import FOLDER, Answer, answer, experiment_of, folder_of, reopen
from sim.analysis.bisection import Crossing, Look, Plan, Search
from sim.analysis.boxes import Box
from sim.analysis.break_even import (
    DAYS_OF_A_MEAN,
    break_even_day,
    break_even_interval,
    break_even_of,
    paired_courses,
)
from sim.analysis.closer import Closer, closer_of, look_closer
from sim.analysis.discovery import Discovery, discover
from sim.analysis.idle import idle_words, is_idle
from sim.analysis.indices import Index, Sensitivity, morris, sobol
from sim.analysis.optimizing import Found, Goal, optimize
from sim.analysis.outcomes import AnalysisError, Outcome, by_point, outcome
from sim.analysis.paired import CONFIDENCE, Difference, differences, paired_difference
from sim.analysis.points import balance, circumstances, frontier, net_gain, summary, tipping_map
from sim.analysis.precise import Precision
from sim.analysis.sensitivity import analyse, kept_sensitivities
from sim.analysis.stepwise import Steps
from sim.analysis.tipping import Tipping, tip
from sim.analysis.verdict import Price, verdict

__all__ = [
    "CONFIDENCE",
    "DAYS_OF_A_MEAN",
    "FOLDER",
    "AnalysisError",
    "Answer",
    "Box",
    "Closer",
    "Crossing",
    "Difference",
    "Discovery",
    "Found",
    "Goal",
    "Index",
    "Look",
    "Outcome",
    "Plan",
    "Precision",
    "Price",
    "Search",
    "Sensitivity",
    "Steps",
    "Tipping",
    "analyse",
    "answer",
    "balance",
    "break_even_day",
    "break_even_interval",
    "break_even_of",
    "by_point",
    "circumstances",
    "closer_of",
    "differences",
    "discover",
    "experiment_of",
    "folder_of",
    "frontier",
    "idle_words",
    "is_idle",
    "kept_sensitivities",
    "look_closer",
    "morris",
    "net_gain",
    "optimize",
    "outcome",
    "paired_courses",
    "paired_difference",
    "reopen",
    "sobol",
    "summary",
    "tip",
    "tipping_map",
    "verdict",
]
