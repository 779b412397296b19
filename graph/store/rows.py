"""Between the project's values and the properties of nodes and relationships.

A property that has no value is left out, so that what is read back equals what was written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import StoreError
from graph.model import (
    Actor,
    ActorKind,
    Article,
    Certainty,
    Claim,
    Event,
    Evidence,
    Extraction,
    Participant,
    Span,
    Stage,
    Status,
    content_hash,
)
from graph.ontology import RELATIONS
from graph.reference import NameKind, Reference
from graph.store.edges import Edge, Fact, Key, Support
from graph.store.engine import Row
from graph.store.independence import sketch

__all__ = [
    "ArticleRows",
    "article_digest",
    "article_of",
    "article_rows",
    "claim_of",
    "edge_of",
    "fact_of",
    "fact_row",
    "reference_actors",
    "reference_facts",
    "support_of",
]

_NAMES = (NameKind.NAME, NameKind.SHORT, NameKind.OFFICIAL, NameKind.ACRONYM, NameKind.FORMER)
"""Names that are an actor's own: not of its people, its capital or its seat."""


def filled(row: Mapping[str, Any]) -> Row:
    """The row without what has no value."""
    return {name: value for name, value in row.items() if value is not None}


# ------------------------------------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True)
class ArticleRows:
    """All that one article adds to the graph."""

    id: str
    article: Row
    claims: tuple[Row, ...] = ()
    events: tuple[tuple[Row, tuple[Participant, ...]], ...] = ()
    actors: tuple[Actor, ...] = ()


def article_digest(article: Article, extraction: Extraction, extractor: str, *, keep_text: bool) -> str:
    """A hash of all that an article adds to the graph: the same hash, nothing to do."""
    claims = sorted(map(repr, extraction.claims))
    return content_hash(repr((article, extraction.actors, extraction.events, claims, extractor, keep_text)))


def article_rows(article: Article, extraction: Extraction, extractor: str, *, keep_text: bool) -> ArticleRows:
    """The nodes of an article, without what depends on the rest of the graph.

    Raises:
        StoreError: A claim names an actor that the extraction does not list, or that its relation refuses.
    """
    kinds = {actor.id: actor.kind for actor in extraction.actors}
    used = {claim.event for claim in extraction.claims}
    _check_actors(extraction, kinds)
    claims = {claim.id: _claim_row(claim, kinds) for claim in extraction.claims}
    digest = article_digest(article, extraction, extractor, keep_text=keep_text)
    return ArticleRows(
        id=article.id,
        article=_article_row(article, extractor, keep_text=keep_text) | {"digest": digest},
        claims=tuple(claims[id_] for id_ in sorted(claims)),
        events=tuple(
            (_event_row(event, article.id), event.participants)
            for event in sorted(extraction.events, key=lambda e: e.id)
            if event.id in used
        ),
        actors=extraction.actors,
    )


def _check_actors(extraction: Extraction, kinds: Mapping[str, ActorKind]) -> None:
    named = {id_ for claim in extraction.claims for id_ in (claim.subject, claim.object, claim.via) if id_}
    named |= {participant.actor for event in extraction.events for participant in event.participants}
    if missing := sorted(named - kinds.keys()):
        raise StoreError(
            f"the extraction of {extraction.article} does not list {', '.join(missing)} as actors"
        )


def _article_row(article: Article, extractor: str, *, keep_text: bool) -> Row:
    return filled(
        {
            "id": article.id,
            "ref": article.ref,
            "url": article.url,
            "title": article.title,
            "source": article.source,
            "published": article.published,
            "language": article.language,
            "path": article.path,
            "text": article.text if keep_text else None,
            "text_hash": article.text_hash,
            "sketch": sketch(article.text),
            "extractor": extractor,
        }
    )


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of a node's properties; its text is empty where the store does not keep texts."""
    return Article(
        id=row["id"],
        ref=row["ref"],
        title=row["title"],
        text=row.get("text") or "",
        source=row.get("source"),
        url=row.get("url"),
        published=row.get("published"),
        language=row["language"],
        path=row.get("path"),
    )


def _event_row(event: Event, article: str) -> Row:
    return filled(
        {"id": event.id, "kind": event.kind, "date": event.date, "place": event.place, "article": article}
    )


# -------------------------------------------------------------------------------------------------- claims


def _claim_key(claim: Claim, kinds: Mapping[str, ActorKind]) -> Key | None:
    """Between whom it is; None for a fact about one actor."""
    taken = RELATIONS[claim.relation]
    if claim.object is None:
        if kinds[claim.subject] not in taken.subjects:
            raise StoreError(f"{claim.relation} does not take a {kinds[claim.subject]} ({claim.subject})")
        return None
    subject, object_ = ((id_, kinds[id_]) for id_ in (claim.subject, claim.object))
    if (subject[1], object_[1]) not in taken.end_kinds():
        raise StoreError(
            f"{claim.relation} does not hold between a {subject[1]} ({subject[0]}) "
            f"and a {object_[1]} ({object_[0]})"
        )
    return Key.of(claim.relation, subject, object_)


def _claim_row(claim: Claim, kinds: Mapping[str, ActorKind]) -> Row:
    key = _claim_key(claim, kinds)
    return filled(
        {
            "id": claim.id,
            "article": claim.article,
            "relation": claim.relation,
            "subject": claim.subject,
            "subject_kind": kinds[claim.subject].value,
            "object": claim.object,
            "object_kind": None if claim.object is None else kinds[claim.object].value,
            "key": None if key is None else str(key),
            "status": claim.status.value,
            "certainty": claim.certainty.value,
            "stage": None if claim.stage is None else claim.stage.value,
            "quotes": [evidence.quote for evidence in claim.evidence],
            "starts": [evidence.start for evidence in claim.evidence],
            "ends": [evidence.end for evidence in claim.evidence],
            "subject_span": [claim.subject_span.start, claim.subject_span.end],
            "object_span": None
            if claim.object_span is None
            else [claim.object_span.start, claim.object_span.end],
            "date": claim.date,
            "date_precision": claim.date_precision,
            "since": claim.since,
            "until": claim.until,
            "office": claim.office,
            "role": claim.role,
            "via": claim.via,
            "place": claim.place,
            "topic": claim.topic,
            "amount": None if claim.amount is None else float(claim.amount),
            "currency": claim.currency,
            "detail": claim.detail,
            "attribution": claim.attribution,
            "decided_by": list(claim.decided_by),
            "event": claim.event,
            "rule": claim.rule,
            "extractor": claim.extractor,
            "confidence": float(claim.confidence),
        }
    )


def claim_of(row: Mapping[str, Any]) -> Claim:
    """The claim of a node's properties."""
    object_span = row.get("object_span")
    stage = row.get("stage")
    amount = row.get("amount")
    return Claim(
        article=row["article"],
        subject=row["subject"],
        relation=row["relation"],
        object=row.get("object"),
        status=Status(row["status"]),
        evidence=tuple(
            Evidence(*place) for place in zip(row["quotes"], row["starts"], row["ends"], strict=True)
        ),
        subject_span=Span(*row["subject_span"]),
        object_span=None if object_span is None else Span(*object_span),
        rule=row["rule"],
        extractor=row["extractor"],
        confidence=float(row["confidence"]),
        certainty=Certainty(row["certainty"]),
        stage=None if stage is None else Stage(stage),
        date=row.get("date"),
        office=row.get("office"),
        role=row.get("role"),
        via=row.get("via"),
        place=row.get("place"),
        topic=row.get("topic"),
        amount=None if amount is None else float(amount),
        currency=row.get("currency"),
        detail=row.get("detail"),
        attribution=row.get("attribution"),
        decided_by=tuple(row.get("decided_by") or ()),
        event=row.get("event"),
        since=row.get("since"),
        until=row.get("until"),
    )


def support_of(claim: Mapping[str, Any], article: Mapping[str, Any]) -> Support:
    """What an edge takes from the properties of a claim and of its article."""
    return Support(
        claim=claim["id"],
        relation=claim["relation"],
        role=edge_role(claim),
        since=claim.get("since"),
        until=claim.get("until"),
        date=claim.get("date"),
        ended=claim.get("stage") == Stage.ENDED,
        confidence=float(claim["confidence"]),
        article=claim["article"],
        published=article.get("published"),
        sketch=article["sketch"],
    )


def edge_role(claim: Mapping[str, Any]) -> str | None:
    """What tells edges of one relation between the same two apart: status of membership, or office."""
    if claim["relation"] == "member_of":
        return str(claim.get("role") or "member")
    if claim["relation"] == "holds_office":
        office = claim.get("role") or claim.get("office")
        return None if office is None else str(office).casefold()
    return None


def edge_of(key: Key, row: Mapping[str, Any]) -> Edge:
    """The edge of a relationship's properties."""
    return Edge(
        id=row["id"],
        key=key,
        role=row.get("role"),
        since=row.get("since"),
        until=row.get("until"),
        since_day=row.get("since_day"),
        until_day=row.get("until_day"),
        sources=row["sources"],
        independent_sources=row["independent_sources"],
        first_reported=row.get("first_reported"),
        last_reported=row.get("last_reported"),
        confidence=float(row["confidence"]),
        origin=row["origin"],
        disputed=row.get("disputed", False),
    )


# ----------------------------------------------------------------------------------------------- reference


def reference_actors(reference: Reference) -> dict[ActorKind, list[Row]]:
    """The countries and blocs of the reference as nodes."""
    names: dict[str, dict[str, None]] = {}
    for name in reference.names:
        if name.kind in _NAMES and not name.weak:
            names.setdefault(name.actor, {})[name.text] = None

    def aliases(id_: str, name: str) -> list[str]:
        return sorted(set(names.get(id_, ())) - {name})

    countries = [
        {
            "id": c.id,
            "name": c.name,
            "iso2": c.iso2,
            "official_name": c.official_name,
            "region": c.region,
            "capital": c.capital,
            "since": c.since,
            "until": c.until,
            "aliases": aliases(c.id, c.name),
            "origin": "reference",
        }
        for c in reference.countries.values()
    ]
    blocs = [
        {
            "id": b.id,
            "name": b.name,
            "kind": b.kind,
            "founded": b.founded,
            "dissolved": b.dissolved,
            "aliases": aliases(b.id, b.name),
            "origin": "reference",
        }
        for b in reference.blocs.values()
    ]
    return {
        ActorKind.COUNTRY: [filled(row) for row in countries],
        ActorKind.BLOC: [filled(row) for row in blocs],
    }


def reference_facts(reference: Reference) -> list[Fact]:
    """The memberships of the reference, each period once."""
    facts: dict[str, Fact] = {}
    for m in reference.memberships:
        kind = ActorKind.COUNTRY if m.member in reference.countries else ActorKind.BLOC
        key = Key.of("member_of", (m.member, kind), (m.bloc, ActorKind.BLOC))
        id_ = content_hash(str(key), m.status, m.since)
        facts[id_] = Fact(
            id=id_,
            key=key,
            role=m.status,
            since=m.since,
            until=m.until,
            disputed=m.disputed,
            by=m.by or None,
            checked=m.checked or None,
            note=m.note or None,
        )
    return [facts[id_] for id_ in sorted(facts)]


def fact_row(fact: Fact) -> Row:
    """A fact as a node; its ends and relation stand in it for those who look."""
    return filled(
        {
            "id": fact.id,
            "key": str(fact.key),
            "relation": fact.key.relation,
            "subject": fact.key.subject,
            "object": fact.key.object,
            "role": fact.role,
            "since": fact.since,
            "until": fact.until,
            "disputed": fact.disputed,
            "by": fact.by,
            "checked": fact.checked,
            "note": fact.note,
        }
    )


def fact_of(row: Mapping[str, Any]) -> Fact:
    """The fact of a node's properties."""
    return Fact(
        id=row["id"],
        key=Key.parse(row["key"]),
        role=row["role"],
        since=row.get("since"),
        until=row.get("until"),
        disputed=row["disputed"],
        by=row.get("by"),
        checked=row.get("checked"),
        note=row.get("note"),
    )
