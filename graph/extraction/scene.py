"""What is known of an article while its sentences are read in order: who is there, and who met whom so far.

Later phrases ("both sides", "the delegations", "the three AES members") are resolved against it.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from graph.extraction import lexicon as lx
from graph.extraction.parsing import Token, Tree
from graph.extraction.sentences import Sentence
from graph.extraction.units import Party, Unit, UnitKind
from graph.model import Span

__all__ = [
    "Encounter",
    "Scene",
    "Sides",
    "across",
    "dyad_sides",
    "flat",
    "modifier_parties",
    "speakers_of",
    "unique",
]

Sides = tuple[tuple[Party, ...], ...]
"""The sides of an event; pair edges go across them."""

_NUMBERS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
}
_PAIR = 2
_REACH = 4
"""How many sentences back a phrase may refer."""
_PAIR_NOUNS = frozenset(
    "side sides delegation delegations party parties pair duo trio signatory signatories".split()
)
_INHERITING = lx.OFFICIAL_NOUNS | frozenset(
    "ruler rulers prince princess people citizens republic commander commanders".split()
)
_IN_A_STATE = frozenset("people authorities junta government rulers leaders civilians".split())
_BLOC_NOUNS = frozenset(
    "group bloc alliance organisation organization union club body cartel forum grouping bank force fund "
    "community pact council court treaty secretariat coalition partnership association latter".split()
)
_THE = frozenset("the that this its".split())
_ABOUT_MEMBERS = re.compile(
    r"\b(?:members?|membership|join\w*|rejoin\w*|acce(?:ded|ssion)|admit\w*|candidates?|quit|withdr[ae]w\w*|"
    r"le(?:ft|ave|aving)|appli(?:ed|cation)|applicants?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting or signing already read: in which sentence, and who was on which side."""

    sentence: int
    sides: Sides


@dataclass(slots=True)
class Scene:
    """One article being read. `home` is the state that publishes the text, where it is a government's own."""

    text: str
    sentences: Sequence[Sentence]
    units: dict[int, list[Unit]]
    blocs: frozenset[str]
    home: str | None = None
    speakers: tuple[Party, ...] = ()
    encounters: list[Encounter] = field(default_factory=list)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def is_bloc(self, party: Party) -> bool:
        """Whether a party is a bloc rather than a state."""
        return party.actor in self.blocs

    def remember(self, sentence: int, sides: Sides) -> None:
        """Keeps the sides of an encounter for what follows."""
        if len(sides) >= 2:
            self.encounters.append(Encounter(sentence, sides))

    def publisher(self, token: Token) -> list[Party]:
        """The state that publishes the text, where a word stands for it; none if no state does."""
        return [Party(self.home, Span(token.start, token.end), None, "home")] if self.home is not None else []

    # --- parties of a phrase --------------------------------------------------------------------------

    def parties(self, tree: Tree, tokens: Iterable[Token]) -> list[Party]:
        """The distinct parties that phrases stand for, in order."""
        return list(flat(self.sides_of(tree, tokens)))

    def sides_of(self, tree: Tree, tokens: Iterable[Token]) -> Sides:
        """The sides that phrases stand for together."""
        return tuple(side for token in tokens for side in self.sides(tree, token))

    def sides(self, tree: Tree, token: Token, depth: int = 0) -> Sides:
        """The sides that a phrase stands for: each party of a list, or those of an encounter."""
        if depth > 4:
            return ()
        own = self._own_sides(tree, token, depth)
        for child in tree.children(token.i, "conj"):
            own += self.sides(tree, child, depth + 1)
        if not own:
            for child in tree.children(token.i, "appos"):
                own += self.sides(tree, child, depth + 1)
        return own

    def _own_sides(self, tree: Tree, token: Token, depth: int) -> Sides:
        unit = token.unit
        if unit is not None:
            if unit.kind is UnitKind.ADJECTIVE and not token.is_noun:
                return ()
            return tuple((p,) for p in unit.parties)
        if token.tag in {"WDT", "WP", "WP$"}:
            return self._relative(tree, token, depth)
        if token.tag in {"PRP", "PRP$", "DT", "CD"} or token.lower in {"both", "all"}:
            return self._pronoun(tree, token)
        if not (
            token.lower in _INHERITING or token.lemma in _INHERITING or token.lower in lx.PARTICIPANT_NOUNS
        ):
            return ()
        found = self._modifiers(tree, token, depth)
        if found:
            return self._members_of(tree, token, found)
        if token.lower in lx.PARTICIPANT_NOUNS and self._refers_back(tree, token):
            return self._refer(tree, token)
        if token.lower in {"country", "nation"} and {
            c.lower for c in tree.children(token.i, "det", "poss")
        } & {"the", "his", "her", "their"}:
            return self._the_country(tree, token)
        return self._home(token)

    def _modifiers(self, tree: Tree, token: Token, depth: int) -> Sides:
        """The states that a noun such as "ministers" takes from the words around it."""
        found: list[Party] = []
        for child in tree.children(token.i, "amod", "compound", "nmod", "poss", "appos"):
            if child.unit is not None:
                found += child.unit.parties
            elif child.dep == "poss":
                found += [p for side in self.sides(tree, child, depth + 1) for p in side]
            for other in tree.children(child.i, "conj"):
                found += other.unit.parties if other.unit is not None else ()
        for child in tree.children(token.i, "prep"):
            if child.lower in {"of", "from"} or (child.lower == "in" and token.lower in _IN_A_STATE):
                for behind in tree.children(child.i, "pobj"):
                    found += [p for side in self.sides(tree, behind, depth + 1) for p in side]
        if token.tag in {"NNS", "NNPS"}:
            for listed in tree.objects_of(token.i, "including", "like"):
                found += [p for side in self.sides(tree, listed, depth + 1) for p in side]
        for child in tree.children(token.i, "relcl", "acl"):
            if child.lemma == "include":
                for listed in tree.children(child.i, "dobj"):
                    found += [p for side in self.sides(tree, listed, depth + 1) for p in side]
        found = unique(found)
        states = [p for p in found if not self.is_bloc(p)]
        if len(states) > 1 and any(c.dep == "appos" for c in tree.children(token.i)):
            found = states  # "the five BRICS nations - A, B, C": those listed act, not the bloc
        return tuple((p,) for p in found)

    def _members_of(self, tree: Tree, token: Token, found: Sides) -> Sides:
        """ "the three AES members": those states of the text, if as many were named together."""
        if (
            token.lemma not in {"member", "state", "country", "nation", "ally", "leader", "minister"}
            or len(found) != 1
            or not self.is_bloc(found[0][0])
        ):
            return found
        wanted = self._count(tree, token)
        if wanted is None:
            return found if token.lemma != "member" else ()
        named = self.named_together(tree, token, wanted)
        return tuple((Party(p.actor, Span(token.start, token.end), p.via, "member"),) for p in named)

    def named_together(self, tree: Tree, token: Token, wanted: int) -> list[Party]:
        """The states of the last list before a place that names exactly so many."""
        for index in range(tree.sentence, -1, -1):
            for unit in reversed(self.units.get(index, [])):
                states = [p for p in unit.parties if not self.is_bloc(p)]
                if len(states) == wanted == len(unit.parties) and unit.start < token.start:
                    return states
        return []

    # --- references back ------------------------------------------------------------------------------

    def _count(self, tree: Tree, token: Token) -> int | None:
        for child in tree.children(token.i):
            if child.lower in _NUMBERS:
                return _NUMBERS[child.lower]
        return None

    def _refers_back(self, tree: Tree, token: Token) -> bool:
        """Whether a bare noun such as "sides" means the parties of the text."""
        if token.lower in {"trio", "pair", "duo"}:
            return True
        if token.tag not in {"NNS", "NNPS"}:
            return False
        words = {c.lower for c in tree.children(token.i)}
        if self._count(tree, token) is not None:
            return not any(w.unit is not None for w in tree.children(token.i)) and "other" not in words
        return (
            bool(words & {"the", "their", "these"})
            and token.lower
            in (_PAIR_NOUNS | {"leaders", "ministers", "presidents", "countries", "governments"})
            and not tree.children(token.i, "prep", "relcl")
        )

    def _refer(self, tree: Tree, token: Token) -> Sides:
        wanted = self._count(tree, token)
        return self.back(tree, token, wanted)

    def back(self, tree: Tree, token: Token, wanted: int | None) -> Sides:
        """Whom a phrase refers back to: names of this sentence, the last encounter, or the last names."""
        here = self._before_in_sentence(tree, token)
        if token.lemma in {"country", "nation", "state", "government"} or token.lower in _NUMBERS:
            here = [p for p in here if not self.is_bloc(p)]
        if wanted is None and token.lemma in {"side", "party"} and len(here) > _PAIR:
            here = [p for p in here if not self._speaks(tree, p)]
        if wanted is not None and len(here) > wanted:
            lists = [
                u
                for u in self.units.get(tree.sentence, [])
                if u.end <= token.start and len(u.parties) == wanted
            ]
            if lists:
                return tuple((self._at(p, token),) for p in lists[-1].parties)
            if wanted == _PAIR and token.lemma in {"country", "nation", "side"}:
                return tuple((self._at(p, token),) for p in here[:wanted])  # those the sentence begins with
        if len(here) == (wanted or 2) or (wanted is None and len(here) > 2):
            return tuple((self._at(p, token),) for p in here)
        for encounter in reversed(self.encounters):
            if (
                tree.sentence - encounter.sentence > _REACH
                and self.sentences[tree.sentence].paragraph - self.sentences[encounter.sentence].paragraph > 2
            ):
                break
            if self._is_another_item(tree, encounter):
                break
            people = [p for side in encounter.sides for p in side]
            if token.lemma in {"leader", "president", "minister"} and any(
                self.is_bloc(p) and p.via is None for p in people
            ):
                continue
            sides_word = token.lemma in {"side", "delegation", "party"}
            if wanted is None or len(people) == wanted or (sides_word and len(encounter.sides) == wanted):
                return tuple(tuple(self._at(p, token) for p in side) for side in encounter.sides)
        count = wanted or 2
        recent = self._last_named(tree, token, count) if count > _PAIR else self._recent(tree, token)
        if len(recent) >= count:
            return tuple((self._at(p, token),) for p in reversed(recent[:count]))
        return ()

    def _is_another_item(self, tree: Tree, encounter: Encounter) -> bool:
        """Whether a sentence names enough parties itself not to go on about an earlier paragraph's."""
        here, there = self.sentences[tree.sentence], self.sentences[encounter.sentence]
        if self.home is not None or here.paragraph == there.paragraph:
            return False
        return len({p.actor for u in self.units.get(tree.sentence, []) for p in u.parties}) >= _PAIR

    def _speaks(self, tree: Tree, party: Party) -> bool:
        """Whether a party is the one that says what the sentence tells."""
        return any(
            t.unit is not None
            and t.dep == "nsubj"
            and party in t.unit.parties
            and tree.head(t).lemma in lx.SAY_VERBS
            for t in tree.tokens
        )

    def _at(self, party: Party, token: Token) -> Party:
        return Party(party.actor, Span(token.start, token.end), party.via, "anaphora")

    def _before_in_sentence(self, tree: Tree, token: Token) -> list[Party]:
        units = [
            u
            for u in self.units.get(tree.sentence, [])
            if u.end <= token.start and u.kind is not UnitKind.PLACE
        ]
        return unique(p for u in units for p in u.parties if not self.is_bloc(p) or len(units) <= 2)

    def _recent(self, tree: Tree, token: Token) -> list[Party]:
        """Distinct states before a place, the latest first, not further than a few sentences."""
        found: list[Party] = []
        for index in range(tree.sentence, max(-1, tree.sentence - _REACH), -1):
            for unit in reversed(self.units.get(index, [])):
                if unit.start >= token.start or unit.kind is UnitKind.PLACE:
                    continue
                found += [p for p in reversed(unit.parties) if not self.is_bloc(p)]
        return unique(found)

    def _last_named(self, tree: Tree, token: Token, wanted: int) -> list[Party]:
        """So many states named last before a place, the latest first; none if a sentence has more."""
        found: list[Party] = []
        for index in range(tree.sentence, max(-1, tree.sentence - 2 * _REACH), -1):
            for unit in reversed(self.units.get(index, [])):
                if unit.start < token.start and unit.kind is not UnitKind.PLACE:
                    found += [p for p in reversed(unit.parties) if not self.is_bloc(p)]
            found = unique(found)
            if len(found) >= wanted:
                return found if len(found) == wanted else []
        return []

    def _pronoun(self, tree: Tree, token: Token) -> Sides:
        low = token.lower
        if low in {"we", "our", "us"} and self.speakers:
            return tuple((Party(p.actor, p.span, p.via, "speaker"),) for p in self.speakers)
        if low in {"we", "our", "us", "i", "my"}:
            return tuple((p,) for p in self.publisher(token))
        if low == "they" and (one := self._single_speaker(tree, token)):
            return one
        if low in {"both", "they", "them", "each", "their"} and token.dep in {
            "nsubj",
            "nsubjpass",
            "pobj",
            "poss",
        }:
            return self.back(tree, token, 2 if low == "both" else None) if low != "them" else ()
        if low in _NUMBERS and token.dep in {"nsubj", "nsubjpass", "nummod"}:
            return self.back(tree, token, _NUMBERS[low])  # "all three belong"
        if low in {"it", "its", "he", "she", "his", "her", "him"}:
            return self._last_subject(tree, token, person=low not in {"it", "its"})
        return ()

    def _single_speaker(self, tree: Tree, token: Token) -> Sides:
        """ "UNICEF said they had delivered": the organisation that speaks of itself."""
        said = tree.head(tree.head(token))
        if tree.head(token).dep != "ccomp" or said.lemma not in lx.SAY_VERBS:
            return ()
        speakers = [t for t in tree.children(said.i, "nsubj") if t.unit is not None]
        found = flat(self.sides_of(tree, speakers))
        return ((self._at(found[0], token),),) if len(found) == 1 and self.is_bloc(found[0]) else ()

    def _last_subject(self, tree: Tree, token: Token, *, person: bool) -> Sides:
        """The nearest earlier single party: of this sentence, else of the beginning of the one before."""
        here = [
            u
            for u in self.units.get(tree.sentence, [])
            if u.end <= token.start and u.kind not in {UnitKind.PLACE, UnitKind.ADJECTIVE}
        ]
        if person and len({p.actor for u in here if u.kind is UnitKind.PERSON for p in u.parties}) > 1:
            return ()  # two persons of different states: whom "he" means stays open
        fitting = [u for u in here if (u.kind is UnitKind.PERSON) == person and u.listed == 1 and u.parties]
        if not fitting and tree.sentence:
            before = self.units.get(tree.sentence - 1, [])
            same = self.sentences[tree.sentence - 1].paragraph == self.sentences[tree.sentence].paragraph
            fitting = (
                [
                    u
                    for u in before
                    if (u.kind is UnitKind.PERSON) == person
                    and u.kind not in {UnitKind.PLACE, UnitKind.ADJECTIVE}
                    and u.parties
                ][:1]
                if same or tree.sentence > 1
                else []
            )
            if fitting and fitting[0].listed > 1:
                return ()
        return tuple((self._at(p, token),) for u in fitting[:1] for p in u.parties)

    def _relative(self, tree: Tree, token: Token, depth: int) -> Sides:
        """ "which", "whose": what the relative clause describes."""
        current = token
        for _ in range(6):
            if current.head == current.i:
                return ()
            if current.dep == "relcl":
                return self._own_sides(tree, tree.head(current), depth + 1)
            current = tree.head(current)
        return ()

    def bloc_meant(self, tree: Tree, token: Token) -> Party | None:
        """ "the group", "the bloc": the last bloc named before it, in this sentence or the two before."""
        if (
            token.lemma not in _BLOC_NOUNS
            or not {c.lower for c in tree.children(token.i, "det", "poss")} & _THE
        ):
            return None
        return self.bloc_before(tree, token, named=token.lemma) or self.bloc_before(tree, token)

    def bloc_before(self, tree: Tree, token: Token, *, named: str = "") -> Party | None:
        """The last bloc before a place, in its sentence or the two before; `named` is part of its name."""
        for index in range(tree.sentence, max(-1, tree.sentence - 3), -1):
            for unit in reversed(self.units.get(index, [])):
                if (
                    unit.start < token.start
                    and unit.parties
                    and self.is_bloc(unit.parties[-1])
                    and named in self.text[unit.start : unit.end].casefold()
                ):
                    return self._at(unit.parties[-1], token)
        return None

    def unsaid_bloc(self, tree: Tree, token: Token) -> Party | None:
        """The bloc that a sentence about members leaves out: the last one, or the only one of a while."""
        near = self.bloc_before(tree, token)
        if near is not None:
            return near if self.speaks_of_members(tree) else None
        before = [
            p
            for index in range(max(0, tree.sentence - 2 * _REACH), tree.sentence)
            for unit in self.units.get(index, [])
            for p in unit.parties
            if self.is_bloc(p)
        ]
        return self._at(before[-1], token) if len({p.actor for p in before}) == 1 else None

    def speaks_of_members(self, tree: Tree) -> bool:
        """Whether a sentence or one of the two before is about who belongs to a bloc."""
        start = self.sentences[max(0, tree.sentence - 2)].start
        return _ABOUT_MEMBERS.search(self.text, start, tree.end) is not None

    def focus(self, tree: Tree, token: Token, besides: Collection[str] = ()) -> Party | None:
        """The state that the text speaks of at a place, besides some: its publisher, else its subject so far.

        That is the last single state before the place in its sentence, else the first of one of the two
        sentences before in its paragraph, if the text names it more than once.
        """
        if self.home is not None and self.home not in besides:
            return self.publisher(token)[0]
        here = [p for p in self._before_in_sentence(tree, token) if not self.is_bloc(p)]
        if here:
            return self._at(here[-1], token) if here[-1].actor not in besides else None
        paragraph = self.sentences[tree.sentence].paragraph
        for index in range(tree.sentence - 1, max(-1, tree.sentence - 3), -1):
            if self.sentences[index].paragraph != paragraph:
                break
            for unit in self.units.get(index, []):
                if unit.kind in {UnitKind.PLACE, UnitKind.ADJECTIVE} or unit.start >= token.start:
                    continue
                if len(unit.parties) != 1 or unit.parties[0].actor in besides:
                    continue
                if not self.is_bloc(unit.parties[0]) and self._is_salient(unit.parties[0].actor):
                    return self._at(unit.parties[0], token)
        return None

    def _is_salient(self, actor: str) -> bool:
        return sum(p.actor == actor for units in self.units.values() for u in units for p in u.parties) > 1

    def parties_before(self, tree: Tree, token: Token) -> Sides:
        """Whom a text signed "aboard a ship" binds: those who just met, else the two of the sentence before.

        Empty where the sentence itself names others.
        """
        for encounter in reversed(self.encounters):
            if tree.sentence - encounter.sentence <= 2:
                return tuple(tuple(self._at(p, token) for p in side) for side in encounter.sides)
            break
        before = [
            u
            for u in self.units.get(tree.sentence - 1, [])
            if u.kind not in {UnitKind.PLACE, UnitKind.ADJECTIVE} and u.parties
        ]
        named = unique(p for u in before for p in u.parties)
        if len(named) != 2 or any(self.is_bloc(p) for p in named):
            return ()
        return tuple((self._at(p, token),) for p in named)

    def _the_country(self, tree: Tree, token: Token) -> Sides:
        """ "the country": as a subject the state of who speaks, else the last other state of the sentence."""
        earlier = [
            u
            for u in self.units.get(tree.sentence, [])
            if u.end <= token.start and u.listed == 1 and u.parties and not self.is_bloc(u.parties[0])
        ]
        if not earlier:
            return ()
        chosen = earlier[0] if token.dep in {"nsubj", "nsubjpass"} else earlier[-1]
        if token.dep == "dobj" and len(earlier) > 1 and chosen.kind is UnitKind.PERSON:
            chosen = earlier[-2]
        return tuple((self._at(p, token),) for p in chosen.parties)

    def _home(self, token: Token) -> Sides:
        """ "the President", "the Administration" in a government's own text."""
        if (
            self.home is None
            or token.lower not in {"president", "administration", "government"}
            or token.tag.endswith("S")
        ):
            return ()
        if token.lower == "president" or token.text[0].isupper():
            return tuple((p,) for p in self.publisher(token))
        return ()


_SPEAKERS = re.compile(
    r"\b[Ww]e,?\s+(?:the\s+)?(?:\w+\s+){0,3}?(?:[Ll]eaders|[Mm]embers|[Mm]inisters|"
    r"[Hh]eads of (?:[Ss]tate|[Gg]overnment)[\w ]*|[Gg]overnments|[Pp]residents|[Pp]rincipals|[Oo]fficials|"
    r"[Rr]epresentatives)\s+(?:of|from)\s+(?:the\s+)?"
)


def speakers_of(text: str, units: dict[int, list[Unit]]) -> tuple[Party, ...]:
    """Those who say "we" in a joint statement: "We, the leaders of A, B and C"."""
    match = _SPEAKERS.search(text)
    if match is None:
        return ()
    for found in units.values():
        for unit in found:
            if (
                unit.start <= match.end() <= unit.end
                and unit.end > match.end()
                and unit.kind is not UnitKind.PLACE
            ):
                return unit.parties
    return ()


def unique(parties: Iterable[Party]) -> list[Party]:
    """One party for each actor, the first."""
    return list({p.actor: p for p in reversed(list(parties))}.values())[::-1]


def flat(sides: Sides) -> tuple[Party, ...]:
    """The distinct parties of all sides."""
    return tuple(unique(p for side in sides for p in side))


def modifier_parties(tree: Tree, *nouns: Token) -> list[Party]:
    """The distinct parties in front of nouns: "the Malian army", "the U.S.-Sweden agreement"."""
    return unique(p for n in nouns for c in tree.modifiers(n.i) if c.unit is not None for p in c.unit.parties)


def dyad_sides(tree: Tree, noun: Token) -> Sides:
    """The sides of a hyphenated name in front of a noun: "the A-B talks"; none where there is none."""
    dyads = [c.unit for c in tree.modifiers(noun.i) if c.unit is not None and c.unit.dyad]
    return tuple((p,) for p in dyads[0].parties) if dyads else ()


def across(sides: Sides) -> list[tuple[Party, Party]]:
    """The pairs across sides, without a party paired with itself."""
    pairs: dict[frozenset[str], tuple[Party, Party]] = {}
    for i, left in enumerate(sides):
        for right in sides[i + 1 :]:
            for a in left:
                for b in right:
                    if a.actor != b.actor:
                        pairs.setdefault(frozenset((a.actor, b.actor)), (a, b))
    return list(pairs.values())
