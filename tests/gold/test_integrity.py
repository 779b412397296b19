"""The gold set holds what its README says; nothing here looks at what extraction makes of it."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.model import Article, Status
from graph.ontology import RELATIONS
from graph.reading import read_paths
from graph.reference import read_reference
from graph.resources import resource

FOLDER = resource("seeds/gold")
IDS = sorted(path.stem for path in FOLDER.glob("annotations/*.json"))
CORE = {"signed_mou_with", "signed_agreement_with", "member_of", "offers_assistance_to", "holds_office"}
SYMMETRIC = {"signed_mou_with", "signed_agreement_with", "met_with", "allied_with"}
AID = {"offers_assistance_to", "provides_assistance_to"}
INTO_BLOCS = {"member_of", "applied_to", "withdrew_from", "suspended_from", "founded"}


def annotation(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / "annotations" / f"{name}.json").read_text("utf-8")))


def data(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / "articles" / f"{name}.json").read_text("utf-8")))


def text(name: str) -> str:
    return (FOLDER / "articles" / f"{name}.txt").read_text("utf-8")


ANNOTATIONS = {name: annotation(name) for name in IDS}
EDGES = [edge for found in ANNOTATIONS.values() for edge in found["edges"] if not edge.get("optional")]


def test_the_set_is_as_large_as_promised() -> None:
    asserted = Counter(edge["predicate"] for edge in EDGES if edge["status"] == "asserted")
    assert len(IDS) >= 60
    assert asserted["signed_mou_with"] >= 40
    assert asserted["member_of"] >= 30
    assert asserted["offers_assistance_to"] >= 40
    assert sum(asserted[relation] for relation in AID) >= 80
    assert sum(data(name)["kind"] == "hard_negative" for name in IDS) * 3 >= len(IDS)


def test_the_readme_counts_right() -> None:
    counts = Counter((edge["predicate"], edge["status"]) for edge in EDGES)
    rows = re.findall(
        r"^\| `(\w+)` \| (\d+) \| (\d+) \| (\d+) \|$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) == len({edge["predicate"] for edge in EDGES})
    for predicate, *numbers in rows:
        assert [int(number) for number in numbers] == [counts[predicate, status.value] for status in Status]


def test_the_articles_are_read_and_each_is_annotated() -> None:
    articles = list(read_paths([str(FOLDER / "articles")]))
    assert all(isinstance(article, Article) for article in articles), articles
    assert [article.ref for article in articles if isinstance(article, Article)] == IDS


@pytest.mark.parametrize("name", IDS)
def test_an_article_has_its_data(name: str) -> None:
    found = data(name)
    assert found["id"] == ANNOTATIONS[name]["id"] == name
    assert text(name).startswith(f"{found['title']}\n\n")
    assert date.fromisoformat(found["published"])
    assert found["words"] == len(text(name).split())
    relations = {edge["predicate"] for edge in ANNOTATIONS[name]["edges"] if not edge.get("optional")}
    if found["kind"] == "hard_negative":
        assert relations <= {"holds_office"}
    else:
        assert found["kind"] == "positive"
        assert relations - {"holds_office"}


@pytest.mark.parametrize("name", IDS)
def test_entities_are_known_and_stand_at_their_offsets(name: str) -> None:
    reference, body = read_reference(), text(name)
    taken: set[int] = set()
    for entity in ANNOTATIONS[name]["entities"]:
        kind, _, code = entity["id"].partition(":")
        assert kind in {"country", "bloc", "person"}
        assert kind != "country" or code in reference.countries, code
        assert kind != "bloc" or code in reference.blocs, code
        assert entity["mentions"]
        assert entity["mentions"] == sorted(entity["mentions"])
        for start, end in entity["mentions"]:
            found = body[start:end]
            assert found
            assert found == found.strip()
            assert not body[start - 1 : start].isalnum()
            assert not body[end : end + 1].isalnum()
            assert not taken & set(range(start, end)), (entity["id"], found)
            taken.update(range(start, end))
        if kind == "person":
            assert code == entity["name"]
            assert any(body[start:end] == code for start, end in entity["mentions"])


@pytest.mark.parametrize("name", IDS)
def test_edges_are_well_formed_and_quote_the_article(name: str) -> None:
    body, seen = text(name), set()
    entities = {entity["id"] for entity in ANNOTATIONS[name]["entities"]}
    for edge in ANNOTATIONS[name]["edges"]:
        ends = (edge["subject"], edge["object"])
        assert set(ends) <= entities
        assert ends[0] != ends[1]
        assert edge["predicate"] in RELATIONS
        assert edge["status"] in set(Status)
        assert edge["core"] == (edge["predicate"] in CORE)
        assert (edge["predicate"] == "holds_office") == ("office" in edge)
        assert ends[0].startswith("person:") == (edge["predicate"] == "holds_office")
        assert not ends[1].startswith("person:")
        assert ends[1].startswith("bloc:") or edge["predicate"] not in INTO_BLOCS
        assert edge["date"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", edge["date"])
        assert edge["evidence"] == sorted(edge["evidence"])
        quotes = [body[start:end] for start, end in edge["evidence"]]
        assert edge["quote"] in quotes
        assert all(quote == quote.strip() and "\n" not in quote for quote in quotes)
        key = (edge["predicate"], frozenset(ends) if edge["predicate"] in SYMMETRIC else ends,
               edge["status"], edge["date"])  # fmt: skip
        assert key not in seen
        seen.add(key)


@pytest.mark.parametrize("name", IDS)
def test_the_basis_is_explicit_where_the_quote_names_both_ends(name: str) -> None:
    body = text(name)
    mentions = {entity["id"]: entity["mentions"] for entity in ANNOTATIONS[name]["entities"]}
    for edge in ANNOTATIONS[name]["edges"]:
        spans = [[start, end] for start, end in edge["evidence"] if body[start:end] == edge["quote"]]
        start, end = spans[0]
        named = [
            any(start <= first and last <= end for first, last in mentions[edge[side]])
            for side in ("subject", "object")
        ]
        assert edge["basis"] == ("explicit" if all(named) else "inferred"), edge["quote"]


def test_every_region_is_there() -> None:
    reference = read_reference()
    countries = {
        entity["id"].removeprefix("country:")
        for found in ANNOTATIONS.values()
        for entity in found["entities"]
        if entity["id"].startswith("country:")
    }
    regions = {reference.countries[code].region for code in countries}
    inhabited = {country.region for country in reference.countries.values()} - {"Antarctica"}
    assert regions == inhabited
    assert len(countries) > 120


def test_nothing_but_the_set_lies_in_its_folder() -> None:
    expected = {Path("README.md")}
    for name in IDS:
        expected |= {
            Path(f"articles/{name}.txt"),
            Path(f"articles/{name}.json"),
            Path(f"annotations/{name}.json"),
        }
    assert {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.is_file()} == expected
