"""``sim optimize``: policies that no other beats, sought by a multi-objective search."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sim.cli import options

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from sim.analysis import Found, Goal, Steps


@click.command(short_help="Search for policies that no other beats, on several goals at once.")
@options.scenario_argument
@click.option(
    "--maximize", multiple=True, metavar="MEASURE", help="What is to rise: net, or a measure; productivity by default."
)  # fmt: skip
@click.option("--minimize", multiple=True, metavar="MEASURE", help="What is to fall; animosity by default.")
@click.option(
    "--vary", "vary", multiple=True, metavar="NAME[=LOW:HIGH]",
    help="What may be varied, over its plausible range unless another is given; every lever that is not --set by default.",
)  # fmt: skip
@click.option(
    "--population", type=click.IntRange(4, 10_000), default=24, show_default=True, metavar="N", help="Policies in a generation."
)  # fmt: skip
@click.option(
    "--generations", type=click.IntRange(1, 10_000), default=12, show_default=True, metavar="N", help="How many generations."
)  # fmt: skip
@options.replications_option(3)
@click.option(
    "--fresh", type=click.IntRange(2, 1_000_000), default=20, show_default=True, metavar="N",
    help="How many runs each policy of the front gets at the end, on seeds that the search never saw.",
)  # fmt: skip
@options.search_options
@click.option("--report", "page", is_flag=True, help="Write an HTML page with the figure, too.")
@options.json_option
def optimize(
    scenario: str, maximize: tuple[str, ...], minimize: tuple[str, ...], vary: tuple[str, ...], population: int, generations: int,
    replications: int, fresh: int, seed: int, days: int | None, overrides: tuple[str, ...], price: float | None,
    workers: int | None, cluster: str | None, folder: str | None, page: bool, as_json: bool,
) -> None:  # fmt: skip
    """Search for policies in SCENARIO that gain the most productivity for the least animosity.

    Each generation is a sweep against the twin. The same command goes on where it was stopped. What is printed of the
    front are means on fresh seeds, so that luck is not sold as skill.
    """
    from sim.analysis import Price, Steps
    from sim.analysis import optimize as seek
    from sim.cli import asking, telling
    from sim.cli.searching import factors_of
    from sim.scenario import load

    said = options.with_days(overrides, days)
    told = load(scenario, said)
    telling.say_if_too_late(scenario, said)
    price = Price().animosity_price if price is None else price
    goals = _goals(maximize, minimize, price)
    factors = factors_of(vary, told, said)
    plan = {
        "factors": [[each.name, list(each.levels), each.is_range] for each in factors], "price": price, "seed": seed,
        "goals": [[each.outcome.name, each.sign] for each in goals], "population": population, "generations": generations,
        "replications": replications, "fresh": fresh,
    }  # fmt: skip
    steps = Steps(
        Path(scenario).stem, told, factors, purpose="optimize", plan=plan, folder=folder,
        do=lambda experiment, place: asking.ask(experiment, "optimize", str(place), workers, cluster=cluster),
    )  # fmt: skip
    found = seek(
        steps, goals, population=population, generations=generations, replications=replications, fresh=fresh, seed=seed,
        told=lambda number, many: telling.say(f"Generation {number + 1} of {many}"),
    )  # fmt: skip
    _report(steps, found, goals, plan, page, as_json)


def _goals(maximize: tuple[str, ...], minimize: tuple[str, ...], price: float) -> list[Goal]:
    """The goals, by default more productivity and less animosity."""
    from sim.analysis import Goal, outcome

    if not maximize and not minimize:
        maximize, minimize = ("productivity",), ("animosity",)
    goals = [Goal(outcome(each, price), sign) for names, sign in ((maximize, 1), (minimize, -1)) for each in names]
    names = [each.outcome.name for each in goals]
    for name in names:
        if names.count(name) > 1:
            raise click.UsageError(f"{name} is a goal twice.")
    return goals


def _report(steps: Steps, found: Found, goals: list[Goal], plan: dict[str, Any], page: bool, as_json: bool) -> None:
    from sim.analysis.optimizing import in_words
    from sim.cli import telling

    words = in_words(found, goals, plan["fresh"])
    data = {
        **plan, "pairs": steps.pairs, "tried": len(found.tried), "words": words,
        "flattery": {each.outcome.name: found.flattery(each) for each in goals},
        "nothing_done": {each.outcome.name: 0.0 for each in goals},
        "front": found.front.to_dict(orient="records"),
    }  # fmt: skip
    files = [steps.finish(telling.plain(data), telling.command_line())]
    if page:
        from sim.report.searches import write_front

        files.append(write_front(steps, found, goals, words, telling.command_line()))
    if as_json:
        telling.print_json({"scenario": steps.name, **data, "files": [str(each) for each in files]})
    else:
        _show(steps, found, goals)
        telling.console().print(words)
    telling.say_files(steps.folder, *files)


def _show(steps: Steps, found: Found, goals: Sequence[Goal]) -> None:
    from sim.cli import telling

    names = [each.name for each in steps.factors]
    heads = [each.outcome.words + ("" if each.outcome.unit == "1" else f", {each.outcome.unit}") for each in goals]
    made = telling.table(
        ("policy", "right"), *((each, "right") for each in heads), ("in the search", "right"), ("front", "right"),
        title=f"{steps.name}: policies that no other beats, means on fresh seeds ± 95 % interval · {steps.pairs:,} pairs of runs",
    )  # fmt: skip
    for column in made.columns:
        column.no_wrap = False  # where there is little room, what is long is broken between its parts and never cut
    rows = found.front.sort_values(goals[0].outcome.name, ascending=False).to_dict(orient="records")
    for place, row in enumerate(rows, start=1):
        made.add_row(
            f"{place}",
            *(telling.give_or_take(row[name], row[f"{name}_high"]) for name in (each.outcome.name for each in goals)),
            ", ".join(telling.number(row[f"{each.outcome.name}_searched"], "+.3g") for each in goals),
            "●" if row["on_frontier"] else "",
        )  # fmt: skip
    made.add_row("none", *("0" for _ in goals), "nothing is done", "●")
    out = telling.console()
    out.print(made)
    for place, row in enumerate(rows, start=1):
        out.print(_policy(f"{place:>4}  ", names, row, out.width), markup=False, soft_wrap=True)
    out.print()


def _policy(head: str, names: Sequence[str], row: Mapping[Hashable, Any], width: int) -> str:
    """The numbers of a policy in lines of so many columns, each name with its number on one line."""
    from textwrap import fill

    space = "\N{NO-BREAK SPACE}"
    told = ", ".join(f"{each.removeprefix('policy.')}{space}{row[each]:.3g}" for each in names)
    made = fill(told, width, initial_indent=head, subsequent_indent=" " * len(head), break_long_words=False)
    return made.replace(space, " ")
