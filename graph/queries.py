"""Questions to a graph: which actor a name means."""

from difflib import get_close_matches
from typing import TYPE_CHECKING

from graph.errors import UnknownNameError, UsageError
from graph.gazetteer import default_gazetteer
from graph.model import Actor, ActorKind, slug

if TYPE_CHECKING:
    from graph.store import Store

__all__ = ["actor_named"]


def actor_named(name: str, store: "Store") -> Actor:
    """The country, bloc or minister that a name, short name, id or surname means.

    Raises:
        UnknownNameError: Nobody is called so.
        UsageError: Several are.
    """
    gazetteer = default_gazetteer()
    ministers = [actor for actor in store.actors() if actor.kind is ActorKind.MINISTER]
    found = {actor.id: actor for actor in ministers if _means(actor, name)}
    for meaning in gazetteer.meanings(name):
        for actor in (meaning.actor, *meaning.ambiguous_with):
            found[actor] = gazetteer.actor(actor)
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        several = " or ".join(f"{actor.name} ({actor.id})" for actor in found.values())
        raise UsageError(f"{name!r} can mean {several}; name it by its id")
    names = {slug(n): actor.name for actor in store.actors() for n in (actor.name, *actor.aliases, actor.id)}
    near = dict.fromkeys(names[n] for n in get_close_matches(slug(name), names, n=3, cutoff=0.75))
    raise UnknownNameError(name, tuple(near))


def _means(minister: Actor, name: str) -> bool:
    """By id, by full name, or by surname alone."""
    asked = slug(name)
    full = {slug(n) for n in (minister.name, *minister.aliases)}
    return asked == minister.id or any(f == asked or f.endswith(f"-{asked}") for f in full)
