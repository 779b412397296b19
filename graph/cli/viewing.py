"""`alliances view`: the network page."""

from pathlib import Path
from typing import Annotated

import typer

from graph.cli.console import DbOption, JsonOption, examples, opened_store, say, say_json

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog=examples("alliances view", "alliances view -o sahel.html --open"))(view)


def view(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the page goes.")
    ] = Path("alliances.html"),
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw the network as one page that works offline.

    With filters, search and the quotes behind every edge.
    """
    from graph.projection import project
    from graph.views import write_page

    with opened_store(db) as store:
        projection = project(store, statuses=("asserted", "planned", "denied"))
    write_page(projection, output)
    size = {"actors": projection.number_of_nodes(), "edges": projection.number_of_edges()}
    if as_json:
        say_json({"page": str(output), **size})
    else:
        say(f"{output}: {size['actors']} actors, {size['edges']} edges")
    if open_it:
        typer.launch(output.resolve().as_uri())
