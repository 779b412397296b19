from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reading.days import parse_day


@pytest.mark.parametrize(
    "text",
    [
        "2024-07-06", "20240706", " 2024-07-06 ", "2024-07-06T10:00:00Z", "2024-07-06t10:00:00z",
        "2024-07-06 10:00", "2024-07-06T23:30:00-05:00", "2024-07-06T00:30:00.123+09:00",
        "Sat, 06 Jul 2024 10:00:00 GMT", "6 Jul 2024 23:00:00 -0500", "July 6, 2024", "July 6th, 2024",
        "6 July 2024", "Saturday, July 6, 2024", "Sat 6 Jul 2024", "JULY  6  2024",
    ],
)  # fmt: skip
def test_a_day_is_read(text: str) -> None:
    assert parse_day(text) == "2024-07-06"


def test_values_of_yaml_are_days() -> None:
    assert parse_day(date(2024, 7, 6)) == "2024-07-06"
    assert parse_day(datetime(2024, 7, 6, 23, 59, tzinfo=UTC)) == "2024-07-06"


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2024", "2024-07", "July 2024", "6/7/2024", "06.07.2024", "2024-13-01", "2024-02-30",
        "31 June 2024", "2024-W27-6", "0001-01-01", "9999-12-31", "1720252800", "Foo, 06 Bar 2024",
        "2024-7-6", "Sat, 99 Jul 2024 10:00:00 GMT", "in July 2024",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*") as caught:
        parse_day(text)
    assert type(caught.value) is ValueError


@given(st.dates(date(1800, 1, 1), date(2026, 12, 31)))
def test_every_writing_of_a_day_means_it(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%a, %d %b %Y 10:00:00 +0200}",
    ):
        assert parse_day(text) == day.isoformat()


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(ValueError):
        assert len(parse_day(text)) == 10
