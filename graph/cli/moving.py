"""`alliances copy`: a graph moved to another store, so that nobody has to load twice."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.console import JsonOption, examples, progress_line, say, say_json

__all__ = ["register"]

_FromArgument = Annotated[
    str, typer.Argument(metavar="FROM", help="The graph to copy: a folder or the address of a server.")
]
_ToArgument = Annotated[
    str, typer.Argument(metavar="TO", help="Where to: a folder or the address of a server; empty so far.")
]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog=examples(
            "NEO4J_PASSWORD=… alliances copy alliances.db bolt://localhost",
            "NEO4J_PASSWORD=… alliances copy bolt://localhost alliances.db",
        )
    )(copy)


def copy(
    source: _FromArgument,
    target: _ToArgument,
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite the graph that is at TO already.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Copy a graph to another store, exactly.

    A copy that was broken off is completed by doing it again. The user and password of a server come from
    NEO4J_USERNAME and NEO4J_PASSWORD.
    """
    from graph.errors import StoreUnavailableError, UsageError
    from graph.settings import store_address
    from graph.store import copy as copy_store
    from graph.store import open_store

    origin, goal = store_address(source), store_address(target)
    if origin == goal:
        raise UsageError(f"{source} and {target} are the same graph")
    if isinstance(origin, Path) and not origin.exists():
        raise StoreUnavailableError(f"there is no graph at {origin}")
    with (
        open_store(origin) as held,
        open_store(goal) as empty,
        progress_line("copied", of="nodes") as tell,
    ):
        tally = copy_store(held, empty, replace=replace, on_progress=tell)
    counts = {
        "new": tally.new,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "removed": tally.removed,
    }
    if as_json:
        say_json(counts)
    else:
        say(", ".join(f"{number} {name}" for name, number in counts.items() if number or name == "new"))
