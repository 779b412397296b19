# ruff: noqa: E501 -- tables of words and patterns are read line by line
"""When a thing happened: dates in words, read against the day of publication."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.extraction.lexicon import MEETING_NOUNS
from graph.extraction.parsing import Token, Tree

__all__ = ["TimeExpression", "date_behind", "date_of", "find_times", "since_of"]

_YEAR = 4  # digits of a year in ISO text
_MONTHS = {
    name: i
    for i, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
         "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_NOT_TODAY = frozenset("recently since already previously earlier".split())
_WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
_NUMBERS = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
_MONTH = r"(?P<month{0}>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)(?![a-z])"
_TIME = re.compile(
    "|".join((
        _MONTH.format(1) + r"\s+(?P<day1>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{1,2})?(?:\s*,?\s+(?P<year1>(?:19|20)\d\d))?(?!\d)",
        r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH.format(2) + r"(?:\s*,?\s+(?P<year2>(?:19|20)\d\d))?",
        _MONTH.format(3) + r"\s+(?:of\s+)?(?P<year3>(?:19|20)\d\d)",
        r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)",
        r"(?P<rel>(?i:last|next|this|earlier this|later this|past|previous|following|coming))\s+(?P<unit>(?i:week|month|year|weekend|spring|summer|autumn|fall|winter))",
        r"(?P<rel2>(?i:last|next|this|on|since|by))\s+" + _MONTH.format(4) + r"(?!\s*\d)",
        r"(?i:\b(?:in|since|until|by|during|of)\s+(?:early |late |mid-)?)" + _MONTH.format(5) + r"(?!\s*\d)(?!\w)",
        r"(?:(?P<rel3>(?i:last|next|this|on|coming|past))\s+)?(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)",
        r"(?P<word>(?i:today|yesterday|tomorrow|tonight|this morning|this afternoon|this evening|earlier in the day))",
        r"(?P<half>(?i:a|one|two|three|four|five))\s+years?\s+and\s+a\s+half\s+ago",
        r"(?P<count>\d+|(?i:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve))\s+(?P<unit2>(?i:day|week|month|year)s?)\s+(?P<way>(?i:ago|earlier|later|before))",
        r"(?i:\b(?:in|since|from|until|by|of|during|for|early|late|mid)\s+)(?P<year4>(?:19|20)\d\d)(?!\d|-\d)",
    ))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date in words: its place, and ISO text as precise as it says (None if it needs a publication date)."""

    start: int
    end: int
    value: str | None
    until_then: bool = False


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _nearest_year(month: int, day: int, published: date, *, future: bool) -> int | None:
    """The year that puts a month and day nearest to the publication, on the right side of it."""
    try:
        candidates = [date(published.year + d, month, day) for d in (-1, 0, 1)]
    except ValueError:
        return None
    if future:
        later = [c for c in candidates if c >= published - timedelta(days=7)]
        return min(later, key=lambda c: abs((c - published).days)).year if later else None
    earlier = [c for c in candidates if c <= published + timedelta(days=7)]
    return min(earlier, key=lambda c: abs((c - published).days)).year if earlier else None


def _value(match: re.Match[str], published: date | None, *, future: bool) -> str | None:
    g = match.groupdict()
    for n in ("1", "2"):
        if g[f"month{n}"] and g.get(f"day{n}"):
            month, day = _month(g[f"month{n}"]), int(g[f"day{n}"])
            year = (
                int(g[f"year{n}"])
                if g[f"year{n}"]
                else (_nearest_year(month, day, published, future=future) if published else None)
            )
            return _iso(year, month, day)
    if g["half"] and published is not None:
        return _months_before(published, _NUMBERS[g["half"].lower()] * 12 + 6)
    if g["month3"]:
        return f"{g['year3']}-{_month(g['month3']):02d}"
    if g["iso"]:
        return g["iso"]
    if g["year4"]:
        return g["year4"]
    return None if published is None else _relative(g, published, future=future)


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        return None if year is None else date(year, month, day).isoformat()
    except ValueError:
        return None


def _relative(g: dict[str, str | None], published: date, *, future: bool) -> str | None:
    """Values that hang on the day of publication."""
    month_name = g["month4"] or g["month5"]
    if month_name:
        month = _month(month_name)
        if (g["rel2"] or "").lower() == "next":
            future = True
        year = published.year
        if future and month < published.month:
            year += 1
        elif not future and month > published.month:
            year -= 1
        return f"{year}-{month:02d}"
    if g["weekday"]:
        target = _WEEKDAYS[g["weekday"].lower()]
        relation = (g["rel3"] or "").lower()
        if relation in {"next", "coming"} or (future and relation != "last"):
            return (published + timedelta(days=(target - published.weekday() - 1) % 7 + 1)).isoformat()
        back = (published.weekday() - target) % 7
        return (published - timedelta(days=back or (7 if relation == "last" else 0))).isoformat()
    if g["word"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(g["word"].lower(), 0)
        return (published + timedelta(days=shift)).isoformat()
    if g["unit"]:
        return _period((g["rel"] or "").lower(), g["unit"].lower(), published)
    if g["count"]:
        return _ago(g, published)
    return None


def _period(relation: str, unit: str, published: date) -> str | None:
    step = (
        -1
        if relation in {"last", "past", "previous"}
        else 1
        if relation in {"next", "coming", "following"}
        else 0
    )
    if unit == "year":
        return str(published.year + step)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + step
        return f"{index // 12}-{index % 12 + 1:02d}"
    if unit in {"week", "weekend"}:
        return (published + timedelta(days=7 * step)).isoformat()[:7]
    return str(published.year + step)


def _months_before(published: date, months: int) -> str:
    index = published.year * 12 + published.month - 1 - months
    return f"{index // 12}-{index % 12 + 1:02d}"


def _ago(g: dict[str, str | None], published: date) -> str | None:
    count_text, unit, way = g["count"] or "", (g["unit2"] or "").lower().rstrip("s"), (g["way"] or "").lower()
    count = int(count_text) if count_text.isdigit() else _NUMBERS[count_text.lower()]
    if way == "later":
        return None
    if unit == "year":
        return str(published.year - count) if count < published.year else None
    if unit == "month":
        return _months_before(published, count)
    days = count * (7 if unit == "week" else 1)
    day = published - timedelta(days=days)
    return day.isoformat() if unit == "day" else day.isoformat()[:7]


def find_times(
    text: str, start: int, end: int, published: str | None, *, future: bool = False
) -> list[TimeExpression]:
    """The dates that a stretch of text names, in order."""
    day = date.fromisoformat(published) if published else None
    found = []
    for match in _TIME.finditer(text, start, end):
        lead = text[max(start, match.start() - 8) : match.start()] + match.group().split(" ")[0]
        found.append(
            TimeExpression(
                match.start(),
                match.end(),
                _value(match, day, future=future),
                bool(re.search(r"(?i)\b(?:since|until|by)$", lead.strip())),
            )
        )
    return found


def _path(tree: Tree, token: Token) -> list[int]:
    path = [token.i]
    while tree[path[-1]].head != path[-1] and len(path) < 40:
        path.append(tree[path[-1]].head)
    return path


def _distance(tree: Tree, a: Token, b: Token) -> int:
    """Steps between two tokens through their common governor."""
    up = {i: n for n, i in enumerate(_path(tree, a))}
    for n, i in enumerate(_path(tree, b)):
        if i in up:
            return n + up[i]
    return 99


def _verb_above(tree: Tree, token: Token) -> int:
    """The first verb on the way up from a token (the root if there is none)."""
    path = _path(tree, token)
    return next((i for i in path if tree[i].is_verb), path[-1])


def _is_reduced(tree: Tree, verb: int, predicate: Token) -> bool:
    """A verb below the predicate without a tense of its own ("to be held on Monday") shares its date."""
    token = tree[verb]
    path = _path(tree, token)
    if predicate.i not in path or token.dep == "relcl":
        return False
    if any(tree[i].is_verb for i in path[1 : path.index(predicate.i)]):
        return False  # "sign a treaty and are set to begin talks on Monday"
    return token.tag in {"VB", "VBG", "VBN"} and not tree.children(verb, "nsubj", "nsubjpass")


def nearest_time(tree: Tree, predicate: Token, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The expression that hangs nearest to the predicate: on it, below it, or on a verb above it."""
    above = set(_path(tree, predicate))
    ranked = []
    for time in times:
        inside = [t for t in tree.tokens if time.start <= t.start < time.end]
        if not inside or time.until_then:
            continue
        top = min(inside, key=lambda t: len(_path(tree, t)))
        verb = _verb_above(tree, top)
        if verb not in above and not _is_reduced(tree, verb, predicate):
            continue  # it dates another clause
        ranked.append((_distance(tree, predicate, top), abs(time.start - predicate.start), time))
    ranked.sort(key=lambda r: (r[0], r[1]))
    return ranked[0][2] if ranked and ranked[0][0] <= 6 else None


def date_of(
    tree: Tree,
    predicate: Token,
    text: str,
    published: str | None,
    *,
    planned: bool,
    current: bool = True,
    promised: bool = False,
) -> str | None:
    """The date of what a predicate says.

    From the words of its sentence, else the day of publication for news told in the present tense; None where
    neither gives one. `current` is false for what has no day of its own (plans,
    denials, states of things).
    """
    times = find_times(text, tree.start, tree.end, published, future=planned)
    time = nearest_time(tree, predicate, times)
    if time is not None and not (promised and current and _is_span_to_come(time.value, published)):
        return time.value
    if not current or published is None:
        return None
    return published if is_news_of_the_day(tree, predicate, promised=promised) else None


def _is_span_to_come(value: str | None, published: str | None) -> bool:
    """A year that is not over: when help "this year" is to come, not when it was promised."""
    return (
        value is not None and published is not None and len(value) == _YEAR and (value >= published[:_YEAR])
    )


def date_behind(tree: Tree, token: Token, text: str, published: str | None) -> str | None:
    """The first date behind a word: "Indonesia in 2016"."""
    behind = find_times(text, token.end, tree.end, published)
    return behind[0].value if behind else None


def since_of(tree: Tree, noun: Token, text: str, published: str | None) -> str | None:
    """Since when a state of things holds: "a NATO member since 2017"."""
    for child in tree.children(noun.i, "prep"):
        if child.lower == "since":
            return date_behind(tree, tree[child.i - 1], text, published)
    return None


def is_news_of_the_day(tree: Tree, predicate: Token, *, promised: bool = False) -> bool:
    """Present tense or perfect at the predicate or the clause that reports it; a state of things has no day."""
    token = predicate
    if (
        predicate.is_noun
        and predicate.lemma not in MEETING_NOUNS
        and not (
            predicate.dep == "dobj"
            and tree.head(predicate).lemma in {"announce", "approve", "sign", "hold", "unveil", "make"}
        )
    ):
        return False
    for _ in range(5):
        if token.dep in {"pcomp", "acl", "relcl", "advcl"} and token.tag in {"VBG", "VBN"}:
            return False
        if token.is_verb:
            if any(c.lower in _NOT_TODAY for c in tree.children(token.i, "advmod", "prep", "mark")):
                return False
            auxiliaries = {c.lower for c in tree.children(token.i, "aux", "auxpass")}
            if (
                token.tag in {"VBZ", "VBP"}
                or (token.tag == "VB" and token.dep == "ROOT" and not auxiliaries)
                or auxiliaries & {"has", "have", "is", "are"}
                or (promised and auxiliaries & {"will"})
            ):
                return True
            if token.tag == "VBD":
                return False
        if token.head == token.i:
            break
        token = tree.head(token)
    return False
