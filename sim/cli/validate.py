"""``sim validate``: the model against published figures, patterns and baselines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options, targets

if TYPE_CHECKING:
    from rich.console import Console

    from sim.validation.holding import Held
    from sim.validation.validating import Validation


MOST_SEEDS = 1000


class Seeds(click.ParamType):  # type: ignore[type-arg, unused-ignore]
    """Seeds as ``5001-5008`` or ``5001,5004``."""

    name = "seeds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        """Read seeds."""
        if isinstance(value, tuple):
            return value
        found: tuple[int, ...] = ()
        if span := re.fullmatch(r"(\d{1,18})-(\d{1,18})", value):
            found = tuple(range(int(span[1]), min(int(span[2]), int(span[1]) + MOST_SEEDS) + 1))
        elif re.fullmatch(r"\d{1,18}(,\d{1,18})*", value):
            found = tuple(dict.fromkeys(int(each) for each in value.split(",")))
        if not 0 < len(found) <= MOST_SEEDS:
            self.fail(
                f"{value!r} is neither a range, such as 5001-5008, nor a list, such as 5001,5004; "
                f"at most {MOST_SEEDS} seeds",
                param,
                ctx,
            )
        return found


@click.command(short_help="Hold the model against published figures, patterns and baselines.")
@click.option(
    "--seeds", type=Seeds(), metavar="SEEDS",
    help="Seeds of the offices, 1000 and more, since calibration uses the others; 5001-5008 by default.",
)  # fmt: skip
@click.option("--quick", is_flag=True, help="Few and small offices and no baselines; the numbers mean little.")
@click.option("--html", type=click.Path(dir_okay=False), metavar="FILE", help="Write a page with a figure as well.")
@options.workers_option
@options.json_option
def validate(seeds: tuple[int, ...] | None, quick: bool, html: str | None, workers: int | None, as_json: bool) -> None:
    """Show for each published figure and each pattern what the literature says, what the model shows, and whether it is met.

    Beside it stand the same model with random admissible coefficients, and with each mechanism switched off in
    turn. A row that fails stays. Takes some minutes.
    """
    from dataclasses import replace

    from sim.cli import telling
    from sim.validation.validating import QUICK, Plan
    from sim.validation.validating import validate as hold

    if html is not None:
        targets.refuse_other_ending(html, targets.PAGES, "--html")
    plan = QUICK if quick else Plan()
    if seeds is not None:
        plan = replace(plan, seeds=seeds)
    telling.say_if_cold()
    with telling.parts() as told:
        found = hold(plan, workers=workers, told=told)
    if html is not None:
        from sim.report.validation_page import write_validation
        from sim.validation.time_courses import SEEDS, TIME_COURSES

        own = SEEDS[:2] if quick else SEEDS
        write_validation(found, html, [course(own, workers) for course in TIME_COURSES.values()])
    if as_json:
        telling.print_json(as_data(found))
    else:
        _show(found)
    if html is not None:
        telling.say_files(Path(html))


def as_data(found: Validation) -> dict[str, Any]:
    """A validation as JSON."""
    from dataclasses import asdict

    from sim.compiled import sources_hash
    from sim.patterns import PATTERNS

    met, rows = found.met
    return {
        "model": sources_hash(),
        "seeds": list(found.plan.seeds),
        "met": met,
        "rows": rows,
        "figures": [
            {
                **asdict(row.target), "shown": row.shown, "shown_low": row.low, "shown_high": row.high,
                "share_of_offices": row.share, "met": row.met,
                "share_of_random_worlds": found.share_of_random(row.target.number),
                "lost_without": found.lost_without(row.target.number),
            } for row in found.rows
        ],
        "patterns": [
            {
                "number": each.number, "name": each.name, "statement": each.statement, "met": found.pattern_met(each.number),
                "claims": [
                    {
                        "words": held.claim.words, "above": held.claim.above, "below": held.claim.below,
                        "shown": held.shown.mean, "low": held.shown.low, "high": held.shown.high, "met": held.met,
                        "why": found.why(held),
                    } for held in found.held if held.claim.pattern == each.number
                ],
                "share_of_random_worlds": found.share_of_random(each.number),
                "lost_without": found.lost_without(each.number),
            } for each in PATTERNS
        ],
        "baselines": {
            "declared": asdict(found.declared) if found.declared else None,
            "random": [asdict(each) for each in found.random],
            "switched_off": [asdict(each) for each in found.switched_off],
        },
    }  # fmt: skip


def _show(found: Validation) -> None:
    from sim.cli import telling
    from sim.patterns import PATTERNS
    from sim.validation.validating import LITTLE

    out = telling.console()
    with_baselines = found.declared is not None
    if found.is_small:
        out.print(LITTLE)
        out.print()
    extra = (("random worlds", "right"), ("lost without", "left")) if with_baselines else ()
    made = telling.table(
        ("#", "left"), ("figure", "left"), ("published", "right"), ("accepted", "right"), ("model", "right"),
        ("80 % of offices", "right"), ("", "left"), *extra, title="Published figures",
    )  # fmt: skip
    for row in found.rows:
        target = row.target
        made.add_row(
            target.number, target.name, f"{target.figure:.3g} {target.seen}", f"{target.low:.3g} … {target.high:.3g}",
            telling.number(row.shown, ".3g"), f"{row.low:.2g} … {row.high:.2g}", "met" if row.met else "not met",
            *_beside(found, target.number),
        )  # fmt: skip
    out.print(made)
    _say_why(out, [(f"{row.target.number} {row.target.name}", found.why(row)) for row in found.rows if not row.met])
    made = telling.table(
        ("#", "left"), ("pattern", "left"), ("claims met", "right"), ("", "left"), *extra, title="Patterns"
    )
    for each in PATTERNS:
        claims = [held for held in found.held if held.claim.pattern == each.number]
        made.add_row(
            f"{each.number}", each.name, f"{sum(held.met for held in claims)} of {len(claims)}",
            "met" if found.pattern_met(each.number) else "not met", *_beside(found, each.number),
        )  # fmt: skip
    out.print(made)
    _say_why(out, [(_shown(held), found.why(held)) for held in found.held if not held.met])
    for words in conclusions(found):
        out.print(words)


def _say_why(out: Console, rows: list[tuple[str, str]]) -> None:
    """Say of each row that is not met why."""
    from rich.padding import Padding

    if rows:
        out.print("Not met:")
    for what, reason in rows:
        out.print(Padding(f"{what}: {reason}", (0, 0, 0, 2)))
    if rows:
        out.print()


def _shown(held: Held) -> str:
    asked = f"{'more' if held.claim.direction > 0 else 'less'} than {held.claim.limit:g}"
    shown = f"{held.shown.mean:.3g} ({held.shown.low:.3g} … {held.shown.high:.3g})"
    return f"pattern {held.claim.pattern}, “{held.claim.words}”, asked for {asked}, shown {shown}"


def _beside(found: Validation, number: str | int) -> tuple[str, ...]:
    if found.declared is None:
        return ()
    return f"{100 * found.share_of_random(number):.0f} %", ", ".join(found.lost_without(number))


def conclusions(found: Validation) -> list[str]:
    """How many rows are met, and how the baselines did."""
    met, rows = found.met
    made = [f"{met} of {rows} rows are met."]
    if found.declared is not None:
        counted = [each.rows for each in found.random]
        if counted:
            made.append(
                f"In the smaller offices of the baselines the model meets {found.declared.rows} rows (patterns by their signs); "
                f"with random admissible coefficients {min(counted)} to {max(counted)}, {sum(counted) / len(counted):.1f} on "
                "average."
            )
        if found.switched_off:
            off = sorted(found.switched_off, key=lambda each: each.rows)
            made.append("Rows met " + ", ".join(f"{each.name} {each.rows}" for each in off) + ".")
    return made
