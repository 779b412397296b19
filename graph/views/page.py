"""The page: one file that asks the network for nothing.

The template is rendered by pyvis with automatic escaping. What comes from articles lies in the page as
JSON (packed with gzip, written in base64), never as markup; the scripts that may run are named by their
hashes in the content security policy.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from graph.errors import UsageError
from graph.model import Status
from graph.views import world
from graph.views.layout import MOONS
from graph.views.network import build, vis_library
from graph.views.records import clean, edge_records, evidence_record, relation_records

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

__all__ = ["DEFAULT_TITLE", "Theme", "network", "page_html", "write_page"]

DEFAULT_TITLE = "Alliances in the news"

Theme = Literal["auto", "dark", "light"]

_SCRIPTS = (
    "dom",
    "model",
    "filters",
    "pens",
    "scene",
    "stage",
    "combobox",
    "panel",
    "paths",
    "legend",
    "table",
    "pictures",
    "main",
)
"""The parts of the page's script, in the order in which they build on each other."""

_CROWDED = 60
"""Above so many edges from articles, meetings (four of five edges in news) are off at first."""


def write_page(
    projection: "nx.MultiDiGraph[str]",
    path: Path,
    *,
    title: str = DEFAULT_TITLE,
    theme: Theme = "auto",
    include: Sequence[str] = (),
    changes: Mapping[str, Any] | None = None,
    pages: Mapping[str, str] | None = None,
) -> None:
    """Writes the page of a projection; the same projection gives the same bytes.

    Args:
        projection: As `graph.projection.project` gives it. Planned and denied edges in it are listed
            beside the others, but drawn only where asked for.
        path: Where the page goes; its folder must exist.
        title: Its heading.
        theme: `light`, `dark`, or `auto` to follow the reader's system.
        include: Statuses drawn at first beside the asserted edges: `planned`, `denied`.
        changes: For a comparison of two days: `{"before": day, "after": day}`; every edge then carries
            `change`.
        pages: Relative addresses of pages about actors, by id, where there are some.

    Raises:
        UsageError: The theme or a status does not exist, or the file cannot be written.
    """
    html = page_html(projection, title=title, theme=theme, include=include, changes=changes, pages=pages)
    try:
        path.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error


def page_html(
    projection: "nx.MultiDiGraph[str]",
    *,
    title: str = DEFAULT_TITLE,
    theme: Theme = "auto",
    include: Sequence[str] = (),
    changes: Mapping[str, Any] | None = None,
    pages: Mapping[str, str] | None = None,
) -> str:
    """The page as text; see `write_page`."""
    drawn: Any = network(projection, title=title, theme=theme, include=include, changes=changes, pages=pages)
    html: str = drawn.generate_html()
    return html


def network(
    projection: "nx.MultiDiGraph[str]",
    *,
    title: str = DEFAULT_TITLE,
    theme: Theme = "auto",
    include: Sequence[str] = (),
    changes: Mapping[str, Any] | None = None,
    pages: Mapping[str, str] | None = None,
) -> "Network":
    """The pyvis network whose `generate_html()` is the page, for notebooks and for further changes.

    The projection is not touched. See `write_page` for the arguments and errors.
    """
    _check(theme, include)
    title = clean(title)
    drawn = build(projection, title, pages or {})
    edges = edge_records(projection)
    evidence = evidence_record(projection, edges)
    head = {
        "title": title,
        "newest": projection.graph.get("newest"),
        "articles": projection.graph.get("articles"),
        "quoted": len(evidence["articles"]),
        "outlets": len({outlet for _, outlet, _, _ in evidence["articles"] if outlet}),
        "moons": MOONS,
        "statuses": [Status.ASSERTED.value, *include],
        "hidden": _hidden_at_first(edges),
        "changes": dict(changes) if changes else None,
    }
    app = _app_script()
    vis = vis_library()
    start = world.asset("js/start.js").decode("utf-8").strip()
    css = world.asset("page.css").decode("utf-8").strip()
    environment = Environment(loader=PackageLoader("graph.views", "assets"), autoescape=True)
    environment.filters.update(packed=packed, in_columns=in_columns)
    environment.globals.update(
        start=Markup(start),  # noqa: S704 - our own file
        css=Markup(css),  # noqa: S704 - our own file
        script_hashes=Markup(" ".join(map(source_hash, (start, vis, app)))),  # noqa: S704 - base64
        style_hash=Markup(source_hash(css)),  # noqa: S704 - base64
        scripts=[vis, app],
        theme=theme,
        head=head,
        relations=relation_records(edges),
        evidence=evidence,
        land=world.land(),
        flags=base64.b64encode(world.asset("flags.webp")).decode("ascii"),
    )
    drawn.templateEnv = environment
    drawn.path = "page.html"
    return drawn


def _check(theme: str, include: Sequence[str]) -> None:
    if theme not in {"auto", "dark", "light"}:
        raise UsageError(f"there is no theme {theme!r}; there are auto, light and dark")
    known = [status.value for status in Status]
    unknown = [status for status in include if status not in known]
    if unknown:
        raise UsageError(f"there is no status {unknown[0]!r}; there are {', '.join(known)}")


def _hidden_at_first(edges: Sequence[Mapping[str, Any]]) -> list[str]:
    told = [edge for edge in edges if edge.get("origin") != "reference"]
    meetings = [edge for edge in told if edge["relation"] == "met_with"]
    return ["met_with"] if len(told) > _CROWDED and len(meetings) > len(told) / 3 else []


@cache
def _app_script() -> str:
    parts = [world.asset(f"js/{name}.js").decode("utf-8").strip() for name in _SCRIPTS]
    return "(() => {\n'use strict';\n" + "\n\n".join(parts) + "\n})();"


def source_hash(source: str) -> str:
    """A script or style sheet as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode('ascii')}'"


def packed(value: Any) -> str:
    """JSON, gzip, base64: small, and without a character that means something to a parser of HTML."""
    text = json.dumps(value, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("ascii"), 9, mtime=0)).decode("ascii")


_SAME = {
    "since_day": "since",
    "until_day": "until",
    "last_reported": "first_reported",
    "independent_sources": "sources",
}
"""Fields that are left out where they repeat another one."""


def in_columns(edges: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Edges as one list a field, which packs a third smaller; the page's script makes edges of it again.

    `proof` counts up: what is kept of it is the step from the edge before.
    """
    names = sorted({name for edge in edges for name in edge})
    columns: dict[str, list[Any]] = {name: [] for name in names}
    last = -1
    for edge in edges:
        for name in names:
            value = edge.get(name)
            if name in _SAME and value == edge.get(_SAME[name]):
                value = None
            if name == "proof" and value is not None:
                value, last = value - last, value
            columns[name].append(value)
    return columns


def data_files() -> list[str]:
    """The names of the package's data files, for the test of the wheel."""
    folder = files("graph.views") / "assets"
    return sorted(item.name for item in folder.iterdir())
