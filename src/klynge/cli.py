# SPDX-License-Identifier: Apache-2.0
"""The command `klynge`: every error becomes a line that says what and how to mend it, never a traceback.

Exit codes: 0 all well, 1 problems in what was read (or in Klynge itself), 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.main import get_command

from klynge import (
    cli_check,
    cli_configure,
    cli_improve,
    cli_operate,
    cli_plan,
    cli_product,
    cli_promise,
    cli_repair,
    cli_replan,
    cli_scenario,
    cli_serve,
    cli_solve,
)
from klynge.network import FolderError
from klynge.words import language_of, say

INTERRUPTED = 130


def main() -> None:
    """Run the command line."""
    language = language_of(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        command_in(language)(prog_name="klynge")
    except SystemExit as stop:  # Typer makes this of Ctrl-C
        if stop.code == INTERRUPTED:
            print("\n" + say(language, "Interrupted; nothing is half written."), file=sys.stderr)
        raise
    except Exception as error:
        if os.environ.get("KLYNGE_DEBUG"):
            raise
        sys.exit(report(language, error))


def report(language: str, error: Exception) -> int:
    """Say on stderr what went wrong and how to mend it, and give the exit code."""
    problems = problems_of(language, error)
    if problems is None:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        problems = [
            say(language, "Klynge stopped on an error of its own: {error}", error=said),
            say(
                language,
                "Run it again with KLYNGE_DEBUG=1 and report what it shows, with the folder if you may share it.",
            ),
        ]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1


def problems_of(language: str, error: Exception) -> list[str] | None:
    """The lines that say what is wrong with what was given; None when the error is Klynge's own."""
    from klynge.configure.work import ConfigurationError
    from klynge.exchange.event_files import EventFileError
    from klynge.exchange.plan_json import PlanFileError
    from klynge.inquiry import UnknownNameError
    from klynge.planning import PlanningError
    from klynge.planning.placing import PlacingError
    from klynge.planning.promise import PromiseError
    from klynge.planning.replan import DisturbanceError
    from klynge.planning.scenario import ScenarioError

    if isinstance(error, FolderError):
        return [problem.line("nb" if language == "nb" else "en") for problem in error.problems]
    if isinstance(error, PlanFileError):
        return error.problems
    if isinstance(error, UnknownNameError):
        return [error.words(language)]
    if isinstance(error, ConfigurationError):
        return error.words("nb" if language == "nb" else "en").splitlines()
    if isinstance(error, PlacingError):
        return [*error.words(language), say(language, "klynge verify names every rule that a plan file breaks.")]
    if isinstance(error, PromiseError):
        return [error.words("nb" if language == "nb" else "en")]
    if isinstance(error, DisturbanceError):
        return error.words(language)
    if isinstance(error, EventFileError):
        return error.problems
    if isinstance(error, ScenarioError):
        return [problem.line("nb" if language == "nb" else "en") for problem in error.problems]
    if isinstance(error, PlanningError):
        return [str(error)]
    if isinstance(error, OSError) and error.filename is not None:
        reason = error.strerror or type(error).__name__
        return [say(language, "cannot use {path}: {reason}", path=error.filename, reason=reason)]
    return None


def command_in(language: str) -> typer.core.TyperGroup:
    """The whole command with its help in the language."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="Customer-adapted production in a cluster of independent manufacturers: plan, promise, explain.",
    )
    app.callback()(common)
    cli_check.register(app)
    cli_plan.register(app)
    cli_promise.register(app)
    cli_replan.register(app)
    cli_improve.register(app)
    cli_scenario.register(app)
    cli_solve.register(app)
    cli_repair.register(app)
    cli_product.register(app)
    cli_configure.register(app)
    cli_serve.register(app)
    cli_operate.register(app)
    command = get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    _translate(command, language)
    return command


def _translate(command: typer.core.TyperGroup | typer.core.TyperCommand, language: str) -> None:
    """Put the help of a command, its parameters and its own commands into the language."""
    command.help = say(language, command.help or "")
    for parameter in command.params:
        if isinstance(parameter, typer.core.TyperOption | typer.core.TyperArgument) and parameter.help:
            parameter.help = say(language, parameter.help)
    for part in command.commands.values() if isinstance(command, typer.core.TyperGroup) else ():
        assert isinstance(part, typer.core.TyperGroup | typer.core.TyperCommand)
        _translate(part, language)


def show_version(wanted: bool) -> None:
    """Print the version and stop, when that is wanted."""
    if wanted:
        typer.echo(version("klynge"))
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=show_version)]


def common(_version: Version = False) -> None:
    """What holds for every command."""


if __name__ == "__main__":
    main()
