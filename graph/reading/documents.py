"""Files that hold one article: plain text, Markdown, HTML."""

import logging
import re
from typing import TYPE_CHECKING, Any

from graph.reading.days import parse_day
from graph.reading.drafts import Draft
from graph.reading.faults import Fault

if TYPE_CHECKING:
    from yaml import YAMLError

__all__ = ["declared_encoding", "parse_html", "parse_markdown", "parse_plain"]

_LINE_END = r"(?:\r\n|\n|\r)"
_HEADLINE = re.compile(rf"\s*(?P<title>\S[^\r\n]*){_LINE_END}[^\S\r\n]*{_LINE_END}(?=\s*\S)")
_FRONT_MATTER = re.compile(
    rf"---[^\S\r\n]*{_LINE_END}(?P<yaml>.*?)(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[^\S\r\n]*(?:{_LINE_END}|\Z)",
    re.DOTALL,
)
_HEADING = re.compile(r"\s*#[^\S\r\n]+(?P<title>[^\r\n]+)")
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEAD = 2_000  # characters in which the first lines are looked for
_HEAD_LINES = 5
_LONGEST_SAID = 100
_SAID = re.compile(
    r"(?i:published|posted|dated?)(?i: on)?:?\s+(?P<day>.*\d.*)"
    r"|(?i:source|outlet|publisher|publication):\s*(?P<source>\S.*)"
    r"|(?P<source_first>[A-Z][\w.'’& -]{1,40}?)\s*[|·]\s*(?P<day_last>[^|·]*\d{4}[^|·]*)"
    r"|(?P<day_first>[^|·]*\d{4}[^|·]*?)\s*[|·]\s*(?P<source_last>[A-Z][\w.'’& -]{1,40})"
)
_DATELINE = re.compile(
    r"[A-Z][A-Za-z .'’-]+,(?: [A-Z][A-Za-z .'’-]+,)? ?"
    r"(?P<day>(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})?)"
    r"(?: ?\((?P<source>[A-Z][\w.’' -]{1,30})\))? ?(?:--|[-–—])(?=\s)"
)
_DECLARED_WITHIN = 4096  # bytes: browsers look no further than the first kilobyte


def parse_plain(text: str) -> Draft:
    """A plain text: the first line is the title if an empty line follows. `Draft.text` is the whole text.

    The day and the outlet are read from its first lines where one says nothing else ("Published: 7 May 2024",
    "Coast Wire | 2024-05-07"), and from the dateline ("ACCRA, May 7, 2024 (Reuters) -").
    """
    found = _HEADLINE.match(text)
    return Draft(text, " ".join(found["title"].split()) if found else "", _heading_fields(text))


def _heading_fields(text: str) -> dict[str, Any]:
    """`published` and `source`, as far as the first lines say them."""
    fields: dict[str, Any] = {}
    lines = (line.strip() for line in text[:_HEAD].splitlines())
    for line in list(filter(None, lines))[:_HEAD_LINES]:
        dateline = _DATELINE.match(line)
        said = dateline or (_SAID.fullmatch(line) if len(line) <= _LONGEST_SAID else None)
        parts = {} if said is None else {k.split("_")[0]: v for k, v in said.groupdict().items() if v}
        day = _day_of(parts.get("day", "" if said else line))
        if day:
            fields.setdefault("published", day)
        if "source" in parts and (day or dateline or "day" not in parts):
            fields.setdefault("source", parts["source"].strip())
        if dateline:
            break
    return fields


def _day_of(said: str) -> str | None:
    """The day, where a line says one and no more."""
    try:
        return parse_day(said.strip()) if 0 < len(said) <= _LONGEST_SAID else None
    except ValueError:
        return None


def parse_markdown(text: str) -> Draft:
    """Markdown, with the data of the article as YAML between lines of `---` at its beginning.

    `Draft.text` is all that follows the front matter, marks included. A heading at the beginning is the
    title, if the front matter gives none.

    Raises:
        Fault: The front matter is no YAML.
    """
    fields, body = _front_matter(text)
    found = _HEADING.match(body)
    return Draft(body, found["title"].rstrip(" \t#") if found else parse_plain(body).title, fields)


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}, text
    import yaml  # noqa: PLC0415 - only Markdown with front matter needs it

    try:
        fields = yaml.safe_load(found["yaml"])
    except yaml.YAMLError as error:
        raise Fault(f"the front matter is not YAML{_where(error)}") from None
    except ValueError as error:  # a day such as 2024-02-30
        raise Fault(f"the front matter holds a wrong value ({error})") from None
    except RecursionError:
        raise Fault("the front matter is nested too deeply") from None
    if fields is None:
        fields = {}
    if not isinstance(fields, dict):
        return {}, text  # two rules across the page, with prose between them
    return fields, text[found.end() :]


def _where(error: "YAMLError") -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 2})" if mark else ""  # counted from 1, after the line of dashes


def declared_encoding(data: bytes) -> str | None:
    """What a page says of its own encoding; None if nothing."""
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    if not found:
        return None
    name = found[1].decode("ascii", "replace").lower()
    return "cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name  # as browsers do


def parse_html(page: str) -> Draft:
    """The article of a web page, without navigation, advertisements and comments.

    `Draft.text` is what trafilatura takes for the article, paragraphs apart by an empty line; there is no
    file in which its offsets could be looked up.

    Raises:
        Fault: The page holds no article.
    """
    import trafilatura  # noqa: PLC0415 - half a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what fails is told by the Problem
    found = trafilatura.bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    if found is None or isinstance(found, dict) or not paragraphs:
        raise Fault("no article found in the page")
    fields = {"url": found.url, "source": found.sitename, "published": found.date}
    return Draft("\n\n".join(paragraphs), " ".join((found.title or "").split()), fields)
