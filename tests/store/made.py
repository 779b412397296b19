"""Articles and claims made by hand, a few words each, for tests of the store."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

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
    content_hash,
)
from graph.reference import Bloc, Country, Membership, Name, NameKind, Reference

EXTRACTOR = "by hand 1"

COUNTRIES = {"BFA": "Burkina Faso", "FRA": "France", "MLI": "Mali", "NER": "Niger", "RUS": "Russia"}
BLOCS = {"AES": "Alliance of Sahel States", "ECOWAS": "Economic Community of West African States"}
MINISTERS = {"amina-diallo": "Amina Diallo", "mli-diallo": "Diallo", "piotr-orlov": "Piotr Orlov"}


def actor(id_: str) -> Actor:
    """One of the actors above."""
    if id_ in COUNTRIES:
        return Actor(id_, ActorKind.COUNTRY, COUNTRIES[id_])
    if id_ in BLOCS:
        return Actor(id_, ActorKind.BLOC, BLOCS[id_])
    return Actor(id_, ActorKind.MINISTER, MINISTERS[id_])


def claim(said: str, **more: Any) -> Claim:
    """A claim from `subject relation object`; what else it says by name. The store gives the article."""
    subject, relation, object_ = said.split()
    given: dict[str, Any] = {
        "status": Status.ASSERTED,
        "evidence": (Evidence("They said so.", 0, 13),),
        "rule": "hand/made",
        "extractor": EXTRACTOR,
        "confidence": 0.8,
    }
    return Claim(
        article="",
        subject=subject,
        relation=relation,
        object=None if object_ == "-" else object_,
        subject_span=Span(0, 4),
        object_span=None if object_ == "-" else Span(5, 9),
        **(given | more),
    )


def told(
    ref: str,
    *claims: Claim,
    text: str | None = None,
    published: str | None = "2024-07-06",
    meet: Sequence[Sequence[str]] = (),
    also: Sequence[Actor] = (),
) -> tuple[Article, Extraction]:
    """An article and what it claims; `meet` are the sides of an event that all its claims share."""
    article = Article(
        id=f"https://example.org/{ref}",
        ref=ref,
        title=f"Title of {ref}",
        text=text or f"They said so. It is told in {ref} alone, in words of {ref} which no other paper has.",
        source="Example Times",
        url=f"https://example.org/{ref}",
        published=published,
    )
    event = Event(
        content_hash(article.id, "event"),
        "meeting",
        tuple(Participant(id_, side) for side, ids in enumerate(meet) for id_ in ids),
        published,
    )
    fields: dict[str, Any] = {"article": article.id} | ({"event": event.id} if meet else {})
    own = tuple(replace(c, **fields) for c in claims)
    ids = {id_ for c in own for id_ in (c.subject, c.object, c.via) if id_} | {
        i for side in meet for i in side
    }
    known = {a.id: a for a in also}
    actors = tuple(known.get(id_) or actor(id_) for id_ in sorted(ids | known.keys()))
    return article, Extraction(article.id, actors, own, (event,) if meet else ())


def crowd(first: int, last: int) -> list[tuple[Article, Extraction]]:
    """Articles by number, whose claims are about the same few actors: most edges have many of them behind."""
    ids = sorted(COUNTRIES)
    articles = []
    for n in range(first, last):
        one, two = ids[n % 5], ids[(n + 1 + n // 5 % 4) % 5]
        articles.append(
            told(
                f"crowd-{n}",
                claim(f"{one} met_with {two}", via="amina-diallo"),
                claim(f"{one} signed_mou_with {two}", date=f"2024-{n % 12 + 1:02}"),
                claim(f"{one} member_of AES", since=str(1990 + n % 3) if n % 7 == 0 else None),
                claim(f"amina-diallo holds_office {one}", office=f"office {n % 3}"),
                published=f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}",
                meet=[[one], [two]],
            )
        )
    return articles


def reference(*memberships: str) -> Reference:
    """Facts from lines `member bloc status since until`, where a hyphen says nothing."""
    dates = [[None if part == "-" else part for part in line.split()] for line in memberships]
    return Reference(
        countries={
            id_: Country(id_, id_[:2], name, f"Republic of {name}", "Somewhere", None)
            for id_, name in COUNTRIES.items()
        },
        blocs={id_: Bloc(id_, name, "political") for id_, name in BLOCS.items()},
        names=tuple(Name(f"{name} itself", id_, NameKind.SHORT) for id_, name in COUNTRIES.items()),
        memberships=tuple(
            Membership(str(m), str(bloc), str(status), since, until, "treaty", "general knowledge")
            for m, bloc, status, since, until in dates
        ),
    )
