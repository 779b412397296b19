"""Names of states and blocs in running text, and who is meant by them within one article.

One pass of an Aho-Corasick automaton finds every name, the longest at each place. What follows looks at
the neighbours of each hit: is it a whole word, is it part of a longer proper name (Bank of China, Chad
Smith, Paris Agreement), is a capital the government or the place, and which of several meanings has the
article's other names on its side. Where nothing speaks for one meaning the mention stays open.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from graph.errors import UnknownNameError
from graph.model import Actor, ActorKind
from graph.reference import Name, NameKind, Reference, merge_names, read_reference

__all__ = ["Gazetteer", "Mention", "MentionKind", "default_gazetteer", "gazetteer_with"]


class MentionKind(StrEnum):
    """By what sort of name an actor is mentioned."""

    COUNTRY = "country"
    BLOC = "bloc"
    DEMONYM = "demonym"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    METONYM = "metonym"


class Mention(NamedTuple):
    """One name in a text: `text[start:end]`, offsets counted in code points of the text as given.

    `actor` is None where the name is ambiguous and nothing in the article decides; `candidates` are all
    that it may mean. `as_place` marks a capital, a seat of government or a part of a state's land that is
    only a place. (A tuple, since a scan makes
    many: a frozen dataclass costs four times as much to build.)
    """

    start: int
    end: int
    text: str
    actor: str | None
    kind: MentionKind
    candidates: tuple[str, ...]
    as_place: bool = False


_MENTION_KINDS = {
    NameKind.DEMONYM: MentionKind.DEMONYM,
    NameKind.ADJECTIVE: MentionKind.ADJECTIVE,
    NameKind.CAPITAL: MentionKind.CAPITAL,
    NameKind.METONYM: MentionKind.METONYM,
}
_ALIASES = frozenset({NameKind.NAME, NameKind.SHORT, NameKind.OFFICIAL, NameKind.ACRONYM, NameKind.FORMER})


@dataclass(slots=True)
class _Form:
    """One string that is searched for, with all that its names say.

    `owners` are the actors that it names, `rivals` what else it may mean (ids of others, person, place).
    A form without owners is either a longer proper name that hides what it holds, or a cue.
    """

    text: str
    kind: MentionKind = MentionKind.COUNTRY
    owners: tuple[str, ...] = ()
    rivals: frozenset[str] = frozenset()
    weak: bool = False  # counts only beside a strong name
    word: bool = False  # a mere word in a line of capitals
    part: bool = False  # land of the state: may be a mere place
    house: bool = False  # a building: may be a mere place
    site: bool = False  # never the government: Washington, D.C.
    combining: bool = False  # ends in a hyphen: Franco-
    cues: tuple[tuple[str, str], ...] = ()
    owner: str = ""  # the first of the owners
    candidates: tuple[str, ...] = ()  # owners and those among the rivals that are actors
    seat: bool = False  # a capital or a house: may be a mere place
    strong: bool = False  # one owner and no rival: evidence for its actor
    plain: bool = False  # strong and no seat: means its actor whatever the context
    personal: bool = False  # may be the name of a person
    watched: bool = False  # the words beside it always matter
    suspects: frozenset[str] = frozenset()  # ends of words before it that matter
    shorter: tuple["_Form", ...] = ()


_Hit = tuple[int, int, _Form]


class _Scene:
    """What one article holds: its hits, and what they say of one another."""

    __slots__ = ("_actors", "cues", "hits", "others", "persons", "text", "tongue")

    def __init__(self, text: str) -> None:
        self.text = text
        self.hits: list[_Hit] = []
        self.others: set[str] = set()  # acronyms that the article spells out as something else
        self.cues: set[tuple[str, str]] = set()
        self.persons: set[str] = set()
        self.tongue = 0  # where the last name of a language ended
        self._actors: set[str] | None = None

    @property
    def actors(self) -> set[str]:
        """The actors that the article names beyond doubt."""
        if self._actors is None:
            denied = self.persons | self.others
            sure = (form for _, _, form in self.hits if form.strong and form.text not in denied)
            self._actors = {form.owner for form in sure}
        return self._actors

    def speaks_for(self, form: _Form, meaning: str) -> bool:
        """Whether the article holds another name of the meaning, or a cue for it."""
        return meaning in self.actors or any((name, meaning) in self.cues for name in _stems(form.text))

    def near(self, index: int) -> set[str]:
        """The actors named beyond doubt in the sentence of a hit."""
        text, (at, end, _) = self.text, self.hits[index]
        start = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at))
        ends = [e for e in (text.find(". ", end), text.find("\n", end)) if e >= 0]
        end = min(ends, default=len(text))
        first = bisect_left(self.hits, start, key=itemgetter(0))
        last = bisect_left(self.hits, end, key=itemgetter(0))
        return {form.owner for _, _, form in self.hits[first:last] if form.strong}

    def are_joined(self, index: int) -> bool:
        """Whether a hit and the next stand in one list or pair."""
        return self.text[self.hits[index][1] : self.hits[index + 1][0]] in _JOINERS

    def group(self, index: int) -> tuple[int, int]:
        """The first and the last of the hits that stand in one list with this one."""
        first = last = index
        while first > max(index - _LONGEST_LIST, 0) and self.are_joined(first - 1):
            first -= 1
        while last + 1 < min(index + _LONGEST_LIST, len(self.hits)) and self.are_joined(last):
            last += 1
        return first, last


@cache
def _stems(text: str) -> tuple[str, ...]:
    """Names under which cues for a form are listed: itself, and what its plural and adjective come from."""
    return tuple({text, text.removesuffix("s"), text.removesuffix("n"), text.removesuffix("ns")})


# ---------------------------------------------------------------- spellings

_APOSTROPHES = "’ʼʻ‘`´"
_CURLY = "’ʻ‘"
_UNFOLDED = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D"})
_PLAIN: dict[int, str | None] = {ord("."): None} | {ord(mark): "'" for mark in _APOSTROPHES}
_VARIANTS = (
    ("Organization", "Organisation"),
    ("Stabilization", "Stabilisation"),
    ("Cooperation", "Co-operation"),
    ("Programme", "Program"),
    ("Defence", "Defense"),
    ("Centre", "Center"),
    ("Labour", "Labor"),
    (" and ", " & "),
    ("-", "–"),
    ("St. ", "St "),
    ("UN ", "U.N. "),
    ("EU ", "E.U. "),
    ("US ", "U.S. "),
)


def _fold(text: str) -> str:
    """Without diacritics."""
    parts = unicodedata.normalize("NFD", text.translate(_UNFOLDED))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _spellings(name: Name) -> Iterator[str]:
    """The name as the press may spell it: British and American, with and without accents, in capitals."""
    texts = {name.text}
    for one, other in _VARIANTS:
        texts |= {t.replace(one, other) for t in texts} | {t.replace(other, one) for t in texts}
    if name.kind is NameKind.ACRONYM and name.text.isalpha() and name.text.isupper():
        texts.add("".join(f"{letter}." for letter in name.text))
    if "word" not in name.ambiguous_with:
        texts |= {_fold(t) for t in texts}
    if not name.case_sensitive and len(name.text) > 3:
        texts |= {t.upper() for t in texts}
    texts |= {unicodedata.normalize("NFD", t) for t in texts}
    texts |= {t.replace("'", mark) for t in texts for mark in _CURLY}
    yield from sorted(texts)


def _key(name: str) -> str:
    """What names are compared by when looked up: case, accents, dots and a leading article aside."""
    text = _fold(name).casefold().translate(_PLAIN)
    return " ".join(text.split()).removeprefix("the ")


# ---------------------------------------------------------------- words around a hit

_WORD = re.compile(r"[^\W\d_][\w'’.&]*")
_RUN = re.compile(r"(?: (?:(?:of|and|for|the|&|de|du) )*[A-Z][\w'’&]*){1,5}")
_SMALL = frozenset(
    "a an the of in on at to by for from with and or but as is are be over into amid after before its "
    "their his her not no than via up off out about against between under during without that this it".split()
)
_SHORTEST_TITLE = 3  # words
_LONGEST_TITLE = 200  # characters
_LONGEST_WORD = 30
_BLANKS = frozenset(" \n")


def _is_dotted(text: str, at: int) -> bool:
    """Whether a dot joins what begins here to a word before it: "Welcome.US"."""
    return at > 1 and text[at - 1] == "." and text[at - 2].islower()


def _word_before(text: str, at: int) -> str:
    """The word that ends right before the blank at `at - 1`; empty where something else stands there."""
    if at < 2 or text[at - 1] not in " \n" or not text[at - 2].isalnum():
        return ""
    return text[max(at - _LONGEST_WORD, 0) : at - 1].rsplit(maxsplit=1)[-1].lstrip("(\"'“‘[—–")


def _word_after(text: str, at: int) -> str:
    """The word that begins right after the blank at `at`; empty where something else stands there."""
    if text[at : at + 1] not in _BLANKS:
        return ""
    found = _WORD.match(text, at + 1)
    return found.group().rstrip(".") if found else ""


def _is_titled(text: str, at: int) -> bool:
    """Whether the line is a headline with its words in capitals: neighbours in capitals then say nothing."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = end if end >= 0 else len(text)
    if end - start > _LONGEST_TITLE or text[end - 1] in ".!”":
        return False
    words = _WORD.findall(text[start:end])
    return len(words) >= _SHORTEST_TITLE and all(w[0].isupper() or w in _SMALL for w in words)


def _starts_sentence(text: str, at: int) -> bool:
    return text[max(at - 6, 0) : at].rstrip(" \"'“‘(")[-1:] in {"", ".", "!", "?", "\n", ":", "—"}


def _starts_clause(text: str, at: int) -> bool:
    return _starts_sentence(text, at) or text[at - 2 : at] in {", ", "; "}


_AFTER_VERB = frozenset("its the a an it to no that their any all more new his them".split())


def _is_verb(text: str, at: int) -> bool:
    """Whether a verb follows, by its look: revoked; denies it; but not the plural in "shares fell"."""
    word = _word_after(text, at)
    if not word or (word[0].isupper() and not _is_titled(text, at)):
        return False
    after = _word_after(text, at + len(word) + 1).lower()
    return word.endswith("ed") or (word.endswith("s") and after in _AFTER_VERB)


class _Words:
    """The word lists of the reference, by use."""

    def __init__(self, reference: Reference) -> None:
        uses: dict[str, set[str]] = defaultdict(set)
        for proper in reference.proper_names:
            uses[proper.use].add(proper.text)
        self.phrases = frozenset(uses["phrase"])
        self.tails = frozenset(uses["tail"])
        self.heads = frozenset(uses["head"])
        self.leads = frozenset(uses["lead"])
        self.given = frozenset(uses["given"])
        self.offices = frozenset(uses["office"])
        self.national = frozenset(uses["national"])
        self.compounds = frozenset(uses["compound"])
        self.provinces = frozenset(uses["state"])
        self.province_starts = frozenset(province[:3] for province in self.provinces)
        self.shouted = frozenset(uses["word"])
        seats: dict[str, dict[str, bool]] = defaultdict(dict)
        for word in reference.seat_words:
            seats[word.side][word.text] = word.reading == "place"
        self.seats: Mapping[str, Mapping[str, bool]] = seats


# ---------------------------------------------------------------- the gazetteer


class Gazetteer:
    """All names of a reference, ready to be found."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self._words = _Words(reference)
        self._forms = list(_forms(reference, self._words))
        self._automaton = AhoCorasick(
            [f.text for f in self._forms],
            matchkind=MatchKind.LeftmostLongest,
            implementation=Implementation.DFA,
        )
        self._own_words: dict[str, set[str]] = defaultdict(set)
        for form in self._forms:
            if form.kind is MentionKind.BLOC and " " in form.text:
                self._own_words[form.owner].update(_CAPITALS.findall(form.text))
        self._meanings: dict[str, list[Name]] = defaultdict(list)
        self._aliases: dict[str, list[str]] = defaultdict(list)
        for name in reference.names:
            self._meanings[_key(name.text)].append(name)
            if name.kind in _ALIASES and not name.weak:
                self._aliases[name.actor].append(name.text)

    def actor(self, actor_id: str) -> Actor:
        """The country or bloc of that id, with its name and aliases.

        Raises:
            UnknownNameError: There is none.
        """
        if country := self.reference.countries.get(actor_id):
            kind, name = ActorKind.COUNTRY, country.name
        elif bloc := self.reference.blocs.get(actor_id):
            kind, name = ActorKind.BLOC, bloc.name
        else:
            raise UnknownNameError(actor_id)
        aliases = dict.fromkeys(a for a in self._aliases[actor_id] if a != name)
        return Actor(actor_id, kind, name, tuple(aliases))

    def meanings(self, name: str) -> list[Name]:
        """What a name may mean, whatever its case and accents; the id of an actor counts as a name."""
        found = list(self._meanings.get(_key(name), ()))
        code = name.strip().upper()
        if code in self.reference.countries or code in self.reference.blocs:
            known = {n.actor for n in found}
            found += [] if code in known else [Name(code, code, NameKind.ACRONYM, case_sensitive=True)]
        return found

    def scan(self, text: str) -> list[Mention]:
        """Every mention in the text, by where it starts; mentions do not overlap."""
        lines, offsets = _squeeze(text)
        scene = _Scene(lines)
        self._find(scene)
        mentions = []
        for index, (start, end, form) in enumerate(scene.hits):
            if form.text in scene.others:
                continue
            if form.plain and not (form.personal and form.text in scene.persons):
                mention = Mention(start, end, lines[start:end], form.owner, form.kind, form.owners)
            else:
                resolved = self._resolve(scene, index)
                if resolved is None:
                    continue
                mention = resolved
            mentions.append(mention)
        return mentions if offsets is None else [_unsqueezed(m, text, offsets) for m in mentions]

    # ---- finding

    def _find(self, scene: "_Scene") -> None:
        """Fills the scene with hits that are whole words and no part of a longer proper name.

        This is the hot loop: four cheap looks at the characters beside a hit decide whether its neighbours
        deserve a closer one.
        """
        lines = scene.text
        forms = self._forms
        keep = scene.hits.append
        for index, start, end in self._automaton.find_matches_as_indexes(lines.replace("\n", " ")):
            form = forms[index]
            if start and (lines[start - 1].isalnum() or _is_dotted(lines, start)):
                continue
            after = lines[end : end + 2]
            if after and after[0].isalnum() and not form.combining:
                scene.hits.extend(self._shorter(scene, start, form))
                continue
            if form.cues:
                scene.cues.update(form.cues)
            if not form.owners:
                continue
            before = lines[start - 4 : start]
            if (
                form.watched
                or scene.tongue
                or (before in form.suspects and (before != "the " or lines[start - 8 : start] == " of the "))
                or (after[:1] == " " and after[1:].isupper())
                or after[:1] in _GLUE
                or (after == ", " and lines[end + 2 : end + 5] in self._words.province_starts)
                or (after[:1] == ")" and before[3:] == "(" and form.kind is MentionKind.BLOC)
            ) and self._is_part(scene, start, end, form):
                continue
            keep((start, end - form.combining, form))

    def _shorter(self, scene: "_Scene", start: int, form: _Form) -> Iterator[_Hit]:
        """The longest whole word that the form begins with, where the form itself is none."""
        for other in form.shorter:
            end = start + len(other.text)
            if not scene.text[end].isalnum():
                if not self._is_part(scene, start, end, other):
                    yield start, end, other
                return

    def _is_part(self, scene: "_Scene", start: int, end: int, form: _Form) -> bool:
        """Whether the name is a part of something longer that is not its actor."""
        text = scene.text
        if form.kind is MentionKind.BLOC:
            if self._is_another(scene, start, form):
                scene.others.add(form.text)
            return form.word and _is_shouted(text, start, end)
        if text[end : end + 2] == ", " and self._is_town(text, start, end, form):
            return True
        if scene.tongue and self._is_tongue(scene, start, end, form):
            return True
        follower = text[end : end + 2]
        if form.combining:
            return not follower[:1].isupper()
        if follower[:1] == "$":
            return True
        if follower[:1] in {"-", "–"} and _compound(text, end) in self._words.compounds:
            return True
        if follower[:1] == " " and follower[1:].isupper() and self._goes_on(scene, start, end, form):
            return True
        if form.word and _is_shouted(text, start, end):
            return True
        before = _word_before(text, start)
        if not before:
            return form.personal and self._has_initial(scene, start, form)
        if before in {"of", "the"}:
            return self._has_head(text, start, before)
        if before in self._words.leads:
            return True
        if form.kind is MentionKind.ADJECTIVE and before in _TONGUES:
            is_tongue = _word_after(text, end) in {"", *_SMALL}
            scene.tongue = end if is_tongue else 0
            return is_tongue
        return form.personal and self._is_surname(scene, start, before, form)

    def _is_another(self, scene: "_Scene", start: int, form: _Form) -> bool:
        """Whether the words before an acronym in brackets spell out another: Space Office (SCO)."""
        if scene.text[start - 1 : start] != "(" or not form.text.isupper():
            return False
        if scene.hits and scene.hits[-1][1] >= start - _BRACKET and scene.hits[-1][2].owner == form.owner:
            return False
        run = _CAPITALS.findall(_CLAUSE_START.split(scene.text[max(start - _AROUND * 2, 0) : start - 1])[-1])
        words = run[-len(form.text) :]
        if "".join(word[0] for word in words) != form.text:
            return False
        return self._own_words[form.owner].isdisjoint(words)

    def _is_town(self, text: str, start: int, end: int, form: _Form) -> bool:
        """Whether a province follows that makes it a town: Cuba, Missouri; but not in a list of lands."""
        if form.owner in {"USA", "CAN"} or form.kind is not MentionKind.COUNTRY:
            return False
        found = _PROVINCE.match(text, end)
        if not found or found.group(1) not in self._words.provinces or found.group(1) == form.text:
            return False
        rest = text[found.end() : found.end() + _AROUND]
        listed = text[start - 2 : start] == ", " or _LISTED.match(rest) is not None
        return found.group(1) != "Georgia" and not listed

    def _is_tongue(self, scene: "_Scene", start: int, end: int, form: _Form) -> bool:
        """Whether the name stands in a list of languages: speaks French, Arabic and Turkish."""
        listed = _LANGUAGES.fullmatch(scene.text, scene.tongue, start)
        is_tongue = form.kind is MentionKind.ADJECTIVE and listed is not None
        is_tongue = is_tongue and _word_after(scene.text, end) in {"", *_SMALL}
        scene.tongue = end if is_tongue else 0
        return is_tongue

    def _has_head(self, text: str, start: int, before: str) -> bool:
        """Whether "University of", "Bank of the" or the like stands before the name."""
        at = start - len(before) - 1
        if before == "the":
            if _word_before(text, at) != "of":
                return False
            at -= 3
        head = _word_before(text, at)
        if head not in self._words.heads:
            return False
        return _word_before(text, at - len(head) - 1) not in {"Central", "Reserve", "National", "State"}

    def _goes_on(self, scene: "_Scene", start: int, end: int, form: _Form) -> bool:
        """Whether capitalised words after the name make it another name: China Daily, Chad Smith."""
        words, text = self._words, scene.text
        first = _word_after(text, end)
        if first in words.offices:
            return False
        is_person = "person" in form.rivals and self._may_be_given(text, start, first, form)
        run = _following(text, end)
        is_tail = not words.tails.isdisjoint(run)
        if not (is_tail or is_person or form.kind is MentionKind.CAPITAL):
            return False
        if run and run[0] in words.tails:
            return True
        if _is_titled(text, start):
            return False
        if is_person and not is_tail:
            if self._is_name(text, end + 1):
                return False
            scene.persons.add(form.text)
        return True

    def _may_be_given(self, text: str, start: int, first: str, form: _Form) -> bool:
        """Whether the name may be a first name here: not after a hyphen or "in", nor before "National"."""
        if form.kind is MentionKind.CAPITAL or text[start - 1 : start] in _GLUE:
            return False
        return first.lower() not in self._words.national and _word_before(text, start).lower() != "in"

    def _is_name(self, text: str, at: int) -> bool:
        return any(s == 0 for _, s, _ in self._automaton.find_matches_as_indexes(text[at : at + 40]))

    def _has_initial(self, scene: "_Scene", start: int, form: _Form) -> bool:
        """Whether an initial stands before the name: Phillip A. Washington."""
        if not _INITIAL.fullmatch(scene.text[max(start - 4, 0) : start]):
            return False
        scene.persons.add(form.text)
        return True

    def _is_surname(self, scene: "_Scene", start: int, before: str, form: _Form) -> bool:
        """Whether a given name stands before the name: Michael Jordan."""
        text = scene.text
        known = before in self._words.given
        if not known:
            if not before[0].isupper() or before in self._words.offices or not before.isalpha():
                return False
            at = start - len(before) - 1
            capitals = before.isupper() or _starts_sentence(text, at) or self._is_name(text, at)
            if capitals or before.lower() in _DIRECTIONS or _is_titled(text, start):
                return False
        scene.persons.add(form.text)
        return True

    # ---- resolving

    def _resolve(self, scene: "_Scene", index: int) -> Mention | None:
        """The mention of a hit whose meaning hangs on the context; None where it is no name here."""
        start, end, form = scene.hits[index]
        if form.weak and not self._is_backed(scene, index):
            return None
        if form.kind is MentionKind.CAPITAL and self._is_namesake(scene.text, end):
            return None
        if form.part:
            as_place = form.owner not in scene.actors and not self._is_given(scene.text, start)
        else:
            as_place = form.seat and self._is_place(scene, index)
        actor = self._meant(scene, index, as_place=as_place)
        return Mention(start, end, scene.text[start:end], actor, form.kind, form.candidates, as_place)

    def _is_namesake(self, text: str, end: int) -> bool:
        """Whether the province after the comma makes it another town: Moscow, Idaho."""
        return text[end : end + 1] == "," and _word_after(text, end + 1) in self._words.provinces

    def _is_backed(self, scene: "_Scene", index: int) -> bool:
        """Whether a weak name counts: its actor, or what that is part of, stands there by a strong one."""
        start, end, form = scene.hits[index]
        bloc = self.reference.blocs.get(form.owner)
        if form.owner not in scene.actors and (bloc is None or bloc.part_of not in scene.actors):
            return bloc is not None and self._is_joined(scene, index)
        if bloc is None or form.text.isupper():
            return True
        before, after = _word_before(scene.text, start), _word_after(scene.text, end)
        known = after in self._words.offices or _is_titled(scene.text, start)
        return before.lower() in {"the", "our", "this", "an"} and (
            not after or known or not (after[0].isupper() or after in {"of", "for", "against"})
        )

    def _is_joined(self, scene: "_Scene", index: int) -> bool:
        """Whether a state joins or leaves what the weak name stands for, and no other bloc is called so."""
        start, end, form = scene.hits[index]
        if not _JOINING.search(scene.text, max(start - _AROUND, 0), start):
            return False
        if _word_after(scene.text, end)[:1].isupper() or _word_after(scene.text, end) == "of":
            return False
        blocs = (f for _, _, f in scene.hits if f.kind is MentionKind.BLOC and f.strong)
        if any(form.text in f.text for f in blocs):
            return False
        return not scene.near(index).isdisjoint(self.reference.countries)

    def _meant(self, scene: "_Scene", index: int, *, as_place: bool) -> str | None:
        form = scene.hits[index][2]
        if len(form.owners) > 1:
            return self._one_of(scene, index, as_place=as_place)
        if not form.rivals:
            return form.owner
        if self._is_national(scene, index):
            return form.owner
        if form.seat and form.text in scene.persons:
            return form.owner if as_place else None
        backed = scene.speaks_for(form, form.owner)
        if "place" in form.rivals:
            return form.owner if backed and not scene.speaks_for(form, "place") else None
        others = form.rivals - {"person", "place", "surname"}
        if not backed and any(scene.speaks_for(form, r) for r in others):
            return None
        if not backed and form.text in scene.persons:
            return None
        return form.owner

    def _one_of(self, scene: "_Scene", index: int, *, as_place: bool) -> str | None:
        """The one owner that the sentence, else the article, speaks for."""
        form = scene.hits[index][2]
        if form.kind is MentionKind.CAPITAL and as_place:
            return form.owner
        near = scene.near(index).intersection(form.owners)
        if len(near) == 1:
            return near.pop()
        backed = [o for o in form.owners if scene.speaks_for(form, o)]
        return backed[0] if len(backed) == 1 else None

    def _is_national(self, scene: "_Scene", index: int) -> bool:
        """Whether what stands beside the name makes it a state: a list of states, a national office."""
        hits = scene.hits
        end = hits[index][1]
        after = _word_after(scene.text, end) or _word_after(scene.text, end + 2)
        if after.lower() in self._words.national or self._does(scene, index):
            return True
        beside = [i for i in (index - 1, index) if 0 <= i < len(hits) - 1]
        others = {i if i != index else index + 1 for i in beside if scene.are_joined(i)}
        return any(hits[i][2].kind is MentionKind.COUNTRY and hits[i][2].plain for i in others)

    def _does(self, scene: "_Scene", index: int) -> bool:
        """Whether a name that may be a region's is the subject of a deed: Micronesia signed, not is."""
        start, end, form = scene.hits[index]
        if "place" not in form.rivals or form.text in self._words.provinces:
            return False
        acts = _is_verb(scene.text, end) and _word_after(scene.text, end) not in {"is", "was", "has"}
        return acts and _starts_clause(scene.text, start)

    # ---- governments and places

    def _is_place(self, scene: "_Scene", index: int) -> bool:
        """Whether a capital or a seat of government is only where something happens."""
        text = scene.text
        start, end, form = scene.hits[index]
        if form.kind is MentionKind.METONYM:
            before = _word_before(text, start)
            if before == "the":
                before = _word_before(text, start - 4)
            return before.lower() in _WHERE
        if _is_dateline(text, start, end):
            return True
        seats = self._words.seats
        if form.site:
            return True
        if text[end : end + 2] in {"'s", "’s"}:
            return self._owns_place(text, end + 2)
        if text[end : end + 1] in {"-", "–"} or (start and text[start - 1] in "-–"):
            chain = _CHAIN.match(text, end)
            reading = self._reading_after(text, chain.end()) if chain else None
            return seats["compound"].get(_compound(text, end), False) or bool(reading)
        first, last = scene.group(index)
        if last > index and text[end] == "," and scene.hits[index + 1][2].owners == form.owners:
            return True
        reading = self._reading_before(text, scene.hits[first][0])
        if reading is None:
            reading = self._reading_after(text, scene.hits[last][1])
        if reading is None and _starts_clause(text, scene.hits[first][0]):
            return not _is_verb(text, scene.hits[last][1])
        return reading is not False

    def _owns_place(self, text: str, at: int) -> bool:
        """Whether what follows the possessive belongs to a town: Kyiv's largest hospital."""
        seats = self._words.seats
        owned = _word_after(text, at)
        if owned[:1].isupper():
            return owned not in self._words.offices
        for _ in range(3):
            if owned in seats["possessed"]:
                return True
            at += len(owned) + 1
            owned = _word_after(text, at) if owned else ""
        return False

    def _is_given(self, text: str, at: int) -> bool:
        """Whether aid goes there: humanitarian assistance into Gaza."""
        before = _word_before(text, at)
        if before == "the":
            at -= 4
            before = _word_before(text, at)
        giving = before in {"to", "for", "into", "throughout"}
        return giving and _word_before(text, at - len(before) - 1).lower() in _AID

    def _reading_before(self, text: str, at: int) -> bool | None:
        """What the words before say: True a place, False a government, None nothing."""
        before = _word_before(text, at)
        word = before.lower() if _starts_sentence(text, at - len(before) - 1) else before
        nouns = self._words.seats.get(f"noun {word}", {})
        noun = _word_before(text, at - len(before) - 1).lower()
        return nouns.get(noun, self._words.seats["before"].get(word))

    def _reading_after(self, text: str, at: int) -> bool | None:
        seats = self._words.seats
        word = _word_after(text, at)
        while word and (word in seats["skip"] or word.endswith("ly")):
            if word in seats["after"]:
                break
            at += len(word) + 1
            word = _word_after(text, at)
        if not word and text[at : at + 7] == ", which":
            word = _word_after(text, at + 7)
        if _is_titled(text, at):
            word = word.lower()
        return seats["after"].get(word)


_DIRECTIONS = frozenset(
    "southern northern eastern western central north south east west greater occupied free ancient modern "
    "neighboring neighbouring mainland saint".split()
)
_GLUE = frozenset("-–$")
_AROUND = 60  # characters
_BRACKET = 3  # characters between a name and the acronym in brackets behind it
_LONGEST_LIST = 50
_CAPITALS = re.compile(r"[A-Z][\w'’-]*")
_CLAUSE_START = re.compile(r"[.;:!?\n(),]")
_PROVINCE = re.compile(r", ((?:New|North|South|West|Rhode) [A-Z]\w+|[A-Z]\w+)\b")
_LISTED = re.compile(r",? (?:and|or|&) |, [A-Z]")
_JOINING = re.compile(
    r"\b(?:(?:re)?join(?:s|ed|ing)?|quit(?:s|ting)?|leav(?:e|es|ing)|left"
    r"|(?:suspended|suspension|expelled|expulsion|withdr\w+|exit\w*) from"
    r"|(?:re)?(?:admitted|admission|return\w*|accession|accede\w*) to|member(?:ship)? (?:of|in)) the $"
)
_LANGUAGES = re.compile(r"(?:,? (?:and |or )?(?:some |basic )?(?:[A-Z]\w+)?){1,4}")
_CHAIN = re.compile(r"(?:[-–][A-Z]\w+)*")
_INITIAL = re.compile(r" [A-Z]\. ")
_WHERE = frozenset("at in inside outside near around to".split())
_AID = frozenset("aid assistance relief supplies support help food medicine million billion".split())
_TONGUES = frozenset({"in", "In", "into", "speak", "speaks", "speaking", "spoke", "fluent"})
_JOINERS = frozenset({", ", " and ", ", and ", " or ", ", or ", " & ", "-", "–", "/", " – "})

_DATELINE = re.compile(
    r"(?:,[^\n—–]{1,40})? ?(?:\([^)\n]{1,40}\)) ?[—–-]"  # PARIS (AP) —
    r"|(?:,[^\n—–.]{1,40})? ?(?:—|–|--| - )"  # KYIV, Ukraine —
    r"|, [A-Z][a-z]+\.? \d"  # MOSCOW, Jan. 5
)


def _is_dateline(text: str, start: int, end: int) -> bool:
    """PARIS (AP) —, KYIV, Ukraine —, Moscow, March 5 (Reuters) -: at the start of a line."""
    at_start = start == 0 or text[start - 1] == "\n"
    return at_start and _DATELINE.match(text, end) is not None


def _compound(text: str, at: int) -> str:
    """What follows the hyphen at `at`."""
    found = _WORD.match(text, at + 1)
    return found.group().lower() if found else ""


def _following(text: str, at: int) -> list[str]:
    """The run of at most five capitalised words after `at`, with small words between them."""
    found = _RUN.match(text, at)
    return found.group().split() if found else []


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the words around on the line are all in capitals, so that US or WHO may be a mere word."""
    if not (text[max(start - 4, 0) : start] + text[end : end + 4]).isupper():
        return False
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return bool(before) and (before + after).isupper()


def _squeeze(text: str) -> tuple[str, list[int] | None]:
    """The text with single blanks, and the original offsets where its length changed thereby."""
    lines = text
    if not text.isascii():
        lines = lines.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2011", "-")
    if "\t" in lines:
        lines = lines.replace("\t", " ")
    if "  " not in lines and "\r" not in lines:
        return lines, None
    kept = [i for i, c in enumerate(lines) if c != "\r" and not (c == " " and lines[i - 1 : i] == " ")]
    return "".join([lines[i] for i in kept]), [*kept, len(text)]


def _unsqueezed(mention: Mention, text: str, offsets: list[int]) -> Mention:
    start, end = offsets[mention.start], offsets[mention.end - 1] + 1
    return mention._replace(start=start, end=end, text=text[start:end])


# ---------------------------------------------------------------- building the forms


def _forms(reference: Reference, words: _Words) -> Iterable[_Form]:
    forms: dict[str, _Form] = {}
    for name in reference.names:
        for text in _spellings(name):
            _add(forms, text, name, reference)
    for form in forms.values():
        _finish(form, words)
    for phrase in words.phrases:
        for text in (phrase, phrase.upper(), _fold(phrase), phrase.replace("'", "’")):
            forms.setdefault(text, _Form(text))
    for cue in reference.cues:
        form = forms.setdefault(cue.text, _Form(cue.text))
        form.cues += ((cue.name, cue.means),)
    for form in forms.values():
        lengths = range(len(form.text) - 1, 1, -1)
        found = (forms.get(form.text[:n]) for n in lengths)
        form.shorter = tuple(f for f in found if f and f.owners)
    return forms.values()


def _add(forms: dict[str, _Form], text: str, name: Name, reference: Reference) -> None:
    kind = _MENTION_KINDS.get(name.kind)
    if kind is None:
        kind = MentionKind.BLOC if name.actor in reference.blocs else MentionKind.COUNTRY
    form = forms.get(text)
    if form is None:
        form = forms[text] = _Form(text, kind, combining=name.text.endswith("-"))
    if name.actor not in form.owners:
        form.owners += (name.actor,)
    form.part = name.kind is NameKind.PART
    form.house = name.house
    form.rivals |= set(name.ambiguous_with) - {"word"}
    form.weak = name.weak and (form.weak or len(form.owners) == 1)


def _finish(form: _Form, words: _Words) -> None:
    """Works out, once, what the scan asks of a form at every hit."""
    form.owner = form.owners[0]
    form.candidates = (*form.owners, *sorted(form.rivals - {"person", "place", "surname", *form.owners}))
    form.word = form.text in words.shouted
    form.seat = form.kind is MentionKind.CAPITAL or form.house
    form.site = form.kind is MentionKind.CAPITAL and form.text.endswith((" DC", " D.C."))
    form.strong = len(form.owners) == 1 and not (form.weak or form.rivals - {"surname"} or form.part)
    form.plain = form.strong and not form.seat
    form.personal = not form.rivals.isdisjoint({"person", "surname"})
    form.watched = form.word or form.combining or form.personal
    if form.kind is not MentionKind.BLOC:
        leads = {" of", "the"} | words.leads
        leads |= _TONGUES if form.kind is MentionKind.ADJECTIVE else set()
        form.suspects = frozenset(f" {w}"[-3:] + " " for w in leads)


@cache
def default_gazetteer() -> Gazetteer:
    """The gazetteer of the packaged reference, built once."""
    return Gazetteer(read_reference())


def gazetteer_with(names: Path | None) -> Gazetteer:
    """The gazetteer with a user's names over those of the packaged reference; without a file, the default.

    Raises:
        ReferenceDataError: The file is missing or faulty.
    """
    return default_gazetteer() if names is None else Gazetteer(merge_names(read_reference(), names))
