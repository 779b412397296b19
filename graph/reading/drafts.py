"""From what a file or a record says of an article to the `Article`, every field checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.model import Article, article_id
from graph.reading.days import parse_day
from graph.reading.faults import Fault
from graph.reading.language import foreign_language

__all__ = ["Defaults", "Draft", "article_of", "draft_of"]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller knows of texts that do not say it themselves."""

    published: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as a format yields it; `fields` holds `id`, `title`, `source`, `url`, `published`, unchecked."""

    text: str
    title: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def draft_of(record: Any) -> Draft:
    """The draft of a JSON record: its `text` is the text, its `title` stands apart.

    Raises:
        Fault: It is no object, or holds no text.
    """
    if not isinstance(record, dict):
        raise Fault(f"{_kind(record)}, not an object with a text")
    if record.get("text") is None:
        raise Fault("no text")
    return Draft(_text(record, "text") or "", fields=record)


def article_of(draft: Draft, *, path: str, ref: str, defaults: Defaults) -> Article:
    """The article, with every field checked. `ref` is used if the fields hold no id.

    Raises:
        Fault: A field is of a wrong type, the day is none, the text is empty or not English.
    """
    fields = draft.fields
    title = _line(fields, "title") or draft.title
    url = _line(fields, "url") or defaults.url
    source = _line(fields, "source") or defaults.source
    published = _day(fields) or defaults.published
    own = _id(fields)
    if not draft.text.strip():
        raise Fault("empty")
    _check_characters(draft.text, title, url or "", source or "", own or "")
    if language := foreign_language(draft.text if draft.text.startswith(title) else f"{title}\n{draft.text}"):
        raise Fault(f"not read yet: {language}")
    return Article(
        id=article_id(url=url, source=source, ref=own, text=draft.text),
        ref=own or ref,
        title=title,
        text=draft.text,
        source=source,
        url=url,
        published=published,
        path=path,
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise Fault(f"{name} is {_kind(value)}, not a text")


def _line(fields: Mapping[str, Any], name: str) -> str | None:
    """A text of one line; an empty one is none."""
    return " ".join((_text(fields, name) or "").split()) or None


def _id(fields: Mapping[str, Any]) -> str | None:
    value = fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _line(fields, "id")


def _day(fields: Mapping[str, Any]) -> str | None:
    value = fields.get("published")
    if not isinstance(value, date):  # which YAML makes of a day
        value = _line(fields, "published")
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError:
        raise Fault(f"published is {str(value)[:40]!r}, not a day such as 2024-07-06") from None


def _check_characters(*texts: str) -> None:
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Fault(f"half a character (a lone surrogate) at character {error.start}") from None


def _kind(value: Any) -> str:
    """A JSON or YAML value's type in words."""
    names = {bool: "a truth value", int: "a number", float: "a number", str: "a text", list: "a list"}
    return "null" if value is None else names.get(type(value), "an object")
