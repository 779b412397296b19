"""`extract` and the shape of its lines, which other programs rely on."""

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Alliances

TEXT = (
    "Kenya and Ghana sign fisheries paper\n\n"
    "Kenya and Ghana signed a memorandum of understanding on fisheries on Monday. "
    "Kenyan Defence Minister Ann Otieno said Japan would donate trucks to Ghana."
)
CLAIM_FIELDS = set(
    "id article subject relation object status certainty stage date date_precision office role via place "
    "topic amount currency detail attribution evidence subject_span object_span event rule extractor "
    "confidence quote start end".split()
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "fisheries.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def line(alliances: Alliances, article: Path) -> dict[str, Any]:
    done = alliances("extract", article, "--jsonl", "--published", "2024-05-07")
    assert (done.code, done.err) == (0, "")
    [only] = done.out.splitlines()
    found: dict[str, Any] = json.loads(only)
    return found


def test_article(line: dict[str, Any], article: Path) -> None:
    assert line["problems"] == []
    assert line["article"]["ref"] == "fisheries"
    assert line["article"]["title"] == "Kenya and Ghana sign fisheries paper"
    assert line["article"]["path"] == str(article)
    assert line["article"]["published"] == "2024-05-07"


def test_actors(line: dict[str, Any]) -> None:
    assert {"id": "KEN", "kind": "country", "name": "Kenya"} in line["actors"]
    assert {"id": "ann-otieno", "kind": "minister", "name": "Ann Otieno"} in line["actors"]
    ids = [actor["id"] for actor in line["actors"]]
    assert ids == sorted(ids)


def test_claims(line: dict[str, Any]) -> None:
    signed = next(c for c in line["claims"] if c["relation"] == "signed_mou_with")
    assert set(signed) >= CLAIM_FIELDS
    assert (signed["subject"], signed["object"], signed["status"]) == ("GHA", "KEN", "asserted")
    assert (signed["date"], signed["date_precision"]) == ("2024-05-06", "day")
    assert TEXT[signed["start"] : signed["end"]] == signed["quote"]
    assert signed["evidence"][0] == {k: signed[k] for k in ("quote", "start", "end")}
    start, end = signed["subject_span"]
    assert TEXT[start:end] == "Ghana"


def test_every_end_is_an_actor(line: dict[str, Any]) -> None:
    ids = {actor["id"] for actor in line["actors"]}
    assert {c[end] for c in line["claims"] for end in ("subject", "object") if c[end]} <= ids


def test_for_people(alliances: Alliances, article: Path) -> None:
    done = alliances("extract", article)
    assert done.code == 0
    assert "Ghana signed a memorandum with Kenya" in done.out
    assert "“Kenya and Ghana signed a memorandum of understanding on fisheries on Monday.”" in done.out


def test_json_is_one_document(alliances: Alliances, article: Path) -> None:
    found = alliances("extract", article, "--json").json
    assert [a["article"]["ref"] for a in found["articles"]] == ["fisheries"]
    assert found["problems"] == []


def test_problems_go_to_standard_error(alliances: Alliances, article: Path) -> None:
    missing = article.with_name("missing.txt")
    done = alliances("extract", missing, article, "--jsonl")
    assert done.code == 1
    assert len(done.out.splitlines()) == 1
    assert str(missing) in done.err
    assert "Traceback" not in done.err


def test_steering_characters_of_a_text_never_reach_the_terminal(alliances: Alliances, tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "Title \x1b[2J\n\nKenya and Ghana signed a memorandum\x1b]0;owned\x07 of understanding on Monday.",
        encoding="utf-8",
    )
    done = alliances("extract", path)
    assert "\x1b" not in done.out + done.err
    assert "\x07" not in done.out + done.err


def test_limit(alliances: Alliances, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(
        "".join(json.dumps({"id": str(n), "title": "t", "text": f"{TEXT} {n}"}) + "\n" for n in range(5)),
        encoding="utf-8",
    )
    assert len(alliances("extract", path, "--jsonl", "--limit", 2).out.splitlines()) == 2
