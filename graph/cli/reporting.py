"""`alliances report`, `compare` and `site`: pages to read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from graph.cli.console import (
    DbOption,
    JsonOption,
    counted,
    examples,
    open_page,
    opened_store,
    say,
    say_json,
    say_table,
)
from graph.cli.selecting import (
    AroundOption,
    BlocOption,
    DepthOption,
    Part,
    RegionOption,
    RelationOption,
    project_part,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views import Theme
    from graph.views.comparison import Change

__all__ = ["register"]

_EVERY_STATUS = ("asserted", "planned", "denied")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog=examples("alliances report Mali --open", "alliances report AES -o aes.html"))(report)
    app.command(
        epilog=examples(
            "alliances compare --from 2023-01-01 --to 2025-01-01",
            "alliances compare --from 2020 --to 2025 --bloc ECOWAS -o ecowas.html",
        )
    )(compare)
    app.command(epilog=examples("alliances site", "alliances site -o public --title 'Pacts of the Sahel'"))(
        site
    )


def report(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A country, bloc or minister, by name or id.", show_default=False
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where the page goes; else ID.html.", show_default=False
        ),
    ] = None,
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a page about one actor.

    Partners over time, memberships, offices, what is planned, contradictions, and who says so.
    """
    from graph.projection import project
    from graph.queries import actor_named
    from graph.views.report import write_report

    with opened_store(db) as store:
        actor = actor_named(name, store)
        projection = project(store, statuses=_EVERY_STATUS, around=actor.id, depth=1, reference="all")
        contradictions = store.contradictions()
        established = [
            stored
            for stored in store.stored_claims()
            if stored.claim.relation == "established" and stored.claim.subject == actor.id
        ]
    path = output or Path(f"{actor.id}.html")
    write_report(projection, actor.id, path, contradictions=contradictions, established=established)
    edges = projection.degree(actor.id)
    if as_json:
        say_json({"page": str(path), "actor": actor.id, "edges": edges})
    else:
        say(f"{path}: {actor.name}, {counted(edges, 'relation')}")
    if open_it:
        open_page(path)


def compare(
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="One day.", show_default=False)],
    second: Annotated[str, typer.Option("--to", metavar="DATE", help="The other day.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="A page with both states too.", show_default=False
        ),
    ] = None,
    relation: RelationOption = None,
    around: AroundOption = None,
    depth: DepthOption = 1,
    bloc: BlocOption = None,
    region: RegionOption = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what appeared, ended or changed between two days."""
    from graph.views import write_page
    from graph.views.comparison import compare as compare_states
    from graph.views.comparison import merge_states, state_within

    frame = Part(relation=relation, around=around, depth=depth, bloc=bloc, region=region)
    with opened_store(db) as store:
        shown = project_part(store, frame, statuses=("asserted",))
        states = [
            project_part(store, Part(relation=relation, as_of=day), statuses=("asserted",), reference="all")
            for day in (first, second)
        ]
    before, after = (state_within(shown, state) for state in states)
    changes = compare_states(before, after)
    names = {key: data["name"] for p in (before, after) for key, data in p.nodes(data=True)}
    if output is not None:
        days = {"before": first, "after": second}
        title = f"Alliances, {first} and {second}"
        write_page(merge_states(before, after), output, title=title, changes=days)
    if as_json:
        say_json([_change_record(change) for change in changes])
        return
    say_table(
        ["", "from", "relation", "to", "before", "after"], [_change_row(change, names) for change in changes]
    )
    say(f"{counted(len(changes), 'difference')} between {first} and {second}")
    if output is not None:
        say(str(output))


def _change_record(change: "Change") -> dict[str, Any]:
    fields = ("role", "since", "until")
    return {
        "change": change.kind.value,
        "subject": change.subject,
        "relation": change.relation,
        "object": change.object,
        **{
            name: None if data is None else {field: data.get(field) for field in fields}
            for name, data in (("before", change.before), ("after", change.after))
        },
    }


def _change_row(change: "Change", names: "Mapping[str, str]") -> list[str]:
    from graph.views.wording import period, verb

    edge = change.after or change.before or {}

    def told(data: dict[str, Any] | None) -> str:
        return "" if data is None else ", ".join(p for p in (data.get("role"), period(data)) if p)

    return [
        change.kind.value,
        names[change.subject],
        verb(edge) if change.kind != "changed" else verb({**edge, "role": None}),
        names[change.object],
        told(change.before),
        told(change.after),
    ]


def site(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the site goes.")
    ] = Path("site"),
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The site's heading.")] = None,
    theme: Annotated[
        str, typer.Option(metavar="NAME", help="Of the network: light, dark, or auto.")
    ] = "auto",
    open_it: Annotated[bool, typer.Option("--open", help="Open the index in the browser.")] = False,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a folder of static pages.

    An index, the network, and a page for every actor and every article with what it says.
    """
    from graph.views import DEFAULT_TITLE
    from graph.views.site import write_site

    with opened_store(db) as store:
        projection = project_part(store, Part(), statuses=_EVERY_STATUS)
        size = write_site(
            projection,
            store.articles(text=False),
            store.stored_claims(),
            output,
            title=title or DEFAULT_TITLE,
            theme=cast("Theme", theme),
        )
    index = output / "index.html"
    if as_json:
        say_json(
            {"index": str(index), "actors": size.actors, "articles": size.articles, "claims": size.claims}
        )
    else:
        parts = (
            counted(size.actors, "actor"),
            counted(size.articles, "article"),
            counted(size.claims, "claim"),
        )
        say(f"{index}: {', '.join(parts)}")
    if open_it:
        open_page(index)
