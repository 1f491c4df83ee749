"""The classes of a map keep their bounds while its months change."""

import pytest

from components.queries import measures
from components.queries.cache import CacheKey
from data.schema import ASB, WARD
from geo.measures import MEASURES
from geo.period import Period
from geo.stats.classification import QUANTILE

YEAR = Period(first="2025-10", last="2026-09")
QUARTER = Period(first="2026-07", last="2026-09")
MONTH = Period(first="2023-07", last="2023-07")


def bounds(key: CacheKey, measure: str, period: Period, *, follow: bool = False) -> list[float]:
    return list(
        measures.class_bounds(key, measure, WARD, ASB, period, method=QUANTILE, follow=follow)
    )


def test_the_bounds_of_a_rate_stay_the_same_in_every_period(public: CacheKey) -> None:
    usual = bounds(public, "rate", YEAR)
    assert bounds(public, "rate", QUARTER) == bounds(public, "rate", MONTH) == usual


def test_bounds_that_follow_the_period_are_cut_on_it(public: CacheKey) -> None:
    assert bounds(public, "rate", YEAR, follow=True) == bounds(public, "rate", YEAR)
    assert bounds(public, "rate", QUARTER, follow=True) != bounds(public, "rate", QUARTER)


def test_the_bounds_of_a_count_grow_with_the_number_of_months(public: CacheKey) -> None:
    year, quarter = bounds(public, "count", YEAR), bounds(public, "count", QUARTER)
    assert quarter == pytest.approx([bound / 4 for bound in year], rel=0.1)


def test_named_classes_have_a_bound_each(public: CacheKey) -> None:
    assert bounds(public, "compared", YEAR) == [*range(len(MEASURES["compared"].classes))]


def test_asb_is_the_first_topic_and_the_overall_index_the_first_domain(public: CacheKey) -> None:
    topics, domains = measures.topics(public), measures.domains(public)
    assert topics == ("asb", *sorted(topics[1:]))
    assert domains[0] == "overall" and "income" in domains
