"""The sentence that says how long what people have told and brought is stored."""

from components.text.catalogue import Text
from data.settings import Retention

A_YEAR = 12


def sentence(text: Text, rule: Retention) -> str:
    """Return how long answers of respondents and uploaded files are stored."""
    months = rule.answers_months
    if months is None:
        answers = text("source.retention_forever")
    elif months % A_YEAR:
        answers = text("source.retention_span", span=text.plural("source.months", months))
    else:
        years = text.plural("source.years", months // A_YEAR)
        answers = text("source.retention_span", span=years)
    files = text("source.retention_used")
    if rule.uploads_days:
        days = text.plural("source.days", rule.uploads_days)
        files = text("source.retention_days", days=days)
    return text("source.retention", answers=answers, files=files)
