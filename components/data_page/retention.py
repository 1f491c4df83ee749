"""The sentence that says how long what people have told and brought is stored."""

from components.text.catalogue import Text
from data.limits import Retention

A_YEAR = 12


def sentence(text: Text, rule: Retention) -> str:
    """Return how long answers of respondents, own incidents and uploaded files are stored."""
    files = text("source.retention_used")
    if rule.uploads_days:
        days = text.plural("source.days", rule.uploads_days)
        files = text("source.retention_days", days=days)
    return text(
        "source.retention",
        answers=_stored(text, rule.answers_months, "source.retention_span"),
        incidents=_stored(text, rule.incidents_months, "source.retention_incidents"),
        files=files,
    )


def _stored(text: Text, months: int | None, key: str) -> str:
    """Return for how long something is stored, in years if they are whole."""
    if months is None:
        return text("source.retention_forever")
    if months % A_YEAR:
        return text(key, span=text.plural("source.months", months))
    return text(key, span=text.plural("source.years", months // A_YEAR))
