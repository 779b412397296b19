import gzip
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Article, Problem
from graph.reading import StreamSource, read_paths

Read = Callable[..., list[Article | Problem]]

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2026, 1, 1)
BODY = "The ministers of Peru and Chile met in Lima on Monday and agreed to reopen the border by June."


def only(items: list[Article | Problem]) -> Article:
    (item,) = items
    assert isinstance(item, Article), item
    return item


# ------------------------------------------------------------------------------------------ plain text


def test_the_first_line_is_the_title_if_an_empty_line_follows(read: Read) -> None:
    article = only(read("talks.txt", f"Peru, Chile to reopen border\n\n{BODY}\n"))
    assert article.title == "Peru, Chile to reopen border"
    assert article.text == f"Peru, Chile to reopen border\n\n{BODY}\n"
    assert article.ref == "talks"
    assert article.id.startswith("sha256:")


@pytest.mark.parametrize("text", [f"{BODY}\nMore of it.\n\nAnd more.", BODY, f"{BODY}\n\n", f"{BODY}\n \n\n"])
def test_without_an_empty_line_and_a_text_after_it_there_is_no_title(read: Read, text: str) -> None:
    assert not only(read("talks.txt", text)).title


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_what_they_are(read: Read, end: str) -> None:
    text = f"  Border to reopen {end} \t{end}{BODY}{end}"
    article = only(read("talks.txt", text))
    assert article.text == text
    assert article.title == "Border to reopen"


def test_data_of_a_text_stand_beside_it(read: Read, tmp_path: Path) -> None:
    data = {"id": 7, "title": "Another  title", "source": "Wire", "url": None, "published": "July 6, 2024"}
    (tmp_path / "talks.json").write_text(json.dumps(data))
    article = only(read("talks.txt", f"Border to reopen\n\n{BODY}"))
    assert article.title == "Another title"
    assert article.published == "2024-07-06"
    assert (article.id, article.ref, article.source, article.url) == ("Wire:7", "7", "Wire", None)
    assert article.text.startswith("Border to reopen")


def test_options_fill_in_what_a_text_does_not_say(read: Read) -> None:
    article = only(
        read("talks.txt", BODY, published="6 July 2024", source="Wire", url="https://example.org/1")
    )
    assert (article.published, article.source, article.id) == ("2024-07-06", "Wire", "https://example.org/1")


def test_options_do_not_override_what_an_article_says(read: Read) -> None:
    record = {"text": BODY, "published": "2020-01-01", "source": "Paper"}
    article = only(read("talks.json", json.dumps(record), published="2024-07-06", source="Wire"))
    assert (article.published, article.source) == ("2020-01-01", "Paper")


def test_the_stem_alone_is_no_id(read: Read) -> None:
    """Two texts of the same name and source, from two folders, would replace each other."""
    first, second = (only(read(f"{folder}/talks.txt", BODY + folder, source="Wire")) for folder in "ab")
    assert first.ref == second.ref
    assert first.id != second.id


# -------------------------------------------------------------------------------------------- Markdown


def test_front_matter_holds_the_data_of_markdown(read: Read) -> None:
    matter = "title: 'Border: to reopen'\nsource: Wire\nurl: https://example.org/1\npublished: 2024-07-06"
    article = only(read("talks.md", f"---\n{matter}\n---\n# Peru\n\n**{BODY}**\n"))
    assert article.title == "Border: to reopen"
    assert article.text == f"# Peru\n\n**{BODY}**\n"
    assert (article.source, article.url, article.published) == ("Wire", "https://example.org/1", "2024-07-06")


@pytest.mark.parametrize("value", ["2024-07-06T08:00:00Z", "2024-07-06 23:00:00-05:00", "'6 July 2024'"])
def test_front_matter_may_hold_moments(read: Read, value: str) -> None:
    assert only(read("talks.md", f"---\r\npublished: {value}\r\n...\r\n{BODY}")).published == "2024-07-06"


def test_a_heading_is_the_title_of_markdown(read: Read) -> None:
    assert only(read("talks.md", f"---\nsource: Wire\n---\n\n# Border to reopen #\n{BODY}")).title == (
        "Border to reopen"
    )


@pytest.mark.parametrize("text", [f"---\n{BODY}\n---\nMore of it.", f"---\n{BODY}", f"{BODY}\n---\nMore."])
def test_rules_across_the_page_are_no_front_matter(read: Read, text: str) -> None:
    assert only(read("talks.md", text)).text == text


def test_empty_front_matter(read: Read) -> None:
    assert only(read("talks.md", f"---\n---\n{BODY}")).text == BODY


# ------------------------------------------------------------------------------------------------ HTML

PAGE = f"""<?xml version="1.0" encoding="utf-8"?>
<html><head><title>Border to reopen - Wire</title>
<meta property="og:title" content="Border to reopen"><meta property="og:site_name" content="Wire">
<meta property="article:published_time" content="2024-07-06T10:00:00Z">
<link rel="canonical" href="https://example.org/1"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Border to reopen</h1><p>{BODY}</p><p>“It is time,” Yaoundé’s envoy said.</p></article>
<footer>All rights reserved</footer><script>track()</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_page_is_read_without_its_furniture(read: Read, encoding: str) -> None:
    declared = PAGE.replace('encoding="utf-8"', f'encoding="{encoding}"')
    article = only(read("page.html", declared.encode(encoding)))
    assert BODY in article.text
    assert "“It is time,” Yaoundé’s" in article.text
    assert "\n\n" in article.text
    for furniture in ("Home", "World", "rights", "track"):
        assert furniture not in article.text
    assert (article.title, article.source) == ("Border to reopen", "Wire")
    assert (article.published, article.id) == ("2024-07-06", "https://example.org/1")


# ------------------------------------------------------------------------------------------------ JSON


def test_a_record_is_read_exactly(read: Read) -> None:
    text = f"\n {BODY}\r\n\tMore.  \n"
    record = {"title": "Border", "text": text, "id": "a1", "source": "Wire", "other": [1]}
    article = only(read("talks.json", json.dumps(record)))
    assert article.text == text
    assert (article.title, article.ref, article.id) == ("Border", "a1", "Wire:a1")


def test_a_list_of_records(read: Read) -> None:
    articles = read("talks.json", json.dumps([{"text": BODY}, {"text": f"{BODY} Again.", "id": "b"}]))
    assert [article.ref for article in articles if isinstance(article, Article)] == ["talks-1", "b"]


@pytest.mark.parametrize("name", ["talks.jsonl", "talks.jsonl.gz", "TALKS.NDJSON"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_lines_of_records(read: Read, name: str, encoding: str) -> None:
    lines = [{"text": f"{BODY} São Tomé {n}.", "url": f"https://example.org/{n}"} for n in range(3)]
    packed = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode(encoding)
    articles = read(name, gzip.compress(packed) if name.endswith("gz") else packed)
    assert [a.text for a in articles if isinstance(a, Article)] == [line["text"] for line in lines]


@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.text(st.characters(codec="utf-8")).map(lambda t: f"{BODY}{t}")},
            optional={
                "title": st.none() | st.text(st.characters(codec="utf-8")),
                "id": st.none() | st.integers() | st.text(st.characters(codec="utf-8")),
                "source": st.none() | st.text(st.characters(codec="utf-8")),
                "published": st.none() | st.dates(FIRST_DAY, LAST_DAY).map(str),
            },
        ),
        max_size=5,
        unique_by=lambda record: record["text"],
    ).filter(lambda records: len({str(r.get("id")) for r in records}) == len(records)),
    st.booleans(),
)
def test_records_go_round(records: list[dict[str, Any]], ascii_only: bool) -> None:  # noqa: FBT001 - hypothesis names no arguments
    data = "".join(json.dumps(record, ensure_ascii=ascii_only) + "\n" for record in records).encode()
    items = list(StreamSource(io.BytesIO(data), "jsonl"))
    articles = [item for item in items if isinstance(item, Article)]
    assert len(articles) == len(records) or any(
        "second record" in p.reason for p in items if isinstance(p, Problem)
    )
    if len(articles) == len(records):
        assert [a.text for a in articles] == [record["text"] for record in records]
        assert [a.published for a in articles] == [record.get("published") for record in records]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])), st.sampled_from(["\n", "\r\n"]))
def test_plain_texts_go_round(tail: str, end: str) -> None:
    text = f"Border{end}{end}{BODY}{end}{tail}"
    (article,) = StreamSource(io.BytesIO(text.encode()), "txt")
    assert isinstance(article, Article)
    assert article.text == text


# -------------------------------------------------------------------------------------- standard input


def test_standard_input_is_read_by_its_format() -> None:
    stream = io.BytesIO(BODY.encode())
    article = only(list(read_paths(["-"], format="txt", published="2024-07-06", stdin=stream)))
    assert (article.ref, article.path, article.published) == ("stdin", "-", "2024-07-06")


def test_packed_standard_input() -> None:
    stream = io.BytesIO(gzip.compress(json.dumps({"text": BODY}).encode()))
    assert only(list(read_paths(["-"], format=".jsonl.gz", stdin=stream))).text == BODY


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_stream_stays_open(encoding: str) -> None:
    stream = io.BytesIO(json.dumps({"text": BODY}).encode(encoding))
    list(StreamSource(stream, "jsonl"))
    assert not stream.closed
