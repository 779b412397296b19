"""Decisions of people as a text that can be shared, and what there is to decide.

The text is CSV with the columns kind, a, b and reason; lines that begin with # are comments:

    kind,a,b,reason
    same,amina-diallo,mli-diallo,the article of 3 May has her whole name
    reject,6d1f0b8e,,the minister only spoke of it
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError
from graph.model import Actor, ActorKind, Problem
from graph.resolution import is_spelt_alike
from graph.store.judgements import Judgement, JudgementKind

if TYPE_CHECKING:
    from graph.store import Edge, Store

__all__ = [
    "Applied",
    "Doubt",
    "apply_decisions",
    "format_decisions",
    "list_doubts",
    "parse_decisions",
    "read_decisions",
    "write_decisions",
]

_COLUMNS = ("kind", "a", "b", "reason")


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the decisions of a text.

    `new` hold from now on, `standing` is how many held before. `waiting` speak of actors or claims that are
    not there, or against what was decided before; the next load tries them again.
    """

    new: tuple[Judgement, ...]
    standing: int
    waiting: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to decide: whether two actors are the same, or whether one is two (`different`).

    `offices` are theirs, as lines; `claims` are the ids of the claims behind these.
    """

    kind: JudgementKind
    actors: tuple[Actor, ...]
    offices: tuple[str, ...]
    claims: tuple[str, ...]


# ------------------------------------------------------------------------------------------- the text


def parse_decisions(text: str, file: str = "judgements") -> list[Judgement]:
    """The decisions of a text, in its order.

    Raises:
        UsageError: A line is not as it should be; the text says which and why.
    """
    found = []
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        return []
    if tuple(next(csv.reader([lines[0][1]]))) != _COLUMNS:
        raise UsageError(f"{file}, line {lines[0][0]}: the columns are {','.join(_COLUMNS)}")
    for number, line in lines[1:]:
        try:
            found.append(_parse_line(next(csv.reader([line], strict=True))))
        except (ValueError, csv.Error) as error:
            raise UsageError(f"{file}, line {number}: {error}") from error
    return found


def _parse_line(cells: Sequence[str]) -> Judgement:
    if len(cells) != len(_COLUMNS):
        raise ValueError(f"{len(cells)} fields instead of {len(_COLUMNS)}")
    kind, a, b, reason = (cell.strip() for cell in cells)
    if kind not in set(JudgementKind):
        raise ValueError(f"{kind!r} is none of {', '.join(JudgementKind)}")
    if not a or bool(b) == (kind == JudgementKind.REJECT):
        raise ValueError("a rejection takes one claim, the others two actors")
    return Judgement.of(JudgementKind(kind), a, b or None, reason)


def read_decisions(path: Path) -> list[Judgement]:
    """The decisions of a file.

    Raises:
        UsageError: It cannot be read or is faulty.
    """
    try:
        return parse_decisions(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or 'is no UTF-8 text'}") from error


def format_decisions(judgements: Iterable[Judgement]) -> str:
    """The text of decisions, in the order of what they are about; `parse_decisions` reads it."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    for j in sorted(judgements, key=lambda j: (j.kind, j.a, j.b or "")):
        table.writerow([j.kind.value, j.a, j.b or "", " ".join(j.reason.split())])
    return out.getvalue()


def write_decisions(judgements: Iterable[Judgement], path: Path) -> None:
    """Writes them to a file, in the place of what is there.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        path.write_text(format_decisions(judgements), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error


def apply_decisions(judgements: Iterable[Judgement], store: "Store", file: str = "judgements") -> Applied:
    """Makes decisions hold in a store; what cannot hold yet is told, not refused."""
    known = {judgement.id for judgement in store.judgements()}
    new, waiting, standing = [], [], 0
    for judgement in judgements:
        if judgement.id in known:
            standing += 1
            continue
        try:
            new.append(store.judge(judgement.kind, judgement.a, judgement.b, judgement.reason))
            known.add(judgement.id)
        except UsageError as error:
            said = " ".join(part for part in (judgement.kind, judgement.a, judgement.b) if part)
            waiting.append(Problem(file, said, str(error)))
    return Applied(tuple(new), standing, tuple(waiting))


# ------------------------------------------------------------------------------------- what is open


def list_doubts(store: "Store") -> list[Doubt]:
    """What the offices in a store leave to decide, those who may be two persons first.

    One name in the governments of two states, where articles say so; and two names in one government of
    which one may be a form of the other, where nobody has judged them yet.
    """
    people = {actor.id: actor for actor in store.actors() if actor.kind is ActorKind.MINISTER}
    held: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in store.edges():
        if edge.key.relation == "holds_office" and edge.key.subject in people:
            held[edge.key.subject].append(edge)
    judged = store.judged()
    two = [(person,) for person in sorted(held) if _may_be_two(held[person])]
    same = [
        pair
        for pair in _pairs_in_one_place(held)
        if judged.canonical(pair[0]) != judged.canonical(pair[1])
        and pair not in judged.different
        and _may_be_same(people[pair[0]], people[pair[1]])
    ]
    return [
        _doubt(kind, [people[id_] for id_ in ids], [edge for id_ in ids for edge in held[id_]], store)
        for kind, groups in ((JudgementKind.DIFFERENT, two), (JudgementKind.SAME, same))
        for ids in groups
    ]


def _may_be_two(edges: Sequence["Edge"]) -> bool:
    """Offices of two states; that the reference has them all (a king of several realms) settles it."""
    states = {edge.key.object for edge in edges if edge.key.object_kind is ActorKind.COUNTRY}
    return len(states) > 1 and any(edge.origin == "articles" for edge in edges)


def _pairs_in_one_place(held: dict[str, list["Edge"]]) -> list[tuple[str, str]]:
    by_place: defaultdict[str, set[str]] = defaultdict(set)
    for person, edges in held.items():
        for edge in edges:
            by_place[edge.key.object].add(person)
    return sorted({pair for there in by_place.values() for pair in combinations(sorted(there), 2)})


def _may_be_same(one: Actor, other: Actor) -> bool:
    """Spelt alike, or one the bare surname of the other."""
    return any(
        is_spelt_alike(a, b) or _is_surname(a, b) or _is_surname(b, a)
        for a in (one.name, *one.aliases)
        for b in (other.name, *other.aliases)
    )


def _is_surname(name: str, whole: str) -> bool:
    words = whole.split()
    return len(words) > 1 and any(is_spelt_alike(name, word) for word in (words[0], words[-1]))


def _doubt(kind: JudgementKind, actors: Sequence[Actor], edges: Sequence["Edge"], store: "Store") -> Doubt:
    offices = [f"{edge.role or 'an office'} of {edge.key.object}" for edge in edges]
    claims = [claim.id for edge in edges for claim in store.claims(edge=edge.id)]
    return Doubt(kind, tuple(actors), tuple(dict.fromkeys(offices)), tuple(sorted(claims)))
