"""Where the sentences of a text begin and end."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Sentence", "sentence_at", "split_sentences"]

_BREAK = re.compile(
    r"(?<=[.!?])[\"”’'»)\]]*(?P<gap>\s+)(?=[\"“‘'«(\[]*[A-Z0-9À-Þ—–-])|(?P<line>\s*\n\s*)|"
    r"(?<=[;:])(?P<item>\s+)(?=- )"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'])(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Adm|Sgt|Brig|Sen|Rep|Gov|Prof|St|Mt|vs|No|Nos|Art|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Jr|Sr|Inc|Co|Ltd|Corp|Hon|Rev|H\.E|U\.S|U\.K|U\.N|E\.U|U\.A\.E|D\.C|a\.m|"
    r"p\.m|e\.g|i\.e|approx|est|fig|al|[A-Z](?:\.[A-Z])*)\.$"
)
_ENDS_ANYWAY = re.compile(r"(?:U\.S|U\.K|U\.N|E\.U|D\.C|U\.A\.E|a\.m|p\.m|Jr|Sr|Inc|Co|Ltd|Corp)\.$")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*[A-ZÀ-Þ.](?:[ ,/]+[A-ZÀ-Þ][\w.’'-]*){0,4}(?:,? \(?[A-Z][a-z]{2,8}\.? \d{1,2}\)?)?"
    r"(?:,? \([A-Z][\w ./]+\))?\s*(?:—|–|--|-(?=\s))\s*"
)
"""Where and when an agency wrote its story: no part of its first sentence."""
_STARTERS = re.compile(
    r"[\"“‘'«(\[]*(?:The|A|An|In|On|At|It|He|She|They|We|This|That|These|Those|But|And|For|From|As|His|Her|Its|"
    r"Their|Our|Meanwhile|However|After|Before|While|When|During|Both|With|Since|If|Earlier|Last|Today)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place in the text, its number, and the number of its paragraph."""

    index: int
    start: int
    end: int
    paragraph: int


def _is_break(text: str, match: re.Match[str]) -> bool:
    """Whether a point before a gap ends a sentence rather than an abbreviation."""
    if match.group("gap") is None:
        return True
    head = text[max(0, match.start() - 12) : match.start()]
    if not _ABBREVIATION.search(head):
        return True
    return bool(_ENDS_ANYWAY.search(head)) and bool(_STARTERS.match(text, match.end()))


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; a line break always ends one, white space belongs to none."""
    sentences: list[Sentence] = []
    start, paragraph = _behind_dateline(text, 0), 0

    def close(end: int) -> None:
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            sentences.append(Sentence(len(sentences), a, b, paragraph))

    for match in _BREAK.finditer(text):
        if not _is_break(text, match):
            continue
        group = (
            "gap" if match.group("gap") is not None else "line" if match.group("line") is not None else "item"
        )
        close(match.start(group))
        start = match.end(group)
        if group == "line":
            start = _behind_dateline(text, start)
            paragraph += 1
    close(len(text))
    return sentences


def _behind_dateline(text: str, start: int) -> int:
    """The place behind a dateline that begins there, else the place itself."""
    dateline = _DATELINE.match(text, start)
    return dateline.end() if dateline and dateline.end() - start < 60 else start


def sentence_at(starts: Sequence[int], offset: int) -> int:
    """The index of the sentence at an offset (of the one before, between two), given where each starts."""
    return max(0, bisect_right(starts, offset) - 1)
