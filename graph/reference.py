"""The reviewed facts of `seeds/reference`: who there is, what they are called, who belonged to what and when.

The files are CSV in UTF-8 with a header row; lines that begin with `#` are comments. `read_reference` refuses
a file that breaks its schema; `check_reference` lists every fault, also those that only show across files.
"""

import calendar
import csv
import datetime as dt
import io
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from graph.errors import ReferenceDataError
from graph.model import Problem
from graph.resources import resource

__all__ = [
    "Bloc",
    "Country",
    "Cue",
    "Leader",
    "Membership",
    "Name",
    "NameKind",
    "Office",
    "ProperName",
    "Reference",
    "SeatWord",
    "Title",
    "check_names",
    "check_reference",
    "count_facts",
    "day_after",
    "first_day",
    "merge_names",
    "parse_office",
    "read_reference",
]


class NameKind(StrEnum):
    """What sort of name it is; a part is land of the state that news name apart from it (Gaza)."""

    NAME = "name"
    SHORT = "short"
    OFFICIAL = "official"
    ACRONYM = "acronym"
    FORMER = "former"
    DEMONYM = "demonym"
    ADJECTIVE = "adjective"
    CAPITAL = "capital"
    METONYM = "metonym"
    PART = "part"


BLOC_KINDS = frozenset("defence political economic trade finance forum treaty court agency mission".split())
STATUSES = frozenset("member suspended observer associate candidate partner invited declined".split())
LEADER_ROLES = ("chief of state", "head of government", "minister", "head of bloc")
OTHER_MEANINGS = frozenset({"person", "surname", "place", "word"})
"""What else a name may mean; a `surname` is no given name, a `person` may be either."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor.

    `ambiguous_with` holds the ids of others that the same words may mean, and the words `person`, `surname`,
    `place` and `word`. A `case_sensitive` name counts only as it is written, never in capitals throughout.
    A `weak` one counts only where the article also holds a strong name of the actor (or of what it is
    part of). A `house` is a building, and may be a mere place.
    """

    text: str
    actor: str
    kind: NameKind
    ambiguous_with: tuple[str, ...] = ()
    case_sensitive: bool = False
    weak: bool = False
    house: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory by ISO 3166-1 alpha-3 (XKX: Kosovo); `since` and `until` for former states."""

    id: str
    iso2: str | None
    name: str
    official_name: str
    region: str
    capital: str | None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Bloc:
    """An alliance, union, organisation, forum, accord, court, agency or mission.

    `founded` and `dissolved` are partial ISO dates; `dissolved` is the day from which it was no more.
    `grew_out_of` names the blocs that it continues, `part_of` the bloc whose organ it is.
    """

    id: str
    name: str
    kind: str
    founded: str | None = None
    dissolved: str | None = None
    grew_out_of: tuple[str, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """One period of one member in one bloc, `[since, until)`; dates are partial ISO; None: unknown, open."""

    member: str
    bloc: str
    status: str
    since: str | None
    until: str | None
    by: str
    checked: str
    disputed: bool = False
    note: str = ""

    def holds_on(self, day: str) -> bool:
        """Whether the period covers that full ISO day."""
        begun = self.since is None or first_day(self.since) <= day
        return begun and (self.until is None or day < first_day(self.until))


@dataclass(frozen=True, slots=True)
class Leader:
    """Who was chief of state, head of government, minister or head of a bloc, `[since, until)`.

    `country` is the id of the state or bloc; a vice-president's role is `minister`. `family` is the part of
    the name that stands alone, `aliases` are other spellings of the whole name.
    """

    country: str
    role: str
    office: str
    name: str
    family: str
    since: str | None
    until: str | None
    aliases: tuple[str, ...] = ()

    def holds_on(self, day: str) -> bool:
        """Whether the office was held on that full ISO day."""
        begun = self.since is None or first_day(self.since) <= day
        return begun and (self.until is None or day < first_day(self.until))


@dataclass(frozen=True, slots=True)
class Title:
    """Words of an office.

    `kind`: `office` (the whole of it), `head` (takes a field: minister), `field` (what it is for: defence),
    `before` and `after` (words beside it: former, -elect). `counts`: yes, no or optional; a word beside an
    office that says `no` makes it none. `actors` restricts the words to some states or blocs, and names
    them where the text does not (taoiseach).
    """

    words: str
    kind: str
    portfolio: str | None
    rank: str | None
    actors: tuple[str, ...]
    counts: str


@dataclass(frozen=True, slots=True)
class Office:
    """What a title means: what it is for, how high it ranks, and whether it counts as an office."""

    portfolio: str | None
    rank: str | None
    counts: str


@dataclass(frozen=True, slots=True)
class ProperName:
    """Words that make a name part of a longer proper name; see `use` in the folder's README."""

    text: str
    use: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words whose presence in an article speaks for one meaning of an ambiguous name."""

    name: str
    text: str
    means: str


@dataclass(frozen=True, slots=True)
class SeatWord:
    """A word beside a capital's name that tells the government from the place; see the folder's README."""

    text: str
    side: str
    reading: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All facts of the folder. `names` hold those of countries and of blocs, metonyms too."""

    countries: Mapping[str, Country]
    blocs: Mapping[str, Bloc]
    names: tuple[Name, ...]
    memberships: tuple[Membership, ...] = ()
    leaders: tuple[Leader, ...] = ()
    titles: tuple[Title, ...] = ()
    proper_names: tuple[ProperName, ...] = ()
    cues: tuple[Cue, ...] = ()
    seat_words: tuple[SeatWord, ...] = ()

    def members(self, bloc: str, day: str) -> list[Membership]:
        """Who counts as a member of the bloc on a full ISO day: members and the suspended, sorted by id.

        Periods marked `disputed` are not counted.
        """
        held = (m for m in self.memberships if m.bloc == bloc and m.holds_on(day) and not m.disputed)
        return sorted((m for m in held if m.status in {"member", "suspended"}), key=lambda m: m.member)


# ---------------------------------------------------------------- offices

_DEPUTIES = {"minister": "deputy minister", "head of bloc": "deputy head of bloc"}
_OF = re.compile(r" (?:of|for|in charge of) (?:the )?")


def parse_office(reference: Reference, words: str, actor: str | None = None) -> Office | None:
    """What the words of a title mean for a state or bloc: "Deputy Foreign Minister", "former president".

    Words beside the office count first: a former or shadow minister is none. Of titles that only some have,
    the row for the actor goes before the general one. None where the words are no known title.
    """
    rows: dict[str, list[Title]] = {}
    for title in reference.titles:
        rows.setdefault(title.kind, []).append(title)
    text, counts = _without_modifiers(" ".join(words.split()), rows)
    found = _whole_office(text, rows, actor) or _composed_office(text, rows, actor)
    if found is None:
        for prefix in ("deputy ", "vice ", "vice-", "assistant "):
            rest = text.casefold().removeprefix(prefix)
            whole = rest != text.casefold() and parse_office(reference, rest, actor)
            if whole:
                found = Office(whole.portfolio, _DEPUTIES.get(whole.rank or "", "official"), whole.counts)
    if found is None:
        return None
    return Office(found.portfolio, found.rank, min(counts, found.counts, key=("no", "optional", "yes").index))


def _without_modifiers(text: str, rows: Mapping[str, list[Title]]) -> tuple[str, str]:
    """The title without words such as former and -elect, and the least that they let it count."""
    counts = ["yes"]
    for title in sorted(rows.get("before", ()), key=lambda t: -len(t.words)):
        start = title.words if title.words.endswith("-") else title.words + " "
        if text.casefold().startswith(start.casefold()):
            text = text[len(start) :]
            counts.append(title.counts)
    for title in sorted(rows.get("after", ()), key=lambda t: -len(t.words)):
        end = title.words if title.words.startswith("-") else " " + title.words
        if text.casefold().endswith(end.casefold()):
            text = text[: -len(end)]
            counts.append(title.counts)
    return text, min(counts, key=("no", "optional", "yes").index)


def _fitting(titles: Iterable[Title], words: str, actor: str | None) -> Title | None:
    """The title of these words: the actor's own before the general, either before another's."""
    named = [t for t in titles if t.words.casefold() == words.casefold()]
    named.sort(key=lambda t: (actor not in t.actors, bool(t.actors)))
    return named[0] if named else None


def _whole_office(text: str, rows: Mapping[str, list[Title]], actor: str | None) -> Office | None:
    title = _fitting(rows.get("office", ()), text, actor)
    return Office(title.portfolio, title.rank, title.counts) if title else None


def _composed_office(text: str, rows: Mapping[str, list[Title]], actor: str | None) -> Office | None:
    """An office of a head and a field: defence minister, minister of defence, deputy minister for trade."""
    splits = [(text[: m.start()], text[m.end() :]) for m in _OF.finditer(text)]
    words = text.split()
    splits += [(" ".join(words[n:]), " ".join(words[:n])) for n in range(len(words))]
    for head_words, field_words in splits:
        head = _fitting(rows.get("head", ()), head_words, actor)
        field = _fitting(rows.get("field", ()), re.split(r",| and ", field_words)[0], actor)
        if head and (field or not field_words):
            return Office(field.portfolio if field else None, head.rank, head.counts)
    return None


# ---------------------------------------------------------------- partial dates

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _parts(date: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL.fullmatch(date)
    if not found:
        raise ValueError(f"{date!r} is no ISO date (2024, 2024-07 or 2024-07-06)")
    year, month, day = (int(p) if p else None for p in found.groups())
    dt.date(year or 0, month or 1, day or 1)
    return year or 0, month, day


def first_day(date: str) -> str:
    """The first day of a partial ISO date: `2024-07` → `2024-07-01`.

    Raises:
        ValueError: It is no ISO date.
    """
    year, month, day = _parts(date)
    return dt.date(year, month or 1, day or 1).isoformat()


def day_after(date: str) -> str:
    """The first day after a partial ISO date: `2024` → `2025-01-01`.

    Raises:
        ValueError: It is no ISO date.
    """
    year, month, day = _parts(date)
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return (dt.date(year, last_month, last_day) + dt.timedelta(days=1)).isoformat()


# ---------------------------------------------------------------- reading tables

Row = dict[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Fault:
    file: Path
    place: str
    reason: str


def _table(
    path: Path, columns: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[tuple[int, Row | str]]:
    """Rows, or what is wrong with one, with the number of their line.

    Raises ValueError with the reason where the whole table is malformed.
    """
    text = path.read_text(encoding="utf-8")
    kept = "\n".join("" if line.startswith("#") else line for line in text.split("\n"))
    reader = csv.reader(io.StringIO(kept), strict=True)
    header = next((row for row in reader if row), [])
    missing = [c for c in columns if c not in header]
    if missing:
        raise ValueError(f"lacks the column {', '.join(missing)}")
    strange = [c for c in header if c not in columns + optional]
    if strange:
        raise ValueError(f"has the unknown column {', '.join(strange)}")
    for row in reader:
        if row:
            if len(row) == len(header):
                yield reader.line_num, dict.fromkeys(optional, "") | dict(zip(header, row, strict=True))
            else:
                yield reader.line_num, f"{len(row)} fields instead of {len(header)}"


class _Reader:
    """Reads tables of one folder and gathers their faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[_Fault] = []

    def read(self, name: str, columns: str, parse: Callable[[Row], T], optional: str = "") -> list[T]:
        path = self.folder / name
        if not path.is_file():
            self.faults.append(_Fault(path, "file", "is missing"))
            return []
        values: list[T] = []
        try:
            for line, row in _table(path, tuple(columns.split()), tuple(optional.split())):
                if isinstance(row, str):
                    self.faults.append(_Fault(path, f"line {line}", row))
                    continue
                try:
                    values.append(parse(row))
                except ValueError as error:
                    self.faults.append(_Fault(path, f"line {line}", str(error)))
        except (ValueError, csv.Error) as error:
            self.faults.append(_Fault(path, "table", str(error)))
        return values


def _filled(row: Row, *columns: str) -> None:
    for column in columns:
        if not row[column]:
            raise ValueError(f"{column} is empty")
    for column, value in row.items():
        if value != value.strip():
            raise ValueError(f"{column} begins or ends with a blank: {value!r}")


def _one_of(value: str, allowed: Iterable[str], what: str) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is no {what}")
    return value


def _date(value: str) -> str | None:
    if value:
        _parts(value)
    return value or None


def _flag(value: str) -> bool:
    return _one_of(value, ("yes", ""), "flag (yes or empty)") == "yes"


def _list(value: str) -> tuple[str, ...]:
    parts = tuple(value.split("|")) if value else ()
    if not all(p and p == p.strip() for p in parts):
        raise ValueError(f"empty part in {value!r}")
    return parts


def _period(row: Row, since: str, until: str) -> tuple[str | None, str | None]:
    start, end = _date(row[since]), _date(row[until])
    if start and end and first_day(start) >= day_after(end):
        raise ValueError(f"{until} {end} is before {since} {start}")
    return start, end


def _parse_country(row: Row) -> Country:
    _filled(row, "id", "name", "official_name", "region")
    if not re.fullmatch("[A-Z]{3}", row["id"]):
        raise ValueError(f"{row['id']!r} is no alpha-3 code")
    since, until = _period(row, "since", "until")
    return Country(
        id=row["id"],
        iso2=row["iso2"] or None,
        name=row["name"],
        official_name=row["official_name"],
        region=row["region"],
        capital=row["capital"] or None,
        since=since,
        until=until,
    )


def _parse_name(row: Row) -> Name:
    _filled(row, "text", "actor")
    return Name(
        text=row["text"],
        actor=row["actor"],
        kind=NameKind(_one_of(row["kind"] or "name", list(NameKind), "kind of name")),
        ambiguous_with=_list(row["ambiguous_with"]),
        case_sensitive=_flag(row["case_sensitive"]),
        weak=_flag(row["weak"]),
        house=_flag(row["house"]),
    )


def _parse_metonym(row: Row) -> Name:
    return _parse_name(row | {"kind": "metonym", "case_sensitive": ""})


def _parse_bloc(row: Row) -> tuple[Bloc, list[Name]]:
    _filled(row, "id", "name", "kind")
    if not re.fullmatch("[A-Z][A-Z0-9+]+", row["id"]):
        raise ValueError(f"{row['id']!r} is no id of a bloc (capitals, digits, +)")
    founded, dissolved = _period(row, "founded", "dissolved")
    bloc = Bloc(
        id=row["id"],
        name=row["name"],
        kind=_one_of(row["kind"], BLOC_KINDS, "kind of bloc"),
        founded=founded,
        dissolved=dissolved,
        grew_out_of=_list(row["grew_out_of"]),
        part_of=row["part_of"] or None,
    )
    acronyms, aliases, weak = (_list(row[c]) for c in ("acronyms", "aliases", "weak"))
    texts = dict.fromkeys((bloc.name, *aliases))
    names = [Name(t, bloc.id, NameKind.ACRONYM, case_sensitive=True) for t in acronyms]
    names += [Name(t, bloc.id, NameKind.NAME) for t in texts if t not in acronyms]
    names += [Name(t, bloc.id, NameKind.SHORT, case_sensitive=True, weak=True) for t in weak]
    return bloc, names


def _membership_parser(bloc: str) -> Callable[[Row], Membership]:
    def parse(row: Row) -> Membership:
        _filled(row, "member", "status", "by", "checked")
        since, until = _period(row, "since", "until")
        return Membership(
            member=row["member"],
            bloc=bloc,
            status=_one_of(row["status"], STATUSES, "status"),
            since=since,
            until=until,
            by=row["by"],
            checked=_one_of(row["checked"], ("read", "general knowledge"), "way of checking"),
            disputed=_flag(row["disputed"]),
            note=row["note"],
        )

    return parse


def _parse_leader(row: Row) -> Leader:
    _filled(row, "country", "role", "office", "name", "family")
    if row["family"] not in row["name"]:
        raise ValueError(f"{row['family']!r} is no part of {row['name']!r}")
    since, until = _period(row, "since", "until")
    return Leader(
        country=row["country"],
        role=_one_of(row["role"], LEADER_ROLES, "role"),
        office=row["office"],
        name=row["name"],
        family=row["family"],
        since=since,
        until=until,
        aliases=_list(row["aliases"]),
    )


def _parse_title(row: Row) -> Title:
    _filled(row, "words", "kind", "counts")
    return Title(
        words=row["words"],
        kind=_one_of(row["kind"], ("office", "head", "field", "before", "after"), "kind of title"),
        portfolio=row["portfolio"] or None,
        rank=row["rank"] or None,
        actors=_list(row["actors"]),
        counts=_one_of(row["counts"], ("yes", "no", "optional"), "answer"),
    )


PROPER_NAME_USES = frozenset(
    {"phrase", "tail", "head", "lead", "given", "office", "compound", "national", "state", "word"}
)


def _parse_proper_name(row: Row) -> ProperName:
    _filled(row, "text", "use")
    return ProperName(row["text"], _one_of(row["use"], PROPER_NAME_USES, "use"))


def _parse_cue(row: Row) -> Cue:
    _filled(row, "name", "text", "means")
    return Cue(row["name"], row["text"], row["means"])


SEAT_SIDES = frozenset(
    {
        "before",
        "after",
        "possessed",
        "compound",
        "skip",
        *(f"noun {p}" for p in ("to", "from", "of", "on", "for", "against")),
    }
)


def _parse_seat_word(row: Row) -> SeatWord:
    _filled(row, "text", "side", "reading")
    side = _one_of(row["side"], SEAT_SIDES, "side")
    return SeatWord(row["text"], side, _one_of(row["reading"], ("place", "government"), "reading"))


_NAME_COLUMNS = ("text actor", "kind ambiguous_with case_sensitive weak house")


def _gather(folder: Path) -> tuple[Reference, list[_Fault]]:
    tables = _Reader(folder)
    read = tables.read
    countries = read("countries.csv", "id iso2 name official_name region capital since until", _parse_country)
    names = read("names.csv", _NAME_COLUMNS[0], _parse_name, _NAME_COLUMNS[1])
    names += read("metonyms.csv", "text actor ambiguous_with weak house", _parse_metonym)
    blocs = read(
        "blocs.csv", "id name kind founded dissolved grew_out_of part_of acronyms aliases weak", _parse_bloc
    )
    leaders = [
        leader
        for file in ("leaders.csv", "former_leaders.csv")
        for leader in read(file, "country role office name family since until aliases", _parse_leader)
    ]
    titles = read("titles.csv", "words kind portfolio rank actors counts", _parse_title)
    proper_names = read("proper_names.csv", "text use", _parse_proper_name)
    cues = read("cues.csv", "name text means", _parse_cue)
    seat_words = read("seats.csv", "text side reading", _parse_seat_word)
    memberships: list[Membership] = []
    for path in sorted(folder.glob("memberships/*.csv")):
        columns = "member status since until by checked disputed note"
        memberships += read(f"memberships/{path.name}", columns, _membership_parser(path.stem))
    reference = Reference(
        countries={c.id: c for c in countries},
        blocs={b.id: b for b, _ in blocs},
        names=tuple(names) + tuple(n for _, own in blocs for n in own),
        memberships=tuple(memberships),
        leaders=tuple(leaders),
        titles=tuple(titles),
        proper_names=tuple(proper_names),
        cues=tuple(cues),
        seat_words=tuple(seat_words),
    )
    ids = {"countries.csv": [c.id for c in countries], "blocs.csv": [b.id for b, _ in blocs]}
    doubles = [_Fault(folder / f, i, "is there twice") for f, own in ids.items() for i in _doubles(own)]
    return reference, tables.faults + doubles


def _doubles(keys: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    found: dict[str, None] = {}
    for key in keys:
        if key in seen:
            found[key] = None
        seen.add(key)
    return list(found)


def read_reference(folder: Path | None = None) -> Reference:
    """The facts of a folder, by default of the packaged one (read once).

    Raises:
        ReferenceDataError: A file is missing or breaks its schema.
    """
    return _packaged() if folder is None else _read(folder)


@cache
def _packaged() -> Reference:
    return _read(resource("seeds/reference"))


def _read(folder: Path) -> Reference:
    reference, faults = _gather(folder)
    for fault in faults:
        raise ReferenceDataError(fault.file, fault.place, fault.reason)
    return reference


def merge_names(reference: Reference, path: Path) -> Reference:
    """The reference with a user's names over it: a name in the file means what the file says, and only that.

    The file has the columns of `names.csv`; only `text` and `actor` must be there. The actor `none` takes a
    name away.

    Raises:
        ReferenceDataError: The file is missing, breaks the schema, names an actor that is not known, or its
            names do not go together with the others.
    """
    merged, faults = _merged(reference, path)
    for fault in faults:
        raise ReferenceDataError(fault.file, fault.place, fault.reason)
    return merged


def check_names(reference: Reference, path: Path) -> list[Problem]:
    """Every fault of a user's names, those that only show beside ours too."""
    _, faults = _merged(reference, path)
    return [Problem(str(fault.file), fault.place, fault.reason) for fault in faults]


def _merged(reference: Reference, path: Path) -> tuple[Reference, list[_Fault]]:
    tables = _Reader(path.parent)
    own = tables.read(path.name, _NAME_COLUMNS[0], _parse_name, _NAME_COLUMNS[1])
    known = reference.countries.keys() | reference.blocs.keys() | {"none"}
    faults = tables.faults + [
        _Fault(path, repr(n.text), f"means {n.actor!r}, which is no country or bloc")
        for n in own
        if n.actor not in known
    ]
    faults += [_Fault(path, repr(text), "is there twice for one actor") for text in _name_doubles(own)]
    taken = {n.text for n in own}
    kept = tuple(n for n in reference.names if n.text not in taken)
    merged = replace(reference, names=kept + tuple(n for n in own if n.actor != "none"))
    if not faults:
        faults = [_Fault(path, p.place, p.reason) for p in _check_names(merged)]
    return merged, faults


def _name_doubles(names: Iterable[Name]) -> list[str]:
    return [key.split("\t")[0] for key in _doubles(f"{n.text}\t{n.actor}" for n in names)]


# ---------------------------------------------------------------- checks across files


def check_reference(folder: Path | None = None) -> list[Problem]:
    """Every fault of the reference facts, in a fixed order; an empty list where all is well."""
    where = folder or resource("seeds/reference")
    reference, faults = _gather(where)
    checks = (_check_names, _check_blocs, _check_memberships, _check_leaders, _check_cues)
    problems = [Problem(str(f.file.relative_to(where)), f.place, f.reason) for f in faults]
    if any(fault.place in {"file", "table"} for fault in faults):
        return problems  # whatever hangs on such a file would seem at fault too
    for check in checks:
        problems += check(reference)
    return problems


def count_facts(folder: Path | None = None) -> dict[str, int]:
    """How many facts there are of each kind; those that break the schema are not counted."""
    reference, _ = _gather(folder or resource("seeds/reference"))
    metonyms = sum(name.kind is NameKind.METONYM for name in reference.names)
    return {
        "countries": len(reference.countries),
        "names": len(reference.names) - metonyms,
        "metonyms": metonyms,
        "blocs": len(reference.blocs),
        "blocs with members": len({m.bloc for m in reference.memberships}),
        "memberships": len(reference.memberships),
        "dated memberships": sum(m.since is not None for m in reference.memberships),
        "leaders": len(reference.leaders),
        "titles": len(reference.titles),
    }


def _check_names(reference: Reference) -> Iterator[Problem]:
    known = reference.countries.keys() | reference.blocs.keys()
    for text in _name_doubles(reference.names):
        yield Problem("names", repr(text), "is there twice for one actor")
    owners: dict[str, list[Name]] = {}
    for name in reference.names:
        owners.setdefault(name.text, []).append(name)
        if name.actor not in known:
            yield Problem("names", repr(name.text), f"means {name.actor!r}, which is no country or bloc")
        for other in name.ambiguous_with:
            if other not in known | OTHER_MEANINGS:
                yield Problem("names", repr(name.text), f"is ambiguous with {other!r}, which is unknown")
    for text, names in owners.items():
        actors = {n.actor for n in names}
        for name in names:
            if not actors - {name.actor} <= set(name.ambiguous_with):
                others = ", ".join(sorted(actors - {name.actor} - set(name.ambiguous_with)))
                yield Problem("names", repr(text), f"of {name.actor} also means {others}, without saying so")
    named = {n.actor for n in reference.names}
    for actor in sorted(known - named):
        yield Problem("names", actor, "has no name")


def _check_blocs(reference: Reference) -> Iterator[Problem]:
    for bloc in reference.blocs.values():
        if bloc.id in reference.countries:
            yield Problem("blocs.csv", bloc.id, "is also the code of a country")
        for other in (*bloc.grew_out_of, *filter(None, [bloc.part_of])):
            if other not in reference.blocs:
                yield Problem("blocs.csv", bloc.id, f"speaks of {other!r}, which is no bloc")
            if other == bloc.id:
                yield Problem("blocs.csv", bloc.id, "grew out of itself")


def _earliest(reference: Reference, bloc: str, seen: frozenset[str] = frozenset()) -> str | None:
    """The first founding day of a bloc and all that it grew out of; None where one of them is unknown."""
    known = reference.blocs.get(bloc)
    if known is None or bloc in seen or known.founded is None:
        return None
    days = [_earliest(reference, other, seen | {bloc}) for other in known.grew_out_of]
    found = [first_day(known.founded), *(d for d in days if d)]
    return None if None in days else min(found)


def _check_memberships(reference: Reference) -> Iterator[Problem]:
    known = reference.countries.keys() | reference.blocs.keys()
    periods: dict[tuple[str, str], list[Membership]] = {}
    for m in reference.memberships:
        file = f"memberships/{m.bloc}.csv"
        if m.bloc not in reference.blocs:
            yield Problem(file, m.member, f"{m.bloc!r} is no bloc")
            continue
        if m.member not in known:
            yield Problem(file, m.member, "is no country or bloc")
            continue
        if m.disputed and not m.note:
            yield Problem(file, m.member, "is disputed without a reason in the note")
        yield from _check_dates(reference, m)
        periods.setdefault((m.bloc, m.member), []).append(m)
    for (bloc, member), held in periods.items():
        held.sort(key=lambda m: first_day(m.since) if m.since else "")
        for one, two in itertools.pairwise(held):
            if one.until is None or two.since is None or first_day(two.since) < first_day(one.until):
                reason = f"{one.since or '?'}–{one.until or ''} overlaps {two.since or '?'}–{two.until or ''}"
                yield Problem(f"memberships/{bloc}.csv", member, reason)


def _check_dates(reference: Reference, m: Membership) -> Iterator[Problem]:
    """A membership lies within the life of the bloc (and of all it grew out of) and of the member."""
    file = f"memberships/{m.bloc}.csv"
    founded = _earliest(reference, m.bloc)
    if m.since and founded and day_after(m.since) <= founded:
        yield Problem(file, m.member, f"since {m.since}, before the founding on {founded}")
    dissolved = reference.blocs[m.bloc].dissolved
    if dissolved and (m.until is None or first_day(m.until) > day_after(dissolved)):
        yield Problem(file, m.member, f"until {m.until or 'today'}, after the end of the bloc in {dissolved}")
    country = reference.countries.get(m.member)
    if country and country.since and m.since and day_after(m.since) <= first_day(country.since):
        yield Problem(file, m.member, f"since {m.since}, before the state began in {country.since}")
    if country and country.until and (m.until is None or first_day(m.until) > day_after(country.until)):
        yield Problem(file, m.member, f"until {m.until or 'today'}, after the state ended in {country.until}")


def _check_leaders(reference: Reference) -> Iterator[Problem]:
    for leader in reference.leaders:
        what = "bloc" if leader.role == "head of bloc" else "country"
        if leader.country not in (reference.blocs if what == "bloc" else reference.countries):
            yield Problem("leaders", leader.name, f"{leader.country!r} is no {what}")
    keys = (f"{n.country}\t{n.role}\t{n.name}\t{n.since}\t{n.office}" for n in reference.leaders)
    for key in _doubles(keys):
        yield Problem("leaders", key.split("\t")[2], "is there twice")
    for title in reference.titles:
        for actor in title.actors:
            if actor not in reference.countries and actor not in reference.blocs:
                yield Problem("titles.csv", title.words, f"{actor!r} is no country or bloc")
    for words in _doubles(f"{t.words}\t{t.kind}\t{','.join(t.actors)}" for t in reference.titles):
        yield Problem("titles.csv", words.split("\t")[0], "is there twice")


def _check_cues(reference: Reference) -> Iterator[Problem]:
    meanings: dict[str, set[str]] = {}
    for name in reference.names:
        meanings.setdefault(name.text, set()).update({name.actor, *name.ambiguous_with})
    for cue in reference.cues:
        if cue.means not in meanings.get(cue.name, ()):
            yield Problem("cues.csv", cue.text, f"{cue.name!r} never means {cue.means!r}")
