"""`alliances init`, `load` and `remove`: what changes the graph."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import (
    DbOption,
    ExitCode,
    FormatOption,
    JobsOption,
    JsonOption,
    LimitOption,
    NamesOption,
    PathsArgument,
    PublishedOption,
    SourceOption,
    UrlOption,
    counted,
    examples,
    opened_store,
    progress_line,
    read_extractor,
    read_facts,
    read_input,
    say,
    say_json,
    say_problems,
)
from graph.cli.judging import JudgementsOption, applied_record, say_applied

if TYPE_CHECKING:
    from graph.decisions import Applied
    from graph.loader import LoadReport
    from graph.model import Article, Problem
    from graph.store import Store, Tally, WriteReport

__all__ = ["prepare", "register", "say_load"]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        epilog=examples("alliances init", "NEO4J_URI=bolt://localhost NEO4J_PASSWORD=… alliances init")
    )(init)
    app.command(
        epilog=examples(
            "alliances load news/",
            "alliances load corpus.jsonl.gz --limit 300 --jobs 2",
            "cat article.txt | alliances load - --format txt --source Reuters --published 2024-07-06",
        )
    )(load)
    app.command(
        epilog=examples(
            "alliances remove https://example.org/article",
            "alliances remove sha256:9f86d081…  (`alliances show NAME --json` gives ids)",
        )
    )(remove)


def prepare(store: "Store", names: Path | None = None) -> None:
    """Makes the schema and puts in the reference facts where there are none; with names of a user always."""
    store.prepare()
    if names is not None or not store.has_reference():
        store.write_reference(read_facts(names))


def init(db: DbOption = None, names: NamesOption = None, as_json: JsonOption = False) -> None:
    """Prepare a graph: schema and reference facts.

    `load` does it on a fresh one.
    """
    reference = read_facts(names)
    with opened_store(db, create=True) as store:
        store.prepare()
        report = store.write_reference(reference)
        counts = store.counts()
    if as_json:
        say_json({"edges": _tally_record(report.edges), "counts": counts})
        return
    say(f"reference edges: {_tally_text(report.edges)}")
    say(", ".join(counted(number, name) for name, number in counts.items() if number))


def load(
    paths: PathsArgument,
    db: DbOption = None,
    as_json: JsonOption = False,
    limit: LimitOption = None,
    names: NamesOption = None,
    no_reference: Annotated[
        bool, typer.Option("--no-reference", help="Put no reference facts into a fresh graph.")
    ] = False,
    format: FormatOption = None,  # noqa: A002 - as the option is called
    published: PublishedOption = None,
    source: SourceOption = None,
    url: UrlOption = None,
    jobs: JobsOption = 1,
    judgements: JudgementsOption = None,
) -> None:
    """Load articles into the graph.

    What is there already and unchanged is left alone; a load that was stopped is completed by doing it again.
    """
    from graph.decisions import apply_decisions, read_decisions
    from graph.loader import LoadReport
    from graph.loader import load as load_articles

    items = read_input(paths, format=format, published=published, source=source, url=url, limit=limit)
    extractor = read_extractor(names)
    decisions = [] if judgements is None else read_decisions(judgements)
    applied = None
    problems, first = _read_first(items)
    if first is None and not decisions:
        report = LoadReport(problems=problems)  # and no graph is made
    else:
        with opened_store(db, create=True) as store, progress_line("loaded") as tell:
            if no_reference:
                store.prepare()
            else:
                prepare(store, names)
            every = chain(problems, [] if first is None else [first], items)
            report = load_articles(every, store, extractor, on_progress=tell, jobs=jobs, names=names)
            applied = apply_decisions(decisions, store) if decisions else None
    if as_json:
        say_json(_load_record(report, applied))
    else:
        say_load(report)
        if applied is not None:
            say_applied(applied)
        say_problems(report.problems)
    if report.problems:
        raise typer.Exit(ExitCode.FAULTS)


def _read_first(items: "Iterator[Article | Problem]") -> "tuple[list[Problem], Article | None]":
    """Reads up to the first article; the problems before it, and None where there is no article."""
    from graph.model import Article

    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Article):
            return problems, item
        problems.append(item)
    return problems, None


def remove(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The id of an article.")],
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take an article and its claims out of the graph.

    An edge goes with its last claim.
    """
    with opened_store(db) as store:
        report = store.remove(article)
    if as_json:
        say_json(_report_record(report))
        return
    say(f"removed {article}")
    say(f"claims: {_tally_text(report.claims)}")
    say(f"edges:  {_tally_text(report.edges)}")


def say_load(report: "LoadReport") -> None:
    """Prints what a load did."""
    written = report.report
    statuses = ", ".join(
        f"{number} {status.value}" for status, number in sorted(report.claims_by_status.items())
    )
    say(f"articles: {report.read} read, {_tally_text(written.articles)}")
    say(f"claims:   {_tally_text(written.claims)}{f' ({statuses})' if statuses else ''}")
    say(f"edges:    {_tally_text(written.edges)}")
    if report.problems:
        say(f"problems: {len(report.problems)}")


def _load_record(report: "LoadReport", applied: "Applied | None") -> dict[str, Any]:
    from graph.exports import problem_record

    record = _report_record(report.report)
    if applied is not None:
        record["judgements"] = applied_record(applied)
    return {
        **record,
        "articles": {"read": report.read, **record["articles"]},
        "claims": {**record["claims"], "by_status": dict(report.claims_by_status)},
        "problems": [problem_record(problem) for problem in report.problems],
    }


def _report_record(report: "WriteReport") -> dict[str, Any]:
    return {
        "articles": _tally_record(report.articles),
        "claims": _tally_record(report.claims),
        "edges": _tally_record(report.edges),
    }


def _tally_record(tally: "Tally") -> dict[str, int]:
    return {
        "new": tally.new,
        "changed": tally.changed,
        "unchanged": tally.unchanged,
        "removed": tally.removed,
    }


def _tally_text(tally: "Tally") -> str:
    text = f"{tally.new} new, {tally.changed} changed, {tally.unchanged} unchanged"
    return f"{text}, {tally.removed} removed" if tally.removed else text
