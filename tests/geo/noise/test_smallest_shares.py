"""The smallest visible difference of shares: four of five true ones of that size are found."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from geo.noise.estimate import Noise
from geo.noise.ladder import CHANGES, DIFFERENCES, LEAST_CHANGE
from geo.noise.median import differs_from_median
from geo.noise.parts import part_differs
from geo.noise.season import stands_out
from geo.noise.shares import shares_changed, shares_differ
from geo.survey.shares import gap

HIGHER, LOWER, UNCLEAR, _ = DIFFERENCES
# NEAR: answers are whole numbers, so that the power of a verdict rises in steps.
NEAR = 0.06
# DRAWS: the standard error of the share that is found is a quarter of NEAR.
DRAWS = 700


@pytest.mark.parametrize(("base", "benchmark"), [(150, 0.38), (400, 0.12), (90, 0.6)])
def test_four_of_five_surveys_find_a_share_of_this_size(base: int, benchmark: float) -> None:
    """The exact probability of every number of answers, at the true share that is told."""
    said = np.arange(base + 1)
    verdicts = np.array([_verdict(n / base, base, benchmark)["verdict"] for n in said])
    told = _verdict(benchmark, base, benchmark)
    assert told["verdict"] == UNCLEAR
    for true, verdict in ((told["visible_higher"], HIGHER), (told["visible_lower"], LOWER)):
        power = stats.binom.pmf(said, base, true)[verdicts == verdict].sum()
        assert power == pytest.approx(0.8, abs=NEAR), (verdict, true)


def test_nothing_is_told_where_no_share_would_be_found() -> None:
    few = _verdict(0.05, 20, 0.05)
    assert np.isnan(few["visible_lower"]) and few["visible_higher"] > 0.05
    many = _verdict(0.4, 10_000_000, 0.4)
    assert many["visible_higher"] >= 0.4 * (1 + LEAST_CHANGE)
    assert many["visible_lower"] <= 0.4 * (1 - LEAST_CHANGE)
    assert np.isnan(shares_differ(pd.Series([np.nan]), pd.Series([90.0]), 0.3).iloc[0, -1])


@pytest.mark.slow
def test_four_of_five_pairs_of_surveys_find_a_change_of_this_size() -> None:
    base, share, rng = 300, 0.4, np.random.default_rng(7)
    told = _change(np.array([share]), np.array([share]), base).iloc[0]
    for change, way in ((told["visible_rise"], CHANGES[0]), (-told["visible_fall"], CHANGES[1])):
        before, now = (rng.binomial(base, p, DRAWS) / base for p in (share, share + change))
        found = [
            _change(np.array([one]), np.array([other]), base)["direction"].iloc[0]
            for one, other in zip(now, before, strict=True)
        ]
        assert np.mean(np.array(found) == way) == pytest.approx(0.8, abs=NEAR), way


def test_a_share_of_incidents_is_seen_as_far_as_its_noise_lets_it() -> None:
    part, whole = pd.Series([400.0] * 21), pd.Series([2000.0] * 21)
    calm = part_differs(part, whole, Noise(clustering=1.0, level=0.0)).iloc[0]
    wide = part_differs(part, whole, Noise(clustering=3.0, level=0.01)).iloc[0]
    assert wide["visible_lower"] < calm["visible_lower"] < 0.2 < calm["visible_higher"]
    assert calm["visible_higher"] < wide["visible_higher"]
    seen = part.copy()
    seen.iloc[0] = np.ceil(2000 * calm["visible_higher"])
    found = part_differs(seen, whole, Noise(clustering=1.0, level=0.0))
    assert found["verdict"].iloc[0] == HIGHER


def test_four_of_five_seasons_of_this_size_are_found() -> None:
    rng, even = np.random.default_rng(3), np.full(12, 1 / 12)
    told = stands_out(np.full((3, 12), 40.0), even).iloc[6]
    for ratio, verdict in ((told["visible_higher"], HIGHER), (told["visible_lower"], LOWER)):
        mean = np.full((3, 12), 40.0)
        # The month is compared with an even year of the same total.
        mean[:, 6] = 440 * ratio / (12 - ratio)
        found = [stands_out(rng.poisson(mean), even)["verdict"].iloc[6] for _ in range(400)]
        assert np.mean(np.array(found) == verdict) == pytest.approx(0.8, abs=2 * NEAR), verdict


def test_the_median_is_seen_as_far_as_the_limits_reach() -> None:
    ends = pd.DataFrame({"count": [100.0] * 9, "lower": 75.0, "upper": 130.0})
    ends[["critical", "level"]] = [2.9, 0.0]
    found = differs_from_median(ends, pd.Series([1000.0] * 9), 1.0).iloc[0]
    assert found["verdict"] == UNCLEAR
    assert found["visible_lower"] < 0.75 and found["visible_higher"] > 1.3


def test_a_share_beyond_the_one_that_is_told_has_a_clear_gap() -> None:
    areas = range(20)
    base, holding = pd.Series([80.0] * 20), pd.Series([24.0 + 2 * (n % 5) for n in areas])
    recorded, people = pd.Series([100.0 + 8 * (n % 5) for n in areas]), pd.Series([5e4] * 20)
    told = gap(holding, base, recorded, people).iloc[0]
    assert told["kind"] == UNCLEAR
    for share, kind in (("visible_more", "perceived above recorded"),):
        assert 0 < told["visible_less"] < told["visible_more"] < 1
        turned = holding.copy()
        turned.iloc[0] = np.ceil(80 * told[share]) + 8
        assert gap(turned, base, recorded, people)["kind"].iloc[0] == kind


def _verdict(share: float, base: int, benchmark: float) -> pd.Series:
    return shares_differ(pd.Series([share]), pd.Series([float(base)]), benchmark).iloc[0]


def _change(now: np.ndarray, before: np.ndarray, base: int) -> pd.DataFrame:
    tables = (pd.DataFrame({"share": one, "effective_base": float(base)}) for one in (now, before))
    return shares_changed(*tables, least=1)
