"""The seasonal Mann-Kendall test; golden numbers with ties are those of pymannkendall 1.4.3."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.monthly.trend import mann_kendall, trends
from geo.not_measured import FEW_MONTHS, NO_INCIDENTS, NOT_PUBLISHED, NotMeasured
from geo.period import shifted

GOLDEN = json.loads((Path(__file__).parents[3] / "golden.json").read_text(encoding="utf-8"))["mk"]
# TIED: three and a half years with many ties and two gaps.
TIED = np.random.default_rng(12).poisson(3 + 0.05 * np.arange(42)).astype(float)
TIED[[5, 17]] = np.nan
PMK = {"s": 4.0, "variance": 61.333333333333314, "z": 0.3830654388414369, "p": 0.7016712444885935}


def table_of(counts: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(counts, [shifted("2023-01", n) for n in range(len(counts))]).add_prefix("W")


def test_golden_without_seasons() -> None:
    found = mann_kendall(np.array([2.0, 3, 5, 4, 6, 8, 7, 9, 10, 9])[:, None], period=1).iloc[0]
    assert found["s"] == GOLDEN["S"]
    for name in ("z", "p", "tau"):
        assert abs(found[name] - GOLDEN[name]) < 1e-4, name


def test_golden_with_seasons_ties_and_gaps() -> None:
    """seasonal_test(TIED, period=12)."""
    found = mann_kendall(TIED[:, None]).iloc[0]
    assert found["s"] == PMK["s"]
    for name in ("variance", "z", "p"):
        assert np.isclose(found[name], PMK[name], rtol=1e-6), name


def test_all_pairs_one_by_one() -> None:
    s = sum(
        np.sign(TIED[later] - TIED[earlier])
        for earlier in range(42)
        for later in range(earlier + 12, 42, 12)
        if np.isfinite(TIED[[earlier, later]]).all()
    )
    assert mann_kendall(TIED[:, None])["s"][0] == s


@given(counts=st.lists(st.integers(0, 6), min_size=24, max_size=60))
def test_backwards_the_trend_is_the_opposite(counts: list[int]) -> None:
    months = np.array(counts, dtype=float)[:, None]
    forth, back = mann_kendall(months), mann_kendall(months[::-1])
    assert forth["s"][0] == -back["s"][0] and forth["variance"][0] == back["variance"][0]
    larger = mann_kendall(np.exp(months))
    assert forth["z"][0] == larger["z"][0]


def test_a_season_is_no_trend() -> None:
    wave = 10 + 8 * np.sin(np.arange(48) / 12 * 2 * np.pi)
    assert mann_kendall(np.round(wave)[:, None])["s"][0] == 0


def test_planted_trends_are_found() -> None:
    counts = np.random.default_rng(3).poisson(25.0, (36, 24)).astype(float)
    at = np.arange(36)
    counts[:, 4] = np.round(15 * np.exp(0.035 * at))
    counts[:, 9] = np.round(50 * np.exp(-0.035 * at))
    found = trends(table_of(counts))
    assert isinstance(found, pd.DataFrame)
    assert found["trend"]["W4"] == "up" and found["trend"]["W9"] == "down"
    assert (found["trend"] == "no clear change").sum() == 22
    assert abs(np.log(found["a_year"]["W4"]) - 0.42) < 0.05


def test_what_cannot_be_judged_says_why() -> None:
    counts = table_of(np.random.default_rng(3).poisson(5.0, (36, 10)).astype(float))
    counts["W1"] = 0.0
    counts.iloc[-1, 2] = np.nan
    counts.iloc[:15, 3] = np.nan
    found = trends(counts)
    assert isinstance(found, pd.DataFrame)
    assert found["reason"].dropna().to_dict() == {
        "W1": NO_INCIDENTS,
        "W2": NOT_PUBLISHED,
        "W3": FEW_MONTHS,
    }
    assert trends(counts.iloc[:20]) == NotMeasured(reason=FEW_MONTHS, found=20, needed=24)
    assert trends(counts * 0).reason == NO_INCIDENTS  # type: ignore[union-attr]


def test_months_before_a_recording_break_are_left_out() -> None:
    counts = table_of(np.random.default_rng(3).poisson(20.0, (48, 10)).astype(float))
    counts.iloc[:20] /= 10
    recordings = counts * 0 + 2
    recordings.iloc[:20] = 1
    found = trends(counts, recordings)
    assert isinstance(found, pd.DataFrame) and set(found["trend"]) == {"no clear change"}
