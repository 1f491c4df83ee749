"""The months of a comparison in words: which they are, and how much of the area they go over."""

from collections.abc import Sequence

from components.text.catalogue import Text
from geo.comparable_months.compared import ComparedMonths
from geo.period import consecutive_months

# The largest share that is written of a part, so that a part is never called the whole.
MOST_OF_A_PART = 0.99


def comparison_basis(text: Text, compared: ComparedMonths) -> str:
    """Return how many months are compared; which, if not all; and where, if not everywhere."""
    basis = text.plural("change.compared", len(compared.now))
    if not compared.whole_period:
        basis = text("change.compared_in", basis=basis, months=months_in_words(text, compared.now))
    if compared.share < 1:
        key = "change.compared_part" if compared.by_residents else "change.compared_part_wards"
        basis = text(key, basis=basis, share=part_in_words(text, compared.share))
    return basis


def months_note(text: Text, compared: ComparedMonths) -> str:
    """Return which months of both years are left out, or where is compared; empty if all is."""
    if compared.share < 1:
        return text("change.over", basis=comparison_basis(text, compared))
    left_out = [month for month in compared.asked if month not in compared.now]
    names = list(dict.fromkeys(text.month_of_year(int(month[5:])) for month in left_out))
    if not names:
        return ""
    return text.plural("change.left_out", len(names), months=text.listing(names))


def months_in_words(text: Text, months: Sequence[str]) -> str:
    """Return months as text, such as "January 2025 to April 2025 and July 2025"."""
    return text.listing([text.months(run.first, run.last) for run in consecutive_months(months)])


def part_in_words(text: Text, share: float) -> str:
    """Return the share of a part of the whole as a percentage below 100%."""
    return text.percent(min(share, MOST_OF_A_PART))
