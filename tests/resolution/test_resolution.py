"""Bare surnames join the leaders whom they can only mean."""

import pytest

from graph.model import (
    Actor,
    ActorKind,
    Article,
    Claim,
    Event,
    Evidence,
    Extraction,
    Participant,
    Span,
    Status,
)
from graph.reference import Leader, Reference
from graph.resolution import Resolver


def leader(country: str, name: str, family: str, since: str | None, until: str | None = None) -> Leader:
    return Leader(country, "chief of state", "President", name, family, since, until)


REFERENCE = Reference(
    countries={},
    blocs={},
    names=(),
    leaders=(
        leader("KEN", "Ann Otieno", "Otieno", "2015-03-01", "2019-06"),
        leader("KEN", "Ben Mwangi", "Mwangi", "2019-06"),
        leader("GHA", "Kofi Addo", "Addo", "2001", "2009"),
        leader("GHA", "Yaw Addo", "Addo", "2017"),
        leader("CHN", "Li Wen", "Li", "2013"),
    ),
)


def article(published: str | None) -> Article:
    return Article("a", "a", "title", "text", published=published)


def extraction(*actors: Actor) -> Extraction:
    first = actors[0].id
    claim = Claim(
        article="a",
        subject=first,
        relation="holds_office",
        object="KEN",
        status=Status.ASSERTED,
        evidence=(Evidence("text", 0, 4),),
        subject_span=Span(0, 4),
        object_span=Span(0, 4),
        rule="r",
        extractor="x",
        confidence=1.0,
        via=first,
    )
    return Extraction("a", actors, (claim,), (Event("e", "visit", (Participant(first, 0),)),))


def minister(id_: str, name: str) -> Actor:
    return Actor(id_, ActorKind.MINISTER, name)


def resolved(actor: Actor, published: str | None) -> Extraction:
    return Resolver(REFERENCE).resolve(article(published), extraction(actor))


@pytest.mark.parametrize(
    ("surname", "published", "id_"),
    [
        ("ken-otieno", "2017-01-01", "ann-otieno"),
        ("ken-otieno", "2019-06-20", "ann-otieno"),
        ("ken-mwangi", "2024-05-05", "ben-mwangi"),
        ("ken-mwangi", None, "ben-mwangi"),
        ("gha-addo", "2005-01-01", "kofi-addo"),
        ("gha-addo", "2020-01-01", "yaw-addo"),
        ("chn-li", "2020-01-01", "li-wen"),
    ],
)
def test_joins_the_leader(surname: str, published: str | None, id_: str) -> None:
    name = surname[4:].title()
    found = resolved(minister(surname, name), published)
    [actor] = found.actors
    assert (actor.id, actor.aliases) == (id_, (name,))
    [claim] = found.claims
    assert (claim.subject, claim.via, claim.object) == (id_, id_, "KEN")
    assert found.events[0].participants[0].actor == id_


@pytest.mark.parametrize(
    ("id_", "name", "published"),
    [
        ("ken-otieno", "Otieno", "2024-01-01"),  # out of office by then
        ("ken-otieno", "Otieno", None),
        ("gha-addo", "Addo", "2012-01-01"),
        ("nga-mwangi", "Mwangi", "2024-01-01"),  # of another country
        ("ken-wanjiru", "Wanjiru", "2024-01-01"),
        ("ken-mwangi", "Ken Mwangi", "2024-01-01"),  # a full name that looks like a bare one
    ],
)
def test_leaves_others_alone(id_: str, name: str, published: str | None) -> None:
    given = extraction(minister(id_, name))
    assert Resolver(REFERENCE).resolve(article(published), given) is given


def test_joins_with_the_full_name_of_the_same_article() -> None:
    given = extraction(minister("ken-mwangi", "Mwangi"), minister("ben-mwangi", "Ben Mwangi"))
    found = Resolver(REFERENCE).resolve(article("2024-01-01"), given)
    assert [(a.id, a.name, a.aliases) for a in found.actors] == [("ben-mwangi", "Ben Mwangi", ("Mwangi",))]


def test_resolving_twice_changes_nothing() -> None:
    resolver = Resolver(REFERENCE)
    once = resolver.resolve(article("2024-01-01"), extraction(minister("ken-mwangi", "Mwangi")))
    assert resolver.resolve(article("2024-01-01"), once) is once
