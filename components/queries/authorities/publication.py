"""Which months the police forces of each authority, or of what is made of them, published."""

from dataclasses import dataclass

from components.queries.authorities.actions import areas_of_wards
from components.queries.cache import CacheKey, query
from components.queries.categories import published_months
from components.queries.current_store import store_of
from data.schema import JOINED_LEVELS, WARD
from geo.period import Period


@dataclass(frozen=True, kw_only=True)
class Publication:
    """For how many months of a period the figures of an area are whole."""

    months: int
    wanted: int
    # The forces of its authorities of which there is no file.
    without_files: tuple[str, ...]


@query(60)
def publication(key: CacheKey, level: str, period: Period) -> dict[str, Publication]:
    """Return the publication of each area of a level, by code."""
    store, wanted = store_of(key), period.months()
    whole = published_months(key, level).reindex(wanted, fill_value=False).sum()
    known = {one.authority: one for one in store.manifest.authorities}
    parts = _authorities_of(key, level)
    found = {}
    for code, months in whole.items():
        own = [known[one] for one in sorted(parts.get(str(code), set())) if one in known]
        found[str(code)] = Publication(
            months=int(months),
            wanted=len(wanted),
            without_files=tuple(sorted({one.force for one in own if not one.has_files})),
        )
    return found


@query(10)
def named_twice(key: CacheKey) -> frozenset[str]:
    """Return the partnerships and police force areas whose area has another code as well.

    That is the code of an authority, or of a partnership of the same authorities.
    """
    known: set[frozenset[str]] = set()
    twice = set()
    for level in JOINED_LEVELS:
        if level not in store_of(key).levels():
            continue
        own = {code: frozenset(of) for code, of in _authorities_of(key, level).items()}
        twice |= {code for code, of in own.items() if len(of) == 1 or of in known}
        known |= set(own.values())
    return frozenset(twice)


def _authorities_of(key: CacheKey, level: str) -> dict[str, set[str]]:
    """Return the authorities that make up each area of a level, by their wards."""
    authority_of = store_of(key).area_names(WARD)["authority_code"]
    found: dict[str, set[str]] = {}
    for ward, area in areas_of_wards(key, level).items():
        found.setdefault(area, set()).add(str(authority_of[ward]))
    return found
