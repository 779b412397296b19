"""Files that hold records: one JSON document, or JSON Lines, packed or not. Lines are read one by one."""

import gzip
import json
import zlib
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from itertools import count
from typing import Any, BinaryIO, NamedTuple, cast

from graph.reading.decoding import decode, marked_encoding
from graph.reading.drafts import Draft, draft_of
from graph.reading.faults import Fault

__all__ = ["LONGEST", "Record", "iterate_lines", "iterate_packed_lines", "parse_json"]

LONGEST = 64 * 1024 * 1024
"""Bytes of the longest document, and of the longest line, that are read into memory."""


_HOPELESS = 20  # lines, all broken: it is no file of JSON Lines, and nobody wants a problem for each


class Record(NamedTuple):
    """A record and where it stands; `number` is None where it is all that the file holds."""

    draft: Draft | Fault
    place: str = ""
    number: int | None = None


def parse_json(text: str) -> Iterator[Record]:
    """The records of a JSON document: an object, or a list of objects.

    Raises:
        Fault: It is no JSON.
    """
    value = _parse(text)
    if not isinstance(value, list):
        yield Record(draft_of(value))
        return
    if not value:
        raise Fault("an empty list")
    for number, item in enumerate(value, 1):
        yield Record(_draft(item), f"record {number}", number)


def iterate_lines(stream: BinaryIO) -> Iterator[Record]:
    """The records of JSON Lines, lazily; empty lines are passed over.

    Raises:
        Fault: The stream cannot be read on, or held nothing.
        OSError: As the stream raises it.
    """
    good = bad = 0
    for number, line in enumerate(_lines(stream), 1):
        if not isinstance(line, Fault) and not line.strip():
            continue
        value = line if isinstance(line, Fault) else _value(line)
        good, bad = (good, bad + 1) if isinstance(value, Fault) else (good + 1, bad)
        yield Record(value if isinstance(value, Fault) else _draft(value), f"line {number}", number)
        if bad == _HOPELESS and not good:
            raise Fault(f"none of the first {bad} lines is JSON; the rest is not read")
    if not good + bad:
        raise Fault("empty")


def iterate_packed_lines(stream: BinaryIO) -> Iterator[Record]:
    """The records of JSON Lines packed by gzip; of a file that ends early, those before the end.

    Raises:
        Fault: It is no gzip, or damaged, or ends early; what came before has been yielded.
        OSError: As the stream raises it.
    """
    place = ""
    try:
        with gzip.GzipFile(fileobj=stream) as unpacked:
            for record in iterate_lines(cast("BinaryIO", unpacked)):
                place = f"after {record.place}"
                yield record
    except EOFError:
        raise Fault("the packed file ends early; what comes after is lost", place) from None
    except (gzip.BadGzipFile, zlib.error) as error:
        reason = "damaged" if place else "not packed by gzip, or damaged"
        raise Fault(f"{reason} ({error})", place) from None


def _lines(stream: BinaryIO) -> Iterator[str | Fault]:
    """The lines; the stream is not ours and stays open."""
    if not hasattr(stream, "peek"):
        reader = BufferedReader(cast("Any", stream))
        try:
            yield from _lines(cast("BinaryIO", reader))
        finally:
            reader.detach()
    elif encoding := _wide_encoding(stream):
        yield from _wide_lines(stream, encoding)
    else:
        yield from _byte_lines(stream)


def _byte_lines(reader: BinaryIO) -> Iterator[str | Fault]:
    for number in count():
        line = reader.readline(LONGEST + 1)
        if not line:
            return
        if len(line) > LONGEST:
            _skip_line(reader)
            yield Fault(f"a line of more than {LONGEST // 1024**2} MB")
            continue
        try:
            yield decode(line if number else line.removeprefix(b"\xef\xbb\xbf")) if line.strip() else ""
        except Fault as fault:
            yield fault


def _skip_line(reader: BinaryIO) -> None:
    while (rest := reader.readline(LONGEST)) and not rest.endswith(b"\n"):
        pass


def _wide_encoding(reader: Any) -> str | None:
    """UTF-16 or UTF-32, in which a line does not end with the byte of a line end alone."""
    head = reader.peek(4)[:4]
    if marked := marked_encoding(head):
        return None if marked[0] == "utf-8" else marked[0].removesuffix("-le").removesuffix("-be")
    encoding = json.detect_encoding(head) if len(head) == 4 else "utf-8"
    return encoding if encoding.startswith(("utf-16", "utf-32")) else None


def _wide_lines(reader: BinaryIO, encoding: str) -> Iterator[str | Fault]:
    wrapped = TextIOWrapper(cast("Any", reader), encoding=encoding, newline="\n")
    try:
        while line := wrapped.readline(LONGEST):
            yield line
    except UnicodeError:
        yield Fault(f"not {encoding.upper()}, which the first bytes promise")
    finally:
        wrapped.detach()  # or it would close the stream, which is not ours


def _value(line: str) -> Any:
    """The value of a line, or the fault that it is none."""
    try:
        return _parse(line.rstrip())
    except Fault as fault:
        return fault


def _draft(item: Any) -> Draft | Fault:
    try:
        return draft_of(item)
    except Fault as fault:
        return fault


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        raise Fault(f"broken JSON: {error.msg} ({at})") from None
    except RecursionError:
        raise Fault("JSON nested too deeply") from None
    except ValueError as error:  # a number of more digits than Python converts
        raise Fault(f"broken JSON: {error}") from None
