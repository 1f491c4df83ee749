"""All categories of an area beside its group: golden numbers, laws, and how often it is wrong."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.noise.estimate import Noise, estimate_noise
from geo.noise.group import rank_in_group
from geo.noise.ladder import HIGHER, LOWER
from geo.not_measured import NO_RESIDENTS, NOT_PUBLISHED
from geo.similar.comparison import GroupComparison, compare_with_group
from geo.similar.spine import compare_categories

NOISE = Noise(clustering=1.5, level=0.02, freedom=60.0, over_years=True)
OTHERS = [96, 118, 130, 141, 152, 158, 165, 171, 183, 196, 210, 225, 240, 300]
CODES = ["A", *(f"B{n:02}" for n in range(14))]


def year(own: float, others: list[int] | None = None) -> pd.DataFrame:
    return pd.DataFrame([[own, *(others or OTHERS)]] * 12, columns=CODES) / 12


def beside(**own: float) -> pd.DataFrame:
    tables = {name: year(count) for name, count in own.items()}
    people = pd.Series(1_600.0, CODES)
    return compare_categories(tables, people, dict.fromkeys(tables, NOISE), area="A")


def test_golden_the_ratio_and_the_spread_of_the_group() -> None:
    found = beside(low=60.0, middling=170.0, high=600.0)
    assert found["ratio"].tolist() == pytest.approx([60 / 168, 170 / 168, 600 / 168])
    assert found["verdict"].tolist() == [LOWER, "no clear difference", HIGHER]
    quartiles = np.quantile(OTHERS, [0, 0.25, 0.75, 1]) / 168
    for name, wanted in zip(
        ("low", "lower_quarter", "upper_quarter", "high"), quartiles, strict=True
    ):
        assert found[name].tolist() == pytest.approx([wanted] * 3)
    assert found["compared"].tolist() == [14] * 3
    assert found.loc["low", ["first", "rank", "last"]].tolist() == [14, 15, 15]
    alone = compare_with_group(year(60.0), pd.Series(1_600.0, CODES), NOISE, area="A")
    assert isinstance(alone, GroupComparison)
    assert found.at["low", "ratio"] == pytest.approx(alone.median["ratio"])
    assert found.at["low", "rank"] == alone.rank.rank


def test_a_category_that_cannot_be_compared_says_why_and_leaves_the_others() -> None:
    people = pd.Series(1_600.0, CODES)
    gap = year(60.0).assign(A=np.nan)
    none = year(5.0, [0] * 13 + [9])
    tables = {"whole": year(60.0), "gap": gap, "none": none}
    found = compare_categories(tables, people, dict.fromkeys(tables, NOISE), area="A")
    assert found.at["gap", "reason"] == NOT_PUBLISHED
    assert found.loc["gap", ["ratio", "rank"]].isna().all()
    assert pd.isna(found.at["none", "ratio"]) and pd.isna(found.at["whole", "reason"])
    nobody = compare_categories(tables, people.drop("A"), dict.fromkeys(tables, NOISE), area="A")
    assert (nobody["reason"] == NO_RESIDENTS).all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 400), min_size=4, max_size=15), st.floats(1, 4), st.floats(0, 0.1))
def test_the_interval_of_a_rank_has_the_rank_in_it(
    counts: list[int], clustering: float, level: float
) -> None:
    codes = [f"C{n:02}" for n in range(len(counts))]
    noise = Noise(clustering=clustering, level=level, freedom=60.0, over_years=True)
    monthly = pd.DataFrame([counts], columns=codes, dtype=float)
    ranks = [rank_in_group(monthly, pd.Series(1e3, codes), noise, area=code) for code in codes[:3]]
    for rank in ranks:
        assert 1 <= rank.first <= rank.rank <= rank.last <= rank.of == len(counts)


def counts_of(rng: np.random.Generator, areas: int, phi: float, mean: float) -> pd.DataFrame:
    """Return three years of monthly counts of areas that don't differ."""
    size = mean / (phi - 1)
    drawn = rng.negative_binomial(size, 1 / phi, (36, areas)).astype(float)
    return pd.DataFrame(drawn, columns=[f"C{n:03}" for n in range(areas)])


def share_named(number: int, *, seed: int) -> tuple[float, float]:
    """Return in how many groups without a pattern anything is called clear: a sentence, a chart.

    The noise is estimated from the counts themselves, as a page does.
    """
    rng, people = np.random.default_rng(seed), pd.Series(4e4, [f"C{n:03}" for n in range(60)])
    in_sentence = in_chart = 0
    for _ in range(number):
        tables = {f"k{n}": counts_of(rng, 60, 3.5, 20.0) for n in range(4)}
        noises = {name: estimate_noise(table, window=12) for name, table in tables.items()}
        group = [f"C{n:03}" for n in rng.permutation(60)[:15]]
        of = {name: table[group].iloc[-12:] for name, table in tables.items()}
        one = compare_with_group(of["k0"], people, noises["k0"], area=group[0])
        assert isinstance(one, GroupComparison)
        in_sentence += bool(one.lower or one.higher)
        chart = compare_categories(of, people, noises, area=group[0])
        in_chart += bool(chart["verdict"].isin([HIGHER, LOWER]).any())
    return in_sentence / number, in_chart / number


def test_hardly_any_group_without_a_pattern_has_a_clear_difference() -> None:
    sentence, chart = share_named(40, seed=20)
    # Of 40, at 5% six or more come by chance in 1.4%.
    assert sentence <= 5 / 40 and chart <= 5 / 40, (sentence, chart)


@pytest.mark.slow
def test_at_most_one_in_twenty_groups_without_a_pattern_has_a_clear_difference() -> None:
    sentence, chart = share_named(1_000, seed=21)
    # Two standard errors of 5% in 1,000 draws are 1.4%.
    assert sentence <= 0.064 and chart <= 0.064, (sentence, chart)
