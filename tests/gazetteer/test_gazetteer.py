"""What a scan promises, whatever the text."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownNameError
from graph.gazetteer import Gazetteer, MentionKind, default_gazetteer
from graph.model import ActorKind
from graph.reference import NameKind, merge_names, read_reference

NAMES = (
    "Mali|Côte d’Ivoire|Co\u0302te d'Ivoire|São Tomé and Príncipe|Türkiye|U.S.|US|Georgia|Moscow|Chad|"
    "the Quad|Michael Jordan|Alliance|NATO|Guinea-Bissau|Franco-German|Congolese|Nigerien|Gaza|Kremlin"
).split("|")
OTHERS = "said in of the and , . - – ’s $ ( e\u0301 🇲🇱 🤝 University Post President".split()
PIECES = st.sampled_from([*NAMES, *OTHERS, "\n", "\r\n", "  ", "\t", "\u00a0", ""])
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES, max_size=30).map("".join) | st.text()


@given(TEXTS)
def test_offsets_are_those_of_the_text(text: str) -> None:
    for mention in default_gazetteer().scan(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text


@given(TEXTS)
def test_mentions_stand_in_order_and_apart(text: str) -> None:
    mentions = default_gazetteer().scan(text)
    for one, two in itertools.pairwise(mentions):
        assert one.end <= two.start


@given(TEXTS)
def test_every_mention_is_a_whole_word_with_known_candidates(text: str) -> None:
    gazetteer = default_gazetteer()
    for mention in gazetteer.scan(text):
        assert not text[: mention.start][-1:].isalnum()
        assert not text[mention.end :][:1].isalnum()
        assert mention.candidates
        for candidate in mention.candidates:
            assert gazetteer.actor(candidate).id == candidate
        assert mention.actor is None or mention.actor in mention.candidates


@given(TEXTS)
def test_a_scan_depends_on_the_text_alone(text: str) -> None:
    assert default_gazetteer().scan(text) == default_gazetteer().scan(text)


def test_offsets_count_code_points_after_emoji_and_combining_marks() -> None:
    text = "👩‍👩‍👧 re\u0301sume\u0301: Mali met Co\u0302te d’Ivoire."
    assert [(m.start, m.text, m.actor) for m in default_gazetteer().scan(text)] == [
        (text.index("Mali"), "Mali", "MLI"),
        (text.index("Co\u0302te"), "Co\u0302te d’Ivoire", "CIV"),
    ]


def test_blanks_within_a_name_do_not_hide_it() -> None:
    text = "The United  States, the United\r\nStates and South\u00a0Korea."
    found = [(m.text, m.actor) for m in default_gazetteer().scan(text)]
    assert found == [("United  States", "USA"), ("United\r\nStates", "USA"), ("South\u00a0Korea", "KOR")]


def test_a_paragraph_ends_a_name() -> None:
    assert [m.text for m in default_gazetteer().scan("They went south\n\nSudan")] == ["Sudan"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mali", MentionKind.COUNTRY),
        ("Malians", MentionKind.DEMONYM),
        ("Malian", MentionKind.ADJECTIVE),
        ("Bamako", MentionKind.CAPITAL),
        ("Kremlin", MentionKind.METONYM),
        ("ECOWAS", MentionKind.BLOC),
    ],
)
def test_kinds_of_mention(text: str, kind: MentionKind) -> None:
    assert [m.kind for m in default_gazetteer().scan(text)] == [kind]


def test_an_open_mention_keeps_its_candidates() -> None:
    (mention,) = default_gazetteer().scan("Congolese officials arrived.")
    assert mention.actor is None
    assert set(mention.candidates) == {"COD", "COG"}


def test_actors_have_names_and_aliases() -> None:
    gazetteer = default_gazetteer()
    mali, nato = gazetteer.actor("MLI"), gazetteer.actor("NATO")
    assert (mali.kind, mali.name) == (ActorKind.COUNTRY, "Mali")
    assert "French Sudan" in mali.aliases
    assert nato.kind is ActorKind.BLOC
    assert "OTAN" in nato.aliases
    with pytest.raises(UnknownNameError, match="no country"):
        gazetteer.actor("XXX")


def test_meanings_of_a_name() -> None:
    gazetteer = default_gazetteer()
    assert {n.actor for n in gazetteer.meanings("ivory coast")} == {"CIV"}
    assert {n.actor for n in gazetteer.meanings("the Congo")} == {"COD", "COG"}
    assert {n.actor for n in gazetteer.meanings("U.S.")} == {"USA"}
    assert {n.actor for n in gazetteer.meanings("cote d’ivoire")} == {"CIV"}
    assert {n.actor for n in gazetteer.meanings("MLI")} == {"MLI"}
    assert {n.kind for n in gazetteer.meanings("Kremlin")} == {NameKind.METONYM}
    assert gazetteer.meanings("Atlantis") == []


def test_a_users_names_lie_over_ours(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("text,actor\nGeorgia,GEO\nWagadugu,BFA\nKremlin,none\n", encoding="utf-8")
    gazetteer = Gazetteer(merge_names(read_reference(), names))
    found = [(m.text, m.actor) for m in gazetteer.scan("Georgia wrote to Wagadugu and the Kremlin.")]
    assert found == [("Georgia", "GEO"), ("Wagadugu", "BFA")]


def test_every_name_is_found_by_itself() -> None:
    """Each strong name of the reference, in a sentence of its own, means its actor or is left open."""
    reference = read_reference()
    gazetteer = default_gazetteer()
    for name in reference.names:
        if name.weak or name.text.endswith("-"):
            continue
        found = gazetteer.scan(f"We heard from {name.text} yesterday.")
        assert found, name
        assert any(name.actor in m.candidates for m in found), (name, found)
