"""Quotations and names that are not where a claim says."""

from dataclasses import replace

import pytest

from graph.gazetteer import default_gazetteer
from graph.model import Article, Claim, Evidence, Span, Status
from graph.verification import Checker

TEXT = "President Ada Obi of Ghana met Kenyan officials. Obi thanked them."
ARTICLE = Article("a", "a", "title", TEXT)
SENTENCE = TEXT[: TEXT.index(".") + 1]


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


OFFICE = Claim(
    article="a",
    subject="ada-obi",
    relation="holds_office",
    object="GHA",
    status=Status.ASSERTED,
    evidence=(Evidence(SENTENCE, 0, len(SENTENCE)),),
    subject_span=span("Ada Obi"),
    object_span=span("Ghana"),
    rule="r",
    extractor="x",
    confidence=1.0,
)
MEETING = replace(
    OFFICE,
    relation="met_with",
    subject="GHA",
    object="KEN",
    subject_span=span("Ghana"),
    object_span=span("Kenyan"),
)


def reasons(*claims: Claim) -> list[str]:
    checker = Checker(default_gazetteer(), {"ada-obi": ("Ada Obi",)})
    return [fault.reason for fault in checker.check(ARTICLE, claims)]


def test_all_in_place() -> None:
    assert reasons(OFFICE, MEETING) == []


def test_a_person_names_the_state_served() -> None:
    assert reasons(OFFICE, replace(MEETING, subject_span=span("Ada Obi"))) == []
    assert reasons(replace(MEETING, subject_span=span("Ada Obi"), via="ada-obi")) == []


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (replace(MEETING, evidence=(Evidence("Ghana met Kenya.", 0, 16),)), "the quotation is not at 0"),
        (replace(MEETING, subject_span=span("Ada Obi")), "'Ada Obi' at 10 does not name GHA"),
        (replace(MEETING, object_span=span("officials")), "'officials' at 38 does not name KEN"),
        (replace(OFFICE, subject_span=span("Ghana")), "'Ghana' at 21 does not name ada-obi"),
        (replace(MEETING, object_span=None), "no place in the text for KEN"),
        (replace(MEETING, object_span=Span(500, 505)), "no place in the text for KEN"),
        (replace(MEETING, object_span=Span(5, 5)), "no place in the text for KEN"),
    ],
)
def test_what_is_not(claim: Claim, reason: str) -> None:
    [found] = reasons(claim)
    assert found.startswith(reason)


def test_a_fact_about_one_bloc_has_one_end() -> None:
    assert reasons(replace(MEETING, relation="established", object=None, object_span=None)) == []
