# ruff: noqa: E501, ERA001 -- patterns are read line by line, each under an example
"""Members that a text lists beside the name of a bloc, read on the surface: no verb says it.

"the AES (Mali, Burkina Faso and Niger)", "G7 members France and Italy", "the Quad, a group of A, B and C".
A bare comma makes no apposition: in "the GCC members, Egypt and Iraq" the states stand beside the members.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.extraction.units import Party, Unit, UnitKind

__all__ = ["Listing", "find_listings"]

_KIND = (
    r"(?:initiative|alliance|bloc|group(?:ing)?|pact|partnership|organi[sz]ation|union|forum|confederation|framework|"
    r"coalition|community|club|body|association|federation|accord|arrangement)"
)
_MEMBERS = (
    r"(?:members?|member[- ](?:states|countries|nations)|countries|nations|states|allies|governments|"
    r"(?:foreign |defen[cs]e |finance )?(?:leaders|ministers))"
)
_MADE_OF = (
    r"(?:compris(?:ing|ed of)|made up of|composed of|consisting of|grouping|uniting|linking|bringing together|"
    r"whose members (?:are|include)|(?:that|which) (?:includes?|comprises?|groups|unites|brings together|"
    r"consists of|is made up of|is composed of))"
)
_THE = r"\s*(?:the\s+)?"
_OPEN = r"\s*(?:\(|:|[–—]|\s-\s)"
_CLOSE = re.compile(r"\s*(?:[)–—.;]|\s-\s|,|$)")
_NAME_IN_BRACKETS = r"(?:\s*\([A-Z][\w+-]*\)|\)|[”\"])?"
_BEFORE_LIST = re.compile(
    rf"{_NAME_IN_BRACKETS}(?:"
    # "G7 members A and B", "the GCC states – A and B –", "NATO allies including A"
    rf"(?:['’]s)?\s+(?:founding\s+|full\s+|fellow\s+)?(?:member\s+)?{_MEMBERS}"
    rf"(?:{_OPEN}|,?\s+(?:namely|including|such as|like|are|were|of|from)(?:\s+both)?|(?<=members)|(?<=states)|"
    rf"(?<=countries)|(?<=nations)|(?<=allies)|(?<=member))"
    # "AUKUS, a security pact between A and B", "the EAEU - a bloc of five former Soviet states, A, B and C"
    rf"|\s*(?:,|[–—(]|\s-\s)\s*(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}?{_KIND}\s+(?:\w+\s+){{0,3}}?"
    rf"(?:(?:among|of|between|including)(?:\s+(?:\w+\s+)?(?:[\w-]+\s+){{0,2}}(?:countries|nations|states|members)(?:,|{_OPEN}))?|{_MADE_OF})"
    # "the AUKUS partnership among A, B and C"
    rf"|\s+{_KIND}\s+(?:among|between|of)"
    # "the EAC now has eight members: A, B", "the Quad, comprised of A and B", "Mercosur groups A and B"
    rf"|\s+(?:now\s+|currently\s+)?has\s+\w+\s+(?:full\s+|new\s+)?members{_OPEN}"
    rf"|\s*,?\s+{_MADE_OF}"
    r"|,\s+represented\s+(?:[\w]+\s+){0,4}?by(?:\s+the (?:governments|ministers|leaders) of)?"
    rf"|(?:['’]s)?\s+(?:{_MEMBERS}\s+)?(?:now\s+|currently\s+)?(?:includes?|comprises?|consists? of|"
    r"is made up of|is composed of|are|groups|unites|brings together)\s*:?"
    # "the Quad (A, B and C)", "the Visegrad Four – A, B, C and D –"
    r"|\s*(?:\((?:of\s+|the\s+|comprising\s+|made up of\s+)?|[–—]|\s-\s)"
    rf"){_THE}"
)
_ONE_OF_THEM = re.compile(
    rf"(?:['’]s)?\s+(?:member\s+)?(?:members?|member[- ](?:states|countries|nations)|countries|nations|states|allies),?\s+"
    rf"(?:including|such as|like){_THE}"
)
_ALLIES_OF = re.compile(rf"\s+(?:allies|members)\s+of\s+(?:the\s+)?,?\s+(?:including|such as){_THE}")
_PARTNERS = re.compile(rf"(?:['’]s)?\s+partners{_THE}")
_FEW = 2
"""As many "ASEAN partners A and B" may stand beside a bloc; a long list of "IPEF partners" is in it."""
_NOT_MEMBERS = re.compile(r"(?:\bnon-|\bother than |\boutside (?:of )?(?:the )?)$", re.IGNORECASE)
_AFTER_LIST = re.compile(
    r"\s*[(,–—]\s*(?:together\s+|collectively\s+|known as\s+|(?:which|that|who) form\s+|forming\s+|"
    r"(?:all\s+)?members of\s+|(?:all\s+)?of which are (?:in|members of)\s+|(?:both|the) members of\s+)*"
    r"(?:the\s+)?"
)
_AND_OTHER = re.compile(
    r",?\s+(?:and|along with|as well as|or|with)\s+(?:(?:the\s+|its\s+)?(?:all\s+)?(?:other|fellow)|its|our|their)\s+"
)
_MEMBER_WORD = re.compile(rf"\s+{_MEMBERS}\b|\s+(?:capitals|partners)\b", re.IGNORECASE)
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
    yield from _allies_of(text, units, blocs)
    for left, right in pairwise(units):
        if left.dyad and len(left.parties) > 2 and right.kind is UnitKind.BLOC:  # "Australia-UK-US (AUKUS)"
            if text[left.end : right.start] == " (":
                yield Listing(right.parties[0], left.parties, left.start, right.end)
        elif _and_others(text, left, right, blocs):
            yield Listing(right.parties[0], left.parties, left.start, right.end)
        elif _is_bloc(left, blocs) and _lists_states(right, blocs):
            if _is_before_list(text, left, right):
                yield Listing(left.parties[-1], _states(right, blocs), left.start, right.end)
        elif _lists_states(left, blocs) and _is_bloc(right, blocs):
            between = text[left.end : right.start]
            bracketed = "(" in between and text[right.end : right.end + 1] == ")"
            plus = text[right.end : right.end + 1] == "+"  # "Egypt and Iraq (known as the GCC+2)"
            if not plus and _AFTER_LIST.fullmatch(between) and (bracketed or _NEEDS_WORD.search(between)):
                yield Listing(right.parties[0], left.parties, left.start, right.end)


def _allies_of(text: str, units: Sequence[Unit], blocs: frozenset[str]) -> Iterator[Listing]:
    """ "NATO allies of the United States, including Germany and Italy"."""
    for left, middle, right in zip(units, units[1:], units[2:], strict=False):
        if not (_is_bloc(left, blocs) and _lists_states(right, blocs)):
            continue
        between = text[left.parties[0].span.end : middle.start] + text[middle.end : right.start]
        if _ALLIES_OF.fullmatch(between):
            yield Listing(left.parties[0], _states(right, blocs), left.start, right.end)


def _is_bloc(unit: Unit, blocs: frozenset[str]) -> bool:
    """The name of a bloc or its leaders, also behind others: "the President and G7 leaders"."""
    alone = len(unit.parties) == 1 and unit.kind in {UnitKind.BLOC, UnitKind.OFFICIAL}
    last = unit.listed > 1 and not unit.dyad
    return (alone or last) and bool(unit.parties) and unit.parties[-1].actor in blocs


def _is_before_list(text: str, left: Unit, right: Unit) -> bool:
    """Whether the words between a bloc and states make them its members."""
    name = left.parties[-1].span
    states = re.search(rf"\s+{_MEMBERS}$", text[name.start : name.end])  # "Quad nations" is a name itself
    between = text[name.start + states.start() if states else name.end : right.start]
    if _NOT_MEMBERS.search(text, max(0, left.start - 20), left.start):
        return False
    if right.listed < 2:
        return _ONE_OF_THEM.fullmatch(between) is not None
    if _BEFORE_LIST.fullmatch(between) is None:
        return right.listed > _FEW and _PARTNERS.fullmatch(between) is not None
    dashed = re.search(r"[–—]\s*(?:the\s+)?$|\s-\s+(?:the\s+)?$", between)
    if dashed and not re.search(_MEMBERS, between):
        return _CLOSE.match(text, right.end) is not None
    return "(" not in between or ")" in between or text[right.end : right.end + 1] in {")", ","}


def _and_others(text: str, left: Unit, right: Unit, blocs: frozenset[str]) -> bool:
    """ "Bahrain and other GCC states", "the president of Chile and other Mercosur leaders"."""
    if len(right.parties) != 1 or right.parties[0].actor not in blocs or right.kind is UnitKind.PERSON:
        return False
    if not left.parties or any(p.actor in blocs for p in left.parties) or left.kind is UnitKind.ADJECTIVE:
        return False
    named = right.kind is UnitKind.OFFICIAL or _MEMBER_WORD.match(text, right.end)
    return bool(named) and _AND_OTHER.fullmatch(text[left.end : right.start]) is not None


def _lists_states(unit: Unit, blocs: frozenset[str]) -> bool:
    """States, in a long list with blocs among them, or one state that may stand behind "such as"."""
    return (
        unit.kind in {UnitKind.NAME, UnitKind.OFFICIAL, UnitKind.PERSON}
        and bool(unit.parties)
        and (unit.listed < 2) == (len(unit.parties) < 2)
        and len(_states(unit, blocs)) >= min(len(unit.parties), _FEW + 1)
    )


def _states(unit: Unit, blocs: frozenset[str]) -> tuple[Party, ...]:
    return tuple(p for p in unit.parties if p.actor not in blocs)
