"""Other forms of a leader's name join the leader where state, office and time agree; all else stays apart."""

import csv
from pathlib import Path

import pytest

from graph.model import Actor, ActorKind, Article, Claim, Evidence, Extraction, Span, Status, slug
from graph.resolution import Resolver, is_spelt_alike

FORMS = Path(__file__).with_name("forms.csv")
RESOLVER = Resolver()


def read_forms() -> list[dict[str, str]]:
    with FORMS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def extraction(place: str, name: str, office: str, *, status: Status = Status.ASSERTED) -> Extraction:
    id_ = slug(name) if office else f"{place.lower()}-{slug(name)}"
    claim = Claim(
        article="a",
        subject=id_,
        relation="holds_office",
        object=place,
        status=status,
        evidence=(Evidence("text", 0, 4),),
        subject_span=Span(0, 4),
        object_span=Span(0, 4),
        rule="r",
        extractor="x",
        confidence=1.0,
        office=office or None,
    )
    return Extraction("a", (Actor(id_, ActorKind.MINISTER, name),), (claim,), ())


@pytest.mark.parametrize("row", read_forms(), ids=lambda row: " ".join(row.values()))
def test_form(row: dict[str, str]) -> None:
    given = extraction(row["place"], row["name"], row["office"])
    found = RESOLVER.resolve(Article("a", "a", "title", "text", published=row["day"]), given)
    [actor] = found.actors
    assert actor.id == (row["id"] or given.actors[0].id)
    assert found.claims[0].subject == actor.id
    assert not row["id"] or row["name"] in actor.aliases


def test_a_plan_to_give_an_office_joins_nobody() -> None:
    given = extraction("UKR", "Volodymyr Zelenskij", "president", status=Status.PLANNED)
    article = Article("a", "a", "title", "text", published="2024-05-01")
    assert RESOLVER.resolve(article, given) is given


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li Keqiang", "Li Qiang"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Mohamed bin Zayed", "Mohammed bin Salman"),
        ("Paul Kagame", "Paul Biya"),
        ("Faure Gnassingbé", "Gnassingbé Eyadéma"),
        ("Xi", "Xi Jinping"),
        ("Hu", "Ho"),
    ],
)
def test_others_are_not_spelt_alike(one: str, other: str) -> None:
    assert not is_spelt_alike(one, other)
    assert not is_spelt_alike(other, one)
