"""`alliances contradictions` and `judge`: what does not agree, and what a person decides about it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import (
    DbOption,
    ExitCode,
    JsonOption,
    counted,
    examples,
    opened_store,
    problem_text,
    say,
    say_json,
    say_table,
    warn,
)

if TYPE_CHECKING:
    from graph.decisions import Applied, Doubt
    from graph.model import Actor
    from graph.store import Judgement, JudgementKind, Store

__all__ = ["JudgementsOption", "applied_record", "register", "say_applied"]

JudgementsOption = Annotated[
    Path | None,
    typer.Option(
        "--judgements",
        envvar="ALLIANCES_JUDGEMENTS",
        metavar="FILE",
        help="Decisions as CSV (kind,a,b,reason), to be shared and kept beside the articles.",
    ),
]
_ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for those who read it.")]
_WHO = "A country, bloc or minister, by name or id."
_OneArgument = Annotated[str, typer.Argument(metavar="A", help=_WHO, show_default=False)]
_OtherArgument = Annotated[str, typer.Argument(metavar="B", help=_WHO, show_default=False)]
_EXAMPLES = examples(
    "alliances judge list",
    "alliances judge same mli-camara sadio-camara --reason 'one article has both'",
    "alliances judge different 'John Smith' smith-john",
    "alliances judge reject CLAIM  (`alliances contradictions` and `show NAME --json` give ids)",
    "alliances judge undo ID",
    "alliances judge apply judgements.csv",
)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog=examples("alliances contradictions", "alliances contradictions Mali --json"))(
        contradictions
    )
    group = typer.Typer(
        help="Decide who is the same and which claim is wrong.\n\nIt holds for what is loaded later too.",
        epilog=_EXAMPLES,
        rich_markup_mode=None,
    )
    group.command(epilog=examples("alliances judge same mli-camara sadio-camara"))(same)
    group.command(epilog=examples("alliances judge different 'John Smith' smith-john"))(different)
    group.command(epilog=examples("alliances judge reject 6d1f0b8e --reason hearsay"))(reject)
    group.command(name="list", epilog=examples("alliances judge list", "alliances judge list --json"))(
        list_all
    )
    group.command(epilog=examples("alliances judge undo 6d1f0b8e"))(undo)
    group.command(epilog=examples("alliances judge apply judgements.csv"))(apply)
    app.add_typer(group, name="judge")


# ------------------------------------------------------------------------------------- contradictions


def contradictions(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="Only those about a country, bloc or minister.", show_default=False
        ),
    ] = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims that others deny, or that the reference facts speak against.

    Where the reference has a dated fact it keeps the edge, and the claim is listed here.
    """
    from graph.queries import find_query, run_query

    with opened_store(db) as store:
        answer = run_query(find_query("contradictions"), store, {} if name is None else {"actor": name})
    if as_json:
        say_json({"contradictions": answer.rows})
        return
    for row in answer.rows:
        _say_contradiction(row)
    say(counted(len(answer.rows), "contradiction") if answer.rows else "no contradictions")


def _say_contradiction(row: Mapping[str, Any]) -> None:
    from graph.ontology import relation

    dated = f" ({row['date']})" if row["date"] else ""
    say(f"{row['one']} {relation(row['relation']).label} {row['other']}{dated}", style="bold")
    say(f"  “{row['quote']}”")
    say(f"  {row['article']}{', ' + row['published'] if row['published'] else ''}; claim {row['claim']}")
    say(f"  but {row['contradicted_by']}")
    if row["by_quote"]:
        say(f"  “{row['by_quote']}” (claim {row['by_claim']})")
    say()


# ----------------------------------------------------------------------------------------- decisions


def same(
    a: _OneArgument,
    b: _OtherArgument,
    reason: _ReasonOption = "",
    judgements: JudgementsOption = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that two actors are the same: their edges become one's."""
    from graph.store import JudgementKind

    _judge(JudgementKind.SAME, (a, b), reason, judgements, db, as_json=as_json)


def different(
    a: _OneArgument,
    b: _OtherArgument,
    reason: _ReasonOption = "",
    judgements: JudgementsOption = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that two actors are not the same: nothing may join them."""
    from graph.store import JudgementKind

    _judge(JudgementKind.DIFFERENT, (a, b), reason, judgements, db, as_json=as_json)


def reject(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The id of a claim.", show_default=False)],
    reason: _ReasonOption = "",
    judgements: JudgementsOption = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Decide that a claim is wrong: it makes no edge."""
    from graph.store import JudgementKind

    _judge(JudgementKind.REJECT, (claim,), reason, judgements, db, as_json=as_json)


def undo(
    judgement: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a decision, or its beginning.", show_default=False)
    ],
    judgements: JudgementsOption = None,
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take a decision back: the graph is as if it had never been."""
    with opened_store(db) as store:
        withdrawn = store.withdraw(_judgement_id(judgement, store))
        _keep(judgements, withdrawn, held=False)
    _say_decision(withdrawn, "taken back", as_json=as_json)


def list_all(db: DbOption = None, as_json: JsonOption = False) -> None:
    """List what was decided, and what is open.

    Open are one name in the governments of two states, and two names of one government that may be
    one person's.
    """
    from graph.decisions import list_doubts

    with opened_store(db) as store:
        decided, doubts = store.judgements(), list_doubts(store)
    if as_json:
        say_json(
            {
                "judgements": [j.to_record() for j in decided],
                "open": [_doubt_record(doubt) for doubt in doubts],
            }
        )
        return
    if decided:
        say_table(
            ["id", "decision", "of", "and", "reason", "made"],
            [[j.id, j.kind.value, j.a, j.b or "", j.reason, j.made_at[:10]] for j in decided],
        )
    say(counted(len(decided), "decision") if decided else "nothing was decided")
    for doubt in doubts:
        _say_doubt(doubt)
    say(f"{counted(len(doubts), 'question')} open" if doubts else "nothing is open")


def apply(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Decisions as CSV: kind,a,b,reason.", show_default=False)
    ],
    db: DbOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the decisions of a file hold; `load --judgements FILE` does it on every load."""
    from graph.decisions import apply_decisions, read_decisions

    decisions = read_decisions(file)
    with opened_store(db) as store:
        applied = apply_decisions(decisions, store, str(file))
    if as_json:
        say_json(applied_record(applied))
    else:
        say_applied(applied)
    if applied.waiting:
        raise typer.Exit(ExitCode.FAULTS)


def _judge(
    kind: "JudgementKind",
    named: tuple[str, ...],
    reason: str,
    file: Path | None,
    db: str | None,
    *,
    as_json: bool,
) -> None:
    with opened_store(db) as store:
        ids = named if len(named) == 1 else _ids(named, store)
        judgement = store.judge(kind, ids[0], ids[1] if ids[1:] else None, reason)
        _keep(file, judgement, held=True)
    _say_decision(judgement, "decided", as_json=as_json)


def _ids(names: tuple[str, ...], store: "Store") -> tuple[str, ...]:
    from graph.queries import actor_named

    known = {actor.id for actor in store.actors()}
    return tuple(name if name in known else actor_named(name, store).id for name in names)


def _judgement_id(given: str, store: "Store") -> str:
    """The one id that begins so; what is none of them is left for the store to refuse."""
    fitting = [judgement.id for judgement in store.judgements() if judgement.id.startswith(given)]
    return fitting[0] if len(fitting) == 1 and given else given


def _keep(file: Path | None, judgement: "Judgement", *, held: bool) -> None:
    """Puts a decision into the shared file, or takes it out of it."""
    from graph.decisions import read_decisions, write_decisions

    if file is None:
        return
    there = {j.id: j for j in read_decisions(file)} if file.exists() else {}
    there.pop(judgement.id, None)
    write_decisions([*there.values(), *([judgement] if held else [])], file)


# -------------------------------------------------------------------------------------------- output


def _say_decision(judgement: "Judgement", verb: str, *, as_json: bool) -> None:
    if as_json:
        say_json(judgement.to_record())
        return
    about = " and ".join(part for part in (judgement.a, judgement.b) if part)
    say(f"{verb}: {judgement.kind.value} {about} (id {judgement.id})")


def _doubt_record(doubt: "Doubt") -> dict[str, Any]:
    return {
        "question": doubt.kind.value,
        "actors": [{"id": actor.id, "name": actor.name} for actor in doubt.actors],
        "offices": list(doubt.offices),
        "claims": list(doubt.claims),
    }


def _say_doubt(doubt: "Doubt") -> None:
    offices = ", ".join(doubt.offices)
    if len(doubt.actors) == 1:
        say(f"two persons? {_named(doubt.actors[0])}: {offices}")
        say("  if so, reject the claims of one:")
        for claim in doubt.claims:
            say(f"  alliances judge reject {claim}")
        return
    one, other = doubt.actors
    say(f"one person? {_named(one)} and {_named(other)}: {offices}")
    say(f"  alliances judge same {one.id} {other.id}, or: different")


def _named(actor: "Actor") -> str:
    return f"{actor.name} ({actor.id})"


def applied_record(applied: "Applied") -> dict[str, Any]:
    """What became of the decisions of a file, for JSON."""
    from graph.exports import problem_record

    return {
        "new": len(applied.new),
        "standing": applied.standing,
        "waiting": [problem_record(problem) for problem in applied.waiting],
    }


def say_applied(applied: "Applied") -> None:
    """Prints what became of the decisions of a file; what waits goes to standard error."""
    say(f"judgements: {len(applied.new)} new, {applied.standing} held before, {len(applied.waiting)} waiting")
    for problem in applied.waiting:
        warn(problem_text(problem))
