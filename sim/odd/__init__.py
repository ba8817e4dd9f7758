"""The model description in the field's own form, written from the declarations and the laws, so that it cannot drift.

The form is ODD: Overview, Design concepts, Details (Grimm et al. 2020).
"""

from sim.odd.description import description

__all__ = ["description"]
