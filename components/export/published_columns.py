"""What each column of the published figures says: the data dictionary of the server."""

from collections.abc import Iterator

from components.text.catalogue import LANGUAGES, Text
from geo.stats.suppression import HIDDEN, MISSING, NOTHING, SHOWN

TEXT, NUMBER, YES_OR_NO = "text", "number", "true or false"
# COLUMNS: every column that a file of figures may have, with its type.
COLUMNS = {
    "area_code": TEXT,
    "name_en": TEXT,
    "name_cy": TEXT,
    "value": NUMBER,
    "lower": NUMBER,
    "upper": NUMBER,
    "status": TEXT,
    "uncertain": YES_OR_NO,
    "verdict": TEXT,
    "benchmark": NUMBER,
    "whole": NUMBER,
    "incidents": NUMBER,
    "fewest": NUMBER,
    "most": NUMBER,
    "residents": NUMBER,
    "rate": NUMBER,
    "real": NUMBER,
    "fewer_months": YES_OR_NO,
    "visible_lower": NUMBER,
    "visible_higher": NUMBER,
    "recorded": NUMBER,
    "seen_below": NUMBER,
    "seen_above": NUMBER,
    "now": NUMBER,
    "before": NUMBER,
    "months": NUMBER,
    "direction": TEXT,
    "visible_fall": NUMBER,
    "visible_rise": NUMBER,
    "neighbours": NUMBER,
    "gi_star": NUMBER,
    "standardised": NUMBER,
    "lag": NUMBER,
    "moran": NUMBER,
    "apart": NUMBER,
    "heaviest": TEXT,
    "heaviest_share": NUMBER,
    "p": NUMBER,
    "q": NUMBER,
    "spot": TEXT,
    "reason": TEXT,
    "base": NUMBER,
    "effective_base": NUMBER,
    "flag": TEXT,
    "together": TEXT,
    "wards": NUMBER,
    "mode": TEXT,
    "waves": TEXT,
    "respondents": NUMBER,
    "rank": NUMBER,
    "of": NUMBER,
    "fifth": NUMBER,
    "decile": NUMBER,
    "deprived10": NUMBER,
    "deprived20": NUMBER,
    "people": NUMBER,
    "edition": TEXT,
    "groups": NUMBER,
    "county_wide": NUMBER,
    "map_class": TEXT,
    "map_label": TEXT,
    "map_colour": TEXT,
    "fill": TEXT,
    "note": TEXT,
    "measure": TEXT,
    "category": TEXT,
    "own_incidents_of": TEXT,
    "without": TEXT,
    "topic": TEXT,
    "domain": TEXT,
    "period_first": TEXT,
    "period_last": TEXT,
    "months_missing": TEXT,
    "denominator": TEXT,
    "rate_unit": TEXT,
    "area": TEXT,
    "source": TEXT,
    "licence": TEXT,
    "boundaries": TEXT,
    "release": TEXT,
}
# VALUES: the only values of a column, in the order in which its words tell them.
VALUES = {"status": (SHOWN, HIDDEN, MISSING, NOTHING)}


def described() -> Iterator[dict[str, str]]:
    """Yield each column: its name, type, values where they are few, and what it says."""
    words = {language: Text(language) for language in LANGUAGES}
    for name, kind in COLUMNS.items():
        said = {language: text(f"published.{name}") for language, text in words.items()}
        values = ", ".join(VALUES.get(name, ()))
        yield {"column": name, "type": kind, "values": values, **said}
