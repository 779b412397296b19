"""`alliances demo`: the whole way once, on the packaged sample articles."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.console import ExitCode, examples, progress_line, say, say_problems
from graph.cli.loading import prepare, say_load
from graph.errors import UsageError

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=examples("alliances demo", "alliances demo /tmp/first-look"))(demo)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the graph and the page go.")] = Path(
        "demo"
    ),
) -> None:
    """Read the sample articles into a graph and draw it.

    Everything goes into a folder of its own; no server is used or touched.
    """
    from graph.extraction import default_extractor
    from graph.loader import load
    from graph.projection import project
    from graph.reading import read_paths
    from graph.resources import resource
    from graph.store import open_store
    from graph.views import write_page

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be made here ({error.strerror}); name another folder: alliances demo FOLDER"
        ) from error
    database, page = folder / "alliances.db", folder / "network.html"
    articles = read_paths([str(resource("seeds/articles"))])
    with open_store(database) as store, progress_line("loaded") as tell:
        prepare(store)
        report = load(articles, store, default_extractor(), on_progress=tell)
        projection = project(store, statuses=("asserted", "planned", "denied"))
    write_page(projection, page)
    say_load(report)
    say(f"network:  {page} ({projection.number_of_nodes()} actors, {projection.number_of_edges()} edges)")
    say()
    say(f"next: open {page} in a browser, or ask the graph:")
    say(f"  {_program()} show Mali --db {database}")
    say(f"  {_program()} verify --db {database}")
    say_problems(report.problems)
    if report.problems:
        raise typer.Exit(ExitCode.FAULTS)


def _program() -> str:
    """How the user can call us again: by name where the shell finds it, else by path."""
    import shutil
    import sys

    name = "alliances"
    called = Path(sys.argv[0])
    return name if shutil.which(name) or called.stem != name else str(called)
