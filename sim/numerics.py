"""Arithmetic that gives the same bits on every processor: only + - * / and comparisons.

The exponentials of C libraries and of NumPy differ between processors with and without certain instructions.
"""

from __future__ import annotations


def exponential(x: float) -> float:
    """E to the power x, for x in [-40, 40], to about thirteen digits; x is cut to that range.

    Twelve terms of the power series at x / 128, squared seven times. Source: Higham 2005 (scaling and squaring).
    """
    y = min(max(x, -40.0), 40.0) * 0.0078125
    s = 1.0 + y * (1.0 / 12.0)
    s = 1.0 + y * s * (1.0 / 11.0)
    s = 1.0 + y * s * (1.0 / 10.0)
    s = 1.0 + y * s * (1.0 / 9.0)
    s = 1.0 + y * s * (1.0 / 8.0)
    s = 1.0 + y * s * (1.0 / 7.0)
    s = 1.0 + y * s * (1.0 / 6.0)
    s = 1.0 + y * s * (1.0 / 5.0)
    s = 1.0 + y * s * (1.0 / 4.0)
    s = 1.0 + y * s * (1.0 / 3.0)
    s = 1.0 + y * s * 0.5
    s = 1.0 + y * s
    s = s * s
    s = s * s
    s = s * s
    s = s * s
    s = s * s
    s = s * s
    return s * s
