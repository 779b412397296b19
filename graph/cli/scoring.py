"""`alliances eval`: how right the extraction is on articles annotated by hand."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import (
    ExitCode,
    JobsOption,
    JsonOption,
    NamesOption,
    examples,
    progress_line,
    read_extractor,
    say,
    say_json,
    say_problems,
)

if TYPE_CHECKING:
    from graph.evaluation import Edge, Score

__all__ = ["register"]


class Half(StrEnum):
    """Which articles to score, by the number in their ids."""

    ODD = "odd"
    EVEN = "even"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        name="eval",
        epilog=examples("alliances eval gold/", "alliances eval gold/ --only odd --errors 20"),
    )(evaluate_folder)


def evaluate_folder(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="A folder with articles/ and annotations/.", show_default=False
        ),
    ],
    only: Annotated[Half | None, typer.Option(help="Score the articles with odd or even numbers.")] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="Print N edges of each kind of error.")] = 0,
    as_json: JsonOption = False,
    jobs: JobsOption = 1,
    names: NamesOption = None,
) -> None:
    """Score the extraction on annotated articles.

    Precision, recall and F1 by relation and status, against what careful readers found; and how much of the
    text was parsed, and how much of what is to be found stands there.
    """
    from graph.evaluation import evaluate, in_half, read_annotated
    from graph.loader import extract_each
    from graph.model import Problem
    from graph.reading import read_paths

    annotated = read_annotated(folder, only.value if only else None)
    wanted = {article.id for article in annotated}
    items = (
        item
        for item in read_paths([str(folder / "articles")])
        if isinstance(item, Problem)
        or (item.ref in wanted and in_half(item.ref, only.value if only else None))
    )
    extractor = read_extractor(names)
    problems, extractions = [], {}
    with progress_line("read") as tell:
        for done, result in enumerate(extract_each(items, extractor, jobs=jobs, names=names), 1):
            tell(done)
            if isinstance(result, Problem):
                problems.append(result)
            else:
                extractions[result[0].ref] = result[1]
    score = evaluate(annotated, extractions)
    if as_json:
        say_json(score.to_record())
    else:
        _say_figures(score.to_record())
        if errors:
            _say_errors(score, errors)
    say_problems(problems)
    if problems:
        raise typer.Exit(ExitCode.FAULTS)


# -------------------------------------------------------------------------------------------- report

_HEAD = f"{'':30}{'right':>6}{'wrong':>6}{'missed':>7}   {'P':>5} {'R':>5} {'F1':>5}"
_MEANS = {"core": "core", "core_without_offices": "between states", "overall": "overall"}


def _rate(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.3f}"


def _row(name: str, tally: dict[str, Any]) -> str:
    counts = f"{tally['tp']:6}{tally['fp']:6}{tally['fn']:7}"
    return f"{name:30}{counts}   {_rate(tally['p'])} {_rate(tally['r'])} {_rate(tally['f1'])}"


def _say_figures(figures: dict[str, Any]) -> None:
    from graph.evaluation import CORE

    say(f"articles scored: {figures['articles']}")
    if figures["without_prediction"]:
        say(f"not read: {', '.join(figures['without_prediction'])}")
    say("\nactors", style="bold")
    say(_HEAD)
    for kind, tally in figures["entities"].items():
        say(_row(kind, tally))
    say(f"a second id for an actor already found: {figures['entity_repeats']}, counted once")
    say("\nedges, asserted (* core)", style="bold")
    say(_HEAD)
    for name, tally in figures["by_predicate"].items():
        if tally["tp"] + tally["fp"] + tally["fn"]:
            say(_row(f"{name} *" if name in CORE else name, tally))
    for key, name in _MEANS.items():
        say(_row(f"{name}, micro", figures[key]["micro"]))
        means = figures[key]["macro"]
        say(
            f"{f'{name}, macro by article':49}   {_rate(means['p'])} {_rate(means['r'])} {_rate(means['f1'])}"
        )
    say("\nedges of another status", style="bold")
    say(_HEAD)
    for status in ("planned", "denied"):
        say(_row(status, figures[status]))
    say()
    _say_other(figures)


def _say_other(figures: dict[str, Any]) -> None:
    status, dates, evidence = figures["status"], figures["date"], figures["evidence"]
    hard, optional = figures["hard_negatives"], figures["on_optional"]
    say(f"asserted, though annotated as planned or denied: {figures['modality_errors']} (wrong above)")
    confusions = "".join(f"; {what}: {number}" for what, number in status["confusions"].items())
    say(f"status right: {_rate(status['accuracy'])} ({status['right']} of {status['of']} found){confusions}")
    say(
        f"date right: {_rate(dates['accuracy'])}, coarser or finer too {_rate(dates['lenient'])} (of "
        f"{dates['gold_dated']}: exact {dates['exact']}, coarser or finer {dates['coarser']}, wrong "
        f"{dates['wrong']}, missing {dates['missing']}; where none is annotated: {dates['extra']})"
    )
    say(
        f"evidence right: {_rate(evidence['accuracy'])} ({evidence['right']} of {evidence['quoted']} quoted; "
        f"{evidence['of'] - evidence['quoted']} without, {evidence['not_in_text']} not in the text)"
    )
    _say_calibration(figures["calibration"])
    gate = figures["gate"]
    say(
        f"gate: {_rate(gate['share'])} of {gate['words']} words parsed, which holds {_rate(gate['recall'])} "
        f"of the edges that need it ({gate['let_through']} of {gate['edges']})"
    )
    relations = "".join(f"; {name}: {number}" for name, number in hard["by_predicate"].items())
    say(
        f"hard negatives: {hard['false_positives']} wrong in {hard['articles']} articles, "
        f"{hard['articles_clean']} clean{relations}"
    )
    say(
        f"neutral: {optional['edges']} of {optional['of']} optional edges ({optional['other_status']} with "
        f"another status), {figures['neutral']} beside a memorandum or a signing, "
        f"{figures['duplicates']} found again"
    )


def _say_calibration(calibration: dict[str, Any]) -> None:
    bins = [f"{b['confidence']:.2f}: {b['right']:.2f} of {b['edges']}" for b in calibration["bins"]]
    error = _rate(calibration["expected_error"])
    say(f"confidence off by {error} on average (said: right; {', '.join(bins) or 'none'})")


def _say_errors(score: "Score", most: int) -> None:
    every = list(score.outcomes.values())
    lists: dict[str, list[tuple[Edge, str]]] = {
        "missed": [(edge, "") for o in every for edge in o.missed],
        "wrong": [(edge, "") for o in every for edge in o.spurious],
        "kept from the parser": [(edge, "") for edge in score.kept_out()],
        "status": [(f, f"; annotated: {n.relation} {n.status}") for o in every for f, n in o.modality],
    }
    for title, edges in lists.items():
        say(f"\n{title}: {len(edges)}{f', the first {most}' if len(edges) > most else ''}", style="bold")
        for edge, note in edges[:most]:
            span = edge.spans[0] if edge.spans else None
            quote = score.articles[edge.article].text[span.start : span.end] if span else edge.quote
            say(f"  {edge}{note}")
            say(f"    {' '.join(quote.split())[:160]}", style="dim")
