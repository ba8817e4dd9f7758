"""``sim sensitivity``: what drives an outcome, by Sobol indices or Morris screening."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli import options

if TYPE_CHECKING:
    from sim.analysis import Answer, Sensitivity
    from sim.experiment import Design

SIZES = {"sobol": 64, "morris": 20}
"""Base samples of a Sobol analysis, and trajectories of a Morris screening, where nobody says how many."""

KINDS = {"sobol": "saltelli", "morris": "morris"}
"""The design of each method."""


@click.command(short_help="Say what drives an outcome: Sobol indices, Morris screening.")
@click.argument("where", metavar="[SCENARIO|FOLDER]", required=False)
@click.option(
    "--method", type=click.Choice(tuple(SIZES)), default="sobol", show_default=True,
    help="Sobol: shares of the variance. Morris: a first look at many factors for few runs.",
)  # fmt: skip
@click.option(
    "--vary", "vary", multiple=True, metavar="NAME[=LOW:HIGH]",
    help="What to vary, over its plausible range unless another is given; every lever that is not --set by default.",
)  # fmt: skip
@click.option(
    "--size", type=click.IntRange(2, 1_000_000), metavar="N",
    help="Base samples, a power of two (64; a run each for every factor and two more), or trajectories of Morris (20).",
)  # fmt: skip
@click.option(
    "--measure", "measures", multiple=True, metavar="NAME",
    help="What is to be explained: net, or any measure; productivity and animosity by default. Can be given several times.",
)  # fmt: skip
@click.option(
    "--absolute", is_flag=True, help="Explain the measures themselves rather than their change against the twin."
)
@options.replications_option(2)
@options.search_options
@click.option("--report", "page", is_flag=True, help="Write the HTML report too, as `sim report` does.")
@click.option(
    "--design-only", type=click.Path(dir_okay=False), metavar="FILE.csv",
    help="Write the design and run nothing: for an outcome that is computed elsewhere. Without a SCENARIO, --vary may "
    "name anything.",
)  # fmt: skip
@click.option(
    "--from-csv", type=click.Path(exists=True, dir_okay=False), metavar="FILE.csv",
    help="Analyse a design that --design-only wrote, with a column for each --outcome.",
)  # fmt: skip
@click.option("--outcome", "outcomes", multiple=True, metavar="COLUMN", help="A column of outcomes of --from-csv.")
@options.json_option
def sensitivity(
    where: str | None, method: str, vary: tuple[str, ...], size: int | None, measures: tuple[str, ...], absolute: bool,
    replications: int, seed: int, days: int | None, overrides: tuple[str, ...], price: float | None, workers: int | None,
    cluster: str | None, folder: str | None, page: bool, design_only: str | None, from_csv: str | None,
    outcomes: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Say which factors of SCENARIO, or of the results in FOLDER, drive the gain in productivity and the animosity.

    Every point of the design is run on the same seeds, with its twin; an outcome is the mean over them.
    """
    from sim.analysis import Price
    from sim.experiment import Design

    price = Price().animosity_price if price is None else price
    if from_csv is not None:
        return _of_a_table(from_csv, outcomes, seed, as_json)
    if where is None and design_only is None:
        raise click.UsageError("Name a SCENARIO or a FOLDER of results, or give --from-csv, or --design-only.")
    design = Design(KINDS[method], samples=SIZES[method] if size is None else size, seed=0)
    if design_only is not None:
        return _write(design_only, where, options.with_days(overrides, days), vary, design)
    assert where is not None
    if (Path(where) / "manifest.json").is_file():
        from sim.analysis import reopen

        answer = reopen(where)
    else:
        said = options.with_days(overrides, days)
        answer = _asked(where, said, vary, design, replications, seed, folder, workers, cluster)
    return _explain(answer, measures, absolute, price, seed, page, as_json)


def _asked(
    scenario: str, said: tuple[str, ...], vary: tuple[str, ...], design: Design, replications: int, seed: int,
    folder: str | None, workers: int | None, cluster: str | None,
) -> Answer:  # fmt: skip
    from sim.cli import asking, telling
    from sim.cli.searching import factors_of
    from sim.experiment import Experiment
    from sim.scenario import load

    told = load(scenario, said)
    telling.say_if_too_late(scenario, said)
    factors = factors_of(vary, told, said)
    experiment = Experiment(
        name=Path(scenario).stem, scenario=told, factors=factors, replications=replications, seed=seed, design=design
    )
    return asking.ask(experiment, "sensitivity", folder, workers, cluster=cluster)


def _explain(
    answer: Answer, measures: tuple[str, ...], absolute: bool, price: float, seed: int, page: bool, as_json: bool
) -> None:
    from sim.analysis import analyse, idle_words, is_idle, outcome
    from sim.analysis.outcomes import DEFAULT_OUTCOMES
    from sim.cli import telling

    if is_idle(answer.experiment) and not absolute:
        raise click.UsageError(idle_words(answer.experiment))
    chosen = [outcome(each, price, absolute=absolute) for each in measures or DEFAULT_OUTCOMES]
    found = analyse(answer, chosen, seed=seed)
    files = [answer.folder, answer.folder / "sensitivity.json"]
    if page:
        from sim.report import write_report

        files.append(write_report(answer, price))
    _show(found, as_json)
    telling.say_files(*files)


def _of_a_table(path: str, outcomes: tuple[str, ...], seed: int, as_json: bool) -> None:
    from sim.analysis.foreign import read_table
    from sim.analysis.sensitivity import analyse_table

    if not outcomes:
        raise click.UsageError("--from-csv needs --outcome, the name of a column of outcomes.")
    _show(analyse_table(read_table(path, outcomes), seed=seed), as_json)


def _write(path: str, scenario: str | None, said: tuple[str, ...], vary: tuple[str, ...], design: Design) -> None:
    import numpy as np

    from sim.analysis.foreign import factors_of_a_stranger, write_design
    from sim.cli import targets, telling
    from sim.cli.searching import factors_of
    from sim.experiment.designs import unit_points

    targets.refuse_other_ending(path, (".csv",), "--design-only")
    if scenario is None:
        if not vary:
            raise click.UsageError("--design-only without a SCENARIO needs --vary NAME=LOW:HIGH.")
        factors = factors_of_a_stranger(vary)
    else:
        from sim.scenario import load

        factors = factors_of(vary, load(scenario, said), said)
    unit = unit_points(design, len(factors))
    points = np.stack([each.at(unit[:, k]) for k, each in enumerate(factors)], axis=1)
    telling.say_files(write_design(path, [each.name for each in factors], points))
    telling.say(
        f"{len(points):,} points. Add a column of outcomes, then: sim sensitivity --from-csv {path} --outcome COLUMN"
    )


def _show(found: list[Sensitivity], as_json: bool) -> None:
    from sim.analysis.indices import in_words
    from sim.analysis.sensitivity import plain
    from sim.cli import telling

    if as_json:
        told = [{**data, "words": in_words(each)} for data, each in zip(plain(found), found, strict=True)]
        telling.print_json({"sensitivities": told})
        return
    out = telling.console()
    for each in found:
        out.print(_table(each))
        out.print(in_words(each))
        out.print()


def _table(found: Sensitivity) -> object:
    from sim.cli import telling

    is_sobol = found.method == "sobol"
    heads = ("total", "first order") if is_sobol else ("size of the change (mu*)", "change (mu)")
    unit = "" if found.unit == "1" else f" {found.unit}"
    made = telling.table(
        ("factor", "left"), (heads[0], "right"), ("95 %", "right"), (heads[1], "right"), ("95 %", "right"),
        *(() if is_sobol else (("spread (sigma)", "right"),)),
        title=f"What drives the {found.outcome} · {found.points:,} points · mean {found.mean:.3g}{unit}, "
        f"standard deviation {found.deviation:.3g}",
    )  # fmt: skip
    form = ".2f" if is_sobol else ".3g"
    for each in found.indices:
        made.add_row(
            each.factor.removeprefix("policy."), telling.number(each.total, form),
            f"{telling.number(each.total_low, form)} … {telling.number(each.total_high, form)}",
            telling.number(each.main, form), f"{telling.number(each.main_low, form)} … {telling.number(each.main_high, form)}",
            *(() if is_sobol else (telling.number(each.spread, form),)),
        )  # fmt: skip
    return made
