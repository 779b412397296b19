"""The kit for Neo4j Browser: its queries return paths, its style sheet is what the Browser can read."""

import re
from collections.abc import Mapping
from typing import Any

import neo4j
import pytest
from neo4j.graph import Path as GraphPath

from graph.guard import check_reading
from graph.ontology import RELATIONS
from graph.queries import Query, parse_query, resolve_arguments
from graph.resources import resource
from graph.settings import ServerAddress
from graph.store import Store, open_store
from graph.store.schema import NODE_LABELS

from .world import build

FOLDER = resource("cypher/browser")
QUERIES = [parse_query(p.stem, p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.cypher"))]
GIVEN = {"edge": "4a25132035c87864"}
"""Parameters for which the example in the head is none of the made-up world."""


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_it_only_reads(query: Query) -> None:
    assert check_reading(query.statement) == query.statement


def test_every_query_draws_something(server: ServerAddress) -> None:
    with open_store(server) as store:
        build(store)
        asked = [(query, _values(query, store)) for query in QUERIES]
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, server.password)) as driver:
        for query, values in asked:
            found = driver.execute_query(query.statement, values, database_=server.database).records
            paths = [value for record in found for value in record.values() if value is not None]
            assert paths, query.name
            assert all(isinstance(path, GraphPath) for path in paths), query.name


def _values(query: Query, store: Store) -> dict[str, Any]:
    return resolve_arguments(query, store, {p.name: GIVEN.get(p.name, p.example) for p in query.parameters})


# ---------------------------------------------------------------------------------- the style sheet

RULE = re.compile(r"(node|relationship)(?:\.(\w+))? \{\n((?:  [a-z-]+: [^;:']+;\n)+)\}\n")


@pytest.fixture(scope="module")
def rules() -> Mapping[str, Mapping[str, str]]:
    """The properties by selector; all of the sheet is rules."""
    sheet = (FOLDER / "alliances.grass").read_text(encoding="utf-8")
    assert RULE.sub("", sheet) == ""
    return {
        f"{kind}.{name}".rstrip("."): dict(
            line.strip().rstrip(";").split(": ", 1) for line in body.strip().splitlines()
        )
        for kind, name, body in RULE.findall(sheet)
    }


def test_every_relation_has_its_colour(rules: Mapping[str, Mapping[str, str]]) -> None:
    colours = {f"relationship.{r.cypher_type}": r.colour for r in RELATIONS.values() if r.objects}
    styled = {name: rule["color"] for name, rule in rules.items() if name.startswith("relationship.")}
    assert styled == colours


def test_every_node_has_a_style(rules: Mapping[str, Mapping[str, str]]) -> None:
    styled = {name.removeprefix("node.") for name in rules if name.startswith("node.")}
    assert styled == set(NODE_LABELS) - {"Ledger"}


def test_words_on_a_node_can_be_read(rules: Mapping[str, Mapping[str, str]]) -> None:
    for name, rule in rules.items():
        if name.startswith("node."):
            light, dark = sorted((luminance(rule["color"]), luminance(rule["text-color-internal"])))[::-1]
            assert (light + 0.05) / (dark + 0.05) >= 4.5, name


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
