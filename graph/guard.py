"""Which Cypher a reader may send: statements that read the graph and nothing else.

A read transaction refuses writes, but `LOAD CSV` reads files of the server inside one, and procedures may do
anything. So a statement is judged by its words before it is sent. What could be understood in two ways is
refused rather than guessed: escapes by number, other than ASCII outside quotation marks, control characters.
Comments are taken out, so that no engine can see less or more of them than is seen here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import QueryError

__all__ = ["PROCEDURES", "check_ending", "check_reading"]

PROCEDURES = (
    "db.index.fulltext.queryNodes",
    "db.index.fulltext.queryRelationships",
    "db.labels",
    "db.propertyKeys",
    "db.relationshipTypes",
    "db.schema.nodeTypeProperties",
    "db.schema.relTypeProperties",
    "db.schema.visualization",
    "dbms.components",
)
"""The procedures that may be called; they read names and counts of the graph."""

_PROCEDURES = frozenset(name.lower() for name in PROCEDURES)
_NAMESPACES = frozenset("date datetime localdatetime time localtime duration point vector".split())
_BEGINNINGS = frozenset("CALL FILTER FOR LET MATCH OPTIONAL RETURN UNWIND WITH".split())
_WRITES = frozenset("CREATE DELETE DETACH FOREACH INSERT MERGE NODETACH REMOVE SET TRANSACTIONS".split())
_ADMINISTRATION = frozenset("ALTER COMMIT DENY DROP GRANT PERIODIC RENAME REVOKE SHOW TERMINATE USE".split())
_FILES = frozenset({"LOAD"})
_CLAUSES = frozenset("CALL FINISH MATCH RETURN UNWIND".split())
_JOINS = frozenset("NEXT UNION".split())
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_BEFORE_NAMES = frozenset({"AS", ":", "|", "&", "!", "$", "."})


class _Kind(StrEnum):
    TEXT = "text"
    QUOTED = "quoted"
    WORD = "word"
    NUMBER = "number"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str

    @property
    def is_name(self) -> bool:
        return self.kind in {_Kind.WORD, _Kind.QUOTED}

    @property
    def name(self) -> str:
        """The name that a word or a name between backticks stands for."""
        return self.text[1:-1].replace("``", "`") if self.kind is _Kind.QUOTED else self.text


_TOKEN = re.compile(
    r"""(?P<comment> //[^\r\n]* | /\*.*?\*/)
    | (?P<text>   '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<quoted> `(?:[^`]|``)*`)
    | (?P<number> 0[xX][0-9a-fA-F]+ | [0-9]+(?:[eE][+-]?[0-9]+)?)
    | (?P<word>   [A-Za-z_][A-Za-z0-9_]*)
    | (?P<space>  \s+)
    | (?P<symbol> \.\. | /\* | .)""",
    re.VERBOSE | re.DOTALL,
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPE = re.compile(r"""\\[\\'"`bfnrt]""")


def check_reading(statement: str) -> str:
    """The statement as it may be sent: without comments and without a semicolon at its end.

    `EXPLAIN` and `PROFILE` may stand before it.

    Raises:
        QueryError: It does more than read the graph, or cannot be judged.
    """
    if found := _CONTROL.search(statement):
        raise QueryError(f"refused: the statement has a control character (U+{ord(found[0]):04X})")
    tokens, clean = _split(statement)
    if tokens and tokens[-1].text == ";":
        tokens.pop()
        clean = clean.rstrip()[:-1]
    _check_beginning(tokens)
    for at, token in enumerate(tokens):
        if token.text == ";":
            raise QueryError("refused: one statement at a time")
        if token.kind is _Kind.WORD:
            _check_word(tokens, at)
        if token.is_name:
            _check_call(tokens, at)
    _last_clause(tokens)
    return clean.strip()


def check_ending(statement: str) -> None:
    """Refuses what an engine has run although it ends without a RETURN, as Neo4j would not.

    Raises:
        QueryError: It shows nothing.
    """
    tokens, _ = _split(statement)
    if _last_clause(tokens) not in {"RETURN", "FINISH", "CALL"}:
        raise QueryError("refused: the statement has no RETURN at its end, so there is nothing to show")


# ---------------------------------------------------------------------------------- words of a text


def _split(statement: str) -> tuple[list[_Token], str]:
    """The tokens, and the text with blanks in the place of comments and of unusual spaces."""
    tokens: list[_Token] = []
    clean: list[str] = []
    for found in _TOKEN.finditer(statement):
        kind, text = str(found.lastgroup), found[0]
        if kind == "comment":
            clean.append(re.sub(r"[^\n]", " ", _with_line_feeds(text)))
        elif kind == "space":
            clean.append(re.sub(r"[^\t\n]", " ", _with_line_feeds(text)))
        else:
            tokens.append(_checked(_Token(_Kind(kind), text)))
            clean.append(text)
    return tokens, "".join(clean)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _checked(token: _Token) -> _Token:
    if token.kind is _Kind.TEXT:
        _check_escapes(token.text)
    elif token.kind is _Kind.QUOTED and "\\" in token.text:
        raise QueryError("refused: a backslash in a name between backticks")
    elif token.kind is _Kind.SYMBOL:
        _check_symbol(token.text)
    return token


def _check_escapes(text: str) -> None:
    if "\\" in _ESCAPE.sub("", text) or "\\u" in text.lower():  # Neo4j reads \u0027 as a quotation mark
        raise QueryError(
            r"refused: of escapes only \\ \' \" \` \b \f \n \r \t are taken; "
            "write other characters as they are, or pass them as a parameter"
        )


def _check_symbol(symbol: str) -> None:
    if symbol in {"'", '"', "`", "/*"}:
        raise QueryError(f"refused: {symbol} is opened and not closed")
    if symbol == "\\":
        raise QueryError("refused: a backslash outside quotation marks")
    if not symbol.isascii():
        raise QueryError(f"refused: {symbol!r} outside quotation marks; put names that need it in backticks")


# ---------------------------------------------------------------------------------------- judgement


def _check_beginning(tokens: Sequence[_Token]) -> None:
    words = iter(tokens)
    for token in words:
        word = token.text.upper()
        if word == "CYPHER":
            _skip_version(words)
        elif word not in {"EXPLAIN", "PROFILE"}:
            break
    else:
        raise QueryError("there is no statement")
    if token.kind is not _Kind.WORD or word not in _BEGINNINGS:
        raise QueryError(
            f"refused: {token.text} …; what only reads begins with MATCH, OPTIONAL MATCH, WITH, UNWIND, CALL "
            "or RETURN, with EXPLAIN or PROFILE before it if you like"
        )


def _skip_version(words: Iterator[_Token]) -> None:
    token = next(words, None)
    if token is None or token.kind is not _Kind.NUMBER:
        raise QueryError("refused: options after CYPHER other than its version")


def _check_word(tokens: Sequence[_Token], at: int) -> None:
    word = tokens[at].text.upper()
    following = tokens[at + 1].text.upper() if at + 1 < len(tokens) else ""
    if word in _FILES and (following == "CSV" or not _is_property(tokens, at)):
        raise QueryError(f"refused: {word} reads files of the server{_as_name(tokens[at].text)}")
    if _is_property(tokens, at):
        return
    if word in _WRITES:
        raise QueryError(f"refused: {word} changes the graph{_as_name(tokens[at].text)}")
    if word in _ADMINISTRATION:
        raise QueryError(f"refused: {word} is administration{_as_name(tokens[at].text)}")


def _last_clause(tokens: Sequence[_Token]) -> str:
    """The clause that the statement ends with; nothing follows a RETURN, as the embedded engine would let it.

    Raises:
        QueryError: Something does.
    """
    last: list[str] = [""]  # clause of each bracket that is open
    for at, token in enumerate(tokens):
        if token.text in _OPENING:
            last.append("")
        elif token.text in _CLOSING and len(last) > 1:
            last.pop()
        word = _clause(tokens, at)
        if word in _JOINS:
            last[-1] = ""
        elif word:
            if last[-1] == "RETURN":
                raise QueryError(f"refused: {word} after RETURN, which ends a statement (UNION joins two)")
            last[-1] = word
    return last[0]


def _clause(tokens: Sequence[_Token], at: int) -> str:
    """The clause, or the joint of two, that begins with this word; an empty text where it is a name."""
    word = tokens[at].text.upper()
    if tokens[at].kind is not _Kind.WORD or word not in _CLAUSES | _JOINS:
        return ""
    before = tokens[at - 1].text.upper() if at else ""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return "" if before in _BEFORE_NAMES or following == ":" else word


def _as_name(word: str) -> str:
    return f"; if it is a name, write `{word}` in backticks"


def _is_property(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the word is a property (`c.start`, `c {.start}`) or a parameter (`$set`)."""
    before = tokens[at - 1].text if at else ""
    if before == "$":
        return True
    owner = tokens[at - 2] if at > 1 else None
    return before == "." and owner is not None and (owner.is_name or owner.text in {")", "]", "}", "{", ","})


def _check_call(tokens: Sequence[_Token], at: int) -> None:
    """Judges `CALL procedure` and a call of a function with a name space."""
    before = tokens[at - 1].text.upper() if at else ""
    if before == "." and at > 1 and tokens[at - 2].is_name:
        return  # judged where the name begins
    name, following = _dotted(tokens, at)
    if before == "CALL" and tokens[at - 1].kind is _Kind.WORD:
        if name.lower() not in _PROCEDURES:
            raise QueryError(f"refused: the procedure {name}; these may be called: {', '.join(PROCEDURES)}")
    elif following == "(" and "." in name and name.split(".")[0].lower() not in _NAMESPACES:
        raise QueryError(f"refused: the function {name}; no functions of other libraries are called here")


def _dotted(tokens: Sequence[_Token], at: int) -> tuple[str, str]:
    """The name with dots that begins here, and the token after it."""
    parts = [tokens[at].name]
    at += 1
    while at + 1 < len(tokens) and tokens[at].text == "." and tokens[at + 1].is_name:
        parts.append(tokens[at + 1].name)
        at += 2
    return ".".join(parts), tokens[at].text if at < len(tokens) else ""
