"""The Mesa face: a workplace is a Mesa model, an employee a Mesa agent, and both are views on the engine's arrays."""

from sim.model.employee import Employee
from sim.model.opening import prepare
from sim.model.slots import Mechanism, mechanism
from sim.model.tie import Tie
from sim.model.workplace import Workplace

__all__ = ["Employee", "Mechanism", "Tie", "Workplace", "mechanism", "prepare"]
