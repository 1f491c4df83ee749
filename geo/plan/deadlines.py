"""What a plan's deadline says: a day, a month, "Ongoing", "Fortnightly", "As and when"."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from geo.plan.quarters import end_of, end_of_month

DAY, MONTH, QUARTER, YEAR = "day", "month", "quarter", "year"
ONGOING, RECURRING, AS_NEEDED, NONE, UNREAD = "ongoing", "recurring", "as_needed", "none", "unread"
KINDS = (DAY, MONTH, QUARTER, YEAR, ONGOING, RECURRING, AS_NEEDED, NONE, UNREAD)
# WORDS: what is found anywhere in a text, in English and in Welsh.
WORDS = {
    AS_NEEDED: r"\b(as and when|(as|when|if) (needed|required|necessary)|yn ôl (yr|y) (angen|galw)"
    r"|pan fo angen|fel bo'r angen)",
    RECURRING: r"\b(dail|week|fortnight|month|quarter|annual|year|bi-?month|six-month)ly\b"
    r"|\b(every|each|daily|annual|per annum|bob|pob)\b"
    r"|\b(dyddiol|wythnosol|pythefnosol|misol|chwarterol|blynyddol)\b",
    ONGOING: r"\b(on-? ?going|continu(ous|al|ing)|throughout|parhaus|yn parhau|trwy gydol)\b",
}
# RHYTHMS: texts that say how often and nothing else.
RHYTHMS = {
    "daily": "daily|every day|dyddiol|bob dydd",
    "weekly": "weekly|every week|wythnosol|bob wythnos",
    "fortnightly": "fortnightly|every fortnight|every two weeks|bob pythefnos|pythefnosol",
    "monthly": "monthly|every month|misol|bob mis",
    "quarterly": "quarterly|every quarter|chwarterol|bob chwarter",
    "annually": "annual|annually|yearly|every year|blynyddol|bob blwyddyn",
}
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin",
    "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr",
)  # fmt: skip
BEFORE = r"(?:(?:by|before|end of|end|the|of|in|erbyn|cyn|diwedd|mis|fis|ym|yn)\s+)*"
NAME, YEAR_NUMBER = r"(?P<name>[a-z]{3,})\.?", r"'?(?P<year>\d{4}|\d{2})"
ENDS = r"\s*[/-]\s*(?:\d{4}|\d{2})"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """What a deadline says: its kind, and the last day on which it is met, if it has one."""

    text: str
    kind: str
    due: dt.date | None = None
    # How often, if the text says nothing else; and whether it says nothing but its kind.
    rhythm: str = ""
    plain: bool = False


def read_deadline(text: str | None) -> Deadline:
    """Return what a deadline says.

    Parameters
    ----------
    text
        As the plan has it, in English or Welsh.

    Returns
    -------
    Deadline
        A month is met until its last day, a quarter and a year until their end; a year such as
        2026/27 ends in March. Two digits are a year of this century. `unread` has no day.

    Examples
    --------
    >>> read_deadline("Apr-22").due, read_deadline("Bob pythefnos").kind
    (datetime.date(2022, 4, 30), 'recurring')
    """
    plain = " ".join((text or "").casefold().split()).strip(" .")
    said = (text or "").strip()
    if not plain:
        return Deadline(text=said, kind=NONE)
    for pattern, kind, read in PATTERNS:
        if found := re.fullmatch(f"{BEFORE}{pattern}", plain):
            try:
                due = read(found.groupdict())
            except ValueError:  # There is no such day.
                return Deadline(text=said, kind=UNREAD)
            if due:
                return Deadline(text=said, kind=kind, due=due)
    rhythm = next((name for name, words in RHYTHMS.items() if re.fullmatch(words, plain)), "")
    for kind, words in WORDS.items():
        if found := re.search(words, plain):
            whole = found.group() == plain
            return Deadline(text=said, kind=kind, rhythm=rhythm, plain=whole)
    return Deadline(text=said, kind=UNREAD)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int | None:
    """Return the number of a month from its name or the beginning of it, in either language."""
    for at, whole in enumerate(MONTH_NAMES):
        if whole.startswith(name):
            return at % 12 + 1
    return None


def _day(parts: dict[str, str]) -> dt.date | None:
    month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
    return dt.date(_year(parts["year"]), month, int(parts["day"])) if month else None


def _end_of_month(parts: dict[str, str]) -> dt.date | None:
    month = int(parts["month"]) if parts.get("month") else _month(parts["name"])
    if month is None:
        return None
    return end_of_month(f"{dt.date(_year(parts['year']), month, 1):%Y-%m}")


def _end_of_quarter(parts: dict[str, str]) -> dt.date:
    return end_of(_year(parts["year"]), int(parts["quarter"]))


def _end_of_financial_year(parts: dict[str, str]) -> dt.date:
    return end_of(_year(parts["year"]), 4)


def _end_of_year(parts: dict[str, str]) -> dt.date:
    return dt.date(int(parts["year"]), 12, 31)


# PATTERNS: each with the kind of deadline that it is, and what reads its parts, in this order.
Read = Callable[[dict[str, str]], dt.date | None]
PATTERNS: tuple[tuple[str, str, Read], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[t ]00:00(?::00)?)?", DAY, _day),
    (r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})", DAY, _day),
    (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|af|il|ydd|fed|eg|ain)?[ -]{NAME}[ ,-]+{YEAR_NUMBER}",
     DAY, _day),
    (r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])", MONTH, _end_of_month),
    (r"(?P<month>\d{1,2})/(?P<year>\d{4})", MONTH, _end_of_month),
    (rf"{NAME}[ ,'/-]*{YEAR_NUMBER}", MONTH, _end_of_month),
    (rf"(?:q|quarter|qtr|ch|chwarter)\s*(?P<quarter>[1-4])[ ,-]*(?P<year>\d{{4}}|\d{{2}}){ENDS}",
     QUARTER, _end_of_quarter),
    (rf"(?P<year>\d{{4}}|\d{{2}}){ENDS}", YEAR, _end_of_financial_year),
    (r"(?P<year>\d{4})", YEAR, _end_of_year),
)  # fmt: skip
