"""What may count for a score, and where a place stands for one ingredient."""

import numpy as np
import pandas as pd

from geo.priority.criteria import count_of_worst, is_constant, rank_with_ties, significant_only


def test_only_what_beats_noise_counts_and_what_is_missing_stays_so() -> None:
    values = pd.Series([0.4, 0.5, -0.3, np.nan])
    clear = pd.Series([True, False, True, False])
    found = significant_only(values, clear)
    assert found[:3].tolist() == [0.4, 0.0, -0.3] and np.isnan(found[3])


def test_an_ingredient_that_tells_nobody_apart_is_alike() -> None:
    assert is_constant(pd.Series([0.0, 0.0, np.nan])) and is_constant(pd.Series([np.nan]))
    assert not is_constant(pd.Series([0.0, 0.1]))


def test_ties_stand_between_their_best_and_their_last_place() -> None:
    found = rank_with_ties(pd.Series([9.0, 5.0, 5.0, 1.0, np.nan], list("ABCDE")))
    assert found["rank"].tolist()[:4] == [1, 2, 2, 4]
    assert found["behind"].tolist()[:4] == [1, 3, 3, 4]
    assert (found["of"].dropna() == 4).all() and found.loc["E"].isna().all()


def test_one_place_in_five_is_worth_a_word() -> None:
    assert [count_of_worst(of) for of in (1, 4, 5, 24, 200)] == [1, 1, 1, 5, 40]
