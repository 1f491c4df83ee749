"""The slow path against numbers worked out by hand, and the table against planted falsehoods."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from components.text.catalogue import Text
from tests.truth.areas import AREAS, CUT, LAST
from tests.truth.checks.case import CHECKS
from tests.truth.collect import agrees
from tests.truth.conftest import Built
from tests.truth.formulas import Z_95, critical, limits, ratio_limits, smallest_fall, wilson
from tests.truth.not_recomputed import NOT_RECOMPUTED, TABLES
from tests.truth.truth_table import look_at

BY_NAME = {area.name: area for area in AREAS}
ONE_PLACE = [("", {"place": "W05990002"})]


def test_the_formulas_have_their_published_numbers() -> None:
    assert np.allclose(limits(65), (50.1632, 82.8491), atol=1e-4)
    assert np.allclose(limits(0), (0, 3.6889), atol=1e-4)
    assert np.allclose(wilson(65, 100), (0.5525, 0.7364), atol=1e-4)
    exact = stats.binomtest(134, 302).proportion_ci(method="exact")
    odds = [end / (1 - end) for end in (exact.low, exact.high)]
    assert np.allclose(ratio_limits(134, 168, Z_95, 1), odds, rtol=3e-4)
    assert np.isclose(smallest_fall(1 / 50, 2 / 500, Z_95), 0.49, atol=5e-3)
    assert np.isclose(critical([0.1], 1e9, 1), Z_95) and critical([4, 0.1], 1e9, 2) < 2.25


def test_a_number_agrees_as_it_is_rounded() -> None:
    assert agrees("1,234.5", 1234.46) and not agrees("1,234.5", 1234.44)
    assert agrees("12%", 0.1249) and not agrees("12%", 0.1251)
    assert agrees("−3%", -0.03) and not agrees("0.0", float("nan"))


def test_a_cut_month_is_a_gap_where_it_lacks_rows(built: Built) -> None:
    slow = built(BY_NAME["cut"])
    first, second = (one.code for one in slow.area.authorities)
    assert CUT in slow.published[first] and CUT not in slow.published[second]
    rows = slow.rows[slow.rows["month"] == CUT]
    assert set(rows["authority"]) == {first}


def test_an_absent_force_has_no_figures(built: Built) -> None:
    slow = built(BY_NAME["absent"])
    newport, cardiff = (one.code for one in slow.area.authorities)
    assert slow.published[newport] and not slow.published[cardiff]
    assert (slow.rows["authority"] == cardiff).any(), "stray points lie there"
    ward = slow.wards.index[slow.wards["authority"] == cardiff][0]
    assert np.isnan(slow.rate(ward, "all-crime", slow.months)[0])


def test_a_count_that_is_wrong_by_one_is_found(built: Built, open_page: Callable[..., Any]) -> None:
    area = BY_NAME["no-deprivation"]
    slow = built(area)
    rows = slow.rows
    here = (rows["ward"] == "W05990002") & (rows["category"] == "anti-social-behaviour")
    slow.rows = rows.drop(index=rows.index[here & (rows["month"] == LAST)][0])
    wrong = look_at(ONE_PLACE, area, slow, open_page).wrong
    what = {one.what for sentence in wrong for one in sentence.differences}
    assert "incidents" in what, wrong


def test_a_sentence_that_nothing_recomputes_is_reported(
    built: Built, open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    area = BY_NAME["no-deprivation"]
    for key in ("place.higher", "place.lower", "place.no clear difference"):
        monkeypatch.delitem(CHECKS, key)
    unknown = look_at(ONE_PLACE, area, built(area), open_page).unknown
    assert any("place." in line and "rate" in line for line in unknown), unknown


def test_every_listed_key_is_in_the_catalogues() -> None:
    text = Text("en")
    listed = [*CHECKS, *NOT_RECOMPUTED, *TABLES]
    assert [key for key in listed if not text.knows(key)] == []
    assert not set(CHECKS) & set(NOT_RECOMPUTED)
