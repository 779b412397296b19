"""How edges read on pages that are not drawn: verbs, periods, sources."""

from graph.model import Status
from graph.ontology import RELATIONS
from graph.views.records import Record

__all__ = ["PASSIVE", "day", "period", "reading", "sentence", "sources", "verb"]

_ROLES = {
    "suspended": "is suspended from",
    "observer": "is an observer of",
    "associate": "is an associate of",
    "candidate": "is a candidate for",
    "partner": "is a partner of",
    "invited": "is invited to join",
    "declined": "declined to join",
}
"""Memberships that are not full ones; page's script has the same."""

PASSIVE = {
    "member_of": "has as a member",
    "offers_assistance_to": "is offered assistance by",
    "provides_assistance_to": "receives assistance from",
    "applied_to": "received an application from",
    "withdrew_from": "was left by",
    "suspended_from": "suspended",
    "founded": "was founded by",
    "holds_office": "has in office",
}
"""How a relation reads from its object's end."""


def verb(edge: Record) -> str:
    """What stands between subject and object."""
    if edge["relation"] == "member_of" and edge.get("role") in _ROLES:
        return _ROLES[edge["role"]]
    return RELATIONS[edge["relation"]].label


def reading(edge: Record, actor: str) -> str:
    """The verb as seen from one end."""
    if edge["subject"] == actor or RELATIONS[edge["relation"]].symmetric:
        return verb(edge)
    return PASSIVE[edge["relation"]]


def sentence(edge: Record, names: dict[str, str]) -> str:
    """The whole edge: `Russia offers assistance to AES`."""
    told = f"{names[edge['subject']]} {verb(edge)} {names[edge['object']]}"
    status = edge.get("status", Status.ASSERTED)
    return told if status == Status.ASSERTED else f"{told} ({status})"


def period(edge: Record) -> str:
    """When it held, happened or was reported."""
    since, until = edge.get("since"), edge.get("until")
    if since and until:
        return f"{since} to {until}"
    if RELATIONS[edge["relation"]].lasting:
        if since or until:
            return f"since {since}" if since else f"until {until}"
    elif since or until:
        return since or f"until {until}"
    return f"reported {edge['first_reported']}" if edge.get("first_reported") else ""


def sources(edge: Record) -> str:
    """Who says so."""
    if edge.get("origin") == "reference":
        return "reference"
    number = edge.get("independent_sources", edge.get("sources", 0))
    told = f"{number} source" if number == 1 else f"{number} sources"
    return f"{told}, reference" if edge.get("origin") == "both" else told


def day(edge: Record) -> str:
    """The day by which edges are ordered in time; empty where nothing is known."""
    return str(edge.get("since_day") or edge.get("first_reported") or "")
