"""What a name means, and why: for people who ask, and for options that take a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from graph.errors import UnknownNameError, UsageError
from graph.gazetteer import Gazetteer
from graph.model import Actor, ActorKind, slug
from graph.reference import OTHER_MEANINGS, Leader, Name, NameKind, Office, Reference, parse_office

__all__ = ["Meaning", "NameReport", "actor_meant", "explain_name"]

_KINDS = {
    NameKind.NAME: "one of its names",
    NameKind.SHORT: "a short form of its name",
    NameKind.OFFICIAL: "its official name",
    NameKind.ACRONYM: "its acronym or code",
    NameKind.FORMER: "a former name",
    NameKind.DEMONYM: "its people",
    NameKind.ADJECTIVE: "the adjective to its name",
    NameKind.CAPITAL: "its capital: the government where the words beside it say so, else a place",
    NameKind.METONYM: "a seat of its government",
    NameKind.PART: "land of that state which news name apart from it",
}
_OTHERS = {
    "person": "a person",
    "surname": "a person's surname",
    "place": "a place that is none of these",
    "word": "a mere word",
}
_CUES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Meaning:
    """One actor that a name may mean. `why` says so in sentences; `ambiguous_with` is what else it may be."""

    actor: Actor
    kind: NameKind
    why: tuple[str, ...]
    ambiguous_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameReport:
    """All that is known about a name.

    `leaders` are persons of the reference whom it names, `office` is set where it is a title. `hidden` are
    names of states or blocs within it that do not count there ("Bank of China" is not China).
    """

    name: str
    meanings: tuple[Meaning, ...]
    leaders: tuple[Leader, ...] = ()
    office: Office | None = None
    hidden: tuple[str, ...] = ()


def explain_name(name: str, gazetteer: Gazetteer) -> NameReport:
    """What a name means.

    Raises:
        UnknownNameError: Nothing, as far as is known.
    """
    reference = gazetteer.reference
    report = NameReport(
        name,
        tuple(_meaning(found, gazetteer) for found in gazetteer.meanings(name)),
        tuple(leader for leader in reference.leaders if _is_called(leader, name)),
        parse_office(reference, name),
        tuple(_hidden(name, gazetteer)),
    )
    if not (report.meanings or report.leaders or report.office or report.hidden):
        raise UnknownNameError(name, _near(name, reference))
    return report


def actor_meant(name: str, gazetteer: Gazetteer, kind: ActorKind) -> Actor:
    """The one country or bloc that a name means.

    Raises:
        UnknownNameError: None is called so.
        UsageError: Several are, or it is one of another kind.
    """
    ids = {
        id_
        for found in gazetteer.meanings(name)
        for id_ in (found.actor, *found.ambiguous_with)
        if id_ not in OTHER_MEANINGS
    }
    actors = {id_: gazetteer.actor(id_) for id_ in sorted(ids)}
    wanted = [actor for actor in actors.values() if actor.kind is kind]
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        several = " or ".join(f"{actor.name} ({actor.id})" for actor in wanted)
        raise UsageError(f"{name!r} can mean {several}; name it by its id")
    for actor in actors.values():
        raise UsageError(f"{name!r} is a {actor.kind}; a {kind} is asked for")
    raise UnknownNameError(name, _near(name, gazetteer.reference, kind))


# ------------------------------------------------------------------------------------------- reasons


def _meaning(name: Name, gazetteer: Gazetteer) -> Meaning:
    return Meaning(
        gazetteer.actor(name.actor), name.kind, tuple(_reasons(name, gazetteer)), name.ambiguous_with
    )


def _reasons(name: Name, gazetteer: Gazetteer) -> Iterable[str]:
    yield _KINDS[name.kind]
    if name.house:
        yield "a building: after at, in, near and the like it is only a place"
    if name.case_sensitive:
        yield "counts only as it is written here, never in another case"
    if name.weak:
        yield "counts only in an article that also names it in full"
    if name.ambiguous_with:
        others = ", ".join(_other(id_, gazetteer) for id_ in name.ambiguous_with)
        yield f"may also be {others}: the rest of the article decides, else it is left open"
    cues = [cue.text for cue in gazetteer.reference.cues if (cue.name, cue.means) == (name.text, name.actor)]
    if cues:
        more = ", …" if len(cues) > _CUES_SHOWN else ""
        yield f"words that speak for it: {', '.join(cues[:_CUES_SHOWN])}{more}"


def _other(meaning: str, gazetteer: Gazetteer) -> str:
    if meaning in OTHER_MEANINGS:
        return _OTHERS[meaning]
    return f"{gazetteer.actor(meaning).name} ({meaning})"


def _hidden(name: str, gazetteer: Gazetteer) -> Iterable[str]:
    """The words of a longer name that name somebody by themselves, where none of them counts in it."""
    words = name.split()
    if len(words) > 1 and not gazetteer.meanings(name) and not gazetteer.scan(name):
        yield from (word for word in words if word[0].isupper() and gazetteer.meanings(word))


def _is_called(leader: Leader, name: str) -> bool:
    asked = slug(name)
    return asked in {slug(called) for called in (leader.name, leader.family, *leader.aliases)}


def _near(name: str, reference: Reference, kind: ActorKind | None = None) -> tuple[str, ...]:
    """Names that are written much like this one, each of another actor."""
    known = {ActorKind.COUNTRY: reference.countries, ActorKind.BLOC: reference.blocs}
    names = {
        slug(n.text): n for n in reversed(reference.names) if kind is None or n.actor in known.get(kind, {})
    }
    near = get_close_matches(slug(name), names, n=5, cutoff=0.75)
    by_actor = {names[key].actor: names[key].text for key in reversed(near)}
    return tuple(by_actor.values())[::-1][:3]
