"""Who holds which office for whom: the titles of an article joined by person, each with its state.

Where a title names no state, that of another mention of the person counts, else the one the reference knows,
the one that publishes the text, or the one that the context makes plain.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.extraction.sentences import Sentence, sentence_at
from graph.extraction.titles import SUFFIX, Basis, OfficeMention, Standing, TitleReader, read_titles
from graph.gazetteer import Mention, MentionKind
from graph.model import Span, slug
from graph.reference import Leader

__all__ = ["Basis", "OfficeMention", "Person", "Roster", "Standing", "read_offices"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the article: the fullest name, the state acted for, and where the name stands."""

    name: str
    state: str | None
    places: tuple[Span, ...]
    former: bool = False


@dataclass(frozen=True, slots=True)
class Roster:
    """All persons of an article and the titles they were found by."""

    persons: tuple[Person, ...]
    offices: tuple[OfficeMention, ...]

    def person_of(self, name_start: int) -> Person | None:
        """The person whose name stands at an offset."""
        for person in self.persons:
            if any(p.start <= name_start < p.end for p in person.places):
                return person
        return None


def _join(found: Sequence[OfficeMention]) -> list[list[OfficeMention]]:
    """Groups the mentions of one person: the same last name, and first names that do not differ."""
    groups: list[list[OfficeMention]] = []
    for mention in sorted(found, key=lambda m: (-len(m.name.split()), m.start)):
        words = [w.strip(".,").casefold() for w in SUFFIX.sub("", mention.name).split()]
        home = next((g for g in groups if _same_person(words, g) and _may_join(words, mention, g)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return groups


_SPOUSE = re.compile(r"(?i)\b(?:first|second) (?:lady|gentleman)\b")


def _is_spouse(group: Sequence[OfficeMention]) -> bool:
    return all(_SPOUSE.search(m.office) for m in group)


def _may_join(words: list[str], mention: OfficeMention, group: Sequence[OfficeMention]) -> bool:
    """Whether a bare surname may mean the person: "President X" is not the first lady of that name."""
    return len(words) > 1 or _is_spouse(group) == bool(_SPOUSE.search(mention.office))


def _same_person(words: list[str], group: Sequence[OfficeMention]) -> bool:
    full = [w.strip(".,").casefold() for w in SUFFIX.sub("", group[0].name).split()]
    if words == full:
        return True
    if len(words) == 1:
        return words[0] in {full[-1], full[0]} or words[0] in full[1:]
    return (
        words[-1] == full[-1]
        and (words[0] == full[0] or (words[0][0] == full[0][0] and 1 in (len(words[0]), len(full[0]))))
    ) or set(words) < set(full)


def _bare_places(
    text: str, name: str, taken: set[int], every: set[int], *, whole: bool = False
) -> list[Span]:
    """Where the full name, or unless `whole` the surname alone, stands again."""
    core = SUFFIX.sub("", name)
    surname = core.split()[-1]
    forms = {core} if whole else {core, surname}
    words = [] if whole else core.split()
    for i, word in enumerate(words[1:], 1):
        if word.islower():
            forms.add(" ".join(words[i:]))
            break
    spans: list[Span] = []
    for form in sorted(forms, key=len, reverse=True):
        if len(form) < 3:
            continue
        spans += [
            Span(at, at + len(form))
            for at in _whole_words(text, form)
            if at not in taken and at not in every and not any(s.start <= at < s.end for s in spans)
        ]
    return spans


def _whole_words(text: str, form: str) -> Iterator[int]:
    """Where a form stands between other than letters, digits and hyphens; cheaper than a pattern."""
    at = text.find(form)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(form) : at + len(form) + 1]
        if not any(c.isalnum() or c in "_-" for c in around):
            yield at
        at = text.find(form, at + 1)


def _is_headline(text: str, sentence: Sentence) -> bool:
    """A line in title case: names cannot be told from words there."""
    if text[sentence.end - 1] in ".!?":
        return False
    words = [w for w in re.findall(r"[A-Za-z’'-]+", text[sentence.start : sentence.end]) if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) / len(words) > 0.75


def _is_plain(text: str, mention: OfficeMention) -> bool:
    """In a headline, a name is trusted if what follows cannot belong to it."""
    return len(mention.name.split()) <= 3 and bool(
        re.match(r"['’]s?\b|[,:;]|\s+[a-z]|\s*(?:\n|$)", text[mention.name_end : mention.name_end + 4])
    )


def _context_state(
    reader: TitleReader,
    mention: OfficeMention,
    sentences: Sequence[Sentence],
    without: str | None,
    *,
    dateline: Mention | None,
) -> Mention | None:
    """The one state that the sentence, else the paragraph up to the title, speaks of."""
    here = sentences[sentence_at([s.start for s in sentences], mention.start)]
    paragraph = [s for s in sentences if s.paragraph == here.paragraph]
    local = dateline is not None and dateline.kind is MentionKind.CAPITAL
    if re.search(r"\b(?:host|guest|visitor),?\s+$", reader.text[max(0, mention.start - 12) : mention.start]):
        return None  # "the Chadian minister and his host, Energy Minister X": another state's
    for start in (here.start,) if local else (here.start, paragraph[0].start):
        near = [
            m
            for m in reader.mentions
            if start <= m.start < mention.start
            and m.kind not in {MentionKind.CAPITAL, MentionKind.BLOC}
            and m.actor != without
        ]
        if len({m.actor for m in near}) == 1:
            return near[-1]
    return None


_DOMESTIC = re.compile(
    r"(?i:president|prime minister|minister|premier|king|chancellor|secretary of|national security)"
)


def read_offices(
    text: str,
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    home: str | None = None,
    leaders: Sequence[Leader] = (),
) -> Roster:
    """Persons and offices of a text.

    `leaders` are those in office on its day; `home` is the state that publishes the text, if it is a
    government's own: its officers go without a state's name there.
    """
    reader = TitleReader(text, mentions)
    starts = [s.start for s in sentences]
    headline = {s.index for s in sentences[:2] if _is_headline(text, s)}
    found = list(read_titles(reader))
    body = [m for m in found if sentence_at(starts, m.start) not in headline or _is_plain(text, m)]
    taken: set[int] = set()
    unique: list[OfficeMention] = []
    for mention in sorted(body, key=lambda m: (m.start, -m.end)):
        if any(a in taken for a in range(mention.name_start, mention.name_end)):
            continue
        taken.update(range(mention.name_start, mention.name_end))
        unique.append(mention)
    unique = _counterparts(_inherit(text, unique))
    groups = _join(unique)
    here = {m.actor: m for m in reversed(reader.mentions)}
    known = [leader for leader in leaders if leader.country in here]
    at_home = _home_officers(groups) if home else set()
    topic = _dateline_state(text, mentions) or _topic(reader)
    persons: list[Person] = []
    offices: list[OfficeMention] = []
    covered: set[int] = set(taken)
    for group in groups:
        settled = _settle(
            reader,
            group,
            sentences,
            home if group[0].name in at_home else None,
            abroad=home,
            leaders=known,
            topic=topic,
        )
        places = [Span(m.name_start, m.name_end) for m in settled]
        again = _bare_places(text, settled[0].name, covered, reader.every_start, whole=_is_spouse(group))
        for span in again:
            covered.update(range(span.start, span.end))
        state = next((m.state for m in settled if m.state and m.standing is Standing.HOLDS), None) or next(
            (m.state for m in settled if m.state), None
        )
        former = all(m.standing is Standing.FORMER for m in settled)
        persons.append(
            Person(settled[0].name, state, tuple(sorted([*places, *again], key=lambda s: s.start)), former)
        )
        offices.extend(settled)
    persons += _untitled_leaders(reader, known, covered)
    return Roster(tuple(persons), tuple(sorted(offices, key=lambda m: m.start)))


def _dateline_state(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The state whose capital an agency's dateline names: its officers go without a state in the story."""
    for mention in mentions[:4]:
        line = text.rfind("\n", 0, mention.start) + 1
        if mention.start == line and mention.kind is MentionKind.CAPITAL and mention.actor:
            return (
                mention
                if re.match(r"[^\n]{0,24}(?:—|–|--| - )", text[mention.end : mention.end + 30])
                else None
            )
    return None


def _topic(reader: TitleReader) -> Mention | None:
    """The state that most of the text's names mean, if one stands out."""
    states = [m for m in reader.mentions if m.kind is not MentionKind.BLOC]
    counts = Counter(m.actor for m in states)
    if not counts:
        return None
    (first, most), *rest = counts.most_common(2)
    if most < 3 or most < 0.6 * len(states) or (rest and rest[0][1] == most):
        return None
    return next(m for m in states if m.actor == first)


def _leader_of(mention: OfficeMention, leaders: Sequence[Leader]) -> Leader | None:
    """The head of state or government whom a title and a name mean."""
    words = set(slug(mention.name).split("-"))
    office = mention.office.casefold().replace("defense", "defence")
    fitting = [
        leader
        for leader in leaders
        if leader.office.casefold() in office
        and (
            slug(leader.family) == slug(mention.name)
            or (
                len(words) > 1
                and (words <= set(slug(leader.name).split("-")) or set(slug(leader.name).split("-")) <= words)
            )
        )
    ]
    return fitting[0] if len({f.country for f in fitting}) == 1 else None


def _untitled_leaders(reader: TitleReader, leaders: Sequence[Leader], covered: set[int]) -> list[Person]:
    """Heads of state and government named without a title ("Macron and Merz signed")."""
    found = []
    for leader in {leader.name: leader for leader in leaders}.values():
        if len(leader.family) < 4 or leader.family not in reader.text:
            continue
        places = _bare_places(reader.text, leader.name, covered, reader.every_start)
        if places:
            found.append(Person(leader.name, leader.country, tuple(sorted(places, key=lambda s: s.start))))
            covered.update(i for p in places for i in range(p.start, p.end))
    return found


_LIST_GAP = re.compile(r"\s*(?:,\s*(?:and\s+)?|;\s*(?:and\s+)?|\s+and\s+)(?:(?:his|her|the)\s+)?")


def _inherit(text: str, found: Sequence[OfficeMention]) -> list[OfficeMention]:
    """ "British home secretary A, energy secretary B": the state holds for the list."""
    result: list[OfficeMention] = []
    for mention in found:
        last = result[-1] if result else None
        if (
            last is not None
            and last.state
            and mention.state is None
            and last.basis is Basis.EXPLICIT
            and last.office.casefold() != mention.office.casefold()
            and _LIST_GAP.fullmatch(text, last.end, mention.start)
        ):
            mention = replace(mention, state=last.state, state_span=last.state_span)  # noqa: PLW2901
        result.append(mention)
    return result


def _counterparts(found: Sequence[OfficeMention]) -> list[OfficeMention]:
    """ "his Turkish counterpart Hakan Fidan" holds the office of the one named before."""
    result: list[OfficeMention] = []
    for mention in found:
        if not re.fullmatch(r"(?i)counterparts?|colleagues?", mention.office):
            result.append(mention)
            continue
        before = [m for m in result if m.end <= mention.start and mention.start - m.end < 300]
        if before:
            office = before[-1].office
            result.append(replace(mention, office=office, basis=Basis.COUNTERPART))
    return result


def _home_officers(groups: Sequence[Sequence[OfficeMention]]) -> set[str]:
    """Who holds an office at home: of several with the same title and no state, only the first named."""
    homeless = [(m, g[0].name) for g in groups if not any(m.state for m in g) for m in g]
    first: dict[str, str] = {}
    for mention, name in sorted(homeless, key=lambda x: x[0].start):
        first.setdefault(mention.office.casefold(), name)
    return {name for mention, name in homeless if first[mention.office.casefold()] == name}


def _settle(
    reader: TitleReader,
    group: Sequence[OfficeMention],
    sentences: Sequence[Sentence],
    home: str | None,
    *,
    abroad: str | None,
    leaders: Sequence[Leader],
    topic: Mention | None,
) -> list[OfficeMention]:
    """Gives each mention of a person its state: its own, or what the text makes plain."""
    known = next((m for m in sorted(group, key=lambda m: m.start) if m.state), None)
    settled = []
    for mention in group:
        if mention.state is None and known is not None:
            settled.append(
                replace(mention, state=known.state, state_span=known.state_span, basis=Basis.SAME_PERSON)
            )
        elif mention.state is None:
            settled.append(_placed(reader, mention, sentences, home, abroad, leaders, topic))
        else:
            settled.append(mention)
    return settled


def _placed(
    reader: TitleReader,
    mention: OfficeMention,
    sentences: Sequence[Sentence],
    home: str | None,
    abroad: str | None,
    leaders: Sequence[Leader],
    topic: Mention | None,
) -> OfficeMention:
    """A mention without a state of its own, with the one that the text makes plain."""
    leader = _leader_of(mention, leaders)
    if leader is not None:
        first = next(m for m in reader.mentions if m.actor == leader.country)
        return replace(
            mention, state=leader.country, state_span=Span(first.start, first.end), basis=Basis.REFERENCE
        )
    if not _DOMESTIC.search(mention.office):
        return mention
    if home:
        return replace(mention, state=home, basis=Basis.HOME)
    near, basis = _context_state(reader, mention, sentences, abroad, dateline=topic), Basis.CONTEXT
    if near is None and abroad is None:
        near, basis = topic, Basis.TOPIC
    if near is None:
        return mention
    return replace(mention, state=near.actor, state_span=Span(near.start, near.end), basis=basis)
