"""Scoring against annotations: what counts, what is neutral, what is wrong."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import UsageError
from graph.evaluation import BETWEEN_STATES, Score, evaluate, in_half, read_annotated
from graph.model import Actor, ActorKind, Claim, Evidence, Extraction, Span, Status

TEXT = (
    "Two capitals, one paper\n\n"
    "Kenya and Ghana signed a memorandum of understanding on 3 May 2024. "
    "Kenya is a member of the African Union. "
    "President Ada Obi of Ghana will visit Japan.\n\n"
    "The weather in both capitals was fair, and the papers of the next morning had little else to report."
)
MEMORANDUM = "Kenya and Ghana signed a memorandum of understanding on 3 May 2024."
MEMBER = "Kenya is a member of the African Union."
VISIT = "President Ada Obi of Ghana will visit Japan."

ACTORS = {
    "KEN": Actor("KEN", ActorKind.COUNTRY, "Kenya"),
    "GHA": Actor("GHA", ActorKind.COUNTRY, "Ghana"),
    "JPN": Actor("JPN", ActorKind.COUNTRY, "Japan"),
    "AU": Actor("AU", ActorKind.BLOC, "African Union"),
    "ada-obi": Actor("ada-obi", ActorKind.MINISTER, "Ada Obi"),
}


def edge(subject: str, predicate: str, object_: str, quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "status": "asserted",
        "date": None,
        "evidence": [[start, start + len(quote)]],
        **more,
    }


EDGES = [
    edge("country:KEN", "signed_mou_with", "country:GHA", MEMORANDUM, date="2024-05-03"),
    edge("country:KEN", "member_of", "bloc:AU", MEMBER),
    edge("person:Ada Obi", "holds_office", "country:GHA", VISIT),
    edge("country:GHA", "met_with", "country:JPN", VISIT, status="planned"),
]


def entity(id_: str, *names: str) -> dict[str, Any]:
    starts = [(TEXT.index(name), len(name)) for name in names]
    return {"id": id_, "name": names[0], "mentions": [[start, start + size] for start, size in starts]}


ENTITIES = [
    entity("country:KEN", "Kenya"),
    entity("country:GHA", "Ghana"),
    entity("country:JPN", "Japan"),
    entity("bloc:AU", "African Union"),
    entity("person:Ada Obi", "Ada Obi"),
]


def write_folder(
    folder: Path, edges: list[dict[str, Any]], *, name: str = "d001", kind: str = "positive"
) -> None:
    for part in ("articles", "annotations"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "articles" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (folder / "articles" / f"{name}.json").write_text(json.dumps({"kind": kind}), encoding="utf-8")
    noted = {"id": name, "entities": ENTITIES, "edges": edges}
    (folder / "annotations" / f"{name}.json").write_text(json.dumps(noted), encoding="utf-8")


def claim(subject: str, relation: str, object_: str, quote: str, **more: Any) -> Claim:
    start = TEXT.find(quote)
    return Claim(
        article="d001",
        subject=subject,
        relation=relation,
        object=object_,
        status=Status(more.pop("status", "asserted")),
        evidence=(Evidence(quote, start, start + len(quote)),),
        subject_span=Span(start, start + 1),
        object_span=Span(start, start + 1),
        rule="test",
        extractor="test",
        confidence=1.0,
        **more,
    )


RIGHT = (
    claim("GHA", "signed_mou_with", "KEN", MEMORANDUM, date="2024-05-03"),
    claim("KEN", "member_of", "AU", MEMBER),
    claim("ada-obi", "holds_office", "GHA", VISIT),
    claim("GHA", "met_with", "JPN", VISIT, status="planned"),
)


def score(folder: Path, claims: tuple[Claim, ...], edges: list[dict[str, Any]] | None = None) -> Score:
    write_folder(folder, EDGES if edges is None else edges)
    return evaluate(read_annotated(folder), {"d001": Extraction("d001", tuple(ACTORS.values()), claims)})


def test_everything_right(tmp_path: Path) -> None:
    figures = score(tmp_path, RIGHT).to_record()
    for key in ("core", "core_without_offices", "overall"):
        assert figures[key]["micro"]["f1"] == 1
        assert figures[key]["macro"]["f1"] == 1
    assert figures["planned"] == {"tp": 1, "fp": 0, "fn": 0, "p": 1, "r": 1, "f1": 1}
    assert figures["date"]["exact"] == 1
    assert figures["evidence"]["accuracy"] == 1
    assert figures["entities"]["all"]["f1"] == 1


def test_nothing_found(tmp_path: Path) -> None:
    write_folder(tmp_path, EDGES)
    found = evaluate(read_annotated(tmp_path), {})
    assert found.not_read == ("d001",)
    assert found.edges(BETWEEN_STATES).fn == 2
    assert found.edges(BETWEEN_STATES).precision is None


def test_direction_counts_where_the_relation_has_one(tmp_path: Path) -> None:
    gift = [edge("country:KEN", "offers_assistance_to", "country:GHA", MEMORANDUM)]
    found = score(tmp_path, (claim("GHA", "offers_assistance_to", "KEN", MEMORANDUM),), gift)
    assert (found.edges().fp, found.edges().fn) == (1, 1)


def test_planned_taken_for_asserted_is_wrong_and_missed(tmp_path: Path) -> None:
    found = score(tmp_path, (*RIGHT[:3], claim("GHA", "met_with", "JPN", VISIT)))
    figures = found.to_record()
    assert figures["modality_errors"] == 1
    assert figures["overall"]["micro"]["fp"] == 1
    assert figures["planned"]["fn"] == 1
    assert figures["status"]["confusions"] == {"planned taken for asserted": 1}


def test_optional_is_neutral(tmp_path: Path) -> None:
    optional = [EDGES[0] | {"optional": True}]
    assert score(tmp_path, RIGHT[:1], optional).edges().tp == 0
    assert score(tmp_path, RIGHT[:1], optional).edges().fp == 0
    assert score(tmp_path, (), optional).edges().fn == 0


def test_agreement_beside_a_memorandum_is_neutral(tmp_path: Path) -> None:
    found = score(tmp_path, (*RIGHT, claim("KEN", "signed_agreement_with", "GHA", MEMORANDUM)))
    assert found.edges().fp == 0
    assert found.to_record()["neutral"] == 1


def test_memorandum_called_a_deal_of_another_status_is_modality(tmp_path: Path) -> None:
    deal = claim("KEN", "signed_agreement_with", "GHA", MEMORANDUM, status="planned")
    outcome = score(tmp_path, (*RIGHT[1:], deal)).outcomes["d001"]
    assert [(f.relation, n.relation) for f, n in outcome.modality] == [
        ("signed_agreement_with", "signed_mou_with")
    ]


def test_meeting_of_a_pair_that_signed_is_neutral(tmp_path: Path) -> None:
    found = score(tmp_path, (*RIGHT, claim("KEN", "met_with", "GHA", MEMORANDUM)))
    assert found.edges().fp == 0


def test_again_with_another_date_is_neither_rewarded_nor_punished(tmp_path: Path) -> None:
    again = claim("GHA", "signed_mou_with", "KEN", MEMORANDUM, date="2023")
    found = score(tmp_path, (*RIGHT, again))
    assert found.edges().fp == 0
    assert found.to_record()["duplicates"] == 1


@pytest.mark.parametrize(
    ("date", "fit"),
    [("2024-05-03", "exact"), ("2024-05", "coarser"), ("2024-06", "wrong"), (None, "missing")],
)
def test_dates(tmp_path: Path, date: str | None, fit: str) -> None:
    found = score(tmp_path, (claim("GHA", "signed_mou_with", "KEN", MEMORANDUM, date=date),))
    assert found.to_record()["date"][fit] == 1


def test_whole_text_is_no_evidence(tmp_path: Path) -> None:
    found = score(tmp_path, (claim("KEN", "member_of", "AU", TEXT),))
    assert found.to_record()["evidence"]["accuracy"] == 0
    assert found.to_record()["evidence"]["not_in_text"] == 0


def test_evidence_that_is_not_in_the_text(tmp_path: Path) -> None:
    found = score(tmp_path, (claim("KEN", "member_of", "AU", "Kenya has joined."),))
    assert found.to_record()["evidence"]["not_in_text"] == 1


@pytest.mark.parametrize("name", ["Obi", "Dr Ada Obi", "A. Obi", "Obi Ada", "Ada Mary Obi"])
def test_a_person_by_any_fitting_name(tmp_path: Path, name: str) -> None:
    person = Actor("someone", ActorKind.MINISTER, name)
    write_folder(tmp_path, EDGES)
    office = claim("someone", "holds_office", "GHA", VISIT)
    found = evaluate(read_annotated(tmp_path), {"d001": Extraction("d001", (person,), (office,))})
    assert found.edges(["holds_office"]).tp == 1
    assert found.actors["person"].tp == 1


@pytest.mark.parametrize("name", ["Ben Obi", "Ada Mensah", "Obiang"])
def test_another_person(tmp_path: Path, name: str) -> None:
    person = Actor("someone", ActorKind.MINISTER, name)
    write_folder(tmp_path, EDGES)
    found = evaluate(read_annotated(tmp_path), {"d001": Extraction("d001", (person,))})
    assert (found.actors["person"].tp, found.actors["person"].fp) == (0, 1)


def test_a_leader_by_the_name_in_the_article(tmp_path: Path) -> None:
    person = Actor("adaeze-nwosu", ActorKind.MINISTER, "Adaeze Nwosu", ("Ada Obi",))
    write_folder(tmp_path, EDGES[2:3])
    found = Extraction("d001", (person, ACTORS["GHA"]), (claim(person.id, "holds_office", "GHA", VISIT),))
    assert evaluate(read_annotated(tmp_path), {"d001": found}).edges().tp == 1


def test_a_bloc_by_name_where_its_id_is_unknown(tmp_path: Path) -> None:
    bloc = Actor("AFRICANUNION2", ActorKind.BLOC, "The African Union")
    member = claim("KEN", "member_of", "AFRICANUNION2", MEMBER)
    write_folder(tmp_path, EDGES)
    extraction = Extraction("d001", (ACTORS["KEN"], bloc), (member,))
    assert evaluate(read_annotated(tmp_path), {"d001": extraction}).edges(["member_of"]).tp == 1


def span_of(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


def test_the_gate(tmp_path: Path) -> None:
    """Of three edges that need a parse two have a sentence that was parsed; the office needs none."""
    write_folder(tmp_path, EDGES)
    found = Extraction("d001", parsed=(span_of(MEMORANDUM), span_of(VISIT)))
    scored = evaluate(read_annotated(tmp_path), {"d001": found})
    assert scored.to_record()["gate"] == {
        "words": len(TEXT.split()),
        "words_parsed": 20,
        "share": 20 / len(TEXT.split()),
        "edges": 3,
        "let_through": 2,
        "recall": 2 / 3,
    }
    assert [edge.relation for edge in scored.kept_out()] == ["member_of"]


def test_one_sentence_of_the_evidence_is_enough_for_the_gate(tmp_path: Path) -> None:
    both = [EDGES[0] | {"evidence": [list(place) for place in ((0, 12), EDGES[0]["evidence"][0])]}]
    write_folder(tmp_path, both)
    found = Extraction("d001", parsed=(span_of(MEMORANDUM),))
    assert evaluate(read_annotated(tmp_path), {"d001": found}).to_record()["gate"]["recall"] == 1


def test_the_gate_does_not_count_what_needs_no_parse_or_is_optional(tmp_path: Path) -> None:
    listed = replace(RIGHT[1], rule="membership/listed")
    figures = score(tmp_path, (listed,), [EDGES[0] | {"optional": True}, *EDGES[1:3]]).to_record()["gate"]
    assert (figures["edges"], figures["recall"]) == (0, None)


def test_hard_negatives(tmp_path: Path) -> None:
    write_folder(tmp_path, [], kind="hard_negative")
    annotated = read_annotated(tmp_path)
    clean = evaluate(annotated, {"d001": Extraction("d001")}).to_record()
    assert clean["hard_negatives"]["articles_clean"] == 1
    assert clean["overall"]["macro"]["f1"] == 1
    wrong = evaluate(annotated, {"d001": Extraction("d001", tuple(ACTORS.values()), RIGHT[:1])}).to_record()
    assert wrong["hard_negatives"]["by_predicate"] == {"signed_mou_with": 1}


def test_halves(tmp_path: Path) -> None:
    for name in ("d001", "d002", "d003"):
        write_folder(tmp_path, EDGES, name=name)
    assert [a.id for a in read_annotated(tmp_path, "odd")] == ["d001", "d003"]
    assert [a.id for a in read_annotated(tmp_path, "even")] == ["d002"]
    assert not in_half("x", "odd")


def test_a_folder_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="annotations"):
        read_annotated(tmp_path)


def test_a_broken_annotation_is_named(tmp_path: Path) -> None:
    write_folder(tmp_path, EDGES)
    (tmp_path / "annotations" / "d001.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"d001\.json"):
        read_annotated(tmp_path)


def test_calibration(tmp_path: Path) -> None:
    claims = (
        replace(RIGHT[0], confidence=0.95),
        replace(RIGHT[1], confidence=0.85),
        replace(claim("GHA", "member_of", "AU", MEMBER), confidence=0.85),
    )
    found = score(tmp_path, claims).calibration()
    assert found["edges"] == 3
    assert [(b["edges"], b["right"]) for b in found["bins"]] == [(2, 0.5), (1, 1.0)]
    assert found["expected_error"] == pytest.approx((2 * 0.35 + 0.05) / 3)


def test_the_surer_of_two_claims_counts(tmp_path: Path) -> None:
    claims = (replace(RIGHT[1], confidence=0.5), replace(RIGHT[1], confidence=0.9, rule="other"))
    [(edge, right)] = score(tmp_path, claims).judged()
    assert (edge.confidence, edge.rule, right) == (0.9, "other", True)
