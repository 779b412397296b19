"""The day and the outlet in the first lines of a plain text."""

import pytest

from graph.reading.documents import parse_plain

BODY = "\n\nGhana and Kenya signed a memorandum of understanding on fisheries in May 2023.\n"


@pytest.mark.parametrize(
    ("head", "published", "source"),
    [
        ("Title\n\nPublished: 7 May 2024\nSource: Coast Wire", "2024-05-07", "Coast Wire"),
        ("Title\nposted on May 7, 2024", "2024-05-07", None),
        ("Title\n\nCoast Wire | 2024-05-07", "2024-05-07", "Coast Wire"),
        ("Title\n\nTuesday, 7 May 2024 · Coast Wire", "2024-05-07", "Coast Wire"),
        ("Title\n\nMay 7, 2024", "2024-05-07", None),
        ("Title\n\nACCRA, May 7, 2024 (Reuters) - Ghana", "2024-05-07", "Reuters"),
        ("Title\n\nNAIROBI, Kenya, 7 May 2024 (AP) — Ghana", "2024-05-07", "AP"),
        ("Title\n\nACCRA, May 7 (Reuters) - Ghana", None, "Reuters"),
        ("Title", None, None),
        ("Ghana and Kenya agreed in 2024 | then not", None, None),
        ("Current events of 2026-01-17", None, None),
        ("Dated relations - 2024", None, None),
        ("Title\n\nPublished: 31 February 2024", None, None),
        ("Title\n\none\n\ntwo\n\nthree\n\nfour\n\nMay 7, 2024", None, None),
    ],
)
def test_first_lines(head: str, published: str | None, source: str | None) -> None:
    draft = parse_plain(head + BODY)
    assert draft.text == head + BODY
    assert (draft.fields.get("published"), draft.fields.get("source")) == (published, source)
