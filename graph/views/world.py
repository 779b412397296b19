"""The world map and the flags that a page carries.

`world.json` and `flags.webp` are derived from public data; `assets/README.md` says from which, and
under which licences.
"""

import base64
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from graph.model import ActorKind
from graph.views.records import Record

__all__ = ["flag_codes", "flags_uri", "land", "map_places"]

FLAG_WIDTH, FLAG_HEIGHT, FLAG_COLUMNS = 40, 30, 16

Place = tuple[float, float]

_WIDE = 480.0
"""A bloc whose members lie farther apart than this (root mean square, of a world 3,000 wide) is worldwide."""
_WORLDWIDE_ROW = 730.0
_ROW_WIDTH = 2900.0
_ROW = 9


def asset(name: str) -> bytes:
    """A file of the package's `assets` folder."""
    return (files("graph.views") / "assets" / name).read_bytes()


@cache
def _world() -> dict[str, Any]:
    world: dict[str, Any] = json.loads(asset("world.json"))
    return world


def land() -> list[list[str]]:
    """Every country's outline as [alpha-3 code, or nothing; SVG path], Equal Earth, 3,000 wide."""
    shapes: list[list[str]] = _world()["land"]
    return shapes


@cache
def flag_codes() -> dict[str, int]:
    """Where each flag stands in the picture, by its two-letter code in capitals."""
    return {code.upper(): i for i, code in enumerate(asset("flags.txt").decode("ascii").split())}


@cache
def flags_uri() -> str:
    """All flags in one picture, as an address that needs no request."""
    return "data:image/webp;base64," + base64.b64encode(asset("flags.webp")).decode("ascii")


def map_places(actors: Sequence[Record], edges: Sequence[Record]) -> dict[str, Place]:
    """Where countries and blocs stand on the map: a bloc amidst its members, a worldwide one below."""
    points = _world()["points"]
    places = {
        a["id"]: (float(points[a["id"]][0]), float(points[a["id"]][1]))
        for a in actors
        if a["kind"] == ActorKind.COUNTRY and a["id"] in points
    }
    countries = list(places.values())
    members = _members(edges)
    row = []
    for bloc in (a for a in actors if a["kind"] == ActorKind.BLOC):
        inside = [places[m] for m in members.get(bloc["id"], ()) if m in places]
        if inside and _spread(inside) < _WIDE:
            places[bloc["id"]] = _free(_middle(inside), [*countries, *places.values()])
        else:
            row.append(bloc["id"])
    row = row[:_ROW]  # the most spoken of; actors come by falling weight
    step = _ROW_WIDTH / max(_ROW, 1)
    start = -step * (len(row) - 1) / 2
    places |= {key: (start + i * step, _WORLDWIDE_ROW) for i, key in enumerate(row)}
    return {key: (round(x, 1), round(y, 1)) for key, (x, y) in places.items()}


def _members(edges: Sequence[Record]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for edge in edges:
        full = (
            edge["relation"] == "member_of" and edge.get("role") in {None, "member"} and "until" not in edge
        )
        if full and edge["subject"] not in found.setdefault(edge["object"], []):
            found[edge["object"]].append(edge["subject"])
    return found


def _middle(points: Sequence[Place]) -> Place:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _spread(points: Sequence[Place]) -> float:
    x, y = _middle(points)
    return math.sqrt(sum((px - x) ** 2 + (py - y) ** 2 for px, py in points) / len(points))


def _free(wanted: Place, taken: Sequence[Place], room: float = 46.0) -> Place:
    """The nearest place on a spiral around the wanted one that is not taken."""
    for step in range(400):
        distance, angle = room * 0.35 * math.sqrt(step), step * math.pi * (3 - math.sqrt(5))
        x, y = wanted[0] + distance * math.cos(angle), wanted[1] + distance * math.sin(angle)
        if all(math.hypot(x - tx, y - ty) >= room for tx, ty in taken):
            return x, y
    return wanted
