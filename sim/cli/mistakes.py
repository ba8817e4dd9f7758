"""Errors that are the input's and not the program's, told in words."""

from __future__ import annotations

import sys

TOLD = (
    ("sim.scenario.problems", "ScenarioError"),
    ("sim.organization.structure", "OrganizationError"),
    ("sim.experiment.factors", "DesignError"),
    ("sim.experiment.batches", "WorkerError"),
    ("sim.store", "StoreError"),
    ("sim.analysis.outcomes", "AnalysisError"),
    ("sim.live.opening", "LiveError"),
    ("sim.validation.validating", "ValidationError"),
    ("sim.compiled.cache", "SourcesChangedError"),
)
"""Errors whose text is written for the person who typed the command; looked up only in what has been imported."""


def explained(error: BaseException) -> str | None:
    """The words for an error that the input caused; None for a mistake of the program, which shows its trace."""
    for module, name in TOLD:
        loaded = sys.modules.get(module)
        if loaded is not None and isinstance(error, getattr(loaded, name)):
            return f"{error}"
    if isinstance(error, MemoryError):
        return "The memory of this machine is too small for this: take fewer people, days or replications."
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return None
