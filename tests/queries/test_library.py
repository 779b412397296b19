"""Every query of the library: its head, its words, and its rows on a made-up world."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from graph.guard import check_reading
from graph.ontology import RELATIONS
from graph.queries import ParameterType, Query, read_queries, resolve_arguments, run_query
from graph.store import JudgementKind, Store
from graph.store.schema import NODE_LABELS, RELATIONSHIPS
from tests.store.made import claim, told

GOLDEN = Path(__file__).with_name("golden")
QUERIES = read_queries()


def test_the_queries() -> None:
    assert list(QUERIES) == sorted(QUERIES)
    assert len(QUERIES) >= 15


@pytest.fixture(params=QUERIES.values(), ids=list(QUERIES))
def query(request: pytest.FixtureRequest) -> Query:
    asked: Query = request.param
    return asked


def test_the_head_explains_it(query: Query) -> None:
    assert not query.title.endswith((".", "?"))
    assert query.question.endswith("?")
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)


def test_parameters_are_those_of_the_statement(query: Query) -> None:
    assert {p.name for p in query.parameters} == set(re.findall(r"\$(\w+)", query.statement))


def test_it_only_reads(query: Query) -> None:
    assert check_reading(query.statement) == query.statement


def test_it_keeps_to_what_every_engine_knows(query: Query) -> None:
    banned = r"apoc|elementId|\bid\(|SHORTEST|LOAD|CALL\s*\{|db\.|:\w+(\|\w+)+\s*\{|\(\w*\s*\{"
    assert re.findall(banned, query.statement) == []
    assert "ORDER BY" in query.statement.rsplit("RETURN", 1)[1]


def test_it_knows_the_labels_and_types(query: Query) -> None:
    labels = {word for found in re.findall(r"\(\w*:([\w|]+)", query.statement) for word in found.split("|")}
    types = {word for found in re.findall(r"\[\w*:([\w|]+)", query.statement) for word in found.split("|")}
    assert labels <= set(NODE_LABELS)
    assert types <= {between.type for between in RELATIONSHIPS}


def test_it_names_relations_of_the_ontology(query: Query) -> None:
    named = re.findall(r"relation IN \[(.*?)\]", query.statement)
    assert {name for found in named for name in re.findall(r"'(\w+)'", found)} <= set(RELATIONS)


def test_examples_resolve(query: Query, local_world: Store) -> None:
    values = resolve_arguments(
        query, local_world, {p.name: p.example.split(" (")[0] for p in query.parameters}
    )
    for parameter in query.parameters:
        assert isinstance(values[parameter.name], int if parameter.type is ParameterType.NUMBER else str)


def test_golden_rows(query: Query, world: Store, update_golden: bool) -> None:  # noqa: FBT001
    path = GOLDEN / f"{query.name}.json"
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    found = [{"ask": case["ask"], "rows": run_query(query, world, case["ask"]).rows} for case in cases]
    if update_golden and world.engine.kind == "ArcadeDB":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        cases = found
    assert found == cases
    assert any(case["rows"] for case in found), "no case gives rows: it would show no fault"


def test_every_golden_file_is_of_a_query() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(QUERIES)


def test_an_edge_that_only_the_reference_tells_of(world: Store) -> None:
    edge = next(edge for edge in world.edges() if edge.origin == "reference")
    assert run_query(QUERIES["evidence-of-edge"], world, {"edge": edge.id}).rows == []


def test_an_office_counts_for_whoever_is_judged_the_same(store: Store) -> None:
    store.write(
        [
            told("deal", claim("MLI signed_mou_with RUS", via="mli-diallo")),
            told(
                "office", claim("amina-diallo holds_office MLI", role="defence minister", office="Minister")
            ),
        ],
        "by hand",
    )

    def signers() -> list[tuple[str, list[str], list[str]]]:
        rows = run_query(QUERIES["who-signed-for-whom"], store, {"country": "MLI"}).rows
        return [(row["signer"], row["signed_for"], row["offices"]) for row in rows]

    assert signers() == [("Diallo", [], [])]
    judgement = store.judge(JudgementKind.SAME, "mli-diallo", "amina-diallo")
    assert signers() == [("Amina Diallo", ["Mali"], ["defence minister"])]
    store.withdraw(judgement.id)
    assert signers() == [("Diallo", [], [])]


@pytest.mark.parametrize(("name", "what"), [("article-claims", "article"), ("evidence-of-edge", "edge")])
def test_an_id_that_there_is_not(name: str, what: str, world: Store) -> None:
    with pytest.raises(UsageError, match=f"there is no {what} 'nowhere' in the graph"):
        run_query(QUERIES[name], world, {what: "nowhere"})


def test_an_article_that_claims_nothing(store: Store) -> None:
    store.write([told("empty")], "by hand")
    asked = {"article": "https://example.org/empty"}
    assert run_query(QUERIES["article-claims"], store, asked).rows == []
