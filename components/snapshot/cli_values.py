"""Checks values typed on the command line, and lists the valid ones in the error message."""

from collections.abc import Mapping

from components import queries
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES
from components.view.address import Known, read_address
from components.view.view import CLASSINGS, PERIOD_MARK, SEVERAL, SWITCH, View
from data.access.viewer import Audience


class BadValue(Exception):
    """A value that is not valid for a view."""


def checked(query: Mapping[str, str], known: Known) -> View:
    """Return the view. Raise BadValue for the first value that an address would ignore."""
    unknown = [name for name in query if name not in View.__dataclass_fields__]
    if unknown:
        fields = ", ".join(View.__dataclass_fields__)
        raise BadValue(f"expected some of {fields}, but found {unknown[0]}.")
    reading = read_address(_with_codes(query), known)
    for name, value in reading.refused.items():
        raise BadValue(f"--{name}: expected {_expected(name, known)}, but found {value}.")
    return reading.view


def _with_codes(query: Mapping[str, str]) -> dict[str, str]:
    """Return the query with place names replaced by their codes."""
    codes: dict[str, str] = {}
    key = CacheKey(queries.current_store.store().manifest.release, Audience.PUBLIC.name.lower())
    for code, names in queries.places.names(key).items():
        for name in names.values():
            codes.setdefault(name.casefold(), code)
    by_name = dict(query)
    for field in ("place", "wards"):
        if field in query:
            parts = query[field].split(SEVERAL)
            by_name[field] = SEVERAL.join(codes.get(part.casefold(), part) for part in parts)
    return by_name


def _expected(name: str, known: Known) -> str:
    months = known.months
    choices = {
        "lang": LANGUAGES,
        "level": known.levels,
        "measure": known.measures,
        "category": known.categories,
        "topic": known.topics,
        "domain": known.domains,
        "method": CLASSINGS,
        "follow": SWITCH,
        "projector": SWITCH,
    }
    if name in choices:
        words = " or ".join(choices[name]) or "none: this release has no such table"
        return words + (" (that the measure has)" if name == "level" else "")
    return {
        "period": f"FIRST{PERIOD_MARK}LAST, months from {months[0]} to {months[-1]}",
        "place": "the name or the code of a ward, LSOA, town or beat",
        "wards": f"names or codes of wards (or of the level's own areas), {SEVERAL} between them",
        "overlays": f"some of {', '.join(known.overlays)} with a {SEVERAL} between them",
        "bounds": f"rising numbers such as 5{PERIOD_MARK}8{PERIOD_MARK}12, at most four",
        "at": f"LONGITUDE{PERIOD_MARK}LATITUDE{PERIOD_MARK}ZOOM",
    }.get(name, "something else")
