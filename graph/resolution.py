"""Who is the same person across articles.

Two ministers with the same full name have the same id wherever they are read. Who goes by another form of a
leader's name joins the leader of the reference, where the state or bloc agrees, only one fits, and

- the reference lists that form, or
- it is the bare surname ("Camara", of Mali: `mli-camara`) of one in office on that day, or
- it is another spelling, order or part of the name (Zelenskiy, Orbán Viktor, Sánchez Pérez-Castejón) of one
  in office on that day, and the office that the article names is theirs.

Nothing here depends on the order in which articles come.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property

from graph.model import Actor, ActorKind, Article, Claim, Event, Extraction, Participant, Status, slug
from graph.reference import Leader, Reference, parse_office, read_reference

__all__ = ["Resolver", "is_spelt_alike"]

_ARTICLES = frozenset({"al", "el", "ul"})
_FOLDS = (
    (re.compile(r"abd[aeu]l\b"), "abd"),
    (re.compile("x"), "ks"),
    (re.compile("[iy]j(?![aeou])"), "i"),
    (re.compile("sch|sh|ch|zh|ts|tz|z"), "s"),
    (re.compile("kh"), "h"),
    (re.compile("gh|[gqc]"), "k"),
    (re.compile("dj|dzh"), "j"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("[aeiouyh]"), ""),
)
"""What romanisations write in more ways than one; of vowels nothing is left."""
_LEAST_ALIKE = 0.6  # of letters, by `SequenceMatcher`: sounds alone would join what looks unlike
_LEAST_SOUNDS = 3
_HEADS = frozenset({"head of state", "head of government", "monarch"})


def is_spelt_alike(one: str, other: str) -> bool:
    """Whether two full names can be one: in another spelling or order, or with a name or two left out."""
    a, b = _words(one), _words(other)
    if not a or not b or min(len(a), len(b)) == 1 < max(len(a), len(b)):
        return False
    if any(_sound_alike("".join(turned), "".join(b)) for turned in _turned(a)):
        return True
    short, long = sorted((a, b), key=len)
    return 1 < len(short) < len(long) and _is_part(short, long)


def _words(name: str) -> list[str]:
    words = slug(name).split("-")
    return [word for word in words if word not in _ARTICLES] or words


def _turned(words: Sequence[str]) -> Iterable[Sequence[str]]:
    """The words from each of them on, round: family names stand first or last."""
    return ([*words[i:], *words[:i]] for i in range(len(words)))


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(any(_sound_alike(word, other) for other in rest) for word in short)


def _sound_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    sounds = _sounds(one)
    return (
        len(sounds) >= _LEAST_SOUNDS
        and sounds == _sounds(other)
        and SequenceMatcher(None, one, other).ratio() >= _LEAST_ALIKE
    )


def _sounds(word: str) -> str:
    for pattern, fold in _FOLDS:
        word = pattern.sub(fold, word)
    return word


class Resolver:
    """Gives persons the ids that they have in every article."""

    def __init__(self, reference: Reference | None = None) -> None:
        self._given = reference

    @cached_property
    def _reference(self) -> Reference:
        return self._given or read_reference()

    @cached_property
    def _leaders(self) -> Mapping[str, tuple[Leader, ...]]:
        by_place: dict[str, list[Leader]] = {}
        for leader in self._reference.leaders:
            by_place.setdefault(leader.country, []).append(leader)
        return {place: tuple(leaders) for place, leaders in by_place.items()}

    def resolve(self, article: Article, extraction: Extraction) -> Extraction:
        """The extraction with persons joined to the leaders whom they mean."""
        known = {
            actor.id: leader
            for actor in extraction.actors
            if actor.kind is ActorKind.MINISTER
            and (leader := self._leader(actor, extraction.claims, article.published)) is not None
        }
        return _renamed(extraction, known) if known else extraction

    def _leader(self, actor: Actor, claims: Sequence[Claim], day: str | None) -> Actor | None:
        """The leader whom a person is; None where it is none, is called so already, or several fit."""
        offices = [
            (claim.object, claim.office or "")
            for claim in claims
            if (claim.relation, claim.subject, claim.status) == ("holds_office", actor.id, Status.ASSERTED)
            and claim.object is not None
        ]
        place, _, surname = actor.id.partition("-")
        if surname and surname == slug(actor.name):
            fitting = self._by_surname(surname, [place.upper()], day)
        else:
            fitting = self._by_full_name(actor, offices, day)
        if len(names := {slug(leader.name): leader.name for leader in fitting}) != 1:
            return None
        [(id_, name)] = names.items()
        if id_ == actor.id:
            return None
        return Actor(id_, ActorKind.MINISTER, name, tuple(sorted({actor.name, *actor.aliases} - {name})))

    def _by_surname(self, surname: str, places: Iterable[str], day: str | None) -> list[Leader]:
        there = [x for place in places for x in self._leaders.get(place, ()) if _in_office(x, day)]
        exact = [x for x in there if surname in {slug(name) for name in (x.family, *x.aliases)}]
        words = "".join(_words(surname))
        return exact or [x for x in there if _sound_alike(words, "".join(_words(x.family)))]

    def _by_full_name(
        self, actor: Actor, offices: Sequence[tuple[str, str]], day: str | None
    ) -> list[Leader]:
        places = sorted({place for place, _ in offices})
        there = [leader for place in places for leader in self._leaders.get(place, ())]
        called = slug(actor.name)
        if any(called == slug(leader.name) for leader in there):
            return []
        if listed := [x for x in there if called in set(map(slug, x.aliases))]:
            return listed
        theirs = [
            leader
            for leader in there
            if _in_office(leader, day)
            and any(place == leader.country and self._is_office(office, leader) for place, office in offices)
        ]
        surnames = [x for x in there if called == slug(x.family) and _in_office(x, day)]
        if len({x.name for x in surnames}) > 1:
            surnames = [x for x in surnames if x in theirs]
        return surnames or [
            leader
            for leader in theirs
            if any(is_spelt_alike(actor.name, name) for name in (leader.name, *leader.aliases))
        ]

    def _is_office(self, words: str, leader: Leader) -> bool:
        """Whether the words of a title mean the office that the leader holds."""
        said = parse_office(self._reference, words, leader.country)
        held = parse_office(self._reference, leader.office, leader.country)
        if said is None or said.counts == "no":
            return False
        if held is not None and said.portfolio == held.portfolio:
            return said.rank == held.rank or {said.rank, held.rank} <= _HEADS
        return said.rank in _HEADS and leader.role in {"chief of state", said.rank}


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
