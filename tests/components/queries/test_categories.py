"""Partner incidents are counted for partners only, and by no query for the public."""

from collections.abc import Callable

import pytest

from components.queries import area_figures, categories, measures, place_profile
from components.queries.cache import CacheKey
from data.errors import AccessDenied
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, COUNTY, WARD
from geo.period import Period
from tests.cases import every_case

NOISE = "own-noise"
YEAR = Period(first="2025-10", last="2026-09")


@every_case(
    "ask",
    [
        lambda key: categories.require_countable(key, NOISE),
        lambda key: categories.complete_months(key, NOISE),
        lambda key: categories.nowhere(key, NOISE, WARD, YEAR),
        lambda key: area_figures.figures(key, WARD, NOISE, YEAR.months()),
        lambda key: area_figures.changes_in(key, COUNTY, "", YEAR, NOISE),
        lambda key: measures.measure_table(key, "count", WARD, NOISE, YEAR),
        lambda key: place_profile.monthly(key, WARD, "W05999001", NOISE),
    ],
)
def test_the_public_may_not_count_partner_incidents(
    public: CacheKey, partner: CacheKey, ask: Callable[[CacheKey], object]
) -> None:
    ask(partner)
    with pytest.raises(AccessDenied):
        ask(public)


def test_only_partners_are_offered_partner_categories(public: CacheKey, partner: CacheKey) -> None:
    seen, known = map(categories.countable_categories, (public, partner))
    own = {"own", "own-assault", "own-barking-dog", "own-deliberate-fire", NOISE}
    assert set(known) - set(seen) == own
    assert known[: len(seen)] == seen


def test_partner_incidents_have_months_of_their_own(partner: CacheKey, sample_store: Store) -> None:
    own = categories.complete_months(partner, NOISE)
    assert own[0] == "2024-04"
    assert truth("missing_month").since in own
    police = categories.complete_months(partner, ASB)
    assert truth("missing_month").since not in police
    assert list(police) == sample_store.complete_months()
