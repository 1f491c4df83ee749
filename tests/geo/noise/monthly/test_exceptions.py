"""What stands out this month: found where planted, named where outside, with a reason elsewhere."""

import time

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.noise.monthly.exceptions import exceptions
from geo.noise.monthly.model import fit_months
from geo.not_measured import FEW_MONTHS, NOT_PUBLISHED, REASONS, RECORDED_OTHERWISE, NotMeasured
from geo.period import shifted

CATEGORIES = ("asb", "burglary")


def counts_of(months: int = 37, wards: int = 24, seed: int = 1, mean: float = 20.0) -> pd.DataFrame:
    """Even months of two categories, of which the second is a fifth of the first."""
    names = pd.MultiIndex.from_product(
        [CATEGORIES, [f"W{n:02}" for n in range(wards)]], names=["category", "area"]
    )
    size = np.where(names.get_level_values("category") == "asb", mean, mean / 5)
    drawn = np.random.default_rng(seed).poisson(size, (months, len(names))).astype(float)
    return pd.DataFrame(drawn, [shifted("2023-01", n) for n in range(months)], names)


def judged(counts: pd.DataFrame, recordings: pd.DataFrame | None = None) -> pd.DataFrame:
    found = exceptions(counts, recordings)
    assert isinstance(found, pd.DataFrame), found
    assert found.index.equals(counts.columns)
    return found


def test_planted_exceptions_are_named_and_ranked_by_how_far() -> None:
    counts = counts_of()
    counts.loc[counts.index[-1], ("asb", "W03")] = 48
    counts.loc[counts.index[-1], ("burglary", "W07")] = 30
    counts.loc[counts.index[-1], ("asb", "W05")] = 1
    found = judged(counts)
    named = found[found["verdict"] != "as expected"].sort_values("rank")
    assert named.index.tolist() == [("burglary", "W07"), ("asb", "W03"), ("asb", "W05")]
    assert named["verdict"].tolist() == ["higher", "higher", "lower"]
    assert named["rank"].tolist() == [1, 2, 3]


def test_a_season_is_no_exception_and_its_absence_is_one() -> None:
    counts = counts_of(mean=30.0)
    january = [month[5:] == "01" for month in counts.index]
    counts.loc[january] = counts_of(mean=90.0, seed=2).loc[january]
    assert set(judged(counts)["verdict"]) == {"as expected"}
    counts.loc[counts.index[-1], ("asb", "W01")] = 20
    found = judged(counts)
    assert found.index[found["verdict"] == "lower"].tolist() == [("asb", "W01")]


def test_a_slow_drift_is_no_exception() -> None:
    counts = counts_of(mean=40.0)
    counts[("asb", "W02")] = np.round(40 * np.exp(0.04 * np.arange(37)))
    found = judged(counts)
    assert found["verdict"][("asb", "W02")] == "as expected"
    assert found["expected"][("asb", "W02")] / 40 > 1.5


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    mean=st.floats(0.2, 60),
    ward=st.integers(0, 7),
    now=st.integers(0, 300),
)
def test_a_count_is_named_exactly_where_it_is_outside_its_range(
    seed: int, mean: float, ward: int, now: int
) -> None:
    counts = counts_of(wards=8, seed=seed, mean=mean)
    counts.iloc[-1, ward] = now
    found = judged(counts)
    assert ((found["verdict"] == "higher") == (found["now"] > found["upper"])).all()
    assert ((found["verdict"] == "lower") == (found["now"] < found["lower"])).all()
    assert (found["lower"] <= found["usual_lower"]).all()
    assert (found["usual_upper"] <= found["upper"]).all()
    assert found["expected"].between(0, np.inf).all()
    assert (found["visible_higher"].dropna() > 1).all()
    assert (found["visible_lower"].dropna() < 1).all()


def test_what_could_be_seen_is_seen_in_four_of_five() -> None:
    counts = counts_of(mean=25.0)
    found = judged(counts)
    one = ("asb", "W00")
    ratio, expected = found["visible_higher"][one], found["expected"][one]
    drawn = np.random.default_rng(3).poisson(ratio * expected, 4000)
    assert 0.72 < (drawn > found["upper"][one]).mean() <= 1
    assert 1.5 < ratio < 2.6


def test_months_recorded_otherwise_are_not_compared() -> None:
    counts = counts_of(months=40)
    counts.loc[counts.index[:10], ("burglary", slice(None))] = 90.0
    recordings = counts * 0 + 2
    recordings.loc[counts.index[:10], ("burglary", slice(None))] = 1
    found = judged(counts, recordings)
    assert set(found["verdict"]) == {"as expected"}
    assert found["expected"]["burglary"].max() < 8
    recordings.loc[counts.index[:30], ("burglary", slice(None))] = 1
    found = judged(counts, recordings)
    assert set(found["reason"]["burglary"]) == {RECORDED_OTHERWISE}
    assert found["reason"]["asb"].isna().all() and found["expected"]["burglary"].isna().all()


def test_what_cannot_be_judged_says_why() -> None:
    short = exceptions(counts_of(months=20))
    assert short == NotMeasured(reason=FEW_MONTHS, found=19, needed=24)
    counts = counts_of()
    counts.loc[counts.index[-1], ("asb", "W04")] = np.nan
    counts.loc[counts.index[:20], ("asb", "W05")] = np.nan
    found = judged(counts)
    assert found["reason"].dropna().to_dict() == {
        ("asb", "W04"): NOT_PUBLISHED,
        ("asb", "W05"): FEW_MONTHS,
    }
    assert found["verdict"].isna().sum() == 2
    assert set(found["reason"].dropna()) <= set(REASONS)


def test_odd_counties() -> None:
    """A gap of published months, nothing recorded, one area with nearly all, very few areas."""
    gap = counts_of()
    gap.iloc[15:19] = np.nan
    assert judged(gap)["reason"].isna().all()
    assert judged(gap.drop(gap.index[15:19]))["expected"].equals(judged(gap)["expected"])
    nothing = judged(counts_of() * 0)
    assert (nothing["upper"] <= 4).all() and set(nothing["verdict"]) == {"as expected"}
    one = counts_of(mean=0.05)
    one[("asb", "W00")] = np.random.default_rng(2).poisson(900, 37).astype(float)
    assert judged(one)["verdict"][("asb", "W00")] == "as expected"
    assert judged(counts_of(wards=1)).shape[0] == 2


def test_few_incidents_are_never_called_more() -> None:
    counts = counts_of(mean=0.01)
    counts.iloc[-1, 3] = 4
    assert judged(counts)["verdict"].iloc[3] == "as expected"
    counts.iloc[-1, 3] = 8
    assert judged(counts)["verdict"].iloc[3] == "higher"


def test_categories_are_fitted_apart() -> None:
    both = counts_of()
    alone = both["burglary"]
    found, single = (
        fit_months(both, np.repeat([0, 1], 24)),
        fit_months(alone, np.zeros(24, dtype=int)),
    )
    np.testing.assert_allclose(found.level[24:], single.level, rtol=1e-12)
    np.testing.assert_allclose(found.drift[24:], single.drift)


def test_a_partnership_takes_half_a_second_at_most() -> None:
    names = pd.MultiIndex.from_product([range(14), range(24)], names=["category", "area"])
    counts = pd.DataFrame(
        np.random.default_rng(1).poisson(6.0, (37, len(names))).astype(float),
        [shifted("2023-01", n) for n in range(37)],
        names,
    )
    taken = []
    for _ in range(3):
        started = time.process_time()
        exceptions(counts)
        taken.append(time.process_time() - started)
    assert min(taken) <= 0.5, taken
