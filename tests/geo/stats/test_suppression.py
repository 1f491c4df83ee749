"""Rates of small bases are hidden, counts are not."""

import numpy as np
import pandas as pd

from geo.noise.estimate import NO_NOISE
from geo.stats.area_figures import area_figures


def test_rates_of_small_bases_are_hidden_but_not_counts() -> None:
    counts = pd.Series([5, 6, 7, 8], list("abcd"))
    people = pd.Series([499.0, 500.0, 0.0, np.nan], list("abcd"))
    table = area_figures(counts, people, NO_NOISE, months=12)
    assert table["status"].to_dict() == {
        "a": "hidden",
        "b": "shown",
        "c": "missing",
        "d": "missing",
    }
    assert table["rate"].notna().to_dict() == {"a": False, "b": True, "c": False, "d": False}
    assert table["verdict"].notna().sum() == 1
    assert table["incidents"].tolist() == [5, 6, 7, 8]
