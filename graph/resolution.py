"""Who is the same person across articles.

Two ministers with the same full name have the same id wherever they are read. A bare surname that its article
does not complete ("Camara", of Mali: `mli-camara`) joins the one leader of that country whom the reference
knows by it and whose time fits. Nothing here depends on the order in which articles come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property

from graph.model import Actor, ActorKind, Article, Claim, Event, Extraction, Participant, slug
from graph.reference import Leader, Reference, read_reference

__all__ = ["Resolver"]


class Resolver:
    """Gives persons the ids that they have in every article."""

    def __init__(self, reference: Reference | None = None) -> None:
        self._given = reference

    @cached_property
    def _reference(self) -> Reference:
        return self._given or read_reference()

    @cached_property
    def _leaders(self) -> Mapping[str, tuple[Leader, ...]]:
        by_country: dict[str, list[Leader]] = {}
        for leader in self._reference.leaders:
            by_country.setdefault(leader.country, []).append(leader)
        return {country: tuple(leaders) for country, leaders in by_country.items()}

    def resolve(self, article: Article, extraction: Extraction) -> Extraction:
        """The extraction with bare surnames joined to the leaders whom they mean."""
        known = {
            actor.id: leader
            for actor in extraction.actors
            if (leader := self._leader(actor, article.published)) is not None
        }
        return _renamed(extraction, known) if known else extraction

    def _leader(self, actor: Actor, day: str | None) -> Actor | None:
        """The leader whom a bare surname means; None where it is none, or nobody or several fit."""
        country, _, surname = actor.id.partition("-")
        if actor.kind is not ActorKind.MINISTER or not surname or surname != slug(actor.name):
            return None
        fitting = {
            slug(leader.name): leader.name
            for leader in self._leaders.get(country.upper(), ())
            if slug(leader.family) == surname and _in_office(leader, day)
        }
        if len(fitting) != 1:
            return None
        [(id_, name)] = fitting.items()
        return Actor(id_, ActorKind.MINISTER, name, tuple(sorted({actor.name, *actor.aliases} - {name})))


def _in_office(leader: Leader, day: str | None) -> bool:
    """Whether the leader held office on a day; an undated text can only mean who holds it still."""
    if day is None:
        return leader.until is None
    begun = leader.since is None or leader.since <= day[: len(leader.since)]
    return begun and (leader.until is None or day[: len(leader.until)] <= leader.until)


def _renamed(extraction: Extraction, known: Mapping[str, Actor]) -> Extraction:
    def id_of(actor: str) -> str:
        return known[actor].id if actor in known else actor

    def renamed_claim(claim: Claim) -> Claim:
        return replace(
            claim,
            subject=id_of(claim.subject),
            object=None if claim.object is None else id_of(claim.object),
            via=None if claim.via is None else id_of(claim.via),
        )

    def renamed_event(event: Event) -> Event:
        return replace(
            event, participants=tuple(Participant(id_of(p.actor), p.side) for p in event.participants)
        )

    return replace(
        extraction,
        actors=_joined(known.get(actor.id, actor) for actor in extraction.actors),
        claims=tuple(map(renamed_claim, extraction.claims)),
        events=tuple(map(renamed_event, extraction.events)),
    )


def _joined(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """One actor for each id, with the aliases of all, sorted by id."""
    by_id: dict[str, Actor] = {}
    for actor in actors:
        first = by_id.setdefault(actor.id, actor)
        names = {*first.aliases, *actor.aliases, actor.name} - {first.name}
        by_id[actor.id] = replace(first, aliases=tuple(sorted(names)))
    return tuple(by_id[id_] for id_ in sorted(by_id))
