"""`alliances members`, `name` and `check-reference`: what the reference facts say."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.cli.console import (
    DbOption,
    ExitCode,
    JsonOption,
    NamesOption,
    counted,
    examples,
    opened_store,
    problem_text,
    read_gazetteer,
    say,
    say_json,
    say_table,
    warn,
)
from graph.errors import UsageError
from graph.settings import store_address

if TYPE_CHECKING:
    from graph.membership import Roll, Standing
    from graph.model import Problem
    from graph.naming import Meaning, NameReport
    from graph.reference import Leader, Reference

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog=examples("alliances members NATO", "alliances members ECOWAS --on 2025-01-28 --json"))(
        members
    )
    app.command(epilog=examples("alliances name 'Ivory Coast'", "alliances name Congolese --json"))(name)
    app.command(
        name="check-reference",
        epilog=examples("alliances check-reference", "alliances check-reference --names names.csv --json"),
    )(check_reference)


# ------------------------------------------------------------------------------------------- members


def members(
    bloc: Annotated[str, typer.Argument(metavar="BLOC", help="A bloc, by name or id.", show_default=False)],
    on: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day; 2012 means its last one. Else today."),
    ] = None,
    db: DbOption = None,
    names: NamesOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the members of a bloc on a day.

    The suspended count. Where there is a graph, it answers, with what its articles add; else the reference
    facts do.
    """
    from graph.membership import call_roll, call_stored_roll
    from graph.model import ActorKind
    from graph.naming import actor_meant

    gazetteer = read_gazetteer(names)
    asked = actor_meant(bloc, gazetteer, ActorKind.BLOC)
    day = _last_day(on)
    if _is_there(db):
        with opened_store(db) as store:
            roll = call_stored_roll(asked.id, day, store)
    else:
        roll = call_roll(asked.id, day, gazetteer.reference)
    if as_json:
        say_json(_roll_record(roll))
    else:
        _say_roll(asked.name, roll)


def _is_there(db: str | None) -> bool:
    """Whether a graph was named, or the default one was made already."""
    address = store_address(db)
    return db is not None or not isinstance(address, Path) or address.exists()


def _last_day(date: str | None) -> str:
    import datetime as dt

    from graph.reference import day_after

    if date is None:
        return dt.datetime.now(tz=dt.UTC).date().isoformat()
    try:
        return (dt.date.fromisoformat(day_after(date)) - dt.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--on: {error}") from error


def _roll_record(roll: "Roll") -> dict[str, Any]:
    return {
        "bloc": roll.bloc,
        "on": roll.on,
        "members": [_standing_record(standing) for standing in roll.members],
        "disputed": [_standing_record(standing) for standing in roll.disputed],
        "reported": [_standing_record(standing) for standing in roll.reported],
    }


def _standing_record(standing: "Standing") -> dict[str, Any]:
    return {
        "id": standing.id,
        "name": standing.name,
        "status": standing.status,
        "since": standing.since,
        "until": standing.until,
        "origin": standing.origin,
    }


def _say_roll(name: str, roll: "Roll") -> None:
    said = name if name == roll.bloc else f"{name} ({roll.bloc})"
    say(f"{said} on {roll.on}: {counted(len(roll.members), 'member')}", style="bold")
    if roll.members:
        say_table(["member", "id", "status", "since", "until", "by"], map(_standing_row, roll.members))
    for standings, what in (
        (roll.disputed, "sources differ, not counted"),
        (roll.reported, "called members by articles without a date, not counted"),
    ):
        if standings:
            say(f"{what}: {', '.join(f'{s.name} ({s.id})' for s in standings)}")


def _standing_row(standing: "Standing") -> list[str]:
    return [
        standing.name,
        standing.id,
        "" if standing.status == "member" else standing.status,
        standing.since or "",
        standing.until or "",
        "" if standing.origin == "reference" else standing.origin,
    ]


# ---------------------------------------------------------------------------------------------- name


def name(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as articles write it.", show_default=False)
    ],
    names: NamesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a name means, and why.

    Names of states and blocs, their people, capitals and governments; leaders and titles of offices too.
    """
    from graph.naming import explain_name

    gazetteer = read_gazetteer(names)
    report = explain_name(name, gazetteer)
    if as_json:
        say_json(_name_record(report))
    else:
        _say_name(report, gazetteer.reference)


def _name_record(report: "NameReport") -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "name": report.name,
        "meanings": [
            {
                "id": meaning.actor.id,
                "kind": meaning.actor.kind.value,
                "name": meaning.actor.name,
                "name_kind": meaning.kind.value,
                "ambiguous_with": list(meaning.ambiguous_with),
                "why": list(meaning.why),
            }
            for meaning in report.meanings
        ],
        "leaders": [
            {
                "name": leader.name,
                "of": leader.country,
                "role": leader.role,
                "office": leader.office,
                "since": leader.since,
                "until": leader.until,
            }
            for leader in report.leaders
        ],
        "office": None if report.office is None else asdict(report.office),
        "hidden": list(report.hidden),
    }


def _say_name(report: "NameReport", reference: "Reference") -> None:
    for meaning in report.meanings:
        _say_meaning(meaning)
    for leader in report.leaders:
        _say_leader(leader, reference)
    if report.office:
        facts = (report.office.portfolio, report.office.rank)
        told = ", ".join(dict.fromkeys(fact for fact in facts if fact)) or "an office"
        no_office = "; does not count as one" if report.office.counts == "no" else ""
        say(f"a title: {told}{no_office}")
    if report.hidden:
        say(f"a name of its own: {', '.join(report.hidden)} does not count in it")


def _say_meaning(meaning: "Meaning") -> None:
    actor = meaning.actor
    say(f"{actor.name} ({actor.kind}, {actor.id})", style="bold")
    for reason in meaning.why:
        say(f"  {reason}")


def _say_leader(leader: "Leader", reference: "Reference") -> None:
    place = reference.countries.get(leader.country) or reference.blocs.get(leader.country)
    period = f"since {leader.since or '?'}" + (f" until {leader.until}" if leader.until else "")
    say(leader.name, style="bold")
    say(f"  {leader.office}, {place.name if place else leader.country} ({leader.country}), {period}")


# ------------------------------------------------------------------------------------ check-reference


def check_reference(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FOLDER]", help="A folder of reference facts; else the packaged one.", show_default=False
        ),
    ] = None,
    names: NamesOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look for faults in the reference facts.

    Schema, doubles, ids that collide, impossible dates, overlapping periods, members before the founding.
    """
    from graph.exports import problem_record
    from graph.reference import check_names, count_facts, read_reference
    from graph.reference import check_reference as check_facts

    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    problems = check_facts(folder)
    if names is not None and not problems:
        problems = check_names(read_reference(folder), names)
    counts = count_facts(folder)
    if as_json:
        say_json({"counts": counts, "problems": [problem_record(problem) for problem in problems]})
    else:
        _say_check(counts, problems)
    if problems:
        raise typer.Exit(ExitCode.FAULTS)


def _say_check(counts: dict[str, int], problems: Sequence["Problem"]) -> None:
    for what, number in counts.items():
        say(f"{what}: {number:,}")
    for problem in problems:
        warn(problem_text(problem))
    say(counted(len(problems), "fault") if problems else "no faults")
