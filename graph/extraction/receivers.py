# ruff: noqa: E501, ERA001 -- patterns are read line by line, each under an example
"""Lists of states below or behind a gift that names none: "the doses will go to the following countries: A, B, C".

They are read on the surface. A list counts only where an open gift stands before it: within `REACH` sentences
where it says of itself that those listed receive, within `NEAR` where it only goes on about the gift.
"""

import re
from dataclasses import dataclass

from graph.extraction.scene import Scene
from graph.extraction.sentences import Sentence
from graph.extraction.units import Unit, UnitKind

__all__ = ["NEAR", "REACH", "Receivers", "find_receivers"]

REACH = 16
NEAR = 3
_MANY_LINES = 3
"""So many lines in a row that are nothing but names of states make a list."""

_STATES = r"(?:countries|nations|states|recipients|beneficiaries|locations|partners|neighbou?rs)"
_RECEIVERS = re.compile(
    rf"(?:\b{_STATES}\b[^:.;]{{0,30}}:|"
    r"\b(?:to|with|for|among|in) the following:|\brecipients,? (?:including|such as|like)|\b(?:to|for):)\s*(?:the\s+)?$"
)
_WITH_OTHERS = re.compile(
    r"\b(?:agreements?|memorand\w+|MOUs?|compacts?|ties|talks)\b[^:.;]{0,30}\bwith\b[^:.;]{0,30}$"
)
_ITEM = re.compile(
    r"\s*(?::|–|—|-(?=\s))\s*(?=[^\n]*(?:[$€£]|\b(?:million|billion|doses|assistance|aid|support|funding)\b))"
)
_ABOUT = r"(?:(?:[Uu]p to|[Oo]ver|[Mm]ore than|[Nn]early|[Aa]pproximately|[Aa]bout|[Aa]n additional|[Aa] new|[Aa]nother)\s+)*"
_SUM = re.compile(
    # "$5 million for", "South America: approximately 6 million doses for"
    rf"[-–—•*\s]*(?:[A-Z][\w ,&-]{{0,40}}:\s*)?{_ABOUT}"
    r"(?:(?:US)?[$€£]\s?\d[\d.,]*[\s-](?:million|billion)\b|\d[\d.,]*(?:\s(?:million|thousand))?(?:\s\w+)?(?:\sdoses|\svaccines)?(?=\s(?:for|to)\b|:))"
    r"(?![^\n]*\b(?:invest\w*|purchase\w*|export\w*|sales?|jobs|people|workers)\b)"
)
_FOR = re.compile(
    r"\b(?:to|for|in|across|help|support|assist)\s+(?:the\s+)?"
    r"(?:(?:people|government)\s+(?:of|in)\s+(?:the\s+)?)?$"
)
_GOES_ON = re.compile(
    # "Initial countries include", "The countries are"
    rf"[-–—•*\s]*(?:(?:The|These|Those|Initial|Eligible|Priority|Partner|Recipient|Beneficiary|Target|Focus|Participating)\s+)*(?i:{_STATES})\s+(?:\w+\s+){{0,3}}?"
    r"(?:are|include|includes|including)\s*:?\s*(?:the\s+)?$"
    # "The program will focus on", "This funding will support projects in", "It will be used in"
    r"|[-–—•*\s]*(?:\w+,\s+)?(?:(?:This|The|These|That|Such|New|Additional|Our)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:funding|funds?|assistance|aid|programs?|programmes?|money|support|resources|initiative|doses|supplies|package|contribution|effort)|It|They)\s+"
    r"(?:will\s+|is\s+|are\s+|would\s+)?(?:also\s+)?(?:be\s+)?"
    r"(?:go|focus|support|benefit|used|reach|help|assist|provided?|delivered|implemented|expand|cover|serve|fund|target|targeted|strengthen|distributed|directed|made available|work)\w*\s+"
    r"(?:[\w-]+\s+){0,5}?(?:to|in|on|for|across|of|from)?\s*(?:the\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Receivers:
    """The receivers that one sentence lists, and how many sentences before it the gift may stand."""

    units: tuple[Unit, ...]
    reach: int


def find_receivers(scene: Scene) -> dict[int, Receivers]:
    """The lists of receivers of a text, by the index of their sentence."""
    found = {}
    lines = _lines_of_names(scene)
    for sentence in scene.sentences:
        units = _listed(scene, sentence)
        if units:
            found[sentence.index] = Receivers(tuple(units), REACH)
        elif sentence.index in lines or (scene.home is not None and _goes_on(scene, sentence)):
            abroad = [u for u in scene.units[sentence.index] if _is_abroad(scene, u)]
            found[sentence.index] = Receivers(
                tuple(u for u in abroad if u.listed > 1 or sentence.index in lines),
                REACH if sentence.index in lines else NEAR,
            )
    return found


def _listed(scene: Scene, sentence: Sentence) -> list[Unit]:
    """The receivers that a sentence lists as such; what goes on behind a name that is not known is of the list."""
    text = scene.text
    found: list[Unit] = []
    for unit in scene.units[sentence.index]:
        if not _is_abroad(scene, unit):
            continue
        listed = unit.listed > 1 and (found or _opens(text, sentence.start, unit.start))
        if listed or _heads_item(text, sentence, unit) or _gives_item(text, sentence, unit):
            found.append(unit)
    return found


def _is_abroad(scene: Scene, unit: Unit) -> bool:
    return not any(p.actor == scene.home for p in unit.parties)


def _opens(text: str, start: int, end: int) -> bool:
    """ "… to the following countries:", not "it has agreements with five other countries:"."""
    match = _RECEIVERS.search(text, start, end)
    return match is not None and not _WITH_OTHERS.search(text, start, match.start())


def _heads_item(text: str, sentence: Sentence, unit: Unit) -> bool:
    """ "- Kenya: $3 million for clinics": a state at the head of an item of a list of gifts."""
    if unit.kind is not UnitKind.NAME or not unit.parties:
        return False
    lead = text[sentence.start : unit.start].strip("-–—•* \t")
    return not lead and _ITEM.match(text, unit.end, sentence.end) is not None


def _gives_item(text: str, sentence: Sentence, unit: Unit) -> bool:
    """ "- $5 million for clinics in Kenya": a sum at the head of an item, a state behind it."""
    if unit.kind not in {UnitKind.NAME, UnitKind.OFFICIAL} or not unit.parties:
        return False
    return bool(
        _SUM.match(text, sentence.start, unit.start) and _FOR.search(text, sentence.start, unit.start)
    )


def _goes_on(scene: Scene, sentence: Sentence) -> bool:
    """ "The program will focus on A, B and C": a sentence about the gift before it."""
    first = next(
        (u for u in scene.units[sentence.index] if u.listed > 1 and not u.dyad and _is_abroad(scene, u)), None
    )
    if first is None or any(p.actor in scene.blocs for p in first.parties):
        return False
    return _GOES_ON.match(scene.text[sentence.start : first.start]) is not None


def _lines_of_names(scene: Scene) -> set[int]:
    """Sentences that are nothing but the name of a state, if at least three stand below each other."""
    rows: list[list[int]] = [[]]
    for sentence in scene.sentences:
        if _is_name(scene, sentence):
            rows[-1].append(sentence.index)
        elif rows[-1]:
            rows.append([])
    return {index for row in rows if len(row) >= _MANY_LINES for index in row}


def _is_name(scene: Scene, sentence: Sentence) -> bool:
    units = scene.units[sentence.index]
    if len(units) != 1 or units[0].kind is not UnitKind.NAME or not _is_abroad(scene, units[0]):
        return False
    line = scene.text[sentence.start : sentence.end].strip("-–—•* \t")
    return line == scene.text[units[0].start : units[0].end]
