# ruff: noqa: E501 -- tables of words and patterns are read line by line
"""Phrases that stand for parties, read on the surface and reduced to one word each before the parse.

A unit is a name, a list of names, a person with a title ("Malian Defence Minister Sadio Camara") or an
official phrase ("the Malian foreign ministry", "the leaders of A, B and C"). It carries the parties it means.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.extraction.offices import Roster
from graph.extraction.parsing import ReducedSentence
from graph.extraction.sentences import Sentence
from graph.gazetteer import Mention, MentionKind
from graph.model import Span

__all__ = ["Party", "Unit", "UnitKind", "find_units", "reduce_sentence"]


@dataclass(frozen=True, slots=True)
class Party:
    """A state or bloc at one place of the text; `via` is the person who acts for it there."""

    actor: str
    span: Span
    via: str | None = None
    how: str = "name"


class UnitKind(StrEnum):
    """How a unit behaves in the sentence."""

    NAME = "name"
    PERSON = "person"
    BLOC = "bloc"
    PEOPLE = "people"
    ADJECTIVE = "adjective"
    OFFICIAL = "official"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the article that became one word. `dyad`: the parties are joined by a hyphen."""

    start: int
    end: int
    kind: UnitKind
    parties: tuple[Party, ...]
    dyad: bool = False
    plural: bool = False
    listed: int = 1

    @property
    def word(self) -> str:
        """The word that stands for it in the parse."""
        if self.kind is UnitKind.ADJECTIVE:
            return "French"
        if self.listed > 1 or self.plural:
            return "Americans"
        return {
            UnitKind.NAME: "France",
            UnitKind.PERSON: "Smith",
            UnitKind.BLOC: "NATO",
            UnitKind.PEOPLE: "Americans",
            UnitKind.OFFICIAL: "Paris",
            UnitKind.PLACE: "Paris",
        }[self.kind]


_KINDS = {
    MentionKind.COUNTRY: UnitKind.NAME,
    MentionKind.METONYM: UnitKind.NAME,
    MentionKind.CAPITAL: UnitKind.NAME,
    MentionKind.BLOC: UnitKind.BLOC,
    MentionKind.DEMONYM: UnitKind.PEOPLE,
    MentionKind.ADJECTIVE: UnitKind.ADJECTIVE,
}

_MODIFIER = (
    r"(?:foreign|defen[cs]e|finance|interior|trade|econom(?:y|ic)|energy|health|transport|agriculture|justice|home|prime|deputy|vice|first|"
    r"transitional|interim|military|federal|armed|central|national|top|senior|state|caretaker|government|high-level|acting|new|"
    r"external|affairs|security|army|navy|air|ruling|diplomatic|official|visiting|commerce|industry|oil|environment|culture|education|two|chief|"
    r"de facto|and|cabinet|presidential|ministerial|technical|negotiating|humanitarian|development|aid|special|crown|supreme|Foreign|Defen[cs]e|Finance|Interior|Trade|Econom(?:y|ic)|"
    r"Energy|Health|Transport|Agriculture|Justice|Prime|Deputy|Vice|Transitional|Interim|Military|Federal|Armed|Central|National|External|Affairs|Commerce|Development|Crown|Navy|Air|State)"
)
_OFFICIAL = (
    r"(?:governments?|ministr(?:y|ies)|ministers?|presidents?|premiers?|chancellors?|leaders?|leadership|delegations?|officials?|authorities|administration|cabinet|"
    r"embass(?:y|ies)|envoys?|ambassadors?|diplomats?|junta|regime|counterparts?|colleagues?|chiefs?|representatives?|negotiators?|military|militaries|army|navy|forces|"
    r"king|emir|sultan|prince|secretar(?:y|ies)|departments?|agency|negotiating teams?|side|monarch|central bank|presidency|heads of state(?: and government)?|heads of government|republic|state|"
    r"Governments?|Ministr(?:y|ies)|Ministers?|Presidents?|Premier|Chancellor|Leaders?|Delegations?|Embass(?:y|ies)|Army|Navy|Forces|Secretary|King|Emir|Department(?: of \w+)?|Central Bank|Republic)"
)
_TAIL = re.compile(
    rf"(?:['’]s?)?\s+(?:{_MODIFIER}\s+){{0,4}}{_OFFICIAL}(?:\s+and\s+(?:{_MODIFIER}\s+){{0,3}}{_OFFICIAL})?(?:\s+of\s+(?:foreign affairs|Foreign Affairs|defen[cs]e|Defen[cs]e|finance|Finance|state|State))?(?![\w-])"
)
_HEAD_OF = re.compile(
    rf"(?:\b[Tt]he\s+)?(?:{_MODIFIER}\s+){{0,4}}{_OFFICIAL}(?:\s+of\s+(?:foreign affairs|Foreign Affairs|defen[cs]e|Defen[cs]e|finance|Finance|health|Health))?\s+(?:of|from)\s+(?:both\s+)?(?:the\s+)?(?:Republic of\s+|Kingdom of\s+)?$"
)
_JOINT = re.compile(
    r"\s*(?:,\s*(?:and|as well as)?|and|&|as well as|along with)\s*(?:both\s+|the\s+|then\s+|with\s+)?\s*$"
)
_COMMA = re.compile(r"\s*,\s*(?:the\s+)?$")
_HYPHEN = re.compile(r"\s?[-–—/]\s?$")
_ATTACHED = re.compile(
    r"-(?:led|backed|brokered|mediated|hosted|made|based|funded|born|controlled|occupied|owned|sponsored|supported|drafted|proposed|supplied|donated|style|speaking|flagged|linked|aligned|wide)\b"
)
_NOUNLIKE = frozenset({UnitKind.NAME, UnitKind.PERSON, UnitKind.BLOC, UnitKind.PEOPLE, UnitKind.OFFICIAL})


def find_units(
    text: str, sentence: Sentence, mentions: Sequence[Mention], roster: Roster, person_ids: dict[str, str]
) -> list[Unit]:
    """The units of one sentence in order; `person_ids` maps the names of persons to ids of ministers."""
    singles = _persons(sentence, roster, person_ids)
    taken = [(u.start, u.end) for u in singles]
    singles += [
        u
        for m in mentions
        if sentence.start <= m.start
        and m.end <= sentence.end
        and not any(a < m.end and m.start < b for a, b in taken)
        for u in [_single(m)]
    ]
    singles = [
        replace(u, kind=UnitKind.PLACE, parties=()) if _is_address(text, sentence, u, singles) else u
        for u in singles
    ]
    singles.sort(key=lambda u: u.start)
    officials = _apart([_widen(text, sentence, u) for u in singles], singles)
    dyads = _merge(text, officials, _HYPHEN, dyad=True)
    lists = _merge_lists(text, sentence, dyads)
    return _apart([_widen(text, sentence, u) if u.listed > 1 else u for u in lists], lists)


def _apart(widened: Sequence[Unit], before: Sequence[Unit]) -> list[Unit]:
    """Units that do not overlap: one that would reach into the one before it keeps its own beginning."""
    kept: list[Unit] = []
    for unit, narrow in zip(widened, before, strict=True):
        reaches = bool(kept) and unit.start < kept[-1].end
        kept.append(replace(unit, start=max(narrow.start, kept[-1].end)) if reaches else unit)
    return kept


def _persons(sentence: Sentence, roster: Roster, person_ids: dict[str, str]) -> list[Unit]:
    """One unit for each name of a person, with the title around it."""
    phrases = {o.name_start: o for o in roster.offices}
    units = []
    for person in roster.persons:
        for place in person.places:
            if not (sentence.start <= place.start < sentence.end):
                continue
            office = phrases.get(place.start)
            start, end = (office.start, office.end) if office else (place.start, place.end)
            party: tuple[Party, ...] = ()
            if person.state is not None:
                span = (
                    office.state_span
                    if office and office.state_span and office.start <= office.state_span.start < office.end
                    else place
                )
                party = (Party(person.state, span, person_ids.get(person.name), "person"),)
            units.append(Unit(max(start, sentence.start), min(end, sentence.end), UnitKind.PERSON, party))
    units.sort(key=lambda u: (u.start, -u.end))
    kept: list[Unit] = []
    for unit in units:
        if not kept or unit.start >= kept[-1].end:
            kept.append(unit)
    return kept


def _single(mention: Mention) -> Unit:
    if mention.actor is None:
        return Unit(
            mention.start,
            mention.end,
            UnitKind.ADJECTIVE if mention.kind is MentionKind.ADJECTIVE else UnitKind.PLACE,
            (),
        )
    if mention.kind is MentionKind.CAPITAL and mention.as_place:
        return Unit(mention.start, mention.end, UnitKind.PLACE, ())
    party = Party(mention.actor, Span(mention.start, mention.end), how=str(mention.kind))
    return Unit(mention.start, mention.end, _KINDS[mention.kind], (party,))


_CITY_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|of|outside|around)\s+(?:the\s+)?(?:[A-ZÀ-Þ][\w’'.-]+\s?){1,3},\s+(?:the\s+)?$"
)


_CONTINENT = re.compile(
    r"\b(?:Asia|Africa|Europe|America|Americas|Oceania|Pacific|Caribbean|Balkans|Middle East),"
)
_AFTER_ADDRESS = re.compile(
    r"\s*(?:[,.;:)\]—–-]|$)|\s+(?:on|for|to|in|at|and|with|during|where|after|from|this|last|next|by|between|as|before|today|that|which|until|since)\b"
)


def _is_address(text: str, sentence: Sentence, unit: Unit, others: Sequence[Unit]) -> bool:
    """ "in Geneva, Switzerland": the state only says where the city lies."""
    if unit.kind is not UnitKind.NAME:
        return False
    city = _CITY_BEFORE.search(text, max(sentence.start, unit.start - 60), unit.start)
    if (
        city is None
        or _CONTINENT.search(city.group())
        or not _AFTER_ADDRESS.match(text, unit.end, sentence.end)
    ):
        return False
    return not any(
        city.start() < o.end and o.start < unit.start and o.kind is not UnitKind.PLACE for o in others
    )


def _widen(text: str, sentence: Sentence, unit: Unit) -> Unit:
    """Takes in the official noun behind or before: "Malian foreign ministry", "the government of Mali"."""
    if unit.kind in {UnitKind.PERSON, UnitKind.PLACE, UnitKind.OFFICIAL} or not unit.parties:
        return unit
    tail = _TAIL.match(text, unit.end, sentence.end)
    if tail:
        plural = unit.listed > 1 or bool(re.search(r"(?:ies|[^s]s)$", tail.group()))
        return replace(unit, end=tail.end(), kind=UnitKind.OFFICIAL, plural=plural)
    if unit.kind is UnitKind.ADJECTIVE:
        return unit
    head = _HEAD_OF.search(text, max(sentence.start, unit.start - 90), unit.start)
    if head:
        return replace(unit, start=head.start(), kind=UnitKind.OFFICIAL, plural=unit.plural)
    return unit


def _joinable(a: Unit, b: Unit) -> bool:
    return bool(a.parties and b.parties) and (
        (a.kind in _NOUNLIKE and b.kind in _NOUNLIKE)
        or (a.kind is UnitKind.ADJECTIVE and b.kind in {UnitKind.ADJECTIVE, UnitKind.OFFICIAL})
    )


def _merged(units: Sequence[Unit], *, dyad: bool) -> Unit:
    parties = tuple({p.actor: p for u in units for p in u.parties}.values())
    kinds = {u.kind for u in units}
    kind = (
        UnitKind.ADJECTIVE
        if dyad and kinds <= {UnitKind.ADJECTIVE, UnitKind.NAME, UnitKind.BLOC}
        else units[-1].kind
    )
    if len(kinds) > 1 and not dyad:
        kind = (
            UnitKind.OFFICIAL
            if UnitKind.OFFICIAL in kinds and UnitKind.ADJECTIVE in kinds
            else UnitKind.PERSON
        )
    return Unit(
        units[0].start,
        units[-1].end,
        kind,
        parties,
        dyad=dyad,
        plural=not dyad,
        listed=sum(u.listed for u in units),
    )


def _merge(text: str, units: Sequence[Unit], gap: re.Pattern[str], *, dyad: bool) -> list[Unit]:
    """Joins neighbours with only what `gap` allows between them."""
    merged: list[Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        if (
            last
            and last.parties
            and unit.parties
            and last.kind is not UnitKind.PERSON
            and gap.fullmatch(text, last.end, unit.start)
            and not (dyad and _is_dash_of_a_list(text, last, unit))
        ):
            merged[-1] = _merged([last, unit], dyad=dyad)
        else:
            merged.append(unit)
    return merged


def _is_dash_of_a_list(text: str, left: Unit, right: Unit) -> bool:
    """ "the Quad – Australia, Japan and India": the dash opens a list, it joins no pair."""
    gap = text[left.end : right.start]
    if gap in {"-", "–", "/"}:
        return False
    return "—" in gap or UnitKind.BLOC in {left.kind, right.kind} or text[right.end : right.end + 1] == ","


def _merge_lists(text: str, sentence: Sentence, units: Sequence[Unit]) -> list[Unit]:
    """Joins "A, B and C"; a bare "A, B" only at the head of a headline."""
    result: list[Unit] = []
    i = 0
    while i < len(units):
        run = [units[i]]
        joints: list[str] = []
        while i + len(run) < len(units):
            following = units[i + len(run)]
            between = text[run[-1].end : following.start]
            closed = joints and "and" in joints[-1] and "and" not in between
            if (
                closed
                or not _joinable(run[-1], following)
                or run[-1].dyad
                or following.dyad
                or not _JOINT.fullmatch(between)
            ):
                break
            joints.append(between)
            run.append(following)
        if len(run) > 2 and _is_introduction(text, sentence, run, joints):
            run, joints = run[:1], []
        while len(run) > 1 and not _is_list(text, sentence, run, joints):
            run.pop()
            joints.pop()
        result.append(_merged(run, dyad=False) if len(run) > 1 else run[0])
        i += len(run)
    return result


_INTRODUCED = re.compile(
    r"(?:In|After|During|Following|At|On|Amid|Under|Before|Since|Ahead|As part|Despite|Through|Upon|Having|Hosted|Speaking|Meeting)\b"
)
_BEHIND_PREPOSITION = re.compile(r"\b(?:by|in|with|of|from|at|to|visiting|meeting|for)\s+(?:the\s+)?$")
_FINITE = re.compile(r"\s+(?:also |jointly |have |has |had |formally |officially )?(?!.{0,20}ing\b)[a-z]{3,}")


def _is_introduction(text: str, sentence: Sentence, run: Sequence[Unit], joints: Sequence[str]) -> bool:
    """ "After talks hosted by A, B and C say …": the first name closes the introduction, the list begins behind it."""
    if "," not in joints[0] or "and" in joints[0] or "," in text[sentence.start : run[0].start]:
        return False
    return bool(
        _INTRODUCED.match(text, sentence.start)
        and _BEHIND_PREPOSITION.search(text, sentence.start, run[0].start)
        and _FINITE.match(text, run[-1].end)
    )


def _is_list(text: str, sentence: Sentence, run: Sequence[Unit], joints: Sequence[str]) -> bool:
    """A run of names counts as a list if a conjunction closes it, or it is long, or it heads a headline."""
    if any(w in joints[-1] for w in ("and", "&", "as well as", "along with")):
        return True
    if len(run) >= 3:
        return True
    headline = sentence.index == 0 and text[sentence.end - 1 : sentence.end] not in {".", "!", "?"}
    return headline and run[0].start == sentence.start


_FRONTED_DATE = re.compile(
    r"(?:(?:On|In|Last|This|Since|Late on|Early on)\s+)?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|"
    r"March|April|May|June|July|August|September|October|November|December|week|month|year)(?:\s+\d{1,4})?\s+(?:the\s+)?"
)


_DAY_BEFORE = re.compile(
    r"\b(?:on|On|last|this)\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\s+(?:the\s+)?$"
)


def reduce_sentence(text: str, sentence: Sentence, units: Sequence[Unit]) -> ReducedSentence:
    """The sentence with one word for each unit."""
    parts: list[str] = []
    pieces: list[tuple[int, int, Unit | None]] = []
    length, at = 0, sentence.start
    for unit in units:
        if unit.start > at or not pieces:
            pieces.append((length, at, None))
            parts.append(text[at : unit.start])
            length += unit.start - at
            if _DAY_BEFORE.search(text, at, unit.start) or (
                at == sentence.start and _FRONTED_DATE.fullmatch(text, at, unit.start)
            ):
                parts.append(", ")  # the parser else takes "Wednesday France" for one name
                length += 2
        pieces.append((length, unit.start, unit))
        parts.append(unit.word)
        length += len(unit.word)
        pieces.append((length, unit.end, None))
        at = unit.end
    if not pieces:
        pieces.append((0, at, None))
    parts.append(text[at : sentence.end])
    reduced = "".join(parts).replace("\n", " ").replace("\u00a0", " ")
    return ReducedSentence(sentence.index, sentence.start, sentence.end, reduced, tuple(pieces))
