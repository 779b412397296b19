"""Where articles come from: files, folders, standard input. Everything is lazy, one article at a time."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Protocol

from graph.errors import UsageError
from graph.model import Article, Problem
from graph.reading.days import parse_day
from graph.reading.decoding import decode
from graph.reading.documents import declared_encoding, parse_html, parse_markdown, parse_plain
from graph.reading.drafts import Defaults, article_of
from graph.reading.faults import Fault
from graph.reading.records import LONGEST, Record, iterate_lines, iterate_packed_lines, parse_json

__all__ = ["FORMATS", "FileSource", "FolderSource", "Source", "StreamSource", "read_paths"]

_SUFFIXES = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl.gz",
    ".ndjson.gz": "jsonl.gz",
}
FORMATS = tuple(dict.fromkeys(_SUFFIXES.values()))
"""The formats that are read."""

_NO_DEFAULTS = Defaults()
_ADDRESSES = ("http://", "https://", "ftp://")


class Source(Protocol):
    """Something that yields articles, and a problem for each text that it cannot read."""

    def __iter__(self) -> Iterator[Article | Problem]:
        """Yields lazily, in an order that is the same every time."""


@dataclass(frozen=True, slots=True)
class StreamSource:
    """An open stream, such as standard input; `format` says what it holds."""

    stream: BinaryIO
    format: str
    defaults: Defaults = _NO_DEFAULTS
    name: str = "-"
    stem: str = "stdin"

    def __iter__(self) -> Iterator[Article | Problem]:
        """Yields the articles of the stream, once."""
        return _read(self.stream, self.format, _Origin(self.name, self.stem, self.defaults))


@dataclass(frozen=True, slots=True)
class FileSource:
    """One file; `format` overrides what its name says."""

    path: str
    format: str | None = None
    defaults: Defaults = _NO_DEFAULTS

    def __iter__(self) -> Iterator[Article | Problem]:
        """Yields the articles of the file."""
        file_format = self.format or _format_of(self.path)
        if file_format is None:
            yield Problem(self.path, "", f"not a format that is read ({', '.join(FORMATS)})")
            return
        try:
            data = _read_data(self.path) if file_format == "txt" else {}
        except Fault as fault:
            yield Problem(_data_file(self.path), "", f"{fault.reason}; the text beside it is not read")
            return
        origin = _Origin(self.path, _stem(self.path), self.defaults, data)
        try:
            with open(self.path, "rb") as stream:  # noqa: PTH123 - the path is shown as it was given
                yield from _read(stream, file_format, origin)
        except OSError as error:
            yield Problem(self.path, "", _plain_reason(error))


@dataclass(frozen=True, slots=True)
class FolderSource:
    """All files of a folder and its folders whose names end as a format's; hidden ones are passed over."""

    path: str
    defaults: Defaults = _NO_DEFAULTS

    def __iter__(self) -> Iterator[Article | Problem]:
        """Yields the articles of all files: each folder's own in order of their names, then its folders'."""
        empty = True
        for found in _walk(self.path):
            empty = False
            if isinstance(found, Problem):
                yield found
            else:
                yield from FileSource(found, defaults=self.defaults)
        if empty:
            yield Problem(self.path, "", f"nothing to read in the folder ({', '.join(FORMATS)})")


def read_paths(
    paths: Sequence[str],
    *,
    format: str | None = None,  # noqa: A002 - as the option is called
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Problem]:
    """The articles of files, folders and standard input (`-`), in the order given, lazily.

    `format` (one of `FORMATS`) says what standard input is, and overrides the names of the files that are
    given themselves. `published`, `source` and `url` are for articles that do not say. A second record with
    the id of an earlier one is a problem; the same file named twice is read once.

    Raises:
        UsageError: The options do not fit together, or have no meaning.
    """
    defaults = Defaults(_checked_day(published), source or None, url or None)
    checked = _checked_format(format)
    if url and (len(paths) != 1 or not _holds_one(paths[0], checked)):
        raise UsageError("--url is the address of one article; name one file with it")
    if paths.count("-") > 1:
        raise UsageError("standard input can be read once only")
    if "-" in paths and checked is None:
        raise UsageError(f"say what standard input holds: --format {'|'.join(FORMATS)}")
    sources = [_source(path, checked, defaults, stdin, paths) for path in dict.fromkeys(paths)]
    return _once(item for each in sources for item in each)


def _source(
    path: str, file_format: str | None, defaults: Defaults, stdin: BinaryIO | None, paths: Sequence[str]
) -> Source | tuple[Problem, ...]:
    if path == "-":
        return StreamSource(stdin or sys.stdin.buffer, file_format or "", defaults)
    if path.lower().startswith(_ADDRESSES):
        return (Problem(path, "", "addresses are not fetched yet; save the page and name the file"),)
    if Path(path).is_dir():
        return FolderSource(path, defaults)
    if not os.path.lexists(path):
        return (Problem(path, "", "no such file or folder"),)
    if text := _text_beside(path):
        if text in paths:
            return ()
        return (Problem(path, "", f"holds the data of {PurePath(text).name} beside it; name that"),)
    return FileSource(path, file_format, defaults)


def _holds_one(path: str, file_format: str | None) -> bool:
    return not Path(path).is_dir() and (file_format or _format_of(path)) not in {"jsonl", "jsonl.gz"}


def _checked_day(published: str | None) -> str | None:
    if published is None:
        return None
    try:
        return parse_day(published)
    except ValueError:
        raise UsageError(f"--published {published}: not a day such as 2024-07-06") from None


def _checked_format(name: str | None) -> str | None:
    if name is None:
        return None
    known = _SUFFIXES.get("." + name.lower().removeprefix("."))
    if known is None:
        raise UsageError(f"--format {name}: not one of {', '.join(FORMATS)}")
    return known


def _once(items: Iterator[Article | Problem]) -> Iterator[Article | Problem]:
    """Each id once. Only hashes of the ids are kept, some eighty bytes an article."""
    seen: set[int] = set()
    for item in items:
        if isinstance(item, Article):
            own_text = item.id.startswith("sha256:")
            key = hash(item.id)
            if key in seen:
                what = "the same text" if own_text else f"the same id ({item.id})"
                yield Problem(item.path or "", item.ref, f"{what} as an earlier article; it is read once")
                continue
            seen.add(key)
        yield item


# --------------------------------------------------------------------------------------------- one file


@dataclass(frozen=True, slots=True)
class _Origin:
    """The file that is being read, as problems and articles name it."""

    path: str
    stem: str
    defaults: Defaults
    data: dict[str, Any] | None = None


def _read(stream: BinaryIO, file_format: str, origin: _Origin) -> Iterator[Article | Problem]:
    refs: set[int] = set()
    try:
        for record in _RECORDS[file_format](stream, origin):
            yield _finished(record, origin, refs)
    except Fault as fault:
        yield Problem(origin.path, fault.place, fault.reason)
    except OSError as error:
        yield Problem(origin.path, "", _plain_reason(error))


def _finished(record: Record, origin: _Origin, refs: set[int]) -> Article | Problem:
    """The article of a record, or its problem; a record's own id stands once in a file."""
    ref = origin.stem if record.number is None else f"{origin.stem}-{record.number}"
    if isinstance(record.draft, Fault):
        return Problem(origin.path, record.draft.place or record.place, record.draft.reason)
    try:
        article = article_of(record.draft, path=origin.path, ref=ref, defaults=origin.defaults)
    except Fault as fault:
        return Problem(origin.path, record.place, fault.reason)
    key = hash(article.ref)
    if key in refs:
        return Problem(origin.path, record.place, f"a second record with the id {article.ref}")
    refs.add(key)
    return article


def _whole(stream: BinaryIO) -> bytes:
    data = stream.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise Fault(f"more than {LONGEST // 1024**2} MB; write many articles as JSON Lines (.jsonl)")
    if not data.strip():
        raise Fault("empty")
    return data


def _plain(stream: BinaryIO, origin: _Origin) -> Iterator[Record]:
    draft = parse_plain(decode(_whole(stream)))
    yield Record(replace(draft, fields=origin.data or {}))


def _markdown(stream: BinaryIO, _origin: _Origin) -> Iterator[Record]:
    yield Record(parse_markdown(decode(_whole(stream))))


def _html(stream: BinaryIO, _origin: _Origin) -> Iterator[Record]:
    page = _whole(stream)
    yield Record(parse_html(decode(page, declared_encoding(page))))


def _json(stream: BinaryIO, _origin: _Origin) -> Iterator[Record]:
    return parse_json(decode(_whole(stream)))


def _jsonl(stream: BinaryIO, _origin: _Origin) -> Iterator[Record]:
    return iterate_lines(stream)


def _packed_jsonl(stream: BinaryIO, _origin: _Origin) -> Iterator[Record]:
    return iterate_packed_lines(stream)


_RECORDS: dict[str, Callable[[BinaryIO, _Origin], Iterator[Record]]] = {
    "txt": _plain,
    "md": _markdown,
    "html": _html,
    "json": _json,
    "jsonl": _jsonl,
    "jsonl.gz": _packed_jsonl,
}


# ------------------------------------------------------------------------------------- names and folders


def _suffix(path: str) -> str:
    name = PurePath(path).name.lower()
    return next((s for s in sorted(_SUFFIXES, key=len, reverse=True) if name.endswith(s)), "")


def _format_of(path: str) -> str | None:
    return _SUFFIXES.get(_suffix(path))


def _stem(path: str) -> str:
    name = PurePath(path).name
    return name[: len(name) - len(_suffix(path))] or name


def _data_file(path: str) -> str:
    """`NAME.json` beside `NAME.txt`."""
    return f"{os.path.splitext(path)[0]}.json"  # noqa: PTH122 - keeps the path as it was given


def _text_beside(path: str) -> str | None:
    """The text whose data a `.json` file holds; None if there is none."""
    stem, suffix = os.path.splitext(path)  # noqa: PTH122
    text = f"{stem}.txt"
    return text if suffix.lower() == ".json" and Path(text).is_file() else None


def _read_data(path: str) -> dict[str, Any]:
    data_file = Path(_data_file(path))
    if not data_file.is_file():
        return {}
    try:
        with data_file.open("rb") as stream:
            value = json.loads(decode(_whole(stream)))
    except (json.JSONDecodeError, RecursionError) as error:
        raise Fault(f"broken JSON: {error}") from None
    except OSError as error:
        raise Fault(_plain_reason(error)) from None
    if not isinstance(value, dict):
        raise Fault("not an object with the data of an article")
    return value


def _walk(folder: str) -> Iterator[str | Problem]:
    """The paths of all readable files of a folder, and a problem for each folder that cannot be listed."""
    refused: list[OSError] = []
    for here, folders, files in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(here, name)  # noqa: PTH118 - keeps the path as it was given
            if name.startswith(".") or not _format_of(name) or _text_beside(path) or _special(path):
                continue
            yield path
        yield from _problems(refused)
    yield from _problems(refused)


def _special(path: str) -> bool:
    """A pipe, socket or device, which reading might wait for without end."""
    return Path(path).exists() and not Path(path).is_file()


def _problems(refused: list[OSError]) -> Iterator[Problem]:
    while refused:
        error = refused.pop(0)
        yield Problem(str(error.filename), "", _plain_reason(error))


def _plain_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be read ({error.strerror or error})"
