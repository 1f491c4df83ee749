"""Rates compared with that of the median area."""

import numpy as np
import pandas as pd

from geo.noise.differences import differs
from geo.noise.estimate import Noise
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.noise.median import differs_from_median, median_rate

NOISE = Noise(clustering=1.5, level=0.005, freedom=60.0, over_years=True)


def both(counts: list[float], people: float = 5_000.0) -> pd.DataFrame:
    """Return the verdicts on the same counts against the rest, and against the median."""
    seen = pd.Series(counts, dtype=float)
    exposed = pd.Series(people, seen.index)
    found = differs(seen, exposed, NOISE)
    ends = found[["lower", "upper", "critical", "level"]].assign(count=seen)
    return pd.DataFrame(
        {
            "rest": found["verdict"],
            "median": differs_from_median(ends, exposed, NOISE.clustering)["verdict"],
        }
    )


def test_a_few_high_areas_put_nobody_else_below_the_median() -> None:
    table = both([400.0] * 3 + [100.0] * 9)
    assert (table["rest"].iloc[3:] == LOWER).all()
    assert (table["median"].iloc[3:] == NO_CLEAR_DIFFERENCE).all()
    assert (table["median"].iloc[:3] == HIGHER).all()


def test_an_area_without_incidents_is_below_where_the_median_has_many() -> None:
    assert both([0.0] + [100.0] * 12)["median"].tolist() == [LOWER] + [NO_CLEAR_DIFFERENCE] * 12
    assert both([0.0] + [3.0] * 12)["median"].iloc[0] == TOO_FEW


def test_without_a_median_nothing_is_compared() -> None:
    assert both([10.0, 90.0])["median"].isna().all()
    assert both([0.0] * 9 + [40.0])["median"].isna().all()
    assert np.isnan(median_rate(pd.Series([np.nan, 2.0, 3.0])))
    ends = pd.DataFrame({"count": [np.nan, 30.0, 30, 30], "lower": 20.0, "upper": 40.0})
    ends[["critical", "level"]] = [2.0, 0.0]
    found = differs_from_median(ends, pd.Series([0.0, 9, 9, 9]), 1.0)
    assert found.isna().all(axis=1).tolist() == [True, False, False, False]
