"""Design points × replications × twins: which runs an experiment needs, and how they are performed."""

from sim.experiment.batches import Failure, WorkerError
from sim.experiment.blocks import COURSES, Block, Columns, Job, Outcome, columns, live_block
from sim.experiment.designs import Design, aliases, factorial
from sim.experiment.factors import DesignError, Factor, name_set, parse_factor, parse_factors, refuse_set_in_vain
from sim.experiment.foreseeing import Forecast, foresee
from sim.experiment.keeping import Keeper, MemoryKeeper, Progress
from sim.experiment.ordering import all_runs, orders_of
from sim.experiment.performing import Crew, is_cold, perform, refuse_too_large
from sim.experiment.plan import Plan, extension
from sim.experiment.plan_file import is_plan, read_plan, write_plan
from sim.experiment.points import Points, run_number, what_runs
from sim.experiment.question import Experiment
from sim.experiment.table_file import read_design
from sim.experiment.tidy import MEASURE_COLUMNS, paired_runs, tidy
from sim.experiment.version import model_hash
from sim.opening import bytes_of_a_run, inputs_of, organization_of

__all__ = [
    "COURSES",
    "MEASURE_COLUMNS",
    "Block",
    "Columns",
    "Crew",
    "Design",
    "DesignError",
    "Experiment",
    "Factor",
    "Failure",
    "Forecast",
    "Job",
    "Keeper",
    "MemoryKeeper",
    "Outcome",
    "Plan",
    "Points",
    "Progress",
    "WorkerError",
    "aliases",
    "all_runs",
    "bytes_of_a_run",
    "columns",
    "extension",
    "factorial",
    "foresee",
    "inputs_of",
    "is_cold",
    "is_plan",
    "live_block",
    "model_hash",
    "name_set",
    "orders_of",
    "organization_of",
    "paired_runs",
    "parse_factor",
    "parse_factors",
    "perform",
    "read_design",
    "read_plan",
    "refuse_set_in_vain",
    "refuse_too_large",
    "run_number",
    "tidy",
    "what_runs",
    "write_plan",
]
