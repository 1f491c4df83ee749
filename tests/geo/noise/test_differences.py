"""Rates against the rest of the area, and against one other area."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.differences import differs, real_spread
from geo.noise.estimate import Noise
from geo.noise.expectations import within_noise
from geo.noise.ladder import DIFFERENCES, HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.noise.pair import pair_differs

QUIET = Noise(clustering=1.0, drift=0.0, level=0.0, freedom=1e9, over_years=True)


def of(*counts: float) -> pd.Series:
    return pd.Series(counts, [f"W{n:02}" for n in range(len(counts))], dtype=float)


def test_the_rest_doesnt_hold_the_area_itself() -> None:
    table = differs(of(300, 100), of(1000, 1000), QUIET)
    assert table["expected"].tolist() == [100, 300]
    assert table["verdict"].tolist() == [HIGHER, LOWER]


def test_zero_incidents_can_be_lower() -> None:
    counts = of(0, *[400] * 20)
    assert differs(counts, counts * 0 + 8000, QUIET)["verdict"].iloc[0] == LOWER


def test_clustering_and_drift_take_names_away() -> None:
    counts, people = of(140, *[100] * 23), of(*[5000] * 24)
    assert differs(counts, people, QUIET)["verdict"].iloc[0] == HIGHER
    for noise in (
        Noise(clustering=2.0, level=0.0, freedom=60.0, over_years=True),
        Noise(clustering=1.0, level=0.02, freedom=60.0, over_years=True),
    ):
        table = differs(counts, people, noise)
        assert table["verdict"].iloc[0] == NO_CLEAR_DIFFERENCE
        assert table["lower"].iloc[0] < table["expected"].iloc[0]


def test_in_a_short_release_only_areas_outside_the_usual_spread_are_named() -> None:
    rng = np.random.default_rng(5)
    spread = np.round(100 * np.exp(rng.normal(0, 0.3, 24)))
    counts, people = of(900, *spread[1:]), of(*[5000] * 24)
    short = Noise(clustering=1.2, freedom=8.0)
    assert differs(counts, people, short)["verdict"].value_counts().to_dict() == {
        NO_CLEAR_DIFFERENCE: 23, HIGHER: 1,
    }  # fmt: skip
    long = Noise(clustering=1.2, level=0.005, freedom=60.0, over_years=True)
    assert (differs(counts, people, long)["verdict"] != NO_CLEAR_DIFFERENCE).sum() > 5


def test_few_incidents_and_missing_denominators() -> None:
    counts, people = of(3, 40, 50, 60), of(300, 5000, np.nan, 0)
    table = differs(counts, people, QUIET)
    assert table["verdict"].iloc[0] == TOO_FEW
    assert table["verdict"].iloc[2:].isna().all() and table["expected"].iloc[2:].isna().all()
    assert table[["lower", "upper"]].notna().all(axis=None), "a count has limits all the same"


def test_an_area_alone_has_limits_and_no_verdict() -> None:
    table = differs(of(65), of(8000), QUIET, least=1)
    assert table[["lower", "upper"]].iloc[0].tolist() == pytest.approx([50.163, 82.849], abs=1e-3)
    assert table["verdict"].isna().all() and table["visible_lower"].isna().all()


def test_areas_put_aside_belong_to_the_rest() -> None:
    counts, people = of(300, 300, 100), of(1000, 1000, 9000)
    table = differs(counts, people, QUIET, aside=pd.Index(["W02"]))
    assert table["expected"].iloc[0] == pytest.approx(40)
    assert table["verdict"].tolist()[:2] == [HIGHER, HIGHER] and table["verdict"].isna().iloc[2]


def test_nothing_recorded_and_equal_areas() -> None:
    people = of(5000, 5000, 5000)
    assert differs(of(0, 0, 0), people, QUIET)["verdict"].isna().all()
    assert set(differs(of(50, 50, 50), people, QUIET)["verdict"]) == {NO_CLEAR_DIFFERENCE}


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 9)), min_size=2, max_size=20))
def test_ranges_and_verdicts_agree(areas: list[tuple[int, int]]) -> None:
    counts, people = of(*(n for n, _ in areas)), of(*(1000 * k for _, k in areas))
    noise = Noise(clustering=1.3, level=0.02, freedom=40.0, over_years=True)
    table = differs(counts, people, noise)
    assert set(table["verdict"].dropna()) <= set(DIFFERENCES)
    clear = table["verdict"].isin([HIGHER, LOWER])
    excludes = (table["lower"] > table["expected"]) | (table["upper"] < table["expected"])
    assert excludes[clear].all()
    small = (counts / table["expected"] - 1).abs() < 0.05
    assert not (excludes & (table["verdict"] == NO_CLEAR_DIFFERENCE) & ~small).any()


def test_what_could_have_been_seen_is_named_in_four_of_five() -> None:
    rng, noise = np.random.default_rng(7), QUIET
    people, others = of(*[5000] * 24), [100.0] * 23
    seen = differs(of(100, *others), people, noise).iloc[0]
    for column, way in (("visible_lower", LOWER), ("visible_higher", HIGHER)):
        found = [
            differs(of(rng.poisson(100 * seen[column]), *others), people, noise)["verdict"].iloc[0]
            for _ in range(300)
        ]
        # A little more below than above, as small counts are skewed.
        assert 0.65 < np.mean([one == way for one in found]) < 0.95


def test_real_spread() -> None:
    rng, people = np.random.default_rng(2), of(*[5000] * 200)
    noise = Noise(clustering=2.0, level=0.0, over_years=True)
    mean = np.full(200, 100.0)
    chance = of(*(rng.poisson(rng.gamma(mean))))
    assert real_spread(chance, people, noise) < 0.2
    wide = of(*rng.poisson(100 * np.exp(rng.normal(0, 0.6, 200))))
    assert real_spread(wide, people, noise) > 0.85
    assert np.isnan(real_spread(wide, people, Noise())), "drift was not seen over years"
    assert np.isnan(real_spread(of(5), of(1000), noise))


def test_two_areas_are_compared_with_the_noise_of_both() -> None:
    first, second = pd.Series([12.0] * 12), pd.Series([8.0] * 12)
    people = (5000.0, 5000.0)
    assert pair_differs(first, second, people, QUIET)["verdict"] == HIGHER
    noisy = Noise(clustering=1.0, level=0.03, freedom=40.0)
    found = pair_differs(first, second, people, noisy)
    assert found["verdict"] == NO_CLEAR_DIFFERENCE and found["lower"] < 1 < found["upper"]
    assert found["visible_lower"] < 1 < found["visible_higher"]


def test_counts_that_noise_cannot_tell_from_one_of_them() -> None:
    counts = pd.Series({"violence": 120, "asb": 95, "damage": 60, "shop": 58, "drugs": 18})
    assert within_noise(counts, "damage").tolist() == [False, False, True, True, False]
    wide = pd.Series(4.0, counts.index)
    assert within_noise(counts, "damage", wide).tolist() == [False, True, True, True, False]
