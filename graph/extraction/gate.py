"""Which sentences are worth a parse: 94 of 100 seconds go there.

A sentence is parsed if it names two parties and holds a trigger, or names one and refers to another ("the two
countries", "he"), or speaks of signing a text. A government's own text names
that government with every "we".
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from graph.extraction.lexicon import PARTY_PHRASES, PARTY_PRONOUNS, TRIGGER_STEMS
from graph.extraction.sentences import Sentence, sentence_at
from graph.extraction.units import Unit, UnitKind

__all__ = ["Gate"]


def _forms(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, word[0].upper() + word[1:], word.upper())}


class Gate:
    """One scan over a text for triggers and for phrases that refer back."""

    def __init__(self) -> None:
        import ahocorasick_rs as ac  # noqa: PLC0415

        kinds = {f: kind for kind, stems in TRIGGER_STEMS.items() for f in _forms(stems)}
        self._stems = set(kinds)
        for kind, phrases in (
            ("pronoun", PARTY_PRONOUNS),
            ("pronoun", ("I",)),
            ("parties", PARTY_PHRASES),
            ("other", ("other", "fellow")),
        ):
            kinds.update(dict.fromkeys(_forms(phrases), kind))
        patterns = sorted(kinds)
        self._patterns = patterns
        self._kinds = [kinds[p] for p in patterns]
        self._automaton = ac.AhoCorasick(
            patterns, matchkind=ac.MatchKind.LeftmostLongest, implementation=ac.Implementation.DFA
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
        hints: defaultdict[int, set[str]] = defaultdict(set)
        for pattern, start, end in self._automaton.find_matches_as_indexes(text):
            if start and text[start - 1].isalnum():
                continue
            kind = self._kinds[pattern]
            if (
                kind in {"pronoun", "parties", "other"}
                and end < len(text)
                and text[end].isalnum()
                and self._patterns[pattern][-1] != "t"
            ):
                continue
            hints[sentence_at(starts, start)].add(kind)
        return [
            s
            for s in sentences
            if s.index in hints
            and (
                _worth(hints[s.index], units.get(s.index, ()), home=home)
                or (s.index in leads and "aid" in hints[s.index] and (home or units.get(s.index)))
            )
        ]


def _worth(hints: set[str], units: Sequence[Unit], *, home: bool) -> bool:
    triggers = hints - {"pronoun", "parties", "other"}
    actors = {p.actor for u in units if u.kind is not UnitKind.PLACE for p in u.parties}
    if "other" in hints and len(actors) > 1 and any(u.kind is UnitKind.BLOC for u in units):
        return True
    if not triggers:
        return False
    bloc = any(u.kind is UnitKind.BLOC for u in units)
    if "text" in triggers and (actors or "parties" in hints):
        return True
    if triggers == {"member"} and not bloc and "alliance" not in hints and len(actors) < 2:
        return False
    named = len(actors) + (home and "pronoun" in hints)
    if named >= 2:
        return True
    if "parties" in hints and triggers & {"deal", "meet", "aid"} and (actors or triggers & {"deal"}):
        return True
    return len(actors) == 1 and (("pronoun" in hints and bool(triggers & {"aid", "deal"})) or bloc)
