"""Heads of queries, arguments as people write them, and the command line."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.cli import run
from graph.cli.console import _console
from graph.errors import QueryError, UnknownNameError, UsageError
from graph.model import ActorKind
from graph.queries import actor_named, find_query, parse_query, read_queries, resolve_arguments, run_query
from graph.store import Store

from .world import build

HEAD = "// Members\n// Who?\n"
TAKES_ALL = parse_query(
    "all",
    HEAD
    + """// $country: country = any, e.g. Mali
// $bloc: bloc = any, e.g. AES
// $minister: minister = any, e.g. Lin Daoyu
// $actor: actor = any, e.g. Mali
// $relation: relation = any, e.g. met_with
// $since: first-day = any, e.g. 2024
// $day: last-day = today, e.g. 2024
// $number: number = 5, e.g. 10
// $text: text = any, e.g. gold
RETURN $country""",
)


# ------------------------------------------------------------------------------------------- heads


def test_parse() -> None:
    query = parse_query("x", f"{HEAD}// $day: last-day = today, e.g. 2024-07 (a month)\nRETURN $day\n")
    assert (query.title, query.question, query.statement) == ("Members", "Who?", "RETURN $day")
    [parameter] = query.parameters
    assert (parameter.name, parameter.type, parameter.default) == ("day", "last-day", "today")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("RETURN 1", "no title and question"),
        ("// Members\nRETURN 1", "no title and question"),
        ("// Members\n// Who.\nRETURN 1", "no title and question"),
        (HEAD, "no statement"),
        (f"{HEAD}// $day: last-day\nRETURN $day", "is no parameter"),
        (f"{HEAD}// day: last-day, e.g. 2024\nRETURN $day", "is no parameter"),
        (f"{HEAD}// $day: date, e.g. 2024\nRETURN $day", "'date' is no type"),
    ],
)
def test_a_faulty_head_is_told(text: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=re.escape(complaint)):
        parse_query("x", text)


def test_a_query_is_found_by_its_name() -> None:
    assert find_query("Members_of_Bloc") is read_queries()["members-of-bloc"]
    with pytest.raises(UsageError, match="near to it: members-of-bloc"):
        find_query("members-of-blok")
    with pytest.raises(UsageError, match="lists them"):
        find_query("zzz")


# --------------------------------------------------------------------------------------- arguments


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("country", "Mali", "MLI"),
        ("country", "mli", "MLI"),
        ("country", "Republic of Mali", "MLI"),
        ("country", "Türkiye", "TUR"),
        ("country", "any", None),
        ("bloc", "Ecowas", "ECOWAS"),
        ("bloc", "Alliance of Sahel States", "AES"),
        ("minister", "Lin Daoyu", "lin-daoyu"),
        ("minister", "toure", "idrissa-toure"),
        ("minister", "idrissa-toure", "idrissa-toure"),
        ("actor", "Velkov", "boris-velkov"),
        ("actor", "Russia", "RUS"),
        ("relation", "SIGNED_MOU_WITH", "signed_mou_with"),
        ("since", "2024", "2024-01-01"),
        ("since", "2024-02", "2024-02-01"),
        ("day", "2024", "2024-12-31"),
        ("day", "2024-02", "2024-02-29"),
        ("day", " 2024-07-06 ", "2024-07-06"),
        ("number", "7", 7),
        ("text", "any", None),
        ("text", "'; DROP", "'; DROP"),
    ],
)
def test_what_people_write(local_world: Store, name: str, written: str, value: object) -> None:
    assert resolve_arguments(TAKES_ALL, local_world, {name: written})[name] == value


@pytest.mark.parametrize(
    ("name", "written", "complaint"),
    [
        ("country", "Atlantis", "no country, bloc or minister is called 'Atlantis'"),
        ("country", "AES", "'AES' is a bloc; a country is asked for"),
        ("bloc", "Mali", "'Mali' is a country; a bloc is asked for"),
        ("minister", "Mali", "'Mali' is a country; a minister is asked for"),
        ("relation", "loves", "'loves' is no relation"),
        ("since", "July", "is no ISO date"),
        ("day", "2024-02-30", "day"),
        ("day", "2024-13", "month"),
        ("number", "0", "no whole number"),
        ("number", "1e9", "no whole number"),
        ("number", "-1", "no whole number"),
        ("nation", "Mali", "has no parameter 'nation'; it takes country, bloc"),
    ],
)
def test_what_means_nothing_is_told(local_world: Store, name: str, written: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=re.escape(complaint)):
        resolve_arguments(TAKES_ALL, local_world, {name: written})


def test_what_is_missing_is_told_with_an_example(local_world: Store) -> None:
    with pytest.raises(UsageError, match="needs a bloc: --param bloc=AES"):
        run_query(find_query("members-of-bloc"), local_world, {})


def test_a_name_near_to_it_is_told(local_world: Store) -> None:
    with pytest.raises(UnknownNameError, match="near to it: Idrissa Touré"):
        actor_named("Idrissa Toura", local_world)


def test_a_name_of_several_is_told(local_world: Store) -> None:
    with pytest.raises(UsageError, match=r"Congo.*\(COD\) or .*Congo.*\(COG\); name it by its id"):
        actor_named("Congo", local_world, [ActorKind.COUNTRY])


# -------------------------------------------------------------------------------- the command line

Alliances = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up world as a folder that no process has open."""
    from graph.store import open_store

    path = tmp_path_factory.mktemp("command") / "world.db"
    with open_store(path) as store:
        build(store)
    return path


@pytest.fixture
def alliances(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path) -> Alliances:
    """Runs a command on the made-up world; gives exit code, output and errors."""
    monkeypatch.delenv("NEO4J_URI", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        _console.cache_clear()
        capsys.readouterr()
        code = run([*arguments, "--db", str(folder)])
        return code, *capsys.readouterr()

    return call


def test_listed(alliances: Alliances) -> None:
    code, out, _ = alliances("query")
    assert code == 0
    for query in read_queries().values():
        assert f"{query.name}\n  {query.question}\n" in out
    assert "--param day=…  last-day, today if left out; such as 2025-02-01" in out


def test_listed_for_programs(alliances: Alliances) -> None:
    _, out, _ = alliances("query", "--json")
    listed = json.loads(out)
    assert [query["name"] for query in listed] == list(read_queries())
    assert listed[0]["parameters"][0].keys() == {"name", "type", "default", "example"}


def test_a_table(alliances: Alliances) -> None:
    code, out, err = alliances("query", "members-of-bloc", "--param", "bloc=AES", "--param", "day=2024")
    assert (code, err) == (0, "")
    title, *lines = (line.rstrip() for line in out.splitlines())
    assert title == "Members of a bloc on a date: bloc AES, day 2024-12-31"
    cells = [re.split(r"\s{2,}", line.strip()) for line in lines if line.strip(" ─")]
    assert cells[0] == ["member", "standing", "since", "disputed", "origin", "articles", "edge"]
    assert cells[1][:5] == ["Burkina Faso", "member", "2023-09-16", "no", "reference"]
    assert cells[-1] == ["3 rows"]


def test_lists_in_a_cell(alliances: Alliances) -> None:
    _, out, _ = alliances("query", "paths-between", "--param", "one=Amina Diarra", "--param", "other=Turkey")
    assert "Amina Diarra; Mali; Turkey" in out


def test_rows_for_programs(alliances: Alliances) -> None:
    _, out, _ = alliances("query", "planned-not-signed", "--json")
    found = json.loads(out)
    assert found["query"] == "planned-not-signed"
    assert found["parameters"] == {"country": None}
    assert [row["one"] for row in found["rows"]] == ["Niger", "Turkey"]


def test_no_rows(alliances: Alliances) -> None:
    code, out, _ = alliances("query", "who-signed-for-whom", "--param", "country=Iran")
    assert code == 0
    assert out.splitlines()[-1] == "0 rows"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("query", "nothing"), "there is no query 'nothing'"),
        (("query", "members-of-bloc"), "needs a bloc: --param bloc=AES"),
        (("query", "members-of-bloc", "--param", "AES"), "write it as NAME=VALUE"),
        (("query", "--param", "bloc=AES"), "name the query"),
        (("query", "memberships-of-country", "--param", "country=AES"), "'AES' is a bloc"),
        (("cypher", "CREATE (n)"), "refused: CREATE"),
        (("cypher", "MATCH (n) RETRN n"), ""),
        (("cypher", "RETURN $n", "--param", "n:=x"), "'x' is no JSON"),
        (("cypher", ""), "there is no statement"),
    ],
)
def test_wrong_use(alliances: Alliances, arguments: tuple[str, ...], complaint: str) -> None:
    code, out, err = alliances(*arguments)
    assert (code, out) == (2, "")
    assert complaint in err
    assert "Traceback" not in err


def test_cypher(alliances: Alliances) -> None:
    statement = "MATCH (c:Country {id: $id}) RETURN c.name AS name, $n + 1 AS n, null AS nothing"
    code, out, _ = alliances("cypher", statement, "--param", "id=MLI", "--param", "n:=4")
    assert code == 0
    assert [line.split() for line in out.splitlines() if line.strip(" ─")] == [
        ["name", "n", "nothing"],
        ["Mali", "5"],
        ["1", "row"],
    ]
    _, out, _ = alliances("cypher", statement, "--param", "id=MLI", "--param", "n:=4", "--json")
    assert json.loads(out) == {"rows": [{"name": "Mali", "n": 5, "nothing": None}]}


def test_a_statement_from_standard_input(alliances: Alliances, monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    monkeypatch.setattr("sys.stdin", StringIO("// how many\nMATCH (c:Country)\nRETURN count(c) AS n;\n"))
    _, out, _ = alliances("cypher", "-", "--json")
    assert json.loads(out) == {"rows": [{"n": 8}]}


def test_what_an_article_says_does_not_steer_the_terminal(alliances: Alliances) -> None:
    _, out, _ = alliances("cypher", "RETURN $text AS text", "--param", "text=\x1b[31mred\x1b[0m")
    assert "\x1b" not in out
    assert "red" in out
