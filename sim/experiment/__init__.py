"""Design points × replications × twins: which runs an experiment needs, and how they are performed."""

from sim.experiment.blocks import Block, Columns, Job, Outcome, blocks_of, columns, live_block
from sim.experiment.factors import DesignError, Factor, factorial, parse_factor
from sim.experiment.performing import Keeper, MemoryKeeper, Progress, is_cold, perform, refuse_too_large
from sim.experiment.question import Experiment
from sim.experiment.tidy import MEASURE_COLUMNS, tidy
from sim.opening import bytes_of_a_run, inputs_of, organization_of

__all__ = [
    "MEASURE_COLUMNS",
    "Block",
    "Columns",
    "DesignError",
    "Experiment",
    "Factor",
    "Job",
    "Keeper",
    "MemoryKeeper",
    "Outcome",
    "Progress",
    "blocks_of",
    "bytes_of_a_run",
    "columns",
    "factorial",
    "inputs_of",
    "is_cold",
    "live_block",
    "organization_of",
    "parse_factor",
    "perform",
    "refuse_too_large",
    "tidy",
]
