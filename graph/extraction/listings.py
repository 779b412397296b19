"""Members that a text lists beside the name of a bloc, read on the surface: no verb says it.

"the AES (Mali, Burkina Faso and Niger)", "G7 members France and Italy", "the Quad, a group of A, B and C".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.extraction.units import Party, Unit, UnitKind

__all__ = ["Listing", "find_listings"]

_KIND = (
    r"(?:initiative|alliance|bloc|group(?:ing)?|pact|partnership|organi[sz]ation|union|forum|confederation|framework|"
    r"coalition|community|club|body|association|federation|accord)"
)
_MEMBERS = (
    r"(?:members?|member[- ](?:states|countries|nations)|countries|nations|states|allies|leaders|partners)"
)
_BEFORE_LIST = re.compile(
    rf"(?:['’]s)?\s+(?:other\s+|founding\s+|full\s+|fellow\s+)?(?:{_MEMBERS})\s*(?:,|:|\(|–|—|-)?\s*"
    r"(?:namely|including|such as|like|are|were)?,?\s*(?:the\s+)?"
    r"|\s*(?:\([A-Z][\w-]*\)\s*)?(?:,|–|—|\()\s*(?:an?|the)\s+(?:[\w-]+\s+){0,4}"
    rf"{_KIND}\s+(?:\w+\s+){{0,3}}?(?:among|of|between|comprising|made up of|composed of|"
    r"consisting of|grouping|uniting|linking|that includes|which includes|including)\s+(?:the\s+)?"
    rf"|\s+(?:{_MEMBERS}\s+|now\s+|currently\s+)?(?:includes?|comprises?|consists? of|"
    r"is made up of|is composed of)\s*:?\s*(?:the\s+)?"
    r"|\s*\((?:of\s+|the\s+|comprising\s+|made up of\s+)?"
)
_AFTER_LIST = re.compile(
    r"\s*[(,–—]\s*(?:together\s+|collectively\s+|known as\s+|(?:which|that|who) form\s+|forming\s+|"
    r"(?:all\s+)?members of\s+|(?:all\s+)?of which are (?:in|members of)\s+|(?:both|the) members of\s+)*"
    r"(?:the\s+)?"
)
_AND_OTHER = re.compile(r",?\s+and\s+(?:the\s+|its\s+)?(?:other|fellow)\s+")
_MEMBER_WORD = re.compile(rf"\s+{_MEMBERS}\b|\s+(?:ministers|governments|capitals)\b", re.IGNORECASE)
_NEEDS_WORD = re.compile(r"member|form|known|collectively|together")


@dataclass(frozen=True, slots=True)
class Listing:
    """A bloc with the states listed as its members."""

    bloc: Party
    members: tuple[Party, ...]
    start: int
    end: int


def find_listings(text: str, units: Sequence[Unit], blocs: frozenset[str]) -> Iterator[Listing]:
    """The listings among the units of one sentence."""
    for left, right in pairwise(units):
        if _and_others(text, left, right, blocs):
            yield Listing(right.parties[0], left.parties, left.start, right.end)
        elif left.kind is UnitKind.BLOC and left.listed == 1 and _lists_states(right, blocs):
            between = text[left.end : right.start]
            if _BEFORE_LIST.fullmatch(between) and _is_closed(text, between, right):
                yield Listing(left.parties[0], right.parties, left.start, right.end)
        elif _lists_states(left, blocs) and right.kind is UnitKind.BLOC and right.listed == 1:
            between = text[left.end : right.start]
            bracketed = "(" in between and text[right.end : right.end + 1] == ")"
            if _AFTER_LIST.fullmatch(between) and (bracketed or _NEEDS_WORD.search(between)):
                yield Listing(right.parties[0], left.parties, left.start, right.end)


def _and_others(text: str, left: Unit, right: Unit, blocs: frozenset[str]) -> bool:
    """ "Bahrain and other GCC states", "the president of Chile and other Mercosur leaders"."""
    if len(right.parties) != 1 or right.parties[0].actor not in blocs or right.kind is UnitKind.PERSON:
        return False
    if not left.parties or any(p.actor in blocs for p in left.parties) or left.kind is UnitKind.ADJECTIVE:
        return False
    named = right.kind is UnitKind.OFFICIAL or _MEMBER_WORD.match(text, right.end)
    return bool(named) and _AND_OTHER.fullmatch(text[left.end : right.start]) is not None


def _lists_states(unit: Unit, blocs: frozenset[str]) -> bool:
    """A list of two or more states."""
    return (
        unit.listed >= 2
        and unit.kind in {UnitKind.NAME, UnitKind.OFFICIAL, UnitKind.PERSON}
        and len(unit.parties) >= 2
        and not any(p.actor in blocs for p in unit.parties)
    )


def _is_closed(text: str, between: str, right: Unit) -> bool:
    """A bracket that opens before the list closes behind it."""
    return "(" not in between or ")" in between or text[right.end : right.end + 1] in {")", ","}
