r"""Bytes to text: byte order marks, what the text declares, UTF-8, and else a guess.

Line ends stay as they are: `\r\n` is two characters, and offsets count both. A byte order mark is no
character of the text.
"""

import codecs
import re

from graph.reading.faults import Fault

__all__ = ["decode", "marked_encoding"]

_MARKS = (  # the longer before the shorter: a mark of UTF-32 begins with one of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEW = 0.04  # share of bytes beyond ASCII below which a text is English with some quotes and accents
_CP1252 = bytes(set(range(256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D})
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_GUESSED_FROM = 200_000  # bytes that the guess looks at


def marked_encoding(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark names, and the length of the mark."""
    return next(((name, len(mark)) for mark, name in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes; `declared` is what the document says of itself.

    Raises:
        Fault: They are no text, or in no encoding that is known.
    """
    if marked := marked_encoding(data):
        name, length = marked
        return _strict(data[length:], name)
    for encoding in filter(None, (_two_byte_encoding(data), declared, "utf-8")):
        try:
            return _readable(data.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return _readable(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise Fault(f"not {encoding.upper()}, which its first bytes promise") from error


def _two_byte_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: half of the bytes of a Latin text are zero, all at even or all at odd places."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd <= len(head) // 4:
        return None
    if not even:
        return "utf-16-le"
    return None if odd else "utf-16-be"


def _readable(text: str) -> str:
    head = text[:20_000]
    if len(_CONTROL.findall(head)) > _CONTROL_SHARE * len(head):
        raise Fault("binary, not a text")
    return text


def _guessed(data: bytes) -> str:
    if data[:2_000].count(0):
        raise Fault("binary, not a text")
    encoding = _likeliest(data[:_GUESSED_FROM])
    try:
        return _readable(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise Fault(f"looks like {encoding}, but byte {error.start} is none of it") from error


def _likeliest(head: bytes) -> str:
    """The encoding that fits best; among those that fit alike, the one that English is written in.

    Where a few bytes alone are beyond ASCII there is little to go by, and charset-normalizer took one English
    text in six for another encoding (curly quotes in cp1252 make Latin letters in mac_roman): there it is not
    asked unless cp1252 is impossible.
    """
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most texts are UTF-8

    if sum(byte > 127 for byte in head) < _FEW * len(head) and not head.translate(None, _CP1252):
        return "cp1252"
    matches = list(from_bytes(head))
    if not matches:
        raise Fault("binary, or a text in an unknown encoding")
    best = matches[0]
    alike = [m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    possible = {name for match in alike for name in match.could_be_from_charset}
    return "cp1252" if "cp1252" in possible else best.encoding
