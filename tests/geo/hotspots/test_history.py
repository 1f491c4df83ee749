"""Hot months and what they add up to."""

import numpy as np
import pandas as pd

from geo.hotspots.history import gi_star_months, histories, top_months
from geo.not_measured import FEW_AREAS, FEW_MONTHS, NO_INCIDENTS, NotMeasured
from tests.geo.hotspots.test_gi_star import GRID, queen


def test_the_top_tenth_has_as_many_areas_at_most() -> None:
    counts = pd.DataFrame(np.random.default_rng(1).poisson(1.0, (36, 45)).astype(float))
    counts.iloc[7] = np.nan
    found = top_months(counts)
    assert isinstance(found, pd.DataFrame)
    assert found.iloc[7].isna().all() and (found.sum(axis=1) <= 4).all()
    least = counts.where(found == 1).min(axis=1)
    most = counts.where(found == 0).max(axis=1)
    some = least.notna()
    assert some.sum() > 10 and (least[some] > most[some]).all()


def test_gi_star_of_months_is_gi_star_of_each() -> None:
    months = pd.DataFrame([GRID, GRID[::-1].to_numpy(), GRID * 0, GRID * np.nan])
    months.iloc[1, 3] = np.nan
    found = gi_star_months(months, queen(5, 5))
    assert isinstance(found, pd.DataFrame)
    assert np.flatnonzero(found.iloc[0] == 1).tolist() == [0, 1, 5, 6]
    assert set(np.flatnonzero(found.iloc[1] == 1)) <= {18, 19, 23, 24}
    assert np.isnan(found.iloc[1, 3])
    assert found.iloc[2:].isna().all(axis=None)


def test_kinds() -> None:
    hot = pd.DataFrame(
        {
            "always": [1.0] * 36,
            "new": [0.0] * 28 + [1.0] * 8,
            "new, not clear": [0.0] * 28 + [1.0] * 8,
            "gone": [1.0] * 22 + [0.0] * 14,
            "gone, not clear": [1.0] * 22 + [0.0] * 14,
            "now and then": [1.0, 0, 0, 0] * 9,
            "once": [0.0] * 30 + [1.0] + [0.0] * 5,
            "gap": [1.0] * 26 + [np.nan] * 10,
        }
    )
    trend = pd.Series({"new": "up", "gone": "down", "always": "up"})
    found = histories(hot, trend)
    assert isinstance(found, pd.DataFrame)
    assert found["kind"].tolist() == [
        "persistent", "emerging", "sporadic", "fading", "none", "sporadic", "none", None,
    ]  # fmt: skip
    assert found["reason"].dropna().to_dict() == {"gap": FEW_MONTHS}
    without = histories(hot)
    assert isinstance(without, pd.DataFrame)
    assert not set(without["kind"]) & {"emerging", "fading"}


def test_what_cannot_be_measured_says_why() -> None:
    few = pd.DataFrame(np.ones((36, 5)))
    assert top_months(few) == NotMeasured(reason=FEW_AREAS, found=5, needed=8)
    nothing = pd.DataFrame(np.zeros((36, 25)))
    assert gi_star_months(nothing, queen(5, 5)).reason == NO_INCIDENTS  # type: ignore[union-attr]
    assert histories(pd.DataFrame(np.ones((4, 9)))).reason == FEW_MONTHS  # type: ignore[union-attr]
