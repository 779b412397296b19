"""The typed edges, declared as data: which ends they take, how they read, how they look.

The codes are those of PLOVER (event classes) and CAMEO (numbers); a membership or an office is a state, not
an event, and has none. The colours keep apart under the common kinds of colour blindness (Okabe and Ito,
"Color Universal Design", 2008, and shades of them); the dash tells the types apart without colour.
"""

from dataclasses import KW_ONLY, dataclass

from graph.model import ActorKind

__all__ = ["RELATIONS", "Relation", "relation"]

_COUNTRY = frozenset({ActorKind.COUNTRY})
_BLOC = frozenset({ActorKind.BLOC})
_PARTIES = _COUNTRY | _BLOC
_MINISTER = frozenset({ActorKind.MINISTER})
_NOBODY: frozenset[ActorKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of edge.

    `subjects` and `objects` are the kinds allowed at its ends; no `objects` means a fact about the subject
    alone, which never makes an edge. A `lasting` relation holds for a period, and whom it held between twice
    has two edges; the others are things that happened, all of them one edge. `label` reads between subject
    and object. `dash` is a pattern of stroke and gap in pixels, empty for a solid line. `layer` groups what
    is switched together in views.
    """

    name: str
    label: str
    subjects: frozenset[ActorKind]
    objects: frozenset[ActorKind]
    _: KW_ONLY
    symmetric: bool = False
    lasting: bool = False
    plover: str | None = None
    cameo: str | None = None
    colour: str
    dash: tuple[int, ...] = ()
    layer: str

    @property
    def cypher_type(self) -> str:
        """The relationship type in the graph, such as `SIGNED_MOU_WITH`."""
        return self.name.upper()

    def end_kinds(self) -> list[tuple[ActorKind, ActorKind]]:
        """Every allowed pair of (subject kind, object kind), in a fixed order."""
        return [(s, o) for s in sorted(self.subjects) for o in sorted(self.objects)]


_TABLE = (
    Relation(
        "member_of",
        "is a member of",
        _PARTIES,
        _BLOC,
        lasting=True,
        colour="#7F8C8D",
        layer="membership",
    ),
    Relation(
        "signed_mou_with",
        "signed a memorandum with",
        _PARTIES,
        _PARTIES,
        symmetric=True,
        plover="AGREE",
        cameo="057",
        colour="#0072B2",
        layer="deal",
    ),
    Relation(
        "signed_agreement_with",
        "signed an agreement with",
        _PARTIES,
        _PARTIES,
        symmetric=True,
        plover="AGREE",
        cameo="057",
        colour="#56B4E9",
        dash=(10, 4),
        layer="deal",
    ),
    Relation(
        "offers_assistance_to",
        "offers assistance to",
        _PARTIES,
        _PARTIES,
        plover="SUPPORT",
        cameo="033",
        colour="#009E73",
        dash=(8, 5),
        layer="aid",
    ),
    Relation(
        "provides_assistance_to",
        "provides assistance to",
        _PARTIES,
        _PARTIES,
        plover="AID",
        cameo="070",
        colour="#00684B",
        layer="aid",
    ),
    Relation(
        "allied_with",
        "is allied with",
        _PARTIES,
        _PARTIES,
        lasting=True,
        symmetric=True,
        plover="AGREE",
        cameo="050",
        colour="#D55E00",
        layer="alliance",
    ),
    Relation(
        "met_with",
        "met with",
        _PARTIES,
        _PARTIES,
        symmetric=True,
        plover="CONSULT",
        cameo="040",
        colour="#B08FC7",
        dash=(2, 4),
        layer="meeting",
    ),
    Relation(
        "applied_to",
        "applied to join",
        _COUNTRY,
        _BLOC,
        plover="REQUEST",
        cameo="020",
        colour="#E69F00",
        dash=(6, 4),
        layer="membership",
    ),
    Relation(
        "withdrew_from",
        "withdrew from",
        _COUNTRY,
        _BLOC,
        plover="REDUCE",
        cameo="160",
        colour="#A23B2A",
        dash=(3, 3),
        layer="membership",
    ),
    Relation(
        "suspended_from",
        "is suspended from",
        _COUNTRY,
        _BLOC,
        lasting=True,
        plover="SANCTION",
        cameo="160",
        colour="#CC79A7",
        dash=(3, 5),
        layer="membership",
    ),
    Relation(
        "founded",
        "founded",
        _COUNTRY,
        _BLOC,
        plover="AGREE",
        cameo="057",
        colour="#8A6D00",
        dash=(12, 3),
        layer="membership",
    ),
    Relation(
        "holds_office",
        "holds office in",
        _MINISTER,
        _PARTIES,
        lasting=True,
        colour="#9AA5AF",
        dash=(1, 3),
        layer="office",
    ),
    Relation(
        "established",
        "was established",
        _BLOC,
        _NOBODY,
        colour="#8A6D00",
        layer="membership",
    ),
)

RELATIONS: dict[str, Relation] = {r.name: r for r in _TABLE}
"""Every relation by its name, in the order of legends and tables."""


def relation(name: str) -> Relation:
    """The relation of that name.

    Raises:
        KeyError: There is none.
    """
    return RELATIONS[name]
