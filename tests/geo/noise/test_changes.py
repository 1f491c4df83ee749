"""Changes of areas and of the whole: what is named, and poor input."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.changes import COLUMNS, changed, whole_changed
from geo.noise.estimate import Noise
from geo.noise.ladder import CHANGES, DOWN, NO_CLEAR_CHANGE, TOO_FEW, UP

QUIET = Noise(clustering=1.0, drift=0.0, freedom=1e9)


def months(*by_area: float) -> pd.DataFrame:
    """Return twelve equal months of each area."""
    return pd.DataFrame({f"W{n}": [value / 12] * 12 for n, value in enumerate(by_area)})


def test_a_clear_rise_and_fall_are_named() -> None:
    table = changed(months(300, 100, 168, 0, 25), months(100, 300, 150, 25, 0), QUIET)
    assert table["direction"].tolist() == [UP, DOWN, NO_CLEAR_CHANGE, DOWN, UP]
    assert table["ratio"].iloc[0] == pytest.approx(3) and table["ratio"].iloc[3] == 0
    assert np.isnan(table["ratio"].iloc[4]) and table["upper"].iloc[4] == np.inf


def test_noise_takes_a_name_away() -> None:
    now, before = months(160, *[100] * 14), months(*[100] * 15)
    assert changed(now, before, QUIET)["direction"].iloc[0] == UP
    clustered = changed(now, before, Noise(clustering=3.0, drift=0.0, freedom=60.0))
    drifting = changed(now, before, Noise(clustering=1.0, drift=0.05, freedom=60.0))
    for table in (clustered, drifting):
        assert table["direction"].iloc[0] == NO_CLEAR_CHANGE and table["lower"].iloc[0] < 1


def test_an_area_with_uneven_months_needs_more() -> None:
    now, before = months(160, *[100] * 14), months(*[100] * 15)
    uneven = now.copy()
    uneven["W0"] = [80.0, 80.0, *[0.0] * 10]
    assert changed(now, before, QUIET)["direction"].iloc[0] == UP
    assert changed(uneven, before, QUIET)["direction"].iloc[0] == NO_CLEAR_CHANGE


def test_less_than_a_twentieth_is_no_change_and_few_are_too_few() -> None:
    table = changed(months(96_000, 94_000, 4), months(100_000, 100_000, 5), QUIET)
    assert table["direction"].tolist() == [NO_CLEAR_CHANGE, DOWN, TOO_FEW]
    assert table["upper"].iloc[0] < 1


def test_clustered_incidents_count_as_fewer() -> None:
    one = months(8, 100), months(6, 100)
    assert changed(*one, QUIET)["direction"].iloc[0] == NO_CLEAR_CHANGE
    assert changed(*one, Noise(clustering=2.0, drift=0.0))["direction"].iloc[0] == TOO_FEW


def test_an_area_is_compared_over_its_own_months() -> None:
    now, before = months(120, 120, 120), months(240, 240, 240)
    now.iloc[6:, 0], now.iloc[:, 1] = np.nan, np.nan
    table = changed(now, before, QUIET)
    assert table["months"].fillna(0).tolist() == [6, 0, 12]
    assert table["now"].tolist()[0] == 60 and table["before"].tolist()[0] == 120
    assert table.iloc[1].isna().all()


def test_what_could_have_been_seen_is_named_in_four_of_five() -> None:
    noise, rng = Noise(clustering=1.0, drift=0.01, freedom=1e9), np.random.default_rng(3)
    others = months(*[200] * 23)
    even = others.assign(A=200 / 12)
    seen = changed(even, even, noise)
    assert seen.at["A", "visible_fall"] < 1 < seen.at["A", "visible_rise"]
    for column, way in (("visible_fall", DOWN), ("visible_rise", UP)):
        ratio, found = float(seen.at["A", column]), []
        for _ in range(300):
            drift = np.exp(rng.normal(0, 0.1))
            now = others.assign(A=rng.poisson(200 / 12 * ratio * drift, 12).astype(float))
            before = others.assign(A=rng.poisson(200 / 12, 12).astype(float))
            found.append(changed(now, before, noise).at["A", "direction"] == way)
        assert np.mean(found) == pytest.approx(0.8, abs=0.1)


@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 600)), min_size=1, max_size=20))
def test_ranges_and_verdicts_agree(counts: list[tuple[int, int]]) -> None:
    now, before = months(*(a for a, _ in counts)), months(*(b for _, b in counts))
    table = changed(now, before, Noise(clustering=1.4, drift=0.02, freedom=30.0))
    assert set(COLUMNS) == set(table.columns) and set(table["direction"]) <= set(CHANGES)
    clear = table["direction"].isin([UP, DOWN])
    excludes = (table["lower"] > 1) | (table["upper"] < 1)
    assert excludes[clear].all()
    small = (table["ratio"] - 1).abs() < 0.05
    assert not (excludes & ~clear & ~small & (table["direction"] != TOO_FEW)).any()


def test_the_whole_is_compared_by_its_own_months() -> None:
    quiet = pd.DataFrame({"drugs": [100.0, 96] * 6, "burglary": [60.0, 61] * 6})
    before = quiet * [1.6, 1.0]
    noises = dict.fromkeys(quiet, Noise(clustering=1.0, drift=0.0, freedom=11.0))
    found = whole_changed(quiet, before, noises, together=list(quiet))
    assert found["direction"].tolist() == [DOWN, NO_CLEAR_CHANGE]
    uneven = quiet.assign(drugs=[190.0, 6] * 6)
    found = whole_changed(uneven, before, noises, together=list(quiet))
    assert found.at["drugs", "direction"] == NO_CLEAR_CHANGE


def test_the_parts_that_drift_widen_the_whole() -> None:
    now = pd.DataFrame({"asb": [1000.0] * 12})
    narrow = {"asb": Noise(clustering=1.0, drift=0.0, freedom=11.0)}
    wide = {"asb": Noise(clustering=1.0, drift=0.01, freedom=11.0)}
    assert whole_changed(now, now * 1.2, narrow, together=["asb"])["direction"].iloc[0] == DOWN
    found = whole_changed(now, now * 1.2, wide, together=["asb"])["direction"].iloc[0]
    assert found == NO_CLEAR_CHANGE


def test_one_month_and_nothing_recorded() -> None:
    one = pd.DataFrame({"asb": [50.0], "drugs": [0.0]})
    noises = dict.fromkeys(one, Noise(clustering=1.2, freedom=8.0))
    found = whole_changed(one, one * 1.1, noises, together=list(one))
    assert found["direction"].tolist() == [NO_CLEAR_CHANGE, TOO_FEW]
    none = changed(months(0, 0), months(0, 0), QUIET)
    assert none["direction"].tolist() == [TOO_FEW, TOO_FEW]
