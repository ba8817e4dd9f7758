"""The command line: ``sim run``, ``sim compare``, ``sim sweep``, ``sim report``.

A command's module imports nothing but click before the command runs, so that ``sim --help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

import sim
from sim.cli.mistakes import explained

COMMANDS = {
    "new": "sim.cli.new:new",
    "check": "sim.cli.check:check",
    "describe": "sim.cli.describe:describe",
    "explain": "sim.cli.explain:explain",
    "diff": "sim.cli.diff:diff",
    "run": "sim.cli.run:run",
    "compare": "sim.cli.compare:compare",
    "sweep": "sim.cli.sweep:sweep",
    "repeat": "sim.cli.repeat:repeat",
    "sensitivity": "sim.cli.sensitivity:sensitivity",
    "optimize": "sim.cli.optimize:optimize",
    "tipping": "sim.cli.tipping:tipping",
    "discover": "sim.cli.discover:discover",
    "share": "sim.cli.share:share",
    "report": "sim.cli.report:report",
    "live": "sim.cli.live:live",
    "validate": "sim.cli.validate:validate",
    "robustness": "sim.cli.robustness:robustness",
    "odd": "sim.cli.odd:odd",
}
"""The commands, in the order in which the help lists them, and where each is."""

AT_ONCE = ("new", "check", "describe", "explain", "diff")
"""Commands that are done before there is garbage to collect: looking for it would be a tenth of their time."""

WRONG_INPUT = 2
"""Exit status where what was asked cannot be done."""

INTERRUPTED = 130
"""Exit status after Ctrl-C."""

PIPE_CLOSED = 141
"""Exit status where the reader of the output went away."""


class _Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's name
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.command(
    cls=_Commands,
    epilog="A scenario is a path, or the name of one that comes with the program, such as cubicle_farm.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(sim.__version__, prog_name="sim")
def commands() -> None:
    """Simulate what happens in an office whose people treat one another as clients."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command, and leave with its exit status: 0, 2 for input that cannot be used, 130 after Ctrl-C.

    Args:
        arguments: The command line without the program's name; the process's own where none is given.
    """
    if arguments is None:
        os.environ.setdefault(
            "PYDANTIC_DISABLE_PLUGINS", "__all__"
        )  # or it reads about every package that is installed
        if sys.argv[1:2] and sys.argv[1] in AT_ONCE:
            gc.disable()
    sys.exit(_status(arguments))


def _status(arguments: Sequence[str] | None) -> int:
    try:
        status = commands.main(
            args=None if arguments is None else list(arguments), prog_name="sim", standalone_mode=False
        )
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as left:
        return left.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that nothing is written at exit either
        return PIPE_CLOSED
    except Exception as error:
        told = explained(error)
        if told is None:
            raise
        click.echo(told, err=True)
        return WRONG_INPUT
