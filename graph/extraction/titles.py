# ruff: noqa: E501 -- tables of words and patterns are read line by line
"""Titles with names beside them, found on the surface.

"Malian Defence Minister Sadio Camara", "Sadio Camara, Mali's defence minister", "Presidents A of X and B of Y",
"X is sworn in as prime minister of Y".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from graph.gazetteer import Mention, MentionKind
from graph.model import Span

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

__all__ = ["SUFFIX", "Basis", "OfficeMention", "Standing", "TitleReader", "read_titles"]


class Standing(StrEnum):
    """Whether the office is held at the time of the text."""

    HOLDS = "holds"
    FORMER = "former"
    COMING = "coming"


class Basis(StrEnum):
    """What ties an office to its state."""

    EXPLICIT = "explicit"
    COUNTERPART = "counterpart"
    SAME_PERSON = "same person"
    HOME = "home"
    REFERENCE = "reference"
    CONTEXT = "context"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """One title with a name. `start`..`end` is the whole phrase, with the state if it stands in it."""

    start: int
    end: int
    name: str
    name_start: int
    name_end: int
    office: str
    standing: Standing
    state: str | None
    state_span: Span | None
    basis: Basis = Basis.EXPLICIT


_PORTFOLIO = (
    r"(?:foreign|defen[cs]e|finance|interior|trade|econom(?:y|ic)|energy|health|transport|agriculture|farm|justice|home|treasury|"
    r"education|labou?r|environment|climate|industry|commerce|information|communications?|culture|tourism|oil|petroleum|"
    r"water|development|planning|security|external|internal|affairs|international|relations|cooperation|armed|forces|national|public|"
    r"infrastructure|works|mines|mining|digital|technology|science|sports?|war|state|cabinet|investment|immigration|migration|"
    r"integration|reintegration|unification|budget|fisheries|housing|social|telecommunications|aviation|maritime|intelligence|civil|population|"
    r"women|youth|regional|rural|local|veterans|antiquities|parliamentary|privatization|emergency|emergencies|situations|"
    r"food|tech|innovation|nuclear|space|land|lands|natural|resources|religious|diaspora|european|union|minister|secretary|"
    r"(?:counter)?terrorism|presidency|strategic|disaster|management|ecology|ecological|transition|employment|solidarity|family|sovereignty)"
)
_RANK = (
    r"(?:(?:first|second|third|senior)[^\S\n]+)?(?:deputy|vice|acting|interim|caretaker|transitional|assistant|under|chief|permanent|principal|"
    r"joint|federal|provisional|de facto|crown|grand|honorary|executive|special|middle east|climate|peace|hostage|presidential|lead|top|national|union|associate|military)"
)
_HEAD = (
    r"(?:prime ministers?|(?:foreign|home) secretar(?:y|ies)|secretar(?:y|ies)[- ]generals?|secretar(?:y|ies) of (?:state|defen[cs]e|war|"
    r"the treasury|homeland security|commerce|energy|labor|agriculture|the interior|the army|the navy|the air force)|"
    r"secretaries[- ]general|national security advis[eo]rs?|security advis[eo]rs?|foreign policy chiefs?|high representatives?|"
    r"(?:deputy |special )?assistant to the president|heads? of (?:state|government|the (?:junta|military government|transitional government))|(?:general[^\S\n]+)?secretary|ministers?|presidents?|premiers?|chancellors?|"
    r"taoiseach|king|queen|emir|amir|sultan|prince|princess|pope|sheikh ruler|junta (?:leader|chief|head)|(?:military|interim|supreme|de facto|transitional|paramount) (?:leader|ruler)|"
    r"ambassadors?|envoys?|chargé d[’']affaires|spokes(?:man|woman|person|persons)|press secretary|commissioners?|chief of staff|diplomats?|"
    r"attorney general|deputy secretary|undersecretary|under-secretary|assistant secretary|trade representative|trade chief|speakers?|director-general|"
    r"managing director|chair(?:man|woman|person)?|mantri|administrator|advis[eo]rs?|negotiators?|(?:first|second) (?:lady|gentleman)|senators?|leaders?|chief|head|"
    r"chief executive|coordinator|ministers? of state|joint chiefs of staff|director|general manager|counsel(?:l)?or|chief minister|governor|mayor|"
    r"congress(?:man|woman)|representatives?|counterparts?|colleagues?|prosecutor|commander|minister-president)"
)
_OF_PORTFOLIO = (
    r"(?:[^\S\n]+(?:of|for|to|in charge of)[^\S\n]+(?:the[^\S\n]+)?(?:President for[^\S\n]+)?(?i:"
    + _PORTFOLIO
    + r")\b"
    r"(?:(?:,[^\S\n]+|,?[^\S\n]+and[^\S\n]+|[^\S\n]+(?:and[^\S\n]+)?(?:of[^\S\n]+)?(?:the[^\S\n]+)?)(?i:"
    + _PORTFOLIO
    + r")\b)*)"
)
_ONE = (
    r"(?:(?:"
    + _RANK
    + r"|"
    + _PORTFOLIO
    + r")(?:[^\S\n]*,[^\S\n]*|[^\S\n]+and[^\S\n]+|[^\S\n]+|[^\S\n]*[-–/&][^\S\n]*))*"
    + _HEAD
)
TITLE = re.compile(
    r"(?<![\w-])(?P<title>(?i:"
    + _ONE
    + r")(?:[^\S\n]+(?:and|as well as)[^\S\n]+(?:the[^\S\n]+)?(?i:"
    + _ONE
    + r"))?)(?![\w-])(?![^\S\n]+(?:of|in)[^\S\n]+(?:a|an)\b)"
)
_TAIL = re.compile(_OF_PORTFOLIO)
_WEAK_HEADS = re.compile(
    r"(?i:\b(?:leaders?|chief|head|chair(?:man|woman|person)?|director|governor|mayor|senators?|congress(?:man|woman)|representatives?|"
    r"advis[eo]rs?|commander|prosecutor|negotiators?|colleagues?|general manager|secretary|diplomats?|administrator|coordinator|counsell?or|speakers?|general secretary|"
    r"joint chiefs of staff|chief minister|(?:first|second) (?:lady|gentleman)|minister-president)$)"
)
_NO_OFFICE = re.compile(
    r"(?i:\b(?:governor|mayor|senators?|congress(?:man|woman)|first lady|chief minister|prosecutor)$)"
)
_STRONG_TOP = re.compile(r"(?i:^top (?:diplomat|defen[cs]e official))")

_BEFORE = re.compile(
    r"(?P<past>\b(?i:former|ex-?|late|then-?|deposed|ousted|onetime|one-time|past|erstwhile|previous|sacked|jailed|impeached|overthrown)[\s-]*)?"
    r"(?P<coming>\b(?i:incoming|designated|would-be|future|nominated)\s+)?"
    r"(?:\b(?:the|its|new|newly[- ]elected|newly[- ]appointed|current|visiting|own|outgoing|longtime|long-time|long-serving|veteran|incumbent|"
    r"hard-?line|then|re-elected|populist|far-right|right-wing|left-wing|leftist|conservative|liberal|centrist|authoritarian|coup|self-proclaimed|embattled|powerful)\s+){0,2}$"
)
_AFTER_TITLE = re.compile(r"(?P<mark>[- ](?:elect|designate|nominee|candidate|hopeful|aspirant))\b")
_WORD_OF_NAME = r"(?:[A-Z]\.|[A-ZÀ-ÞŁŠŽČİŞ][\wÀ-ɏ’'’-]*[\wÀ-ɏ]|[A-ZÀ-Þ])"
_PARTICLE = r"(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|ter|ten|bin|ibn|bint|al|el|ben|abu|ould|y|e|zu|af|of)"
_NAME = re.compile(
    rf"(?:(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Sir|Dame|Sheikh|Shaikh|General|Colonel|Captain|Major|Brigadier|Admiral|Lieutenant|H\.E|Hon)\.?[\s-]+(?:General[^\S\n]+|Colonel[^\S\n]+)?){{0,3}}"
    rf"(?P<name>{_WORD_OF_NAME}(?:[^\S\n]+(?:[“\"][\w .’'-]+[”\"]|{_PARTICLE}[^\S\n]+(?:{_PARTICLE}[^\S\n]+)?(?={_WORD_OF_NAME}){_WORD_OF_NAME}|(?:al|el|ul|ad|as|az|an|ar|at|ash)-[A-Z][\w’'-]+|{_WORD_OF_NAME}))*)"
)
_NOT_NAME = frozenset(
    "The A An In On At It He She They We This That These Those But And For From As His Her Its Their Our Monday Tuesday "
    "Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October "
    "November December After Before While When During Both With Since If Earlier Last Today Yesterday Tomorrow To Of By Or Not No Who Will Has "
    "Have Is Was Were Are Be Been Also Speaks Meets Meeting Call Calls Visit Visits Announces Signs Says Hosts Holds Statement Readout Remarks "
    "Agreement Treaty Affairs Foreign Defense Defence State Government Ministry Minister President Prime Secretary Chancellor King Queen "
    "Ambassador Spokesperson Office Council Committee Commission Department Parliament Congress Senate House Administration Cabinet "
    "Party Union Republic Kingdom States National Security Advisor Adviser Deputy Vice Leader Leaders General Ahead Travel Regarding "
    "Following Joint Press Conference Summit Forum Conversation Trip Host Welcome Welcomes Bilateral Release Before Attends Nominee Elect Order Orders "
    "Policy Programs Programmes Research Operations Strategy Marketing Communications Global Public Development Economic Domestic Climate Energy "
    "Xinhua Reuters AFP Day Week Year Month Mission Counsel Fund Bank University School".split()
)
_AGENCY = re.compile(
    r"[^\S\n]+(?:and[^\S\n]+[A-Z]\w+[^\S\n]+)?(?:Commissions?|Bureau|Agency|Service|Services|Board|Administration|Corps|Authority|"
    r"Foundation|Corporation|Institute|Institution|Cent(?:er|re)|Endowment|Association|Network|Committee|Council|Court)\b"
)
"""What follows words that begin the name of a body, not of a person: "Marine Mammal Commission"."""
_BODY_NAME = re.compile(_AGENCY.pattern + r"$")
_NOMINATED = re.compile(
    r"(?i)\b(?:(?:nominees?|candidates?|contenders?|nominations?|hopefuls?|pick|choice)\s+(?:for|to be|as)|"
    r"nominat\w+\b[^.;\n]{0,60}\b(?:for|to be|to serve as|as))\s+(?:the\s+|its\s+|next\s+)*$"
)
_COUNTRY_LETTERS = frozenset({"U.S.", "US", "U.K.", "UK", "EU", "UN", "U.N."})
SUFFIX = re.compile(r"(?:,?\s+(?:Jr|Sr)\.?|\s+(?:II|III|IV|VI{0,3}|IX|X|XIV))(?![\w])")
_AFFILIATION_GAP = re.compile(r"(?:['’]s?)?(?:[^\S\n]+(?:[(][A-Z]+[)]))?[^\S\n]*$")
_OF_STATE = re.compile(r",?\s+(?:of|from)\s+(?:the\s+)?$")
_TAKES_OFFICE = re.compile(
    r"\s+(?:is|was|has been|had been|were|are|being)\s+(?:officially |formally |also |today )?(?P<how>sworn in|sworn-in|appointed|named|re-elected|reelected|"
    r"inaugurated|confirmed|reappointed|elected)(?:\s+for\s+a\s+\w+\s+term)?\s+(?:as\s+)?(?:the\s+|its\s+|(?:the country[’']s\s+))?(?:new\s+|next\s+|interim\s+)?$"
)
_GIVES_OFFICE = re.compile(
    r"\b(?:(?:re-?)?elect(?:s|ed)?|appoint(?:s|ed)?|name[sd]?|confirm(?:s|ed)?|reappoint(?:s|ed)?|swears? in|swore in|inaugurate[sd]?)\s+"
    r"(?P<name>[A-ZÀ-Þ][^,.;:\n]{2,40}?)\s+(?:as\s+)(?:the\s+|its\s+|a\s+)?(?:new\s+|interim\s+)?$"
)
_SOMEBODY_OF = re.compile(
    r"(?i)\b(?:office|aide|counsel|counsell?or|advis[eo]r|spokes\w+|secretary|envoy|chief of staff|deputy|representative|son|daughter|wife|husband|brother|assistant) (?:of|to|for) (?:the )?$"
)
_COMMA_TITLE = re.compile(r",\s+(?:who\s+(?:is|serves as|was)\s+)?(?:the\s+|an?\s+)?$")
_STATE_KINDS = frozenset(
    {MentionKind.COUNTRY, MentionKind.ADJECTIVE, MentionKind.BLOC, MentionKind.METONYM, MentionKind.DEMONYM}
)


_NO_STATE = frozenset({MentionKind.BLOC, MentionKind.CAPITAL})


_SUFFIXES = frozenset({"Jr", "Sr"})
_OUTLET = re.compile(r"(?:^|-)(?:Presse?|News|Times|Post|Journal|Agency|Television|Radio)$")
"""Last words of those who are spoken to rather than hold an office: "Speaking to Agence France-Presse, the …"."""


class TitleReader:
    """One article being read; holds the text, its mentions by offset, and what was found."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.mentions = [
            m
            for m in mentions
            if m.actor and (m.kind in _STATE_KINDS or (m.kind is MentionKind.CAPITAL and not m.as_place))
        ]
        self.starts = [m.start for m in self.mentions]
        self.ends = [m.end for m in self.mentions]
        self.every_start = {m.start for m in mentions}

    def mention_ending_near(self, offset: int, gap: re.Pattern[str], reach: int = 24) -> Mention | None:
        """The last mention before an offset if only what `gap` allows stands between."""
        i = bisect_left(self.starts, offset) - 1
        if i < 0 or offset - self.ends[i] > reach or self.ends[i] > offset:
            return None
        return self.mentions[i] if gap.match(self.text, self.ends[i], offset) else None

    def mention_at(self, offset: int) -> Mention | None:
        """The mention that begins at an offset."""
        i = bisect_left(self.starts, offset)
        return self.mentions[i] if i < len(self.starts) and self.starts[i] == offset else None

    def last_state(self, offset: int) -> Mention | None:
        """The last state named before an offset, capitals aside."""
        before = [m for m in self.mentions[: bisect_left(self.starts, offset)] if m.kind not in _NO_STATE]
        return before[-1] if before else None

    def name_at(self, offset: int) -> tuple[str, int, int] | None:
        """A person's name that begins at an offset, cut at the first word that is none."""
        match = _NAME.match(self.text, offset)
        if match is None:
            return None
        start = match.start("name")
        end = start
        for word in re.finditer(r"\S+", self.text[start : match.end("name")]):
            bare = re.sub(r"['’]s?$", "", word.group().rstrip(".,;:"))
            a = start + word.start()
            plain = (
                bare in _NOT_NAME
                and not re.fullmatch(r"[A-Z]\.", word.group())
                and not (bare == "May" and a > start)
            )
            if plain or any(
                p in self.every_start for p in range(a, a + 1) if a > start or self.mention_at(a)
            ):
                break
            end = a + len(word.group())
            if re.search(r"['’]s?$", word.group()) or word.group().endswith((",", ";", ":")):
                end = a + len(re.sub(r"['’]s?$", "", word.group().rstrip(",;:")))
                break
        words = self.text[start:end].split()
        while words and (words[-1] in {"de", "of", "al", "bin", "y", "e", "la", "le"}):
            end -= len(words.pop()) + 1
        if (
            not words
            or (words[0] in _NOT_NAME and not words[0].endswith("."))
            or words[0].rstrip(".") in _SUFFIXES
            or not any(c.islower() for c in self.text[start:end])
        ):
            return None
        name = self.text[start:end]
        if name.endswith(".") and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", name):
            end -= 1
        if _AGENCY.match(self.text, end) or _BODY_NAME.search(self.text, start, end):
            return None
        suffix = SUFFIX.match(self.text, end)
        end = suffix.end() if suffix else end
        return self.text[start:end], start, end

    def name_before(self, offset: int) -> tuple[str, int, int] | None:
        """A person's name of two words or more that ends at an offset."""
        head = self.text[max(0, offset - 60) : offset]
        match = re.search(
            rf"(?:^|(?<=[\s(“\"]))({_WORD_OF_NAME}(?:\s+(?:{_PARTICLE}|(?:al|el)-[A-Z][\w’'-]+|{_WORD_OF_NAME}))*\s+(?:{_WORD_OF_NAME}|(?:al|el|ul)-[A-Z][\w’'-]+))$",
            head,
        )
        if match is None:
            return None
        words = match.group(1).split()
        start = offset - len(match.group(1))
        while words and words[0] in _NOT_NAME:
            start += len(words.pop(0)) + 1
        if len(words) < 2 or any(w in _NOT_NAME for w in words) or _OUTLET.search(words[-1]):
            return None
        if any(s in self.every_start for s in range(start, offset)):
            return None
        return self.text[start:offset], start, offset


def _standing(before: str, after: str) -> Standing:
    past = _BEFORE.search(before)
    if past and past.group("past"):
        return Standing.FORMER
    if _AFTER_TITLE.match(after) or (past and past.group("coming")):
        return Standing.COMING
    return Standing.HOLDS


_HEAD_STEMS = (
    "minister secretar president premier chancellor advis adviser policy represent head taoiseach king queen emir amir sultan prince "
    "pope sheikh leader ruler ambassador envoy charg spokes commissioner chief diplomat attorney speaker director chair mantri "
    "administrator negotiator lady gentleman senator coordinator manager counsel governor mayor congress counterpart colleague prosecutor "
    "commander staff undersecretary assistant"
).split()
_REACH_BEFORE, _REACH_BEHIND = 110, 90


@cache
def _heads() -> "AhoCorasick":
    """The automaton of the words that a title cannot do without."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind  # noqa: PLC0415

    forms = sorted({f for stem in _HEAD_STEMS for f in (stem, stem.capitalize(), stem.upper())})
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def _title_matches(text: str) -> Iterator[re.Match[str]]:
    """What TITLE finds, looked for only around the words that it needs: a tenth of the text."""
    start = end = 0
    windows: list[tuple[int, int]] = []
    for _, head, head_end in _heads().find_matches_as_indexes(text):
        if windows and head - _REACH_BEFORE <= end:
            end = head_end + _REACH_BEHIND
            windows[-1] = (start, end)
        else:
            start, end = max(0, head - _REACH_BEFORE), head_end + _REACH_BEHIND
            windows.append((start, end))
    for start, end in windows:
        yield from TITLE.finditer(text, start, min(end, len(text)))


def read_titles(reader: TitleReader) -> Iterator[OfficeMention]:
    """Every title of the text that has a name beside it."""
    text = reader.text
    for match in _title_matches(text):
        start, end = match.span("title")
        below = re.match(r"(?i)under\s+(?!-?secretar)", match["title"])  # "served under President X"
        start += below.end() if below else 0
        if _SOMEBODY_OF.search(text, max(0, start - 40), start):
            continue  # "Head of the Office of the President Andriy Yermak" is no president
        both = re.match(r"(?i:the) $", text[max(0, start - 4) : start])
        second = re.search(r" and (?:the )?(?=[A-Z])", match["title"]) if both else None
        if second and match["title"][0].isupper():
            start += second.end()  # "The Vice President and Minister X": two persons
        yield from _around_title(reader, start, end)


def _prefix(reader: TitleReader, start: int) -> tuple[int, Mention | None, Standing]:
    """Start of the phrase, the state before the title, and whether a word before makes it past or to come."""
    text = reader.text
    window = text[max(0, start - 40) : start]
    before = _BEFORE.search(window)
    standing = _standing(window, "")
    if standing is Standing.HOLDS and _NOMINATED.search(text, max(0, start - 110), start):
        standing = Standing.COMING
    phrase = start - (len(window) - before.start()) if before else start
    phrase += len(text[phrase:start]) - len(text[phrase:start].lstrip())
    state = reader.mention_ending_near(phrase, _AFFILIATION_GAP) or reader.mention_ending_near(
        start, _AFFILIATION_GAP
    )
    if state is None and re.search(r"(?i)\b(?:its|whose)\s+$", text[max(0, start - 24) : start]):
        state = reader.last_state(phrase)
        return phrase, state, standing
    if state is not None:
        earlier = _BEFORE.search(text[max(0, state.start - 30) : state.start])
        if earlier and earlier.group("past"):
            standing = Standing.FORMER
        phrase = state.start
    return phrase, state, standing


def _around_title(reader: TitleReader, start: int, end: int) -> Iterator[OfficeMention]:
    text = reader.text
    phrase, state, standing = _prefix(reader, start)
    title_end = end
    mark = _AFTER_TITLE.match(text, end)
    if mark:
        standing, end = Standing.COMING, mark.end()
    # "Foreign Minister of Oman", "Minister of Foreign Affairs of the Republic of X"
    state, end, title_end = _tail(reader, state, end, title_end)
    office = " ".join(text[start:title_end].split())
    weak = bool(_WEAK_HEADS.search(text[start:title_end])) and not _STRONG_TOP.match(office)
    plural = bool(
        re.search(
            r"(?i:(?:ministers|presidents|secretaries|chancellors|premiers|leaders|ambassadors|counterparts)\b)",
            office,
        )
    )
    gap = re.match(r"(?:,[^\S\n]+|[^\S\n]*\(|[^\S\n]+)(?=[A-ZÀ-Þ“\"])", text[end : end + 4])
    named = reader.name_at(end + gap.end()) if gap else None
    if (
        named
        and state
        and gap
        and "," not in gap.group()
        and state.end == end
        and state.text in _COUNTRY_LETTERS
    ):
        named = None  # "Director of the U.S. Geological Survey"
    if named and "," in (gap.group() if gap else "") and not _is_apposition(text, phrase, state, named):
        named = None  # "the president, Reuters said"
    listed = list(_listed(reader, start, title_end, standing)) if plural else []
    if listed:
        yield from listed
        return
    if named is not None and not (weak and state is None and len(named[0].split()) < 2):
        yield from _with_name(reader, phrase, state, standing, office, named, plural=plural)
        return
    before, standing = _named_before(reader, phrase, standing, trusted=state is not None or not weak)
    if before is not None:
        name, a, b = before
        span = Span(state.start, state.end) if state else None
        actor = state.actor if state else None
        yield OfficeMention(a, end, name, a, b, office, standing, actor, span)


def _named_before(
    reader: TitleReader, phrase: int, standing: Standing, *, trusted: bool
) -> tuple[tuple[str, int, int] | None, Standing]:
    """The name before a title: "X is sworn in as", "elects X as", "X, the"; an election is yet to take effect.

    `trusted` allows "X, the leader" for titles that mean an office by themselves or with a state.
    """
    text = reader.text
    base = max(0, phrase - 70)
    window = text[base:phrase]
    verbal = _TAKES_OFFICE.search(window)
    if verbal and (taker := reader.name_before(base + verbal.start())):
        return taker, Standing.COMING if verbal.group("how") == "elected" else standing
    given = _GIVES_OFFICE.search(window)
    if given:
        taker = reader.name_at(base + given.start("name"))
        if taker and taker[2] == base + given.end("name"):
            return taker, standing
    if reader.mention_ending_near(phrase, re.compile(r"$")) is None:
        apposition = _COMMA_TITLE.search(window)
        if apposition and trusted:
            return reader.name_before(base + apposition.start()), standing
    return None, standing


def _listed(reader: TitleReader, start: int, title_end: int, standing: Standing) -> Iterator[OfficeMention]:
    """ "the foreign ministers of A and B, X and Y": as many names as states, in the same order."""
    text = reader.text
    of = re.match(r"\s+of\s+(?:the\s+)?", text[title_end : title_end + 12])
    states: list[Mention] = []
    end = title_end + of.end() if of else title_end
    while of and (mention := reader.mention_at(end)) is not None:
        states.append(mention)
        joint = re.match(r"(?:,\s+and\s+|,\s+|\s+and\s+)(?:the\s+)?", text[mention.end : mention.end + 12])
        end = mention.end + joint.end() if joint else mention.end
        if joint is None:
            break
    names: list[tuple[str, int, int]] = []
    while len(states) > 1 and (found := reader.name_at(end)) is not None:
        names.append(found)
        joint = re.match(r",\s+and\s+|,\s+|\s+and\s+", text[found[2] : found[2] + 8])
        end = found[2] + joint.end() if joint else found[2]
        if joint is None or len(names) == len(states):
            break
    if len(states) < 2 or len(names) != len(states):
        return
    office = re.sub(
        r"(?i)(minister|president|chancellor|premier|leader|secretar)(?:s|ies)\b",
        _singular,
        text[start:title_end],
    )
    for (name, a, b), state in zip(names, states, strict=True):
        span = Span(state.start, state.end)
        yield OfficeMention(a, b, name, a, b, office, standing, state.actor, span)


def _singular(match: re.Match[str]) -> str:
    return match[1] + ("y" if match[1].casefold() == "secretar" else "")


_DEFINITE = re.compile(r"\b(?:the|its|his|her|their|whose)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_apposition(text: str, phrase: int, state: Mention | None, named: tuple[str, int, int]) -> bool:
    """ "the planning minister, Zubair Lodhi, said": a full name between commas behind a definite title."""
    if len(named[0].split()) < 2:
        return False
    if state is not None:
        return True
    definite = _DEFINITE.search(text[max(0, phrase - 16) : phrase]) or _DEFINITE.match(
        text[phrase : phrase + 12] + " "
    )
    starts_definite = re.match(r"(?i)(?:the|its|his|her|their|whose)\s", text[phrase : phrase + 7])
    return bool(definite or starts_definite) and text[named[2] : named[2] + 1] in {",", "."}


def _tail(
    reader: TitleReader, state: Mention | None, end: int, title_end: int
) -> tuple[Mention | None, int, int]:
    """Reads "of Oman" and "of Foreign Affairs" behind a title."""
    text = reader.text
    for _ in range(2):
        of = re.match(
            r"\s+(?:of|for)\s+(?:the\s+)?(?:(?:Transitional|Interim|Provisional)\s+Government of\s+)?",
            text[end : end + 50],
        )
        found = reader.mention_at(end + of.end()) if of else None
        if found is not None and found.kind is not MentionKind.ADJECTIVE:
            return state or found, found.end, title_end
        tail = _TAIL.match(text, end)
        if tail is None:
            break
        stop = next((m.start for m in reader.mentions if tail.start() < m.start < tail.end()), tail.end())
        cut = re.sub(r"(?:\s+(?:of|and|the|for))*\s*,?\s*$", "", text[tail.start() : stop])
        end = title_end = tail.start() + len(cut)
    return state, end, title_end


def _with_name(
    reader: TitleReader,
    phrase: int,
    state: Mention | None,
    standing: Standing,
    office: str,
    named: tuple[str, int, int] | None,
    *,
    plural: bool,
) -> Iterator[OfficeMention]:
    """The names that follow a title: one, or several behind a plural."""
    text = reader.text
    first = True
    while named is not None:
        name, a, b = named
        own, end = state, b
        of = re.match(r",?\s+(?:of|from)\s+(?:the\s+)?|\s+\(", text[b : b + 14])
        behind = reader.mention_at(b + of.end()) if of else None
        if (
            behind is not None
            and behind.kind is not MentionKind.ADJECTIVE
            and (own is None or plural or own.actor == behind.actor)
        ):
            own, end = behind, behind.end
        span = Span(own.start, own.end) if own else None
        single = re.sub(
            r"(?i)(ministers|presidents|chancellors|premiers|leaders|ambassadors|counterparts)\b",
            lambda m: m.group()[:-1],
            office,
        )
        yield OfficeMention(
            phrase if first else a,
            end,
            name,
            a,
            b,
            single if plural else office,
            standing,
            own.actor if own else None,
            span,
        )
        if not plural:
            return
        gap = re.match(r"\s*(?:,\s*and\s+|,\s*|;\s*(?:and\s+)?|\s+and\s+)", text[end:])
        named = reader.name_at(end + gap.end()) if gap else None
        if named is not None and len(named[0].split()) < 2 and not first and state is None:
            return
        first = False
