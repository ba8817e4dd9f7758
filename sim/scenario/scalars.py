"""What a word in a YAML file is, by YAML 1.2: ``yes`` is a text, and ``1:30`` is no number.

Source: YAML 1.2.2, section 10.3.2, "Tag Resolution".
"""

from __future__ import annotations

import re

LARGEST = 10**15
"""No number in a scenario is larger; whole numbers up to here are exact as floating-point numbers too."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


class NotFiniteError(ValueError):
    """A number that is infinite, undefined, or larger than any that a scenario may hold."""


def resolve(written: str) -> bool | int | float | str | None:
    """The value of a plain, unquoted word.

    Args:
        written: The word as it stands in the file.

    Raises:
        NotFiniteError: For NaN, infinities and numbers beyond :data:`LARGEST`.
    """
    if written in _NOTHING:
        return None
    if written in _TRUTH:
        return _TRUTH[written]
    if _NOT_FINITE.fullmatch(written):
        raise NotFiniteError
    for form, base in ((_WHOLE, 10), (_OCTAL, 8), (_HEXADECIMAL, 16)):
        if form.fullmatch(written):
            return _finite(_whole(written, base))
    if _DECIMAL.fullmatch(written):
        return _finite(float(written))
    return written


def _whole(written: str, base: int) -> int:
    """A whole number; digits that Python would take long over are refused unread."""
    if len(written.lstrip("+-0xo")) > 30:
        raise NotFiniteError
    return int(written, base)


def _finite(number: int | float) -> int | float:
    if not -LARGEST <= number <= LARGEST:
        raise NotFiniteError
    return number
