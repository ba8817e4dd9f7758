"""The tables of a validation, in HTML: rows that wrap, and that become cards where the page is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from sim.patterns import PATTERNS
from sim.sources import cited
from sim.validation.holding import Held
from sim.validation.target import SEEN
from sim.validation.validating import Row, Validation


def figures_table(found: Validation) -> str:
    """The published figures: two lines each, and a third that says why where one is not met."""
    head = ("#", "figure", "published", "accepted", "model", "80 % of offices", "", *_beside_head(found))
    return _table(head, (line for row in found.rows for line in _figure(found, row, head)))


def _figure(found: Validation, row: Row, head: Sequence[str]) -> Iterator[str]:
    target = row.target
    yield _line(
        head,
        (
            f"<b>{target.number}</b>", f"<b>{escape(target.name)}</b>", _number(target.figure),
            _range(target.low, target.high), _number(row.shown), _range(row.low, row.high), _met(row.met),
            *_beside(found, target.number),
        ),
    )  # fmt: skip
    source = "; ".join(each.short for each in cited(target.source))
    told = f"{target.simulated}. Source: {source} ({SEEN[target.seen]})."
    yield _more(head, f"{escape(told[:1].upper() + told[1:])}{_lost(found, target.number)}{_why(found.why(row))}")


def patterns_table(found: Validation) -> str:
    """The patterns: the statement, and a line for each of its claims."""
    head = ("#", "pattern", "asked for", "model", "95 % interval", "", *_beside_head(found))
    return _table(head, (line for each in PATTERNS for line in _pattern(found, each.number, each.statement, head)))


def _pattern(found: Validation, number: int, statement: str, head: Sequence[str]) -> Iterator[str]:
    yield _line(
        head,
        (
            f"<b>{number}</b>", f"<b>{escape(statement)}</b>", "", "", "", _met(found.pattern_met(number)),
            *_beside(found, number),
        ),
    )  # fmt: skip
    if lost := _lost(found, number):
        yield _more(head, lost)
    claims = [held for held in found.held if held.claim.pattern == number]
    for held in claims:
        yield _claim(held, found.why(held), head, last=held is claims[-1])


def _claim(held: Held, why: str, head: Sequence[str], *, last: bool) -> str:
    claim, shown = held.claim, held.shown
    asked = f"{'above' if claim.direction > 0 else 'below'} {claim.limit:g}".replace("-", "−")
    cells = (
        "", f"{escape(claim.words)}{_why(why)}", asked,
        _number(shown.mean), _range(shown.low, shown.high), _met(held.met), *("" for _ in head[6:]),
    )  # fmt: skip
    return _line(head, cells, "claim last" if last else "claim")


def _beside_head(found: Validation) -> tuple[str, ...]:
    return ("random worlds",) if found.declared is not None else ()


def _beside(found: Validation, number: str | int) -> tuple[str, ...]:
    if found.declared is None:
        return ()
    share = found.share_of_random(number)
    return (f"{100 * share:.0f} %" if share == share else "–",)


def _lost(found: Validation, number: str | int) -> str:
    lost = found.lost_without(number)
    return f" Lost without: {escape(', '.join(lost))}." if lost else ""


def _why(reason: str) -> str:
    return f' <span class="why">Why it is not met: {escape(reason)}</span>' if reason else ""


def _met(met: bool) -> str:
    return '<span class="met">met</span>' if met else '<span class="not">not met</span>'


def _range(low: float, high: float) -> str:
    return f"{_number(low)} … {_number(high)}" if low == low else "–"


def _number(value: float) -> str:
    """A number with a true minus sign; thousandths are all that is seen of what is small."""
    return (f"{value:.3g}" if abs(value) >= 0.1 or not value else f"{value:.3f}").replace("-", "−")


NUMBERS = frozenset(
    {"published", "accepted", "model", "80 % of offices", "asked for", "95 % interval", "random worlds"}
)


def _line(head: Sequence[str], cells: Sequence[str], kind: str = "") -> str:
    made = "".join(f"<td{_class(name)}{_label(name, cell)}>{cell}</td>" for name, cell in zip(head, cells, strict=True))
    return f'<tr class="{kind}">{made}</tr>'


def _more(head: Sequence[str], cell: str) -> str:
    return f'<tr class="more"><td></td><td colspan="{len(head) - 1}">{cell}</td></tr>'


def _class(name: str) -> str:
    return ' class="n"' if name in NUMBERS else ""


def _label(name: str, cell: str) -> str:
    """What stands before the cell where rows are cards."""
    return f' data-label="{escape(name)}"' if cell and name not in ("", "#", "figure", "pattern") else ""


def _table(head: Sequence[str], rows: Iterable[str]) -> str:
    top = "".join(f"<th{_class(each)}>{escape(each)}</th>" for each in head)
    return f'<div class="table rows"><table><thead><tr>{top}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'
