import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reading.decoding import decode

QUOTED = "The “deal” between Côte d’Ivoire and São Tomé – the first since 2019 – is signed, Mr. Núñez said."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_english_is_decoded(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)) == QUOTED


@pytest.mark.parametrize(
    "text",
    ["Talks in Côte d’Ivoire", "Mr. Núñez, of Peru, went home to Lima on Monday evening.", "“No,” he said"],
)
def test_a_few_words_in_the_encoding_of_old_windows(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Перу и Чили подписали соглашение о границе в понедельник."),
        ("koi8_r", "Перу и Чили подписали соглашение о границе в понедельник."),
        ("cp1250", "Polska i Ukraina podpisały we wtorek porozumienie o współpracy w dziedzinie obronności."),
        ("gb18030", "中国与俄罗斯签署谅解备忘录，加强两国经贸合作。外交部长访问东南亚三国"),
    ],
)
def test_other_encodings_are_guessed(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_comes_before_a_guess_and_a_wrong_one_does_no_harm() -> None:
    assert decode("Lupta și țara".encode("cp1250", "replace"), "cp1250") == "Lupta ?i ?ara"
    assert decode(QUOTED.encode(), "ascii") == QUOTED
    assert decode(QUOTED.encode(), "no-such-encoding") == QUOTED


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]),
)
def test_what_is_marked_goes_round(text: str, encoding: str) -> None:
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    assert decode(marks[encoding] + text.encode(encoding)) == text
