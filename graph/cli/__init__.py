"""The command line: a command parses its options, makes one call of the library and prints."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from graph.cli import (
    checking,
    demonstration,
    explaining,
    exporting,
    extracting,
    judging,
    loading,
    moving,
    query,
    reference,
    reporting,
    scoring,
    showing,
    viewing,
)
from graph.cli.console import ExitCode, traceback_wanted, warn
from graph.errors import AllianceGraphError, QueryError, StoreError, UsageError

__all__ = ["app", "main", "run"]

app = typer.Typer(
    name="alliances",
    add_completion=True,
    rich_markup_mode=None,  # plain help: it starts in a third of the time and pipes well
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=(
        "\b\n"
        "Exit codes: 0 done; 1 done, but some input had problems or a check found faults;\n"
        "2 wrong use; 3 the store cannot be used; 4 a fault of alliances itself; 130 stopped."
    ),
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"alliances {version('alliance-graph')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Reads news articles into a graph of countries, blocs and ministers, with a quote behind every edge."""


for _commands in (
    demonstration,
    loading,
    extracting,
    explaining,
    showing,
    query,
    reference,
    viewing,
    reporting,
    judging,
    exporting,
    moving,
    checking,
    scoring,
):
    _commands.register(app)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code and prints errors in a line or two."""
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        code = app(args=given or ["--help"], prog_name="alliances", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        warn(f"alliances: {error.format_message()}")
        warn(_help_hint(error))
        return ExitCode.USAGE
    except (UsageError, StoreError, AllianceGraphError) as error:
        warn(f"alliances: {error}")
        return ExitCode.USAGE if isinstance(error, (UsageError, QueryError)) else ExitCode.UNAVAILABLE
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.STOPPED
    except BrokenPipeError:  # the reader of our output went away: nobody is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:
        if traceback_wanted():
            raise
        if isinstance(error, OSError) and error.filename is not None:
            warn(f"alliances: {error.filename}: {error.strerror}")
            return ExitCode.USAGE
        warn(f"alliances: a fault in alliances itself: {type(error).__name__}: {error}")
        warn("ALLIANCES_TRACEBACK=1 shows where; please report it")
        return ExitCode.INTERNAL
    if code == ExitCode.STOPPED:  # Typer makes it of Ctrl-C, without a word
        warn("alliances: stopped; what was loaded stays, and the next load goes on from there")
    return code if isinstance(code, int) else ExitCode.DONE


def _help_hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "alliances"
    return f"`{command} --help` says what it takes"


def main() -> None:
    """The console script."""
    sys.exit(run())
