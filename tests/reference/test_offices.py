"""What titles mean."""

import pytest

from graph.reference import Office, parse_office, read_reference


@pytest.mark.parametrize(
    ("words", "actor", "portfolio", "rank", "counts"),
    [
        ("foreign minister", "MLI", "foreign affairs", "minister", "yes"),
        ("Minister of Foreign Affairs", "MLI", "foreign affairs", "minister", "yes"),
        ("External Affairs Minister", "IND", "foreign affairs", "minister", "yes"),
        ("top diplomat", "CHN", "foreign affairs", "minister", "yes"),
        ("Secretary of State", "USA", "foreign affairs", "minister", "yes"),
        ("Secretary of State", "VAT", "foreign affairs", "minister", "yes"),
        ("secretary of state for defence", "GBR", "defence", "minister", "yes"),
        ("Foreign Secretary", "GBR", "foreign affairs", "minister", "yes"),
        ("Foreign Secretary", "IND", "foreign affairs", "official", "yes"),
        ("Defence Minister", "MLI", "defence", "minister", "yes"),
        ("Minister of Defense", "PER", "defence", "minister", "yes"),
        ("Minister of Defence and Veterans Affairs", "MLI", "defence", "minister", "yes"),
        ("Secretary of War", "USA", "defence", "minister", "yes"),
        ("Deputy Foreign Minister", "RUS", "foreign affairs", "deputy minister", "yes"),
        ("Deputy Minister of Trade", "RUS", "trade", "deputy minister", "yes"),
        ("Chancellor", "DEU", "head of government", "head of government", "yes"),
        ("Chancellor of the Exchequer", "GBR", "finance", "minister", "yes"),
        ("premier", "CHN", "head of government", "head of government", "yes"),
        ("Taoiseach", "IRL", "head of government", "head of government", "yes"),
        ("emir", "QAT", "head of state", "monarch", "yes"),
        ("crown prince", "SAU", "head of state", "heir", "optional"),
        ("caretaker prime minister", "PAK", "head of government", "head of government", "yes"),
        ("acting president", "KOR", "head of state", "head of state", "yes"),
        ("vice president", "USA", "head of state", "deputy head of state", "yes"),
        ("secretary-general", "NATO", "head of bloc", "head of bloc", "yes"),
        ("Deputy Secretary-General", "UN", "head of bloc", "deputy head of bloc", "yes"),
        ("high representative", "EU", "foreign affairs", "minister", "yes"),
        ("European Commission President", "EU", "head of bloc", "head of bloc", "yes"),
        ("national security adviser", "USA", "security", "adviser", "yes"),
        ("deputy national security advisor", "USA", "security", "adviser", "yes"),
        ("spokesman", "USA", None, "spokesperson", "optional"),
        ("former president", "USA", "head of state", "head of state", "no"),
        ("ex-prime minister", "ITA", "head of government", "head of government", "no"),
        ("late president", "IRN", "head of state", "head of state", "no"),
        ("President-elect", "USA", "head of state", "head of state", "no"),
        ("shadow foreign secretary", "GBR", "foreign affairs", "minister", "no"),
        ("would-be chancellor", "DEU", "head of government", "head of government", "no"),
        ("presidential candidate", "USA", None, None, None),
        ("prime minister-designate", "LBN", "head of government", "head of government", "optional"),
        ("mayor", "FRA", None, None, "no"),
        ("baker", "FRA", None, None, None),
    ],
)
def test_meaning_of_a_title(
    words: str, actor: str, portfolio: str | None, rank: str | None, counts: str | None
) -> None:
    expected = None if counts is None else Office(portfolio, rank, counts)
    assert parse_office(read_reference(), words, actor) == expected


def test_every_title_means_itself() -> None:
    reference = read_reference()
    for title in reference.titles:
        if title.kind == "office":
            actor = title.actors[0] if title.actors else None
            office = parse_office(reference, title.words, actor)
            assert office is not None, title
            assert office.portfolio == title.portfolio, (title, office)
