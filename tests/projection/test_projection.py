"""The store as a multigraph: attributes, evidence, and what each filter leaves."""

from collections.abc import Iterator
from typing import Any

import pytest

from graph.errors import UsageError
from graph.model import Stage, Status
from graph.projection import project
from graph.store import JudgementKind, Store, open_store
from tests.store.made import EXTRACTOR, claim, reference, told


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A few articles and facts."""
    with open_store(tmp_path_factory.mktemp("projection") / "graph.db") as opened:
        opened.prepare()
        opened.write_reference(
            reference(
                "MLI AES member 2023-09-16 -",
                "NER AES member 2023-09-16 -",
                "BFA AES member 2023-09-16 2024-01",
                "MLI ECOWAS member 1975 2025-01-29",
                "FRA ECOWAS observer 1990 -",
            )
        )
        opened.write(
            [
                told(
                    "meeting",
                    claim("MLI met_with RUS", via="amina-diallo", date="2024-07-05"),
                    claim("RUS offers_assistance_to MLI", amount=5.0, currency="USD", attribution="the host"),
                    claim("amina-diallo holds_office MLI", office="Defence Minister", stage=Stage.AGREED),
                ),
                told("again", claim("MLI met_with RUS", date="2024-06"), published="2024-08-01"),
                told("member", claim("MLI member_of AES"), published="2024-03-01"),
                told("plan", claim("NER signed_mou_with RUS", status=Status.PLANNED), published="2025-01-01"),
                told(
                    "plan 2", claim("RUS signed_mou_with NER", status=Status.PLANNED), published="2025-01-02"
                ),
                told("denial", claim("MLI met_with FRA", status=Status.DENIED), published="2025-02-01"),
                told("old", claim("BFA signed_mou_with FRA", date="1999"), published="2000-01-01"),
            ],
            EXTRACTOR,
        )
        yield opened


def edges(store: Store, **chosen: Any) -> set[tuple[str, str, str]]:
    found = project(store, **chosen)
    return {(s, data["relation"], o) for s, o, data in found.edges(data=True)}


TOLD = {
    ("MLI", "met_with", "RUS"),
    ("RUS", "offers_assistance_to", "MLI"),
    ("amina-diallo", "holds_office", "MLI"),
    ("MLI", "member_of", "AES"),
    ("BFA", "signed_mou_with", "FRA"),
}
BESIDE = {("BFA", "member_of", "AES")}
"""What the reference says of actors whom the articles' edges show."""
PLANNED = ("NER", "signed_mou_with", "RUS")
DENIED = ("FRA", "met_with", "MLI")


def test_nodes(store: Store) -> None:
    nodes: dict[str, Any] = dict(project(store).nodes.items())
    assert nodes.keys() == {"AES", "BFA", "FRA", "MLI", "RUS", "amina-diallo"}
    assert nodes["MLI"] == {
        "kind": "country",
        "name": "Mali",
        "aliases": ["Mali itself"],
        "iso2": "ML",
        "region": "Somewhere",
        "official_name": "Republic of Mali",
    }
    assert nodes["AES"] == {
        "kind": "bloc",
        "name": "Alliance of Sahel States",
        "aliases": [],
        "bloc_kind": "political",
        "founded": None,
        "dissolved": None,
    }
    assert nodes["amina-diallo"] == {"kind": "minister", "name": "Amina Diallo", "aliases": []}


def test_edges_and_their_evidence(store: Store) -> None:
    found = project(store)
    [(key, edge)] = found["MLI"]["RUS"].items()
    assert key in {e.id for e in store.edges()}
    evidence = edge.pop("evidence")
    assert edge == {
        "relation": "met_with",
        "status": "asserted",
        "role": None,
        "since": "2024-06",
        "until": None,
        "since_day": "2024-06-01",
        "until_day": None,
        "sources": 2,
        "independent_sources": 2,
        "first_reported": "2024-07-06",
        "last_reported": "2024-08-01",
        "confidence": 0.96,
        "origin": "articles",
        "disputed": False,
    }
    assert [e["published"] for e in evidence] == ["2024-07-06", "2024-08-01"]
    first = evidence[0]
    del first["claim"]
    assert first == {
        "article": "https://example.org/meeting",
        "title": "Title of meeting",
        "source": "Example Times",
        "url": "https://example.org/meeting",
        "published": "2024-07-06",
        "quote": "They said so.",
        "date": "2024-07-05",
        "status": "asserted",
        "certainty": "certain",
        "stage": None,
        "attribution": None,
        "office": None,
        "amount": None,
        "currency": None,
        "detail": None,
        "via": "amina-diallo",
    }
    [aid] = found["RUS"]["MLI"].values()
    assert (aid["evidence"][0]["amount"], aid["evidence"][0]["attribution"]) == (5.0, "the host")
    [office] = found["amina-diallo"]["MLI"].values()
    assert (office["role"], office["evidence"][0]["stage"]) == ("defence minister", "agreed")


def test_the_whole(store: Store) -> None:
    assert project(store).graph == {"newest": "2024-08-01", "articles": 7}


def test_the_reference(store: Store) -> None:
    assert edges(store) == TOLD | BESIDE
    assert edges(store, reference="none") == TOLD
    assert edges(store, reference="all") == TOLD | BESIDE | {
        ("NER", "member_of", "AES"),
        ("MLI", "member_of", "ECOWAS"),
        ("FRA", "member_of", "ECOWAS"),
    }
    [edge] = project(store)["MLI"]["AES"].values()
    assert (edge["origin"], edge["since"], len(edge["evidence"])) == ("both", "2023-09-16", 1)


def test_what_is_planned_or_denied_stands_apart(store: Store) -> None:
    found = project(store, statuses=("planned", "denied"), reference="none")
    assert {(s, d["relation"], o) for s, o, d in found.edges(data=True)} == {PLANNED, DENIED}
    [planned] = found["NER"]["RUS"].values()
    assert (planned["status"], planned["sources"], planned["last_reported"]) == ("planned", 2, "2025-01-02")
    assert [e["status"] for e in planned["evidence"]] == ["planned", "planned"]
    assert edges(store, statuses=("asserted", "planned", "denied"), reference="none") == TOLD | {
        PLANNED,
        DENIED,
    }


def test_by_relation(store: Store) -> None:
    assert edges(store, relations=["met_with", "member_of"], reference="none") == {
        ("MLI", "met_with", "RUS"),
        ("MLI", "member_of", "AES"),
    }


def test_since(store: Store) -> None:
    assert edges(store, since="2024-08", reference="none") == {
        ("MLI", "met_with", "RUS"),
        ("MLI", "member_of", "AES"),
    }
    assert ("BFA", "signed_mou_with", "FRA") not in edges(store, since="2001")
    assert ("BFA", "signed_mou_with", "FRA") in edges(store, since="2000")


def test_until(store: Store) -> None:
    assert edges(store, until="2000", reference="none") == {("BFA", "signed_mou_with", "FRA")}
    assert ("MLI", "met_with", "RUS") in edges(store, until="2024-06")


def test_as_of_a_day(store: Store) -> None:
    members = {"relations": ["member_of"], "reference": "all"}
    assert {s for s, _, o in edges(store, as_of="2023", **members) if o == "AES"} == {"BFA", "MLI", "NER"}
    assert {s for s, _, o in edges(store, as_of="2024", **members) if o == "AES"} == {"MLI", "NER"}
    assert ("MLI", "member_of", "ECOWAS") in edges(store, as_of="2025-01-28", **members)
    assert ("MLI", "member_of", "ECOWAS") not in edges(store, as_of="2025-01-29", **members)
    assert ("MLI", "met_with", "RUS") not in edges(store, as_of="2024-05")


def test_by_independent_sources(store: Store) -> None:
    assert edges(store, min_sources=2) == {("MLI", "met_with", "RUS"), ("MLI", "member_of", "AES")}


def test_around_an_actor(store: Store) -> None:
    assert edges(store, around="amina-diallo", reference="none") == {("amina-diallo", "holds_office", "MLI")}
    assert set(project(store, around="amina-diallo", depth=2, reference="none")) == {
        "AES",
        "MLI",
        "RUS",
        "amina-diallo",
    }
    lonely = project(store, around="ECOWAS", reference="none")
    assert (list(lonely), lonely.number_of_edges()) == (["ECOWAS"], 0)


def test_within_a_bloc(store: Store) -> None:
    assert edges(store, bloc="AES") == {("MLI", "member_of", "AES"), ("BFA", "member_of", "AES")}
    assert edges(store, bloc="ECOWAS", as_of="2025-02") == {("FRA", "member_of", "ECOWAS")}


def test_by_region(store: Store) -> None:
    assert edges(store, region="somewhere", reference="none") == TOLD
    with pytest.raises(UsageError, match="no region 'Nowhere'; there are Somewhere"):
        project(store, region="Nowhere")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"relations": ["likes"]}, "no relation 'likes'; there are member_of,"),
        ({"statuses": ["rumoured"]}, "no status 'rumoured'; there are asserted, planned, denied"),
        ({"around": "XXX"}, "no country, bloc or minister 'XXX'"),
        ({"bloc": "XXX"}, "no country, bloc or minister 'XXX'"),
        ({"as_of": "soon"}, "'soon' is no date"),
        ({"since": "2024-13"}, "'2024-13' is no date"),
    ],
)
def test_what_cannot_be(store: Store, chosen: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        project(store, **chosen)


def test_the_same_store_gives_the_same(store: Store) -> None:
    one, two = project(store, reference="all"), project(store, reference="all")
    assert list(one.nodes(data=True)) == list(two.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(two.edges(keys=True, data=True))


def test_judgements(store: Store) -> None:
    plans = {c.id for c in store.claims() if c.status is Status.PLANNED}
    made = [store.judge(JudgementKind.REJECT, id_) for id_ in plans]
    assert PLANNED not in edges(store, statuses=("planned",))
    for judgement in made:
        store.withdraw(judgement.id)
    assert PLANNED in edges(store, statuses=("planned",))


def test_an_empty_store(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("empty") / "graph.db") as empty:
        empty.prepare()
        found = project(empty)
    assert (len(found), found.graph) == (0, {"newest": None, "articles": 0})
