"""What stands out, the next quarter and hot spots of an area with forty months, recomputed."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.queries import hotspots, monthly
from components.queries.cache import CacheKey
from components.queries.current_store import serving
from components.queries.monthly import Exceptions
from tests.truth import lasting, stands_out
from tests.truth.areas import MONTH, PLANTED, RISING, RISING_KIND
from tests.truth.conftest import Built
from tests.truth.slow_path import CATEGORIES, LSOA, WARD, SlowPath
from tests.truth.test_truth import assert_true
from tests.truth.truth_table import look_at

CLOSE = {"rtol": 1e-9, "atol": 1e-9}


@pytest.fixture
def slow(built: Built) -> SlowPath:
    return built(MONTH)


@pytest.fixture
def key(slow: SlowPath) -> CacheKey:
    return CacheKey(serving()[0].manifest.release, "public")


def test_every_count_of_the_month_has_its_range_verdict_and_rank(
    slow: SlowPath, key: CacheKey
) -> None:
    found: Exceptions = monthly.exceptions_of(key)
    true = slow.month_judged
    assert found.month == slow.months[-1] and len(true) == 14 * 13
    table = found.table.loc[true.index]
    assert len(found.table) == len(true)
    for column in ("now", "lower", "upper"):
        assert (table[column] == true[column]).all(), column
    for column in ("expected", "score"):
        np.testing.assert_allclose(table[column], true[column], **CLOSE)
    assert (table["verdict"] == true["verdict"]).all()
    pd.testing.assert_series_equal(table["rank"], true["rank"])
    named = set(true.index[true["rank"].notna()])
    assert named >= {(CATEGORIES[kind], ward) for ward, kind, _ in PLANTED}


def test_the_next_quarter_has_its_range(slow: SlowPath, key: CacheKey) -> None:
    shown = 0
    for category in ("violent-crime", "anti-social-behaviour", "all-crime"):
        found = monthly.next_quarter(key, category)
        assert found is not None and found.judged
        if found.ranges is None:
            continue
        shown += 1
        true = slow.quarter(category)
        said = {str(area): (row["lower"], row["upper"]) for area, row in found.ranges.iterrows()}
        assert said == true, category
    assert shown


def test_every_hot_spot_has_its_months_kind_and_trend(slow: SlowPath, key: CacheKey) -> None:
    kinds = set()
    for level in (WARD, LSOA):
        for category in (*CATEGORIES.values(), "all-crime"):
            found = hotspots.history(key, level, category, "")
            assert isinstance(found, pd.DataFrame), category
            true = slow.lasting(level, category, slow.months[-1]).loc[found.index]
            for column in ("hot", "months", "kind", "trend"):
                assert (found[column] == true[column]).all(), (level, category, column)
            kinds |= set(true["kind"])
    assert kinds >= {lasting.PERSISTENT, lasting.EMERGING, lasting.SPORADIC, lasting.NEVER}
    rising = slow.lasting(LSOA, CATEGORIES[RISING_KIND], slow.months[-1]).loc[RISING]
    assert (rising["kind"], rising["trend"]) == (lasting.EMERGING, "up")


def test_the_pages_say_so(slow: SlowPath, open_page: Callable[..., Any]) -> None:
    planted = PLANTED[0][0]
    shoplifting = CATEGORIES[RISING_KIND]
    asked = [
        ("", {}),
        ("", {"place": planted}),
        ("place", {"place": planted}),
        ("place", {"place": RISING, "category": shoplifting}),
    ]
    found = look_at(asked, MONTH, slow, open_page)
    assert_true(found)
    said = {"exceptions.some", "exceptions.some_in", "exceptions.said", "exceptions.all"}
    said |= {"exceptions.power", "spots.often", "spots.often_up"}
    assert not said - found.recomputed, said - found.recomputed


def test_a_month_without_anything_has_no_rank() -> None:
    """The slow path of its own: a level month of Poisson counts, and one far outside."""
    months = [str(one) for one in pd.period_range("2022-12", "2025-12", freq="M")]
    counts = np.random.default_rng(3).poisson(20.0, (37, 12)).astype(float)
    table = pd.DataFrame(counts, months, [f"W{n}" for n in range(12)])
    assert stands_out.judged({"drugs": table})["rank"].isna().all()
    table.iloc[-1, 3] = 61
    found = stands_out.judged({"drugs": table})
    assert list(found.index[found["rank"] == 1]) == [("drugs", "W3")]
