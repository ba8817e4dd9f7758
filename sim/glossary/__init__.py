"""Every word of the model and what it means: levers, coefficients, traits, states, measures, laws, ledger, shocks."""

from sim.glossary.laws import Law, Use, laws, laws_of, uses_of
from sim.glossary.terms import KINDS, Term, find, inside, terms

__all__ = ["KINDS", "Law", "Term", "Use", "find", "inside", "laws", "laws_of", "terms", "uses_of"]
