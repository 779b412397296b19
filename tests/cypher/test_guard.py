"""What `alliances cypher` lets through, and what not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.guard import PROCEDURES, check_ending, check_reading

from .attempts import REFUSED

READING = """
MATCH (n) RETURN n
match (c:Country {id: $id})-[r:MEMBER_OF]->(b) return c.name, r.since order by r.since desc limit 10
OPTIONAL MATCH (n:Country) WHERE n.name STARTS WITH 'set' RETURN n
MATCH (n) WHERE n.name = "DELETE; // no" RETURN n
MATCH (n) RETURN n.set, n.load, n.create, n . delete
MATCH (c:Claim) RETURN c {.start, .set, .load}
MATCH (n:`Set`)-[r:`LOAD CSV`]->(m {`delete`: 1}) RETURN n AS `merge`
RETURN $set, $load
EXPLAIN MATCH (n) RETURN n
profile match (n) return n
CYPHER 25 MATCH (n) RETURN n
CYPHER 5 EXPLAIN MATCH (n) RETURN n
UNWIND [1, 2] AS x RETURN x
WITH 1 AS x RETURN x;
CALL db.labels()
CALL `db`.`labels`() YIELD label RETURN label
CALL db.index.fulltext.queryNodes('article_text', 'Mali') YIELD node RETURN node.title
CALL () { MATCH (n:Country) RETURN n UNION MATCH (n:Bloc) RETURN n } RETURN n.name
MATCH (n) CALL (n) { MATCH (n)--(m) RETURN count(m) AS c } RETURN n.name, c
MATCH p = allShortestPaths((a)-[*..4]-(b)) WHERE all(r IN relationships(p) WHERE r.sources > 1) RETURN p
MATCH (a) ((x)-[r]-(y)){1,3} (b) RETURN [n IN x | n.name]
RETURN date('2024-07-06'), date.truncate('month', date()), duration.between(date(), date())
RETURN 1.5, .5, 1e3, 0x1F, [1, 2][0..1], 'it''s'
MATCH (n) WHERE EXISTS { MATCH (n)--(m) WHERE m.name =~ '(?i)ma.*' } RETURN COUNT { (n)--() }
RETURN 'Côte d\\'Ivoire', "a \\" b", 'tab\\t', '\\\\'
MATCH (n {name: 'Côte d’Ivoire'}) RETURN n.`naïve`
""".strip().splitlines()


@pytest.mark.parametrize("statement", READING)
def test_reading_is_let_through(statement: str) -> None:
    assert check_reading(statement) == statement.rstrip(";")


@pytest.mark.parametrize("statement", REFUSED)
def test_anything_else_is_refused(statement: str) -> None:
    with pytest.raises(QueryError):
        check_reading(statement)


@pytest.mark.parametrize("statement", ["", "  \n", "// nothing", "/* nothing */ ;", "EXPLAIN", "CYPHER 5"])
def test_nothing_to_run_is_refused(statement: str) -> None:
    with pytest.raises(QueryError):
        check_reading(statement)


@pytest.mark.parametrize(
    ("name", "between"),
    [
        ("carriage return", "\r"),
        ("line feed", "\n"),
        ("tab", "\t"),
        ("form feed", "\f"),
        ("vertical tab", "\v"),
        ("no-break space", "\u00a0"),
        ("em space", "\u2003"),
        ("ideographic space", "\u3000"),
        ("line separator", "\u2028"),
        ("paragraph separator", "\u2029"),
        ("next line", "\u0085"),
        ("file separator", "\x1c"),
        ("zero-width space", "\u200b"),
        ("byte order mark", "\ufeff"),
        ("Mongolian vowel separator", "\u180e"),
        ("nothing", "\0"),
        ("comment", "/* */"),
        ("comment to the end of the line", "// ' \n"),
        ("comment that a carriage return ends", "// ' \r"),
        ("comment that a line separator may end", "// ' \u2028"),
    ],
)
def test_load_csv_is_found_whatever_stands_between(name: str, between: str) -> None:
    with pytest.raises(QueryError):
        check_reading(f"LOAD{between}CSV FROM 'file:///etc/passwd' AS line RETURN line"), name
    with pytest.raises(QueryError):
        check_reading(f"RETURN 1{between}LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line // '"), name


@pytest.mark.parametrize(
    ("statement", "sent"),
    [
        ("/*/ LOAD CSV FROM 'x' AS line RETURN line //*/ RETURN 1", "RETURN 1"),
        (r"RETURN 1 // \u000a LOAD CSV FROM 'x' AS line RETURN line", "RETURN 1"),
        ("RETURN 1 // '\r, 2 // '", "RETURN 1     \n, 2"),
        (r"RETURN 'a\' // DELETE n //'", r"RETURN 'a\' // DELETE n //'"),
        ("RETURN '/*' /* ' */ AS x", "RETURN '/*'         AS x"),
    ],
)
def test_comments_are_taken_out(statement: str, sent: str) -> None:
    assert check_reading(statement) == sent


def test_lines_stay_where_they_are() -> None:
    sent = check_reading("MATCH (n) // one\r\nWHERE /* two\n */ n.name = '// no' // 'three\n  RETURN n")
    assert sent.split() == "MATCH (n) WHERE n.name = '// no' RETURN n".split()
    assert sent.splitlines()[-1] == "  RETURN n"
    assert sent.count("\n") == 3


def test_unusual_spaces_become_blanks() -> None:
    assert check_reading("MATCH\u00a0(n)\u3000RETURN 'a\u00a0b'") == "MATCH (n) RETURN 'a\u00a0b'"


def test_a_control_character_is_named() -> None:
    with pytest.raises(QueryError, match=r"U\+001B"):
        check_reading("RETURN '\x1b[31m'")


def test_the_refusal_says_how_to_name_a_name() -> None:
    with pytest.raises(QueryError, match="`load` in backticks"):
        check_reading("MATCH (n) RETURN n AS load")


def test_the_refusal_says_which_procedures_there_are() -> None:
    with pytest.raises(QueryError, match=r"apoc\.load\.json.*db\.labels"):
        check_reading("CALL apoc.load.json('x')")


@pytest.mark.parametrize("name", PROCEDURES)
def test_the_procedures_that_may_be_called(name: str) -> None:
    assert check_reading(f"CALL {name}()") == f"CALL {name}()"


WORDS = ("LOAD", "CSV", "load csv", "SET", "MATCH (n)", "RETURN 1", "CALL", "apoc.load.json()")

# Pieces of statements, of quotation and of comments, in any order: what is let through is judged again by a
# reader of its own, which knows nothing but how quotation marks work.
PIECES = st.lists(
    st.sampled_from([*"'\"`\\/*.;{}x \n\r\t\u2028", "//", "/*", "*/", "\\'", "\\u0027", *WORDS]), max_size=14
).map("".join)
QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`""", re.DOTALL)


@given(PIECES)
def test_nothing_smuggled_in_pieces(pieces: str) -> None:
    try:
        sent = check_reading(f"MATCH (n) RETURN 1 {pieces}")
    except QueryError:
        return
    outside = QUOTED.sub(" q ", sent)
    assert not re.search(r"['\"`\\;]|//|/\*", outside)
    assert not re.search(r"(?i)\bload\s+csv\b|\bapoc\b\s*\.", outside)
    assert "\\u" not in sent
    assert check_reading(sent) == sent


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("RETURN 1 AS x RETURN 2", "RETURN after RETURN"),
        ("RETURN 1 AS x return 2", "RETURN after RETURN"),
        ("RETURN 1 AS x MATCH (n) RETURN n", "MATCH after RETURN"),
        ("RETURN 1 AS x UNION RETURN 2 AS x RETURN 3", "RETURN after RETURN"),
        ("CALL () { RETURN 1 AS x RETURN 2 AS y } RETURN x", "RETURN after RETURN"),
        ("MATCH (n)", "no RETURN at its end"),
        ("WITH 1 AS x", "no RETURN at its end"),
        ("RETURN 1 AS x UNION MATCH (n)", "no RETURN at its end"),
        ("MATCH (n) WHERE EXISTS { MATCH (n) RETURN 1 }", "no RETURN at its end"),
    ],
)
def test_a_statement_returns_once_at_its_end(statement: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        check_ending(check_reading(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "RETURN 1 AS x UNION RETURN 2 AS x",
        "RETURN 1 AS match, {return: 2, unwind: 3}.return AS x",
        "MATCH (n:Return|Match)-[r:CALL]-() RETURN n.call, r",
        "RETURN COLLECT { MATCH (n) RETURN n.name } AS names ORDER BY names",
        "RETURN [x IN [1] WHERE EXISTS { MATCH (n) RETURN n } | x] AS x, COUNT { MATCH (n) RETURN n } AS y",
        "CALL db.labels()",
        "MATCH (n) FINISH",
    ],
)
def test_words_of_clauses_that_are_names_or_inside(statement: str) -> None:
    assert check_reading(statement) == statement
    check_ending(statement)
