"""``sim report``: one HTML page on the results in a folder."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sim.cli import options, targets


@click.command(short_help="Write an HTML page on the results in a folder.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False), metavar="FILE",
    help="Where to write the page; report.html in the folder by default.",
)  # fmt: skip
@click.option(
    "--point", type=click.IntRange(0), metavar="N",
    help="The design point to look at closely (see the column 'point'); by default the one nearest to the scenario.",
)  # fmt: skip
@options.price_option
@options.json_option
def report(folder: str, output: str | None, point: int | None, price: float | None, as_json: bool) -> None:
    """Write one page on the results in FOLDER that opens without a network."""
    from sim.analysis import Price, reopen
    from sim.cli import telling
    from sim.report import verdict_of, write_report

    if output is not None:
        targets.refuse_other_ending(output, targets.PAGES, "--output")
    _refuse_search(Path(folder))
    price = Price().animosity_price if price is None else price
    answer = reopen(folder)
    if point is not None and point >= len(answer.experiment.points):
        raise click.BadParameter(
            f"there is no point {point}; allowed: 0 to {len(answer.experiment.points) - 1}", param_hint="--point"
        )
    if answer.is_of_this_model:
        telling.say_if_cold()
    path = write_report(answer, price, path=output, point=point)
    words = verdict_of(answer, price)
    if as_json:
        telling.print_json({"folder": folder, "report": str(path), "price": price, "verdict": words})
    else:
        out = telling.console()
        for each in words:
            out.print(each)
    telling.say_files(path)


def _refuse_search(folder: Path) -> None:
    """Refuse the folder of a search, whose command writes its page.

    Raises:
        click.UsageError: Saying which command that is.
    """
    for purpose in ("tipping", "optimize"):
        kept = folder / f"{purpose}.json"
        if kept.is_file():
            command = json.loads(kept.read_text(encoding="utf-8"))["command"]
            raise click.UsageError(
                f"{folder} holds a search; this writes its page, and runs nothing again: {command} --report"
            )
