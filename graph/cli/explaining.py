"""`alliances explain`: how an article was read, and what was refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import (
    DbOption,
    ExitCode,
    JobsOption,
    JsonOption,
    LimitOption,
    NamesOption,
    PublishedOption,
    claim_sentence,
    examples,
    opened_store,
    progress_line,
    read_extractor,
    read_gazetteer,
    read_input,
    say,
    say_json,
    say_problems,
    say_table,
)
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.explanation import Explanation, Refusal, SentenceReading
    from graph.gazetteer import Mention
    from graph.model import Article, Claim, Extraction, Problem, Rejection

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        epilog=examples(
            "alliances explain article.txt",
            "alliances explain article.txt --sentence 3 --json",
            "alliances explain news/ --count --jobs 2",
        )
    )(explain)


def explain(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="A file, - for standard input, or an article's id.", show_default=False
        ),
    ],
    sentence: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the Nth sentence.", show_default=False)
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help="Count what was refused, and why: of a file, a folder, a corpus.")
    ] = False,
    published: PublishedOption = None,
    limit: LimitOption = None,
    db: DbOption = None,
    names: NamesOption = None,
    jobs: JobsOption = 1,
    as_json: JsonOption = False,
) -> None:
    """Say how an article was read: what was found, by which rule, and what was refused, and why.

    Of each sentence: the names in it, its claims with the words that decided their status, and the
    candidates that make none.
    """
    from graph.model import Problem

    problems: list[Problem] = []
    items = _items(article, db, published, limit)
    read = _read(items, names, problems, jobs=jobs)
    if count:
        _count(read, as_json=as_json)
    else:
        _explain(read, article, sentence, names, as_json=as_json)
    say_problems(problems)
    if problems:
        raise typer.Exit(ExitCode.FAULTS)


def _read(
    items: "Iterator[Article | Problem]", names: Path | None, problems: "list[Problem]", *, jobs: int
) -> "Iterator[tuple[Article, Extraction]]":
    """Articles with what was read in them; what cannot be read is added to the problems."""
    from graph.loader import extract_each
    from graph.model import Problem

    with progress_line("read") as tell:
        results = extract_each(items, read_extractor(names), jobs=jobs, names=names)
        for done, result in enumerate(results, 1):
            tell(done)
            if isinstance(result, Problem):
                problems.append(result)
            else:
                yield result


def _items(
    article: str, db: str | None, published: str | None, limit: int | None
) -> "Iterator[Article | Problem]":
    if article == "-" or Path(article).exists():
        return read_input([article], format=None, published=published, source=None, url=None, limit=limit)
    with opened_store(db) as store:
        stored = store.article(article)
    if stored is None:
        raise UsageError(f"{article!r} is no file, and no article of the graph has that id")
    if not stored.text:
        raise UsageError("the graph keeps no text of that article; name its file")
    return iter([stored])


# --------------------------------------------------------------------------------------- one article


def _explain(
    read: "Iterator[tuple[Article, Extraction]]",
    asked: str,
    sentence: int | None,
    names: Path | None,
    *,
    as_json: bool,
) -> None:
    from graph.explanation import explain as explain_reading

    first = next(read, None)
    if first is None:
        return
    if next(read, None) is not None:
        raise UsageError(f"{asked} holds more than one article; name one, or count with --count")
    explanation = explain_reading(*first, read_gazetteer(names))
    if sentence is not None and sentence > len(explanation.sentences):
        raise UsageError(f"--sentence: the article has {len(explanation.sentences)} sentences")
    wanted = [s for s in explanation.sentences if sentence in {None, s.number}]
    if as_json:
        say_json(_explanation_record(explanation, wanted))
        return
    say(explanation.article.title or explanation.article.ref, style="bold")
    for reading in wanted:
        if sentence is not None or reading.mentions or reading.claims or reading.rejections:
            _say_sentence(reading, explanation.names)


def _say_sentence(reading: "SentenceReading", names: "Mapping[str, str]") -> None:
    say()
    say(f"{reading.number}. {' '.join(reading.text.split())}")
    if reading.mentions:
        say(f"   names: {'; '.join(_mention_words(mention) for mention in reading.mentions)}", style="dim")
    for claim in reading.claims:
        say(f"   + {claim_sentence(claim, names)}", style="bold")
        say(f"     {_claim_words(claim)}", style="dim")
    for rejection in reading.rejections:
        say(f"   - {_rejection_words(rejection, names)}")
    if not reading.claims and not reading.rejections:
        say("   nothing: fewer than two actors, or no word that tells of a relation", style="dim")


def _mention_words(mention: "Mention") -> str:
    if mention.actor is None:
        return f"{mention.text} (left open: {' or '.join(mention.candidates)})"
    return f"{mention.text} → {mention.actor}{', a place here' if mention.as_place else ''}"


def _claim_words(claim: "Claim") -> str:
    decided = ", ".join(f"“{word}”" for word in claim.decided_by)
    parts = [
        f"rule {claim.rule}",
        f"confidence {claim.confidence:g}",
        f"{claim.status.value} by {decided}" if decided else "stated plainly",
        "" if claim.certainty == "certain" else claim.certainty.value,
        f"said by {claim.attribution}" if claim.attribution else "",
    ]
    return "; ".join(part for part in parts if part)


def _rejection_words(rejection: "Rejection", names: "Mapping[str, str]") -> str:
    from graph.ontology import relation

    ends = [names.get(end, end) for end in (rejection.subject, rejection.object) if end is not None]
    tried = (
        f"{relation(rejection.relation).label} ({', '.join(ends) or 'nobody'}): "
        if rejection.relation
        else ""
    )
    return f"{tried}{rejection.reason}"


def _explanation_record(explanation: "Explanation", wanted: "list[SentenceReading]") -> dict[str, Any]:
    from graph.exports import article_record

    return {
        "article": article_record(explanation.article),
        "sentences": [_sentence_record(reading) for reading in wanted],
    }


def _sentence_record(reading: "SentenceReading") -> dict[str, Any]:
    from dataclasses import asdict

    from graph.exports import claim_record

    return {
        "number": reading.number,
        "start": reading.start,
        "end": reading.end,
        "text": reading.text,
        "mentions": [
            mention._asdict() | {"kind": mention.kind.value, "candidates": list(mention.candidates)}
            for mention in reading.mentions
        ],
        "claims": [claim_record(claim) | {"decided_by": list(claim.decided_by)} for claim in reading.claims],
        "rejections": [asdict(rejection) for rejection in reading.rejections],
    }


# ------------------------------------------------------------------------------------------ a corpus


def _count(read: "Iterator[tuple[Article, Extraction]]", *, as_json: bool) -> None:
    from graph.explanation import count_refusals

    sums = {"articles": 0, "claims": 0}

    def summed() -> "Iterator[Extraction]":
        for _, extraction in read:
            sums["articles"] += 1
            sums["claims"] += len(extraction.claims)
            yield extraction

    refusals = count_refusals(summed())
    if as_json:
        say_json(sums | {"refused": [_refusal_record(refusal) for refusal in refusals]})
        return
    refused = sum(refusal.number for refusal in refusals)
    say(f"{sums['articles']:,} articles, {sums['claims']:,} claims, {refused:,} refused")
    if refusals:
        say_table(
            ["refused", "relation", "because"],
            [[f"{r.number:,}", r.relation or "(none tried)", r.reason] for r in refusals],
        )


def _refusal_record(refusal: "Refusal") -> dict[str, Any]:
    return {"reason": refusal.reason, "relation": refusal.relation or None, "number": refusal.number}
