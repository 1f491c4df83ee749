"""Ranges of the next quarter hold what they promise, and beat last year's counts."""

import numpy as np
import pandas as pd

from geo.noise.monthly.forecast import expected_ranges
from geo.noise.monthly.past_forecasts import PastForecasts, interval_scores, past_forecasts
from geo.not_measured import FEW_MONTHS, FEW_ORIGINS, NOT_PUBLISHED, NotMeasured
from geo.period import shifted
from tests.simulation.counties import Kind, drawn


def months_of(counts: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(counts, [shifted("2021-01", n) for n in range(len(counts))]).add_prefix("W")


def test_interval_scores_by_hand() -> None:
    """Of 80% ranges each incident outside costs ten."""
    found = interval_scores(np.array([7.0, 2.0, 15.0]), np.full(3, 4.0), np.full(3, 12.0))
    assert found.tolist() == [8.0, 28.0, 38.0]


def test_ranges_hold_eight_of_ten_and_beat_last_year() -> None:
    inside, saved = [], []
    for counts in drawn(Kind(phi=3.5, months=48), 4).counts:
        found = past_forecasts(months_of(counts))
        assert isinstance(found, PastForecasts) and isinstance(found.saved, pd.DataFrame)
        assert found.table.groupby("origin").size().shape == (8,)
        inside.append(found.ways.loc["model", "coverage"])
        saved.append(found.saved.loc["saved", "mean"])
    assert 0.75 < np.mean(inside) < 0.9
    assert np.mean(saved) > 0.1


def test_only_months_before_an_origin_are_used() -> None:
    counts = months_of(drawn(Kind(phi=2.0, months=48), 1).counts[0])
    later = counts.copy()
    later.iloc[36:] *= 5
    before, after = past_forecasts(counts), past_forecasts(later)
    assert isinstance(before, PastForecasts) and isinstance(after, PastForecasts)
    same = ["expected_model", "lower_model", "upper_naive"]
    early = [shifted("2021-01", 23 + 3 * n) for n in range(5)]
    both = [one.table[one.table["origin"].isin(early)][same] for one in (before, after)]
    assert len(both[0]) == 5 * 24
    pd.testing.assert_frame_equal(both[0], both[1])


def test_the_range_of_a_quarter_is_that_of_its_months_together() -> None:
    counts = months_of(np.random.default_rng(1).poisson(20.0, (36, 12)).astype(float))
    one, three = expected_ranges(counts, months=1), expected_ranges(counts)
    assert isinstance(one, pd.DataFrame) and isinstance(three, pd.DataFrame)
    np.testing.assert_allclose(three["expected"], 3 * one["expected"], rtol=0.1)
    assert (three["upper"] - three["lower"] < 3 * (one["upper"] - one["lower"])).all()


def test_what_cannot_be_foretold_says_why() -> None:
    short = months_of(np.ones((14, 9)))
    assert expected_ranges(short) == NotMeasured(reason=FEW_MONTHS, found=14, needed=24)
    assert past_forecasts(short) == NotMeasured(reason=FEW_ORIGINS, found=0, needed=1)
    counts = months_of(np.random.default_rng(1).poisson(5.0, (30, 9)).astype(float))
    counts.iloc[-1, 2] = np.nan
    counts.iloc[:10, 4] = np.nan
    found = expected_ranges(counts)
    assert isinstance(found, pd.DataFrame)
    assert found["reason"].dropna().to_dict() == {"W2": NOT_PUBLISHED, "W4": FEW_MONTHS}
    few = past_forecasts(counts)
    assert isinstance(few, PastForecasts)
    assert few.saved == NotMeasured(reason=FEW_ORIGINS, found=2, needed=4)


def test_counties_without_incidents() -> None:
    found = expected_ranges(months_of(np.zeros((36, 9))))
    assert isinstance(found, pd.DataFrame)
    assert (found["upper"] == 0).all() and found["reason"].isna().all()
