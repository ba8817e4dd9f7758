"""The report: figures as functions that return plotly figures, and one HTML page that opens without a network.

In a notebook: ``frontier_figure(summary(...), factors).show(config=CONFIG)``.
"""

from sim.report.analysis_figures import (
    boxes_figure,
    crossings_figure,
    front_figure,
    looks_figure,
    sensitivity_figure,
)
from sim.report.closer_figures import courses_figure, ledger_figure
from sim.report.figures import factors_figure, frontier_figure, line_figure, tipping_figure
from sim.report.page import points_of, verdict_of, write_report
from sim.report.style import CONFIG

__all__ = [
    "CONFIG",
    "boxes_figure",
    "courses_figure",
    "crossings_figure",
    "factors_figure",
    "front_figure",
    "frontier_figure",
    "ledger_figure",
    "line_figure",
    "looks_figure",
    "points_of",
    "sensitivity_figure",
    "tipping_figure",
    "verdict_of",
    "write_report",
]
