"""Days of publication: every usual way to write one becomes an ISO day."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["parse_day"]

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_WRITTEN_OUT = (
    re.compile(rf"{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+(?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})", re.IGNORECASE),
)


def parse_day(value: str | date) -> str:
    """A date, as ISO text, as in mail headers or written out in English, as an ISO day.

    Of a moment with an offset the day is the one that stands there, not the one it was in Greenwich. Months
    and days in figures alone (`6/7/2024`) mean different days in different countries and are refused.

    Raises:
        ValueError: It is no day of the calendar, or not precise to the day.
    """
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return _checked(value)
    text = " ".join(value.split())
    for pattern in _WRITTEN_OUT:
        if found := pattern.fullmatch(text):
            month = _MONTHS.index(found["month"][:3].lower()) + 1
            return _checked(date(int(found["year"]), month, int(found["day"])))
    if re.search(r"[A-Za-z]{3} ", text):
        try:
            return _checked(parsedate_to_datetime(text).date())
        except (TypeError, IndexError) as error:  # what it raises on some malformed texts
            raise ValueError(text) from error
    if "W" in text.upper():
        raise ValueError(text)  # ISO weeks: nobody publishes by them, a typo is likelier
    if "T" in text or "t" in text or " " in text or ":" in text:
        return _checked(datetime.fromisoformat(text.replace("t", "T").replace("z", "Z")).date())
    return _checked(date.fromisoformat(text))


def _checked(day: date) -> str:
    """The day as text; years before printed news or far ahead are slips of the pen."""
    if not 1800 <= day.year <= datetime.now(UTC).year + 1:
        raise ValueError(day.isoformat())
    return day.isoformat()
