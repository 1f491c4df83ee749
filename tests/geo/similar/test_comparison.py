"""An area's rate compared with those of its group, and its rank."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from geo.noise.estimate import Noise
from geo.noise.group import RankInterval, differs_from_group, rank_in_group
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.not_measured import FEW_AREAS, NO_RESIDENTS, NOT_PUBLISHED, SMALL_BASE, NotMeasured
from geo.similar.comparison import GroupComparison, compare_with_group

NOISE = Noise(clustering=1.5, level=0.02, freedom=60.0, over_years=True)
# OTHERS: yearly incidents of fourteen areas.
OTHERS = [96, 118, 130, 141, 152, 158, 165, 171, 183, 196, 210, 225, 240, 300]


def year(own: float, others: list[float] | None = None, months: int = 12) -> pd.DataFrame:
    """Return the same incidents in each month of a year, of the area A and its group."""
    counts = [own, *(OTHERS if others is None else others)]
    codes = ["A", *(f"B{n:02}" for n in range(len(counts) - 1))]
    return pd.DataFrame([counts] * months, columns=codes) / months


def people(table: pd.DataFrame, number: float = 1_600.0) -> pd.Series:
    return pd.Series(number, table.columns)


def compared(table: pd.DataFrame, residents: pd.Series | None = None) -> GroupComparison:
    residents = people(table) if residents is None else residents
    found = compare_with_group(table, residents, NOISE, area="A")
    assert isinstance(found, GroupComparison), found
    return found


def why_not(table: pd.DataFrame, residents: pd.Series) -> tuple[str, float]:
    found = compare_with_group(table, residents, NOISE, area="A")
    assert isinstance(found, NotMeasured)
    return found.reason, found.found


def test_golden_a_low_area_beside_fourteen() -> None:
    found = compared(year(60.0))
    assert (found.compared, found.lower, found.higher) == (14, 13, 0)
    assert found.median["verdict"] == LOWER
    # Byar's limits of 60 incidents, worked out apart: 14 of 15 comparisons are named.
    critical = special.stdtrit(60, 1 - 0.05 * 14 / 30)
    of_median = np.pi / 2 / 14 * (1.5 / np.mean(OTHERS) + 0.02)
    spread = 1.5 + (0.02 + of_median) * 168
    o = 60 / spread
    lower = o * (1 - 1 / (9 * o) - critical / (3 * np.sqrt(o))) ** 3
    upper = (o + 1) * (1 - 1 / (9 * (o + 1)) + critical / (3 * np.sqrt(o + 1))) ** 3
    ends = [found.median[name] for name in ("ratio", "lower", "upper")]
    assert ends == pytest.approx([60 / 168, lower * spread / 168, upper * spread / 168], abs=1e-6)
    assert ends == pytest.approx([0.357143, 0.174055, 0.648276], abs=1e-5)
    assert found.rank == RankInterval(rank=15, first=14, last=15, of=15)


def test_the_ratio_is_that_to_the_median_rate() -> None:
    found = compared(year(84.0))
    assert found.median["ratio"] == pytest.approx(84 / ((165 + 171) / 2))
    assert found.each.loc["B00", "ratio"] == pytest.approx(84 / 96)
    assert (found.each["lower"] < found.each["ratio"]).all()
    assert (found.each["ratio"] < found.each["upper"]).all()


def test_what_is_named_is_what_the_limits_exclude() -> None:
    for own in (20.0, 60.0, 100.0, 170.0, 300.0, 600.0):
        found = compared(year(own))
        each = found.each
        assert ((each["verdict"] == LOWER) == (each["upper"] < 1)).all(), own
        assert ((each["verdict"] == HIGHER) == (each["lower"] > 1)).all(), own
        said = found.median["verdict"]
        assert (said == LOWER) == (found.median["upper"] < 1), own
        assert (said == HIGHER) == (found.median["lower"] > 1), own


def test_more_of_the_area_is_never_lower_than_more() -> None:
    found = [compared(year(own)) for own in (10.0, 40.0, 90.0, 160.0, 260.0, 500.0)]
    assert [one.lower for one in found] == sorted((one.lower for one in found), reverse=True)
    assert [one.higher for one in found] == sorted(one.higher for one in found)
    assert [one.rank.rank for one in found] == sorted((o.rank.rank for o in found), reverse=True)


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(14)), st.floats(30, 500), st.floats(0.6, 30))
def test_neither_order_nor_the_unit_of_residents_matters(
    order: list[int], own: float, scale: float
) -> None:
    table = year(own)
    one = compared(table)
    shuffled = table.iloc[:, [*(n + 1 for n in order), 0]]
    two = compared(shuffled, people(table, 1_600 * scale))
    pd.testing.assert_frame_equal(one.each, two.each)
    assert one.median.drop("verdict").tolist() == pytest.approx(two.median.drop("verdict").tolist())
    assert one.rank == two.rank


def test_areas_without_residents_or_months_are_not_compared_and_it_is_said() -> None:
    table = year(60.0)
    table.loc[:6, "B03"] = np.nan
    table.loc[:2, "B04"] = np.nan
    residents = people(table)
    residents["B01"], residents["B02"] = np.nan, 300.0
    found = compared(table, residents)
    assert found.each["reason"].dropna().to_dict() == {
        "B01": NO_RESIDENTS,
        "B02": SMALL_BASE,
        "B03": NOT_PUBLISHED,
    }
    assert found.compared == 11 and found.rank.of == 12
    assert found.each.loc["B04", "months"] == 9
    # In the nine months that both have, the same ratio.
    assert found.each.loc["B04", "ratio"] == pytest.approx(60 / 152)


def test_an_area_that_cannot_be_compared_says_why() -> None:
    table, some = year(60.0), people(year(60.0))
    assert why_not(table, some.drop("A")) == (NO_RESIDENTS, 0)
    assert why_not(table, some.where(some.index != "A", 400.0)) == (SMALL_BASE, 400)
    assert why_not(table.assign(A=np.nan), some) == (NOT_PUBLISHED, 0)
    assert why_not(table[["A", "B00", "B01"]], some) == (FEW_AREAS, 2)
    gaps = table.copy()
    gaps[gaps.columns[3:]] = np.nan
    assert why_not(gaps, some) == (FEW_AREAS, 2)


def test_few_incidents_and_none() -> None:
    few = compared(year(2.0, [1.0, 3.0, 2.0, 4.0]))
    assert few.too_few and few.median["verdict"] == TOO_FEW
    none = compared(year(40.0, [0.0, 0.0, 0.0, 9.0]))
    assert np.isnan(none.median["ratio"]) and np.isnan(none.median["verdict"])
    assert none.higher == 4
    nothing = compared(year(0.0))
    assert (nothing.lower, nothing.median["verdict"]) == (14, LOWER)


def test_a_short_release_takes_the_spread_of_the_group_as_noise() -> None:
    table = year(60.0)
    short = Noise(clustering=1.5, level=0.0, freedom=60.0, over_years=False)
    sure = Noise(clustering=1.5, level=0.0, freedom=60.0, over_years=True)
    found = [compare_with_group(table, people(table), one, area="A") for one in (short, sure)]
    assert all(isinstance(one, GroupComparison) for one in found)
    assert found[0].median["upper"] > found[1].median["upper"]  # type: ignore[union-attr]
    assert found[0].lower < found[1].lower  # type: ignore[union-attr]


def test_golden_rank_and_its_interval() -> None:
    table = year(150.0)
    rank = rank_in_group(table, people(table), NOISE, area="A")
    # By counts alone the area is the eleventh of fifteen.
    assert rank.of == 15 and abs(rank.rank - 11) <= 1
    assert rank.first < rank.rank < rank.last
    exact = rank_in_group(
        table * 1e4, people(table), Noise(clustering=1.0, level=0.0, over_years=True), area="A"
    )
    assert exact == RankInterval(rank=11, first=11, last=11, of=15)


def test_the_interval_of_the_rank_covers_equal_areas() -> None:
    table = year(170.0, [170.0] * 14)
    rank = rank_in_group(table, people(table), NOISE, area="A")
    assert (rank.first, rank.last) == (1, 15) and abs(rank.rank - 8) <= 1


def drawn(
    rng: np.random.Generator, clustering: float, level: float, mean: float = 120.0
) -> np.ndarray:
    """Return counts of fifteen areas that don't differ, with the noise of counts."""
    means = mean * np.exp(rng.normal(-level / 2, np.sqrt(level), 15))
    if clustering == 1:
        return rng.poisson(means).astype(float)
    size = means / (clustering - 1)
    return rng.negative_binomial(size, 1 / clustering).astype(float)


def share_named(clustering: float, level: float, number: int) -> tuple[float, float]:
    """Return how often an area is named although none differs, and how often from the median."""
    rng = np.random.default_rng(16)
    noise = Noise(clustering=clustering, level=level, freedom=60.0, over_years=True)
    exposed = pd.DataFrame(1.0, range(14), ["here", "there"])
    named = from_median = 0
    for _ in range(number):
        own, *others = drawn(rng, clustering, level)
        counts = pd.DataFrame({"here": own, "there": others})
        found = differs_from_group(counts, exposed, own, 1.0, noise)
        of_median = found.median["verdict"] in (HIGHER, LOWER)
        from_median += int(of_median)
        named += int(of_median or found.each["verdict"].isin([HIGHER, LOWER]).any())
    return named / number, from_median / number


def test_where_nothing_differs_hardly_any_area_is_named() -> None:
    for clustering, level in ((1.0, 0.0), (2.0, 0.02), (3.5, 0.05)):
        named, from_median = share_named(clustering, level, 300)
        # Two standard errors of 5% in 300 draws are 2.5%.
        assert named <= 0.075, (clustering, level, named, from_median)


@pytest.mark.slow
def test_where_nothing_differs_at_most_one_in_twenty_is_named() -> None:
    for clustering, level in ((1.0, 0.0), (2.0, 0.02), (3.5, 0.05)):
        named, _ = share_named(clustering, level, 6_000)
        assert named <= 0.056, (clustering, level, named)


def test_an_area_at_half_the_rate_is_found() -> None:
    rng, found = np.random.default_rng(3), list[bool]()
    for _ in range(100):
        counts = drawn(rng, 1.5, 0.02, 200.0)
        counts[0] = round(counts[0] * 0.4)
        result = compared(year(counts[0], counts[1:].tolist()))
        found.append(result.median["verdict"] == LOWER)
        assert result.median["verdict"] in (LOWER, NO_CLEAR_DIFFERENCE)
    assert sum(found) >= 80
