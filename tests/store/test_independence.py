"""Near-copies: the same wire story, cut or with a local lead, is one source; another report is not."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.independence import count_independent, group_copies, sketch

WIRE = """
The foreign ministers of Russia and of three states of the Sahel met in Moscow on Thursday for two days of
talks about security, trade and the training of officers. The four sides put their names to a memorandum of
understanding which provides for joint exercises, deliveries of equipment and scholarships at military
academies. A spokeswoman for the host said that the document had been in preparation since the spring and
would take effect at once. The visitors thanked their hosts for what they called help without conditions.
Officials in the capitals of the three states confirmed the signing, and said that a first group of cadets
would leave before the end of the year. Diplomats from neighbouring countries, who asked not to be named,
expressed doubts about how much of the equipment could be delivered in the coming months. The last shipment
under an older accord arrived with a delay of half a year. Analysts note that the three states have turned
away from earlier partners since the coups of recent years, and that all of them left the regional bloc.
"""
OTHER = """
Moscow hosted the top diplomats of three Sahelian juntas this week. After closed talks the delegations agreed
to hold war games together and to send young officers abroad for study, according to a statement published on
the website of the ministry. The memorandum runs to eleven pages. It does not name a sum of money, nor does it
say which weapons are to be delivered. Opposition groups in exile called the deal a gift to the generals, and
a former ambassador to the region said in an interview that promises of this kind had been broken before.
Markets took no notice. Gold miners in the area expect that guards will be offered to them as part of it.
"""
SENTENCES = [s.strip() + "." for s in WIRE.strip().split(".") if s.strip()]


@pytest.mark.parametrize(
    "copy",
    [
        WIRE.upper(),
        " ".join(WIRE.split()),
        " ".join(SENTENCES[:5]),
        " ".join(SENTENCES[3:]),
        "MOSCOW (Wire) — By our own correspondent. " + WIRE,
        WIRE + " Additional reporting by our staff in Bamako, Ouagadougou and Niamey. Edited by the desk.",
        WIRE.replace("Thursday", "July 4").replace("A spokeswoman for the host", "A ministry spokeswoman"),
    ],
    ids=["capitals", "wrapped", "cut at the end", "cut at the start", "dateline", "credits", "edited"],
)
def test_copies(copy: str) -> None:
    assert count_independent({"wire": sketch(WIRE), "copy": sketch(copy)}) == 1


def test_another_report_of_the_same_event() -> None:
    assert count_independent({"wire": sketch(WIRE), "other": sketch(OTHER)}) == 2


def test_a_quotation_in_common_is_no_copy() -> None:
    quoting = OTHER + SENTENCES[1]
    assert count_independent({"wire": sketch(WIRE), "other": sketch(quoting)}) == 2


def test_texts_without_five_words() -> None:
    assert sketch("")
    assert count_independent({"a": sketch("Signed."), "b": sketch("Signed!"), "c": sketch("No.")}) == 2


def test_a_group_is_named_after_its_least_article() -> None:
    cut = sketch(" ".join(SENTENCES[:5]))
    assert group_copies({"b": cut, "a": sketch(WIRE), "c": sketch(OTHER)}) == {"a": "a", "b": "a", "c": "c"}


def test_the_order_of_articles_is_of_no_matter() -> None:
    sketches = {"a": WIRE, "b": " ".join(SENTENCES[:4]), "c": " ".join(SENTENCES[4:]), "d": OTHER, "e": OTHER}
    found = [group_copies({n: sketch(sketches[n]) for n in names}) for names in permutations(sketches)]
    assert all(groups == found[0] for groups in found)
    assert len(set(found[0].values())) == 2


@given(st.lists(st.text(max_size=60), max_size=5))
def test_a_sketch_tells_nothing_but_the_text(texts: list[str]) -> None:
    assert [sketch(text) for text in texts] == [sketch(text) for text in texts]
    assert all(len(sketch(text)) % 8 == 0 for text in texts)
