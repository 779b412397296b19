"""Where every actor stands in the network picture: the same projection, the same places.

Countries and blocs are laid out by ForceAtlas2 (Jacomy et al., "ForceAtlas2", PLoS ONE 9(6), 2014) with a
seed; a graph above `_DENSE_LIMIT` nodes is first cut into communities (Blondel et al., "Fast unfolding of
communities", 2008), which are laid out each for itself and then against each other. Ministers circle the
country or bloc that they serve.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.model import ActorKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.views.records import Record

    Points = NDArray[np.float64]

__all__ = ["lay_out", "radius", "served"]

_SEED = 7
_DENSE_LIMIT = 1000
_ITERATIONS = 300
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_MEETING_PULL = 0.3
_HEAVY = 6.0
"""The weight of an actor that may have the largest sign; with less told, no sign is as large."""
_EVENNESS = 0.6
"""How far distances from the middle are evened out: 0 leaves a crowd in the middle, 1 none."""
MOONS = 14
"""So many ministers circle each country or bloc; the others show only with what is selected."""

Place = tuple[float, float]


def radius(actor: "Record", heaviest: float) -> float:
    """The radius of an actor's sign in the units of the layout; it grows with the logarithm of its weight."""
    if actor["kind"] == ActorKind.MINISTER:
        return 5.0
    share = math.log1p(float(actor["weight"])) / math.log1p(max(heaviest, _HEAVY))
    return round(9 + 19 * share * math.sqrt(share), 1)


def lay_out(actors: Sequence["Record"], edges: Sequence["Record"]) -> dict[str, Place]:
    """The place of every actor, in pixels at scale 1 around (0, 0); no two signs overlap."""
    homes = served(actors, edges)
    settled = [actor for actor in actors if actor["id"] not in homes]
    heaviest = max((actor["weight"] for actor in actors), default=0.0)
    circles: dict[str, list[Record]] = {}
    for actor in actors:
        if actor["id"] in homes:
            circles.setdefault(homes[actor["id"]], []).append(actor)
    room = np.array([radius(a, heaviest) + _ring_width(circles.get(a["id"], ())) for a in settled])
    room *= _growth(len(settled))
    points = _settle(settled, _pulls(edges, homes), room)
    places = {a["id"]: (float(x), float(y)) for a, (x, y) in zip(settled, points, strict=True)}
    for home, ministers in circles.items():
        own = next(a for a in settled if a["id"] == home)
        places |= _circle(places[home], radius(own, heaviest), ministers)
    return {key: (round(x, 1) + 0.0, round(y, 1) + 0.0) for key, (x, y) in places.items()}


def _growth(number: int) -> float:
    """How much larger signs are drawn, next to their distances, when so many are fitted into a screen."""
    return float(max(1.0, (number / 150) ** 0.32))


# ------------------------------------------------------------------------------------------ ministers

_RING_STEP = 13.0
_RING_GAP = 11.0


def served(actors: Sequence["Record"], edges: Sequence["Record"]) -> dict[str, str]:
    """Of each minister the country or bloc that the first (asserted, best attested) office is of."""
    kinds = {actor["id"]: actor["kind"] for actor in actors}
    offices = [
        e
        for e in edges
        if kinds.get(e["subject"]) == ActorKind.MINISTER and kinds.get(e["object"]) != ActorKind.MINISTER
    ]
    offices.sort(key=lambda e: (e.get("status", ""), -e.get("independent_sources", 0), e["object"], e["id"]))
    homes: dict[str, str] = {}
    for office in offices:
        homes.setdefault(office["subject"], office["object"])
    return homes


def _ring_sizes(base: float, number: int) -> list[tuple[float, int]]:
    """(radius of a ring, how many stand on it) until all have a place."""
    rings = []
    distance = base + _RING_GAP
    while number > 0:
        fits = max(4, int(2 * math.pi * distance / _RING_STEP))
        rings.append((distance, min(fits, number)))
        number -= fits
        distance += _RING_STEP
    return rings


def _ring_width(ministers: Sequence["Record"]) -> float:
    return _RING_GAP + _RING_STEP * len(_ring_sizes(16, min(MOONS, len(ministers)))) if ministers else 0.0


def _circle(centre: Place, base: float, ministers: Sequence["Record"]) -> dict[str, Place]:
    """The ministers on rings around their home, away from the middle of the picture first."""
    outward = math.atan2(centre[1], centre[0])
    places: dict[str, Place] = {}
    waiting = iter(ministers)
    for distance, number in _ring_sizes(base, len(ministers)):
        step = min(2 * math.pi / number, 2.1 * _RING_STEP / distance)
        for index in range(number):
            side = (index + 1) // 2 * (1 if index % 2 else -1)
            angle = outward + side * step
            places[next(waiting)["id"]] = (
                centre[0] + distance * math.cos(angle),
                centre[1] + distance * math.sin(angle),
            )
    return places


# ------------------------------------------------------------------------------- countries and blocs


def _pulls(edges: Sequence["Record"], homes: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """How strongly each pair is drawn together; memberships of large blocs hardly pull at all."""
    sizes: dict[str, int] = {}
    for edge in edges:
        if edge["relation"] == "member_of":
            sizes[edge["object"]] = sizes.get(edge["object"], 0) + 1
    pulls: dict[tuple[str, str], float] = {}
    for edge in edges:
        one, other = sorted((edge["subject"], edge["object"]))
        if one == other or one in homes or other in homes:
            continue
        pulls[one, other] = pulls.get((one, other), 0.0) + _pull(edge, sizes)
    return pulls


def _pull(edge: "Record", sizes: Mapping[str, int]) -> float:
    if edge["relation"] == "member_of":
        loose = edge.get("role") not in {None, "member"} or "until" in edge
        return (0.3 if loose else 1.2) / math.sqrt(sizes[edge["object"]])
    if edge.get("status", "asserted") != "asserted":
        return 0.1
    return _MEETING_PULL if edge["relation"] == "met_with" else 1.0


def _settle(actors: Sequence["Record"], pulls: Mapping[tuple[str, str], float], room: "Points") -> "Points":
    """Places of the given actors, row by row."""
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(len(actors)))
    index = {actor["id"]: i for i, actor in enumerate(actors)}
    for (one, other), pull in pulls.items():
        if one in index and other in index:
            network.add_edge(index[one], index[other], weight=pull)
    if len(actors) < 2:
        return np.zeros((len(actors), 2))
    points = _spread(network, room) if len(actors) <= _DENSE_LIMIT else _spread_large(network, room)
    points -= points.mean(axis=0)
    return _turn(points)


def _spread(network: "nx.Graph[int]", room: "Points", tightness: float = 1.15) -> "Points":
    """Connected parts each by ForceAtlas2, then side by side; nodes without an edge in rows below."""
    parts = [sorted(part) for part in nx.connected_components(network)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    blocks = [(part, _attract(network.subgraph(part), room, tightness)) for part in parts if len(part) > 1]
    alone = [part[0] for part in parts if len(part) == 1]
    points = np.zeros((network.number_of_nodes(), 2))
    _pack(blocks, points, room)
    _line_up(alone, points, room, below=[node for part, _ in blocks for node in part])
    return points


def _attract(part: "nx.Graph[int]", room: "Points", tightness: float = 1.15) -> "Points":
    """ForceAtlas2 on one connected part, scaled to the room that its signs need, without overlaps."""
    nodes = sorted(part)
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(nodes)
    for one, other, pull in sorted((*sorted(pair), part.edges[pair]["weight"]) for pair in part.edges):
        ordered.add_edge(one, other, weight=pull)
    if len(nodes) == 2:
        points = np.array([[-1.0, 0.0], [1.0, 0.0]])
    else:
        placed = nx.forceatlas2_layout(
            ordered,
            pos={n: _sunflower(i, len(nodes)) for i, n in enumerate(nodes)},
            max_iter=_ITERATIONS,
            scaling_ratio=3.0,
            gravity=0.7,
            weight="weight",
            linlog=False,
            seed=_SEED,
        )
        points = _even_out(np.array([placed[n] for n in nodes]))
    size = room[nodes]
    spread = math.sqrt(float((points**2).sum(axis=1).mean())) or 1.0
    points *= math.sqrt(float(((size + _room_for_names(len(nodes))) ** 2).sum())) * tightness / spread
    return _part_overlaps(points, size + 9)


def _room_for_names(number: int) -> float:
    """Pixels around each sign; in a crowd only the names of the most important are written anyway."""
    return 22.0 - 14.0 * min(1.0, max(0.0, (number - 60) / 200))


def _even_out(points: "Points") -> "Points":
    """Moves the crowded middle outwards and the lonely rim inwards, each along its own direction."""
    offset = points - np.median(points, axis=0)
    distance = np.sqrt((offset**2).sum(axis=1)) + 1e-9
    rank = np.empty(len(points))
    rank[np.argsort(distance, kind="stable")] = np.arange(len(points))
    even = np.sqrt((rank + 0.5) / len(points)) * np.quantile(distance, 0.9)
    spread: Points = offset * (_EVENNESS * even / distance + 1 - _EVENNESS)[:, None]
    return spread


def _sunflower(index: int, number: int) -> "Points":
    """Even places on a disc: a start that does not depend on any library's random numbers."""
    distance = math.sqrt((index + 0.5) / number)
    return np.array([distance * math.cos(index * _GOLDEN_ANGLE), distance * math.sin(index * _GOLDEN_ANGLE)])


def _part_overlaps(points: "Points", size: "Points", rounds: int = 200) -> "Points":
    """Pushes signs apart until none overlap (or the rounds are over)."""
    points = points.copy()
    for turn in range(rounds):
        if turn % 20 == 0:
            one, other = _near_pairs(points, size)
        offset = points[one] - points[other]
        distance = np.sqrt((offset**2).sum(axis=1)) + 1e-9
        overlap = np.maximum(size[one] + size[other] - distance, 0)
        if overlap.max(initial=0) < 0.5:
            break
        push = offset / distance[:, None] * (overlap * 0.35)[:, None]
        np.add.at(points, one, push)
        np.subtract.at(points, other, push)
    return points


def _near_pairs(points: "Points", size: "Points") -> tuple["NDArray[np.intp]", "NDArray[np.intp]"]:
    """Pairs that overlap or soon may; row by row, so that memory stays small."""
    firsts, seconds = [], []
    for i in range(len(points) - 1):
        offset = points[i + 1 :] - points[i]
        reach = (size[i + 1 :] + size[i]) * 1.5 + 20
        near = np.flatnonzero((offset**2).sum(axis=1) < reach**2) + i + 1
        firsts.append(np.full(len(near), i))
        seconds.append(near)
    if not firsts:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    return np.concatenate(firsts), np.concatenate(seconds)


def _pack(blocks: Sequence[tuple[list[int], "Points"]], points: "Points", room: "Points") -> None:
    """The largest part in the middle, the others on a spiral around it, each in the first free place."""
    taken: list[tuple[float, float, float]] = []
    for part, own in blocks:
        middle = (own.max(axis=0) + own.min(axis=0)) / 2
        reach = float(np.sqrt(((own - middle) ** 2).sum(axis=1)).max() + room[part].max() + 16)
        x, y = _free_place(taken, reach)
        taken.append((x, y, reach))
        points[part] = own - middle + np.array([x, y])


def _free_place(taken: Sequence[tuple[float, float, float]], reach: float) -> Place:
    for step in range(4000):
        distance, angle = 6.0 * math.sqrt(step) * (1 + step / 200), step * _GOLDEN_ANGLE
        x, y = distance * math.cos(angle) * 1.25, distance * math.sin(angle)
        if all(math.hypot(x - tx, y - ty) >= reach + tr for tx, ty, tr in taken):
            return x, y
    return max(tx + tr for tx, _, tr in taken) + reach, 0.0


def _line_up(alone: Sequence[int], points: "Points", room: "Points", below: Sequence[int]) -> None:
    if not alone:
        return
    step = float(room[list(alone)].max()) * 2 + 30
    columns = max(1, round(math.sqrt(len(alone) * (1 if not below else 4))))
    width = (min(columns, len(alone)) - 1) * step
    top = float((points[list(below), 1] + room[list(below)]).max()) + step if below else 0.0
    for i, node in enumerate(alone):
        points[node] = (i % columns * step - width / 2, top + i // columns * step)


def _turn(points: "Points") -> "Points":
    """Turns the picture so that it is wider than high, as screens are."""
    if len(points) < 3:
        return points
    _, vectors = np.linalg.eigh(np.cov(points.T))
    longest = vectors[:, 1]
    if abs(longest[0]) > 1e-12:
        longest = longest * np.sign(longest[0])
    cosine, sine = float(longest[0]), float(longest[1])
    turned: Points = points @ np.array([[cosine, -sine], [sine, cosine]])
    return turned


# -------------------------------------------------------------------------------------- large graphs


def _spread_large(network: "nx.Graph[int]", room: "Points") -> "Points":
    """Communities laid out each for itself, then their discs against each other."""
    communities = [sorted(c) for c in nx.community.louvain_communities(network, weight="weight", seed=_SEED)]
    communities = [piece for c in sorted(communities, key=lambda c: c[0]) for piece in _pieces(c)]
    home = {node: i for i, community in enumerate(communities) for node in community}
    between: nx.Graph[int] = nx.Graph()
    between.add_nodes_from(range(len(communities)))
    for one, other, weight in network.edges(data="weight", default=1.0):
        a, b = home[one], home[other]
        if a != b:
            before = between.get_edge_data(a, b, {"weight": 0.0})["weight"]
            between.add_edge(a, b, weight=before + weight)
    inner = [_disc(network.subgraph(community), room) for community in communities]
    reach = np.array([_reach(p, room[c]) for p, c in zip(inner, communities, strict=True)])
    middles = _spread(between, reach, tightness=0.5) if len(communities) > 1 else np.zeros((1, 2))
    points = np.zeros((network.number_of_nodes(), 2))
    for community, own, middle in zip(communities, inner, middles, strict=True):
        points[community] = own + middle
    return points


def _pieces(community: list[int]) -> list[list[int]]:
    """A community in pieces small enough to be laid out densely."""
    size = _DENSE_LIMIT // 2
    return [community[i : i + size] for i in range(0, len(community), size)]


def _disc(part: "nx.Graph[int]", room: "Points") -> "Points":
    nodes = sorted(part)
    if len(nodes) == 1:
        return np.zeros((1, 2))
    if part.number_of_edges() == 0:
        spacing = float(room[nodes].max()) * 2.2
        return (
            np.array([_sunflower(i, len(nodes)) for i in range(len(nodes))]) * spacing * math.sqrt(len(nodes))
        )
    own = _attract(part, room)
    middle: Points = own - own.mean(axis=0)
    return middle


def _reach(points: "Points", size: "Points") -> float:
    return float((np.sqrt((points**2).sum(axis=1)) + size).max())


def bounds(places: Mapping[str, Place]) -> dict[str, Any]:
    """The smallest box around all places."""
    xs = [x for x, _ in places.values()] or [0.0]
    ys = [y for _, y in places.values()] or [0.0]
    return {"left": min(xs), "right": max(xs), "top": min(ys), "bottom": max(ys)}
