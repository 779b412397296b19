"""Which sentences are worth a parse.

The article needs two actors and a trigger; a sentence is parsed if it has an actor, or a phrase that refers
back to one, and a trigger.
"""

from collections.abc import Sequence

from graph.extraction.lexicon import ANAPHORIC_PHRASES, TRIGGER_STEMS
from graph.extraction.sentences import Sentence, sentence_at
from graph.extraction.units import Unit, UnitKind

__all__ = ["Gate"]


class Gate:
    """Two scans over a text: for triggers, and for phrases that refer back."""

    def __init__(self) -> None:
        import ahocorasick_rs as ac  # noqa: PLC0415

        stems = sorted({form for stem in TRIGGER_STEMS for form in (stem, stem.capitalize(), stem.upper())})
        self._triggers = ac.AhoCorasick(stems, matchkind=ac.MatchKind.LeftmostLongest, implementation=ac.Implementation.DFA)
        phrases = sorted({form for p in ANAPHORIC_PHRASES for form in (p, p[0].upper() + p[1:])} | {" we ", "We ", " our ", "Our ", " us ", "I "})
        self._phrases = ac.AhoCorasick(phrases, matchkind=ac.MatchKind.LeftmostLongest, implementation=ac.Implementation.DFA)

    def select(self, text: str, sentences: Sequence[Sentence], units: dict[int, list[Unit]]) -> list[Sentence]:
        """The sentences to parse, in order; none if the article cannot hold an edge."""
        actors = {p.actor for found in units.values() for u in found for p in u.parties}
        if len(actors) < 1:
            return []
        starts = [s.start for s in sentences]
        triggered = {
            sentence_at(starts, start) for _, start, _ in self._triggers.find_matches_as_indexes(text)
            if start == 0 or not text[start - 1].isalnum()
        }
        referring = {sentence_at(starts, start + 1) for _, start, _ in self._phrases.find_matches_as_indexes(text)}
        return [
            s for s in sentences
            if s.index in triggered and (s.index in referring or any(u.kind is not UnitKind.PLACE and u.parties for u in units.get(s.index, ())))
        ]
