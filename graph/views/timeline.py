"""Partners over time: one row a partner, a mark for what happened, a bar for what held."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from graph.ontology import RELATIONS
from graph.views.records import Record
from graph.views.wording import day, period, verb

__all__ = ["SHAPES", "Form", "timeline"]

_MOST_ROWS = 18
_ROW, _TOP, _RIGHT = 24, 26, 14
_APART = 7
"""Pixels from a mark within which a further report of it is not drawn."""
_ASIDE = 9
"""Pixels by which a mark stands beside the one whose place it shares."""
SHAPES = (
    "M0-5A5 5 0 0 1 0 5A5 5 0 0 1 0-5Z",  # disc
    "M-4.5-4.5H4.5V4.5H-4.5Z",  # square
    "M0-6L6 0 0 6-6 0Z",  # rhombus
    "M0-5.5L5.5 4.5H-5.5Z",  # triangle
    "M0 5.5L5.5-4.5H-5.5Z",  # triangle, upside down
    "M-1.8-5.4H1.8V-1.8H5.4V1.8H1.8V5.4H-1.8V1.8H-5.4V-1.8H-1.8Z",  # plus
    "M-4.5-5.5L5.5 0-4.5 5.5Z",  # pointing on
    "M4.5-5.5L-5.5 0 4.5 5.5Z",  # pointing back
    "M-5-3H5V3H-5Z",  # brick
    "M-3-5H3V5H-3Z",  # tower
    "M-3-5.2H3L6 0 3 5.2H-3L-6 0Z",  # hexagon
)
"""Outlines of marks around their places, as the data of SVG paths: one for each way to be related."""


class Form(Enum):
    """Measures of the picture: its width, that of the names in it (pixels), their letters, ticks."""

    BROAD = (780, 190, 24, 8)
    TALL = (350, 122, 13, 3)
    """For narrow screens."""

    def __init__(self, width: int, left: int, longest: int, ticks: int) -> None:
        self.width, self.left, self.longest, self.ticks = width, left, longest, ticks


def timeline(edges: Sequence[Record], actors: Mapping[str, Record], form: Form) -> Record | None:
    """The picture's parts in pixels: rows of marks and bars, and the years of its axis; None without dates.

    Partners with most edges come first; what the articles date long before the rest is left out of the
    picture (it stands in the tables), so that the news can be told apart.
    """
    dated = [edge for edge in edges if day(edge)]
    if not dated:
        return None
    days = sorted(day(edge) for edge in dated)
    first, last = _span(days)
    shown = [edge for edge in dated if day(edge) >= first.isoformat()]
    rows = _rows(shown)
    scale = _Scale(first, last, form)
    drawn = [(actors[partner], _marks(own, scale)) for partner, own in rows]
    marks = [mark for _, own in drawn for mark in own]
    return {
        "form": form.name.lower(),
        "width": form.width,
        "right": form.width - _RIGHT,
        "longest": form.longest,
        "height": _TOP + _ROW * len(rows) + 8,
        "left": form.left,
        "ticks": scale.ticks(),
        "bottom": _TOP + _ROW * len(rows),
        "rows": [
            {"y": _TOP + _ROW * i + _ROW / 2, "name": _row_name(actor, form), "marks": own}
            for i, (actor, own) in enumerate(drawn)
        ],
        "readings": {mark["reading"] for mark in marks},
        "has_bars": any(mark["end"] is not None for mark in marks),
        "has_reports": any(mark["reports"] for mark in marks),
        "earlier": len(dated) - len(shown),
        "left_out": len({edge["partner"] for edge in shown}) - len(rows),
    }


def _span(days: Sequence[str]) -> tuple[dt.date, dt.date]:
    """From the first day that is not rare (an early fifth that lies far back is left out) to the last."""
    last = dt.date.fromisoformat(days[-1])
    first = dt.date.fromisoformat(days[0])
    usual = dt.date.fromisoformat(days[len(days) // 5])
    if (last - first).days > 3 * max(365, (last - usual).days):
        first = usual
    if (last - first).days < 60:
        first = last - dt.timedelta(days=60)
    return first, last


def _rows(edges: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    partners: dict[str, list[Record]] = {}
    for edge in edges:
        partners.setdefault(edge["partner"], []).append(edge)
    return sorted(partners.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_ROWS]


class _Scale:
    def __init__(self, first: dt.date, last: dt.date, form: Form) -> None:
        self.first, self.last, self.form = first, last, form
        self.pixels = (form.width - form.left - _RIGHT) / max(1, (last - first).days)

    def x(self, text: str) -> float:
        """Pixels of a full ISO day, held inside the picture."""
        days = (dt.date.fromisoformat(text) - self.first).days
        return round(self.form.left + max(0, min((self.last - self.first).days, days)) * self.pixels, 1)

    def ticks(self) -> list[Record]:
        """Years, or months where the picture is short."""
        span = (self.last - self.first).days
        if span > 900:
            step = max(1, round(span / 365 / self.form.ticks))
            starts = [dt.date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1)]
            return [{"x": self.x(d.isoformat()), "text": str(d.year)} for d in starts if d.year % step == 0]
        months = [dt.date(y, m, 1) for y in range(self.first.year, self.last.year + 1) for m in range(1, 13)]
        inside = [d for d in months if self.first <= d <= self.last]
        step = max(1, round(len(inside) / self.form.ticks))
        return [{"x": self.x(d.isoformat()), "text": f"{d:%Y-%m}"} for d in inside[::step]]


def _row_name(actor: Record, form: Form) -> str:
    """The name, or the short one where that does not fit."""
    name: str = actor["name"] if len(actor["name"]) <= form.longest else actor["label"]
    return name


def _marks(edges: Iterable[Record], scale: _Scale) -> list[Record]:
    marks: list[Record] = []
    taken: list[float] = []
    for edge in edges:
        x = scale.x(day(edge))
        until = edge.get("until_day")
        lasting = RELATIONS[edge["relation"]].lasting
        end = scale.x(until) if until else scale.x(scale.last.isoformat()) if lasting else None
        told = f"{verb(edge)}, {period(edge)}"
        again = {scale.x(quote["published"]) for quote in edge["quotes"] if len(quote["published"]) == 10}
        mark = {
            "relation": edge["relation"],
            "reading": edge["reading"],
            "x": x,
            "end": end if lasting else None,
            "told": told,
        }
        inwards = _ASIDE if x < (scale.form.left + scale.form.width) / 2 else -_ASIDE
        place = x
        while any(abs(other - place) < _ASIDE for other in taken):
            place += inwards
        taken.append(place)
        marks.append({**mark, "place": place, "reports": sorted(again)})
    for mark in marks:
        mark["reports"] = [x for x in mark["reports"] if all(abs(x - other) > _APART for other in taken)]
    return marks
