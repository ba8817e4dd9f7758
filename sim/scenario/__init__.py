"""Scenarios: a YAML file and what it extends become an office, a policy and a world, or a list of mistakes."""

from sim.scenario.chapters import Chapter, Look, Move, Notes, first_days
from sim.scenario.declared import paths
from sim.scenario.doubts import doubt, doubts
from sim.scenario.explaining import allowed
from sim.scenario.export import json_schema, json_schema_text
from sim.scenario.finding import shipped, shipped_folder
from sim.scenario.loading import Traced, load, trace, with_values
from sim.scenario.office import Department, OrganizationPart
from sim.scenario.problems import Problem, ScenarioError, nearest
from sim.scenario.readings import Expectation, Guess, Reading
from sim.scenario.schema import TOLD, Scenario
from sim.scenario.tables import Same, coefficient_row, lever_table, world_table
from sim.scenario.timeline import Change, Policy, Scope
from sim.scenario.tree import Place, Source
from sim.scenario.world import EnvironmentPart, Recession, Surge

__all__ = [
    "TOLD",
    "Change",
    "Chapter",
    "Department",
    "EnvironmentPart",
    "Expectation",
    "Guess",
    "Look",
    "Move",
    "Notes",
    "OrganizationPart",
    "Place",
    "Policy",
    "Problem",
    "Reading",
    "Recession",
    "Same",
    "Scenario",
    "ScenarioError",
    "Scope",
    "Source",
    "Surge",
    "Traced",
    "allowed",
    "coefficient_row",
    "doubt",
    "doubts",
    "first_days",
    "json_schema",
    "json_schema_text",
    "lever_table",
    "load",
    "nearest",
    "paths",
    "shipped",
    "shipped_folder",
    "trace",
    "with_values",
    "world_table",
]
