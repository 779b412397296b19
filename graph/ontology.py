"""The typed edges, declared as data: which ends they take, how they read, how they look.

The codes are those of PLOVER (event classes) and CAMEO (numbers); a membership or an office is a state, not
an event, and has none. The colours keep apart under the common kinds of colour blindness (Okabe and Ito,
"Color Universal Design", 2008, and shades of them); the dash tells the types apart without colour.
"""

from dataclasses import dataclass

from graph.model import ActorKind

__all__ = ["RELATIONS", "Relation", "relation"]

_COUNTRY = frozenset({ActorKind.COUNTRY})
_BLOC = frozenset({ActorKind.BLOC})
_PARTIES = _COUNTRY | _BLOC
_MINISTER = frozenset({ActorKind.MINISTER})


@dataclass(frozen=True, slots=True)
class Relation:
    """One kind of edge.

    `subjects` and `objects` are the kinds allowed at its ends; no `objects` means a fact about the subject
    alone, which never makes an edge. `label` reads between subject and object. `dash` is a pattern of
    stroke and gap in pixels, empty for a solid line. `layer` groups what is switched together in views.
    """

    name: str
    label: str
    subjects: frozenset[ActorKind]
    objects: frozenset[ActorKind]
    symmetric: bool
    plover: str | None
    cameo: str | None
    colour: str
    dash: tuple[int, ...]
    layer: str

    @property
    def cypher_type(self) -> str:
        """The relationship type in the graph, such as `SIGNED_MOU_WITH`."""
        return self.name.upper()

    def end_kinds(self) -> list[tuple[ActorKind, ActorKind]]:
        """Every allowed pair of (subject kind, object kind), in a fixed order."""
        return [(s, o) for s in sorted(self.subjects) for o in sorted(self.objects)]


_TABLE = (
    Relation("member_of", "is a member of", _PARTIES, _BLOC, False, None, None, "#7F8C8D", (), "membership"),
    Relation(
        "signed_mou_with",
        "signed a memorandum with",
        _PARTIES,
        _PARTIES,
        True,
        "AGREE",
        "057",
        "#0072B2",
        (),
        "deal",
    ),
    Relation(
        "signed_agreement_with",
        "signed an agreement with",
        _PARTIES,
        _PARTIES,
        True,
        "AGREE",
        "057",
        "#56B4E9",
        (10, 4),
        "deal",
    ),
    Relation(
        "offers_assistance_to",
        "offers assistance to",
        _PARTIES,
        _PARTIES,
        False,
        "SUPPORT",
        "033",
        "#009E73",
        (8, 5),
        "aid",
    ),
    Relation(
        "provides_assistance_to",
        "provides assistance to",
        _PARTIES,
        _PARTIES,
        False,
        "AID",
        "070",
        "#00684B",
        (),
        "aid",
    ),
    Relation(
        "allied_with", "is allied with", _PARTIES, _PARTIES, True, "AGREE", "050", "#D55E00", (), "alliance"
    ),
    Relation(
        "met_with", "met with", _PARTIES, _PARTIES, True, "CONSULT", "040", "#B08FC7", (2, 4), "meeting"
    ),
    Relation(
        "applied_to",
        "applied to join",
        _COUNTRY,
        _BLOC,
        False,
        "REQUEST",
        "020",
        "#E69F00",
        (6, 4),
        "membership",
    ),
    Relation(
        "withdrew_from",
        "withdrew from",
        _COUNTRY,
        _BLOC,
        False,
        "REDUCE",
        "160",
        "#A23B2A",
        (3, 3),
        "membership",
    ),
    Relation(
        "suspended_from",
        "is suspended from",
        _COUNTRY,
        _BLOC,
        False,
        "SANCTION",
        "160",
        "#CC79A7",
        (3, 5),
        "membership",
    ),
    Relation("founded", "founded", _COUNTRY, _BLOC, False, "AGREE", "057", "#8A6D00", (12, 3), "membership"),
    Relation(
        "holds_office", "holds office in", _MINISTER, _PARTIES, False, None, None, "#9AA5AF", (1, 3), "office"
    ),
    Relation(
        "established", "was established", _BLOC, frozenset(), False, None, None, "#8A6D00", (), "membership"
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
