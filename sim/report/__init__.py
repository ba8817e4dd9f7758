"""The report: figures as functions that return plotly figures, and one HTML page that opens without a network."""

from sim.report.figures import courses_figure, frontier_figure, ledger_figure, line_figure, tipping_figure
from sim.report.page import verdict_of, write_report

__all__ = [
    "courses_figure",
    "frontier_figure",
    "ledger_figure",
    "line_figure",
    "tipping_figure",
    "verdict_of",
    "write_report",
]
