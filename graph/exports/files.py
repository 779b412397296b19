"""Writing a projection as a file for another tool, by the formats' own libraries where there are some."""

import csv
import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.exports.cypher import cypher_script
from graph.exports.flat import EDGE_FIELDS, NODE_FIELDS, QUOTE_FIELDS, clean, flatten, join_lists, node_kind
from graph.model import ActorKind
from graph.ontology import relation

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["EXPORT_FORMATS", "ExportFormat", "write_export"]


class ExportFormat(StrEnum):
    """What other tools read."""

    GRAPHML = "graphml"
    """yEd, Cytoscape, igraph."""
    GEXF = "gexf"
    """Gephi, with colours, weights and the periods in which edges hold."""
    CSV = "csv"
    """A folder with nodes.csv, edges.csv, and quotes.csv with a row for every quote of an edge."""
    JSON = "json"
    """The node-link format of networkx and D3, with the whole evidence."""
    CYPHER = "cypher"
    """A script for Neo4j."""


EXPORT_FORMATS = tuple(ExportFormat)


def write_export(
    projection: "nx.MultiDiGraph[str]", path: Path, form: ExportFormat | None = None
) -> ExportFormat:
    """Writes the projection; without `form` the suffix of the path says which (a folder is CSV).

    Returns the format. The same projection gives the same bytes.

    Raises:
        UsageError: The format is not known, or the file cannot be written.
    """
    form = form or _by_suffix(path)
    try:
        _WRITERS[form](projection, path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
    return form


def _by_suffix(path: Path) -> ExportFormat:
    suffix = path.suffix.lower().lstrip(".")
    if suffix == "" or path.is_dir():
        return ExportFormat.CSV
    if suffix not in set(ExportFormat) - {ExportFormat.CSV}:
        raise UsageError(f"{path.name} does not say which format; --format takes {', '.join(ExportFormat)}")
    return ExportFormat(suffix)


# ------------------------------------------------------------------------------------------- formats


def _write_graphml(projection: "nx.MultiDiGraph[str]", path: Path) -> None:
    import networkx as nx  # noqa: PLC0415 - 0.7 s

    joined = join_lists(flatten(projection))
    nx.write_graphml_xml(joined, path, named_key_ids=True, edge_id_from_attribute="id")


_KIND_COLOURS = {ActorKind.COUNTRY: "#2f6f9f", ActorKind.BLOC: "#38424d", ActorKind.MINISTER: "#c08a2d"}


def _write_gexf(projection: "nx.MultiDiGraph[str]", path: Path) -> None:
    import networkx as nx  # noqa: PLC0415 - 0.7 s

    joined = join_lists(flatten(projection))
    joined.graph.update(mode="dynamic", name="alliances")
    for data in joined.nodes.values():
        data["label"] = data["name"]
        data["viz"] = {"color": _colour(_KIND_COLOURS[node_kind(data)])}
    for data in joined.edges.values():
        data["edge_id"] = data["id"]  # Gephi keeps ids for itself
        data["label"] = relation(data["relation"]).label
        data["weight"] = float(max(1, data.get("independent_sources", 1)))
        data["viz"] = {"color": _colour(relation(data["relation"]).colour)}
        data.update(_spell(data))
    nx.write_gexf(joined, path, version="1.2draft")
    _without_clock(path)


def _colour(text: str) -> dict[str, float]:
    return {
        **{name: int(text[i : i + 2], 16) for name, i in (("r", 1), ("g", 3), ("b", 5))},
        "a": 1.0,
    }


def _spell(data: Mapping[str, Any]) -> dict[str, str]:
    """The days on which it holds, both included, as GEXF has them."""
    spell = {}
    if "since_day" in data:
        spell["start"] = data["since_day"]
    if "until_day" in data:
        last = dt.date.fromisoformat(data["until_day"]) - dt.timedelta(days=1)
        spell["end"] = max(last.isoformat(), data.get("since_day", ""))
    return spell


def _without_clock(path: Path) -> None:
    """Takes out the day of writing that networkx notes; the same graph shall give the same bytes."""
    text = path.read_text(encoding="utf-8")
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    for day in (today, today - dt.timedelta(days=1)):
        text = text.replace(f'lastmodifieddate="{day.isoformat()}"', 'lastmodifieddate="2000-01-01"', 1)
    path.write_text(text, encoding="utf-8")


def _write_csv(projection: "nx.MultiDiGraph[str]", path: Path) -> None:
    """Quotes have a file of their own: hundreds in one cell are more than a spreadsheet takes."""
    flat = flatten(projection)
    path.mkdir(parents=True, exist_ok=True)
    _write_rows(path / "nodes.csv", NODE_FIELDS, join_lists(flat).nodes.values())
    scalars = [name for name in EDGE_FIELDS if name not in QUOTE_FIELDS]
    edges = (
        {"source": subject, "target": object_, **{k: v for k, v in data.items() if k in scalars}}
        for subject, object_, data in flat.edges(data=True)
    )
    _write_rows(path / "edges.csv", ("source", "target", *scalars), edges)
    quotes = (
        {"edge": data["id"], **dict(zip(QUOTE_FIELDS, quote, strict=True))}
        for _, _, data in flat.edges(data=True)
        for quote in zip(*(data.get(name, ()) for name in QUOTE_FIELDS), strict=True)
    )
    _write_rows(path / "quotes.csv", ("edge", *QUOTE_FIELDS), quotes)


def _write_rows(path: Path, fields: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(fields), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_json(projection: "nx.MultiDiGraph[str]", path: Path) -> None:
    import networkx as nx  # noqa: PLC0415 - 0.7 s

    flat = flatten(projection)
    for subject, object_, key, data in projection.edges(keys=True, data=True):
        told = [{k: v for k, v in item.items() if v is not None} for item in data.get("evidence") or ()]
        flat.edges[clean(subject), clean(object_), clean(key)]["evidence"] = told
    flat.graph.update({k: v for k, v in projection.graph.items() if v is not None})
    text = json.dumps(nx.node_link_data(flat, edges="edges"), indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _write_cypher(projection: "nx.MultiDiGraph[str]", path: Path) -> None:
    path.write_text(cypher_script(flatten(projection)), encoding="utf-8", newline="\n")


_WRITERS: dict[ExportFormat, Callable[["nx.MultiDiGraph[str]", Path], None]] = {
    ExportFormat.GRAPHML: _write_graphml,
    ExportFormat.GEXF: _write_gexf,
    ExportFormat.CSV: _write_csv,
    ExportFormat.JSON: _write_json,
    ExportFormat.CYPHER: _write_cypher,
}
