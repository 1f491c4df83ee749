"""What may count for a score, and where a place stands for one ingredient."""

import numpy as np
import pandas as pd

from geo.ingredients import alike, clear_only, noted, standing


def test_only_what_beats_noise_counts_and_what_is_missing_stays_so() -> None:
    values = pd.Series([0.4, 0.5, -0.3, np.nan])
    clear = pd.Series([True, False, True, False])
    found = clear_only(values, clear)
    assert found[:3].tolist() == [0.4, 0.0, -0.3] and np.isnan(found[3])


def test_an_ingredient_that_tells_nobody_apart_is_alike() -> None:
    assert alike(pd.Series([0.0, 0.0, np.nan])) and alike(pd.Series([np.nan]))
    assert not alike(pd.Series([0.0, 0.1]))


def test_ties_stand_between_their_best_and_their_last_place() -> None:
    found = standing(pd.Series([9.0, 5.0, 5.0, 1.0, np.nan], list("ABCDE")))
    assert found["rank"].tolist()[:4] == [1, 2, 2, 4]
    assert found["behind"].tolist()[:4] == [1, 3, 3, 4]
    assert (found["of"].dropna() == 4).all() and found.loc["E"].isna().all()


def test_one_place_in_five_is_worth_a_word() -> None:
    assert [noted(of) for of in (1, 4, 5, 24, 200)] == [1, 1, 1, 5, 40]
