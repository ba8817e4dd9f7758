"""The laws, with the coefficients of a run filled in by name.

``laws.capacity.effort(morale=…, …)`` is :func:`sim.mechanisms.capacity.effort`, which needs to be told nothing but the
state of the person. The engine fills in everything by position; so a mix-up there cannot be repeated here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace

from sim import mechanisms
from sim.quantity import quantities

COEFFICIENTS = {each.name for group in mechanisms.GROUPS for each in quantities(group)}
"""Names of the coefficients of the laws; costs of levers and traits of people are not arguments of laws."""


def laws(values: Mapping[str, float]) -> SimpleNamespace:
    """All laws by mechanism and name."""
    names = [module.name for module in pkgutil.iter_modules(mechanisms.__path__)]
    return SimpleNamespace(**{name: _laws_of(name, values) for name in names})


def _laws_of(mechanism: str, values: Mapping[str, float]) -> SimpleNamespace:
    module = importlib.import_module(f"sim.mechanisms.{mechanism}")
    filled = {}
    for name, law in inspect.getmembers(module, inspect.isfunction):
        if law.__module__ == module.__name__:
            known = COEFFICIENTS.intersection(inspect.signature(law).parameters)
            filled[name] = partial(law, **{coefficient: values[coefficient] for coefficient in known})
    return SimpleNamespace(**filled)
