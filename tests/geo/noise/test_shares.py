"""Shares of answers and of incidents: golden limits, verdicts and changes."""

import numpy as np
import pandas as pd
import pytest

from geo.noise.estimate import Noise
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.noise.parts import part_differs
from geo.noise.shares import share_limits, shares_changed, shares_differ
from tests.geo.stats.test_rates import GOLDEN, series


def test_wilson_limits_golden() -> None:
    limits = share_limits(series(0.65), series(100)).iloc[0]
    assert list(limits) == pytest.approx(GOLDEN["wilson_65_100"], abs=1e-6)


def test_limits_of_none_and_of_all_end_at_zero_and_one() -> None:
    base = np.arange(1.0, 2_000.0)
    none, every = (
        share_limits(pd.Series(np.full(len(base), one)), pd.Series(base)) for one in (0, 1)
    )
    assert (none["lower"] >= 0).all() and (every["upper"] <= 1).all()
    assert np.allclose(none["lower"], 0) and np.allclose(every["upper"], 1)


def test_shares_that_differ_from_a_benchmark() -> None:
    table = shares_differ(series(0.6, 0.35, 0.05, 0.2, np.nan), series(90, 90, 90, 9, 90), 0.3)
    assert table["verdict"].tolist()[:4] == [HIGHER, NO_CLEAR_DIFFERENCE, LOWER, TOO_FEW]
    assert table.iloc[4].isna().all()
    clear = table["verdict"].isin([HIGHER, LOWER])
    assert ((table["lower"] > 0.3) | (table["upper"] < 0.3)).equals(clear)


def test_each_share_may_have_its_own_benchmark() -> None:
    table = shares_differ(series(0.5, 0.5), series(200, 200), series(0.2, 0.5), least=2)
    assert table["verdict"].tolist() == [HIGHER, NO_CLEAR_DIFFERENCE]


def test_a_change_between_surveys_must_be_clear() -> None:
    now = pd.DataFrame({"share": [0.6, 0.42], "effective_base": [400.0, 60.0]}, ["A", "B"])
    before = pd.DataFrame({"share": [0.4, 0.40], "effective_base": [400.0, 60.0]}, ["A", "B"])
    table = shares_changed(now, before, least=1)
    assert table["direction"].tolist() == ["up", "no clear change"]
    turned = shares_changed(before, now, least=1)
    assert turned["lower"].tolist() == pytest.approx((-table["upper"]).tolist())
    clear = (table["lower"] > 0) | (table["upper"] < 0)
    assert clear.tolist() == [True, False]


def test_a_category_in_all_incidents_is_compared_with_the_other_areas() -> None:
    part, whole = series(120, *[40] * 20, 5), series(*[200] * 21, 10)
    quiet = Noise(clustering=1.0, level=0.0, freedom=1e9)
    table = part_differs(part, whole, quiet, aside=pd.Index([21]))
    assert table["verdict"].iloc[0] == HIGHER and table["verdict"].isna().iloc[21]
    assert table["benchmark"].iloc[0] == pytest.approx(805 / 4010)
    wide = part_differs(part, whole, Noise(clustering=8.0, level=0.2, freedom=60.0))
    assert wide["verdict"].iloc[0] in (NO_CLEAR_DIFFERENCE, TOO_FEW)
    assert wide["lower"].iloc[0] < table["lower"].iloc[0]


def test_a_category_of_nothing_or_of_everything_has_no_verdict() -> None:
    quiet = Noise(clustering=1.0, level=0.0)
    assert part_differs(series(0, 0), series(50, 50), quiet)["verdict"].isna().all()
    assert part_differs(series(50, 50), series(50, 50), quiet)["verdict"].isna().all()
    assert part_differs(series(np.nan, 5), series(0, 50), quiet)["verdict"].isna().all()
