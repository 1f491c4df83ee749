"""Ingredients of the score: significance and ranks."""

import numpy as np
import pandas as pd

from geo.priority.criteria import count_of_worst, is_constant, rank_with_ties, significant_only


def test_insignificant_values_are_zero_and_missing_values_missing() -> None:
    values = pd.Series([0.4, 0.5, -0.3, np.nan])
    clear = pd.Series([True, False, True, False])
    found = significant_only(values, clear)
    assert found[:3].tolist() == [0.4, 0.0, -0.3] and np.isnan(found[3])


def test_equal_values_are_constant() -> None:
    assert is_constant(pd.Series([0.0, 0.0, np.nan])) and is_constant(pd.Series([np.nan]))
    assert not is_constant(pd.Series([0.0, 0.1]))


def test_ties_have_their_first_and_last_rank() -> None:
    found = rank_with_ties(pd.Series([9.0, 5.0, 5.0, 1.0, np.nan], list("ABCDE")))
    assert found["rank"].tolist()[:4] == [1, 2, 2, 4]
    assert found["behind"].tolist()[:4] == [1, 3, 3, 4]
    assert (found["of"].dropna() == 4).all() and found.loc["E"].isna().all()


def test_one_area_in_five_is_mentioned() -> None:
    assert [count_of_worst(of) for of in (1, 4, 5, 24, 200)] == [1, 1, 1, 5, 40]
