"""Which sentences are worth a parse: 94 of 100 seconds go there.

A sentence is parsed if it names two parties and holds a trigger, or names one and refers to another ("the two
countries", "he"), or speaks of signing a text. A government's own text names
that government with every "we".
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from graph.extraction.lexicon import (
    GIFT_PHRASES,
    MEMBER_PHRASES,
    PARTY_PHRASES,
    PARTY_PRONOUNS,
    TRIGGER_STEMS,
)
from graph.extraction.sentences import Sentence, sentence_at
from graph.extraction.units import Unit, UnitKind

__all__ = ["Gate"]


def _forms(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, word[0].upper() + word[1:], word.upper())}


class _Hints:
    """One automaton: which hint stands where."""

    def __init__(self, kinds: Mapping[str, str], *, whole_words: bool) -> None:
        import ahocorasick_rs as ac  # noqa: PLC0415

        marked = sorted(kinds)
        self._kinds = [kinds[p] for p in marked]
        self._whole = [(whole_words and not p.endswith("counterpart")) or p.endswith("$") for p in marked]
        self._automaton = ac.AhoCorasick(
            [p.removesuffix("$") for p in marked],
            matchkind=ac.MatchKind.LeftmostLongest,
            implementation=ac.Implementation.DFA,
        )

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Offset and kind of every hint at the beginning of a word."""
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if start and text[start - 1].isalnum():
                continue
            if self._whole[pattern] and end < len(text) and text[end].isalnum():
                continue
            yield start, self._kinds[pattern]


class Gate:
    """Two scans over a text: for triggers, and for phrases that refer back (which may hold a trigger)."""

    def __init__(self) -> None:
        self._triggers = _Hints(
            {f: kind for kind, stems in TRIGGER_STEMS.items() for f in _forms(stems)}, whole_words=False
        )
        phrases = (
            dict.fromkeys(_forms(PARTY_PHRASES), "parties")
            | dict.fromkeys(_forms(("other", "fellow")), "other")
            | dict.fromkeys(_forms(MEMBER_PHRASES), "unsaid")
            | dict.fromkeys(_forms(GIFT_PHRASES), "gift")
        )
        self._phrases = _Hints(phrases, whole_words=True)
        self._pronouns = _Hints(
            dict.fromkeys(_forms(PARTY_PRONOUNS), "pronoun") | {"I": "pronoun"}, whole_words=True
        )

    def select(
        self,
        text: str,
        sentences: Sequence[Sentence],
        units: dict[int, list[Unit]],
        *,
        home: bool,
        leads: Collection[int] = (),
    ) -> list[Sentence]:
        """The sentences to parse, in order; `leads` are those before a list of receivers."""
        starts = [s.start for s in sentences]
        hints: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for scan in (self._triggers, self._phrases, self._pronouns):
            for start, kind in scan.find(text):
                hints[sentence_at(starts, start)][kind] += 1
        return [
            s
            for s in sentences
            if s.index in hints
            and (
                _worth(hints[s.index], units.get(s.index, ()), home=home)
                or (
                    s.index in leads
                    and hints[s.index].keys() & {"aid", "give", "help"}
                    and (home or units.get(s.index))
                )
            )
        ]


def _worth(hints: Counter[str], units: Sequence[Unit], *, home: bool) -> bool:
    actors = {p.actor for u in units if u.kind is not UnitKind.PLACE for p in u.parties}
    bloc = any(u.kind is UnitKind.BLOC for u in units)
    if bloc and len(actors) > 1 and ("other" in hints or "unsaid" in hints):
        return True
    if "member" in hints and "unsaid" in hints and (actors or "pronoun" in hints):
        return True
    if home and "gift" in hints and units:
        return True
    triggers = _triggers(hints, pair=len(actors) > 1, bloc=bloc)
    if "text" in triggers and (actors or "parties" in hints):
        return True
    if not triggers:
        return False
    if len(actors) + (home and "pronoun" in hints) > 1:
        return True
    if "parties" in hints and triggers & {"deal", "meet", "aid"} and (actors or "deal" in triggers):
        return True
    return len(actors) == 1 and (("pronoun" in hints and bool(triggers & {"aid", "deal"})) or bloc)


def _triggers(hints: Counter[str], *, pair: bool, bloc: bool) -> set[str]:
    """What the hints of a sentence come to: vague words of giving need each other, members a bloc."""
    found = {kind for kind in ("text", "deal", "aid", "ally", "meet") if kind in hints}
    if hints["give"] + hints["help"] > 1 or (pair and "give" in hints):
        found.add("aid")
    if "member" in hints and bloc:
        found.add("member")
    return found
