import gzip
import io
import json
import os
import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.model import Article, Problem
from graph.reading import FORMATS, StreamSource, read_paths
from graph.reading import records as records_module

Read = Callable[..., list[Article | Problem]]

BODY = "The ministers of Peru and Chile met in Lima on Monday and agreed to reopen the border by June."
NOISE = random.Random(1).randbytes(4000)


def problem(items: list[Article | Problem]) -> Problem:
    (item,) = items
    assert isinstance(item, Problem), item
    return item


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", " \r\n\t", "empty"),
        ("a.md", "---\ntitle: Border\n---\n\n", "empty"),
        ("a.json", "", "empty"),
        ("a.jsonl", "\n\n", "empty"),
        ("a.jsonl.gz", gzip.compress(b""), "empty"),
        ("a.json", "[]", "an empty list"),
        ("a.json", '{"title": "Border"}', "no text"),
        ("a.json", '{"text": null}', "no text"),
        ("a.json", '{"text": " "}', "empty"),
        ("a.json", '{"text": 12}', "text is a number, not a text"),
        ("a.json", '{"text": ["x"]}', "text is a list, not a text"),
        ("a.json", '{"text": {"x": true}}', "text is an object, not a text"),
        ("a.json", '"x"', "a text, not an object with a text"),
        ("a.json", "null", "null, not an object with a text"),
        ("a.json", json.dumps({"text": BODY, "title": 3}), "title is a number, not a text"),
        ("a.json", json.dumps({"text": BODY, "id": True}), "id is a truth value, not a text"),
        ("a.json", json.dumps({"text": BODY, "url": []}), "url is a list, not a text"),
        ("a.json", json.dumps({"text": BODY, "source": {}}), "source is an object, not a text"),
        ("a.json", json.dumps({"text": BODY, "published": 1720252800}), "published is a number, not a text"),
        ("a.json", json.dumps({"text": BODY, "published": "6/7/2024"}), "published is '6/7/2024', not a day"),
        ("a.json", json.dumps({"text": BODY, "published": "2024-02-30"}), "published is '2024-02-30'"),
        ("a.md", f"---\npublished: 2024\n---\n{BODY}", "published is a number"),
        ("a.md", f"---\npublished: 2024-02-30\n---\n{BODY}", "the front matter holds a wrong value"),
        ("a.md", f"---\ntitle: [\n---\n{BODY}", "the front matter is not YAML (line 3)"),
        ("a.md", f"---\nx: {'[' * 5000}\n---\n{BODY}", "the front matter"),
        ("a.json", '{"text": "x"', "broken JSON: Expecting ',' delimiter (column 13)"),
        ("a.json", '{\n"text"}', "broken JSON: Expecting ':' delimiter (line 2, column 7)"),
        ("a.json", "[" * 200_000, "JSON nested too deeply"),
        ("a.json", f'{{"text": {"1" * 5000}}}', "broken JSON: Exceeds the limit"),
        ("a.json", '{"text": "half \\ud83d of it"}', "half a character (a lone surrogate) at character 5"),
        ("a.txt", NOISE, "binary, not a text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "binary, not a text"),
        ("a.txt", b"\xff\xfea", "not UTF-16-LE, which its first bytes promise"),
        ("a.html", "<html><body></body></html>", "no article found in the page"),
        ("a.pdf", "%PDF-1.7", "not a format that is read (txt, md, html, json, jsonl, jsonl.gz)"),
        ("a", BODY, "not a format that is read"),
        ("a.jsonl.gz", BODY, "not packed by gzip"),
        ("a.txt", "Le Pérou et le Chili ont signé lundi un accord sur la frontière.", "not read yet: French"),
        ("a.txt", "Перу и Чили подписали соглашение о границе.".encode("cp1251"), "not read yet: Russian"),
        ("a.txt", "秘鲁和智利周一在利马签署了一项边境协议。", "not read yet: Chinese"),
    ],
)  # fmt: skip
def test_a_fault_is_told(read: Read, tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    found = problem(read(name, content))
    assert found.file == str(tmp_path / name)
    assert found.reason.startswith(reason)
    assert "\n" not in found.reason


def test_faulty_records_are_told_by_line_and_the_others_read(read: Read) -> None:
    good = [json.dumps({"text": f"{BODY} {n}", "id": n}) for n in range(3)]
    lines = [
        good[0],
        "{",
        "",
        '{"text": 1}',
        good[1],
        "[]",
        json.dumps({"text": f"{BODY} x", "id": 1}),
        good[2],
    ]
    items = read("a.jsonl", "\n".join(lines))
    assert [item.ref if isinstance(item, Article) else item.place for item in items] == [
        "0", "line 2", "line 4", "1", "line 6", "line 7", "2",
    ]  # fmt: skip
    assert [item.reason for item in items if isinstance(item, Problem)] == [
        "broken JSON: Expecting property name enclosed in double quotes (column 2)",
        "text is a number, not a text",
        "a list, not an object with a text",
        "a second record with the id 1",
    ]


def test_faulty_records_of_a_list_are_told_by_number(read: Read) -> None:
    items = read("a.json", json.dumps([{"text": BODY}, 5, {"text": ""}]))
    assert [item.place for item in items if isinstance(item, Problem)] == ["record 2", "record 3"]
    assert sum(isinstance(item, Article) for item in items) == 1


def test_a_file_that_is_no_json_lines_at_all_is_given_up(read: Read) -> None:
    items = read("a.jsonl", json.dumps([{"text": BODY}] * 30, indent=1))
    assert len(items) < 30
    last = items[-1]
    assert isinstance(last, Problem)
    assert last.reason == "none of the first 20 lines is JSON; the rest is not read"


def test_bytes_that_are_no_text_spoil_one_line_only(read: Read) -> None:
    good = json.dumps({"text": BODY}).encode()
    first, second = read("a.jsonl", b"\x01\x02\x03\x04\n" + good)
    assert isinstance(first, Problem)
    assert (first.place, first.reason) == ("line 1", "binary, not a text")
    assert isinstance(second, Article)


def _packed(number: int) -> bytes:
    noise = random.Random(2)
    lines = (json.dumps({"text": f"{BODY} {noise.randbytes(40).hex()}", "id": n}) for n in range(number))
    return gzip.compress("\n".join(lines).encode())


def test_a_packed_file_that_ends_early_yields_what_came_before(read: Read) -> None:
    packed = _packed(3000)
    *articles, last = read("a.jsonl.gz", packed[: len(packed) // 2])
    assert 1400 < len(articles) < 1600
    assert all(isinstance(article, Article) for article in articles)
    assert isinstance(last, Problem)
    assert last.place == f"after line {len(articles)}"
    assert last.reason.startswith("the packed file ends early")


def test_a_packed_file_that_is_damaged_yields_what_came_before(read: Read) -> None:
    packed = bytearray(_packed(3000))
    packed[len(packed) // 2 : len(packed) // 2 + 50] = bytes(50)
    items = read("a.jsonl.gz", bytes(packed))
    assert sum(isinstance(item, Article) for item in items) > 1000
    last = items[-1]
    assert isinstance(last, Problem)
    assert last.reason.startswith(("damaged", "the packed file ends early"))


def test_what_is_too_long_is_refused_and_the_rest_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "LONGEST", 1024 * 1024)
    monkeypatch.setattr("graph.reading.sources.LONGEST", 1024 * 1024)
    long = json.dumps({"text": BODY * 30_000})
    refused, article = read("a.jsonl", f"{long}\n{json.dumps({'text': BODY})}\n")
    assert isinstance(refused, Problem)
    assert (refused.place, refused.reason) == ("line 1", "a line of more than 1 MB")
    assert isinstance(article, Article)
    assert problem(read("a.json", long)).reason.startswith(
        "more than 1 MB; write many articles as JSON Lines"
    )


def test_broken_data_beside_a_text_keep_it_from_being_read_under_a_wrong_id(
    read: Read, tmp_path: Path
) -> None:
    data = tmp_path / "a.json"
    for content in ("{", "[1]", ""):
        data.write_text(content)
        found = problem(read("a.txt", BODY))
        assert found.file == str(data)
        assert found.reason.endswith("the text beside it is not read")


def test_wrong_types_in_the_data_beside_a_text(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"published": "soon"}')
    assert problem(read("a.txt", BODY)).reason == "published is 'soon', not a day such as 2024-07-06"


def test_addresses_are_not_fetched() -> None:
    found = problem(list(read_paths(["https://example.org/1"])))
    assert found == Problem(
        "https://example.org/1", "", "addresses are not fetched yet; save the page and name the file"
    )


def test_no_such_file(tmp_path: Path) -> None:
    assert problem(list(read_paths([str(tmp_path / "a.txt")]))).reason == "no such file or folder"


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_no_permission(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("graph.reading.sources.open", refuse, raising=False)
    assert problem(read("a.txt", BODY)).reason == "no permission to read it"


def test_a_disk_that_fails_midway() -> None:
    class Failing(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().readinto(buffer)

    stream = Failing((json.dumps({"text": BODY}) + "\n").encode() + b" " * 10_000)
    *_, last = StreamSource(stream, "jsonl")
    assert isinstance(last, Problem)
    assert last.reason == "cannot be read (Input/output error)"


@settings(deadline=None)  # the reader of pages is loaded at the first of them
@given(st.binary(max_size=300), st.sampled_from(FORMATS))
def test_no_bytes_raise(data: bytes, file_format: str) -> None:
    for item in StreamSource(io.BytesIO(data), file_format):
        assert isinstance(item, Article | Problem)


@given(st.text(max_size=300), st.sampled_from(FORMATS))
def test_no_text_raises(text: str, file_format: str) -> None:
    data = text.encode(errors="replace")
    for item in StreamSource(
        io.BytesIO(gzip.compress(data) if file_format.endswith("gz") else data), file_format
    ):
        assert isinstance(item, Article | Problem)


# ------------------------------------------------------------------------------------ folders and ids


def write(folder: Path, names: str, text: str = BODY) -> None:
    for name in names.split():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"{text} {name}" if not name.endswith("json") else json.dumps({"text": f"{text} {name}"})
        )


def test_a_folder_is_read_recursively_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt a.md sub/c.txt sub/deep/d.json z.json .hidden/e.txt .f.txt g.png sub/h.pdf")
    found = [item.path for item in read_paths([str(tmp_path)]) if isinstance(item, Article)]
    assert [str(Path(path or "").relative_to(tmp_path)) for path in found] == [
        "a.md", "b.txt", "z.json", "sub/c.txt", "sub/deep/d.json",
    ]  # fmt: skip


def test_the_data_beside_a_text_are_no_article(tmp_path: Path) -> None:
    write(tmp_path, "a.txt b.json")
    (tmp_path / "a.json").write_text('{"title": "Border"}')
    items = list(read_paths([str(tmp_path)]))
    assert [item.ref for item in items if isinstance(item, Article)] == ["a", "b"]
    assert len(items) == 2
    everything = sorted(str(path) for path in tmp_path.iterdir())
    assert len(list(read_paths(everything))) == 2
    alone = problem(list(read_paths([str(tmp_path / "a.json")])))
    assert alone.reason == "holds the data of a.txt beside it; name that"


@pytest.mark.parametrize("names", ["", "a.png sub/b.pdf .c.txt"])
def test_a_folder_with_nothing_to_read(tmp_path: Path, names: str) -> None:
    write(tmp_path, names)
    found = problem(list(read_paths([str(tmp_path)])))
    assert found.reason.startswith("nothing to read in the folder")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_folder_s_pipes_and_loops_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    article, gone = read_paths([str(tmp_path)])
    assert isinstance(article, Article)
    assert isinstance(gone, Problem)
    assert gone.reason == "no such file"


def test_a_second_article_with_the_same_id_is_told(tmp_path: Path) -> None:
    for number in (1, 2):
        record = {"text": f"{BODY} {number}", "url": "https://example.org/1"}
        (tmp_path / f"{number}.json").write_text(json.dumps(record))
    first, second = read_paths([str(tmp_path)])
    assert isinstance(first, Article)
    assert isinstance(second, Problem)
    assert second.file == str(tmp_path / "2.json")
    assert second.reason == "the same id (https://example.org/1) as an earlier article; it is read once"


def test_the_same_text_twice_is_told_and_the_same_file_twice_read_once(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(BODY)
    paths = [str(tmp_path / "1.txt"), str(tmp_path / "2.txt"), str(tmp_path / "1.txt")]
    first, second = read_paths(paths)
    assert isinstance(first, Article)
    assert isinstance(second, Problem)
    assert second.reason == "the same text as an earlier article; it is read once"


# --------------------------------------------------------------------------------------------- misuse


@pytest.mark.parametrize(
    ("paths", "options", "message"),
    [
        (["-"], {}, "say what standard input holds: --format txt|md|html|json|jsonl|jsonl.gz"),
        (["-", "-"], {"format": "txt"}, "standard input can be read once only"),
        (["a.txt"], {"format": "pdf"}, "--format pdf: not one of txt, md"),
        (["a.txt"], {"published": "soon"}, "--published soon: not a day such as 2024-07-06"),
        (["a.txt", "b.txt"], {"url": "https://example.org"}, "--url is the address of one article"),
        (["a.jsonl"], {"url": "https://example.org"}, "--url is the address of one article"),
        (["."], {"url": "https://example.org"}, "--url is the address of one article"),
    ],
)
def test_misuse_is_an_error_before_anything_is_read(
    paths: list[str], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read_paths(paths, **options)
    assert str(caught.value).startswith(message)


# --------------------------------------------------------------------------------------------- laziness


def test_reading_is_lazy() -> None:
    """An endless stream is read as far as it is asked for."""

    class Endless(io.RawIOBase):
        served = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.served += 1
            line = (json.dumps({"text": f"{BODY} {self.served}"}) + "\n").encode()
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    articles = list(islice(read_paths(["-"], format="jsonl", stdin=stream), 10))  # type: ignore[arg-type]
    assert len(articles) == 10
    assert stream.served < 20
