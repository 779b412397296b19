"""Every format is read back and is equal to the flat projection; parallel edges, and where there is one."""

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.exports import EXPORT_FORMATS, ExportFormat, write_export
from graph.exports.cypher import cypher_statements, literal
from graph.exports.flat import LIST_SEPARATOR, QUOTE_FIELDS, flatten, join_lists
from graph.store import Engine
from tests.views.synthetic import Projection, empty, one_edge, one_node, sahel, synthetic

Made = Callable[[], Projection]
AWKWARD = 'it\'s "quoted" \\ back\\slash\nline\ttab <b>&amp;</b> {x} $y `z` \u2028 \U0001f30d é'


def awkward() -> Projection:
    """Texts that have to be escaped, in every place."""
    projection = sahel()
    projection.nodes["MLI"].update(name=AWKWARD, aliases=[AWKWARD, "plain"])
    for _, _, data in projection.edges(data=True):
        data["role"] = AWKWARD
        for item in data["evidence"]:
            item.update(quote=AWKWARD, title=AWKWARD, url=None)
    return projection


def many() -> Projection:
    return synthetic(120, 900)


ALL = [empty, one_node, one_edge, sahel, awkward, many]


def nodes_of(network: Any) -> dict[str, dict[str, Any]]:
    return {key: {"id": key, **data} for key, data in network.nodes(data=True)}


def edges_of(network: Any) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(a, b, data["id"]): dict(data) for a, b, data in network.edges(data=True)}


def expected(projection: Projection) -> tuple[dict[str, Any], dict[Any, Any]]:
    joined = join_lists(flatten(projection))
    return nodes_of(joined), edges_of(joined)


@pytest.mark.parametrize("make", ALL)
def test_graphml(make: Made, tmp_path: Path) -> None:
    write_export(make(), tmp_path / "x.graphml")
    read = nx.read_graphml(tmp_path / "x.graphml", force_multigraph=True)
    assert (nodes_of(read), edges_of(read)) == expected(make())


@pytest.mark.parametrize("make", ALL)
def test_gexf(make: Made, tmp_path: Path) -> None:
    write_export(make(), tmp_path / "x.gexf")
    read: Any = nx.read_gexf(tmp_path / "x.gexf")
    nodes = {k: without(d, {"label", "viz"}) for k, d in nodes_of(read).items()}
    extra = {"label", "viz", "weight", "start", "end", "edge_id"}
    edges = {k: without(d, extra) for k, d in edges_of(read).items()}
    assert (nodes, edges) == expected(make())


def without(data: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {k: v for k, v in data.items() if k not in names}


def test_gexf_has_colours_and_dates(tmp_path: Path) -> None:
    write_export(sahel(), tmp_path / "x.gexf")
    text = (tmp_path / "x.gexf").read_text(encoding="utf-8")
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text
    assert 'start="1975-05-28"' in text
    assert 'end="2025-01-28"' in text  # the last day on which it held
    assert "viz:color" in text


@pytest.mark.parametrize("make", ALL)
def test_csv(make: Made, tmp_path: Path) -> None:
    write_export(make(), tmp_path / "tables")
    nodes, edges = expected(make())
    assert {row["id"]: row for row in rows(tmp_path / "tables" / "nodes.csv")} == {
        key: as_text(data) for key, data in nodes.items()
    }
    found = {(r["source"], r["target"], r["id"]): r for r in rows(tmp_path / "tables" / "edges.csv")}
    assert found == {
        key: as_text({"source": key[0], "target": key[1], **without(data, QUOTE_FIELDS)})
        for key, data in edges.items()
    }
    quotes: dict[str, list[dict[str, str]]] = {}
    for row in rows(tmp_path / "tables" / "quotes.csv"):
        quotes.setdefault(row["edge"], []).append(row)
    assert {
        edge: {name: LIST_SEPARATOR.join(row.get(name, "") for row in told) for name in QUOTE_FIELDS}
        for edge, told in quotes.items()
    } == {
        data["id"]: {name: data[name] for name in QUOTE_FIELDS} for data in edges.values() if "quotes" in data
    }


def test_csv_has_no_cell_that_a_spreadsheet_cuts(tmp_path: Path) -> None:
    projection = one_edge()
    for _, _, data in projection.edges(data=True):
        data["evidence"] *= 2000
    write_export(projection, tmp_path / "tables")
    for path in (tmp_path / "tables").iterdir():
        assert all(len(cell) < 32_767 for row in rows(path) for cell in row.values())
    assert len(rows(tmp_path / "tables" / "quotes.csv")) == 2000


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if v != ""} for row in csv.DictReader(file)]


def as_text(data: dict[str, Any]) -> dict[str, str]:
    return {k: str(v) for k, v in data.items() if v != ""}


@pytest.mark.parametrize("make", ALL)
def test_json(make: Made, tmp_path: Path) -> None:
    write_export(make(), tmp_path / "x.json")
    read = nx.node_link_graph(json.loads((tmp_path / "x.json").read_text(encoding="utf-8")), edges="edges")
    flat = flatten(make())
    assert nodes_of(read) == nodes_of(flat)
    assert {k: without(d, {"evidence"}) for k, d in edges_of(read).items()} == edges_of(flat)
    quotes = [item["quote"] for _, _, d in read.edges(data=True) for item in d["evidence"]]
    assert len(quotes) == sum(len(d["evidence"]) for _, _, d in make().edges(data=True))
    assert read.graph["newest"] == make().graph["newest"] if make().graph["newest"] else True


@pytest.mark.filterwarnings("ignore:.*already exists")  # on purpose: the script runs twice
@pytest.mark.parametrize("make", [one_edge, sahel, awkward, many])
def test_cypher(make: Made, engine: Engine) -> None:
    flat = flatten(make())
    for _ in range(2):  # the second run changes nothing
        run_script(engine, cypher_statements(flat))
    nodes = engine.read("MATCH (n) RETURN n.id AS id, properties(n) AS data")
    assert {row["id"]: row["data"] for row in nodes} == nodes_of(flat)
    found = engine.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, r.id AS id, type(r) AS type, properties(r) AS data"
    )
    assert len(found) == flat.number_of_edges()
    assert {(r["a"], r["b"], r["id"]): r["data"] for r in found} == edges_of(flat)
    for row in found:
        wanted = row["data"]["relation"] if row["data"]["status"] == "asserted" else row["data"]["status"]
        assert row["type"] == wanted.upper()


def run_script(engine: Engine, statements: Iterable[str]) -> None:
    for statement in statements:
        if statement.startswith("CREATE CONSTRAINT"):
            engine.declare(statement)
        else:
            engine.write(lambda tx, s=statement: tx.run(s))  # type: ignore[misc]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_literals_stay_in_their_quotes(text: str) -> None:
    quoted = literal(text)
    assert quoted.startswith("'")
    assert quoted.endswith("'")
    inner = quoted[1:-1].replace("\\\\", "").replace("\\'", "")
    assert "'" not in inner
    assert "\n" not in inner
    assert unquote(quoted) == text


def unquote(quoted: str) -> str:
    """What Cypher makes of the literal."""
    result, inner, i = "", quoted[1:-1], 0
    plain = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'"}
    while i < len(inner):
        if inner[i] != "\\":
            result, i = result + inner[i], i + 1
        elif inner[i + 1] == "u":
            result, i = result + chr(int(inner[i + 2 : i + 6], 16)), i + 6
        else:
            result, i = result + plain[inner[i + 1]], i + 2
    return result


@pytest.mark.parametrize("value", [object(), {"a b": 1}, {"x`": 1}, {1: 2}])
def test_literals_of_nothing_else(value: object) -> None:
    with pytest.raises(TypeError):
        literal(value)


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_same_input_gives_the_same_bytes(form: ExportFormat, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        write_export(sahel(), tmp_path / name, form)
        path = tmp_path / name
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        contents.append([file.read_bytes() for file in files])
    assert contents[0] == contents[1]


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_control_characters_and_half_surrogates(form: ExportFormat, tmp_path: Path) -> None:
    projection = sahel()
    projection.nodes["MLI"]["name"] = "Ma\x00\x0bli\ud800"
    write_export(projection, tmp_path / "out", form)
    assert flatten(projection).nodes["MLI"]["name"] == "Mali"


def test_the_projection_is_not_changed(tmp_path: Path) -> None:
    projection = sahel()
    for form in EXPORT_FORMATS:
        write_export(projection, tmp_path / form.value, form)
    assert list(projection.nodes(data=True)) == list(sahel().nodes(data=True))
    assert list(projection.edges(keys=True, data=True)) == list(sahel().edges(keys=True, data=True))


def test_lists_have_one_entry_a_quote() -> None:
    flat = flatten(sahel())
    told = [d for _, _, d in flat.edges(data=True) if "quotes" in d]
    assert told
    for data in told:
        assert len(data["quotes"]) == len(data["articles"]) == len(data["outlets"]) == len(data["links"])
    assert (
        LIST_SEPARATOR.join(told[0]["quotes"])
        == join_lists(flat).edges[
            next(iter(key for key in flat.edges(keys=True) if flat.edges[key] is told[0]))
        ]["quotes"]
    )


def test_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not say which format"):
        write_export(sahel(), tmp_path / "x.docx")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        write_export(sahel(), tmp_path / "no" / "x.json")
