"""Age bands of respondents compared with residents."""

import numpy as np
import pandas as pd
import pytest

from geo.noise.shares import share_limits
from geo.services.accessibility import FEWER, MORE, NO_CLEAR_DIFFERENCE
from geo.stats.suppression import HIDDEN
from geo.survey.participation import taking_part

LIVING = pd.Series({"65+": 3000.0, "0-15": 2000.0, "16-24": 3000.0, "25-64": 4000.0})


def test_shares_are_of_common_bands_in_order_of_age() -> None:
    table = taking_part(pd.Series({"65+": 30, "16-24": 30, "25-64": 40}), LIVING, asked=100)
    assert table.index.tolist() == ["16-24", "25-64", "65+"]
    assert table["share"].tolist() == pytest.approx([0.3, 0.4, 0.3])
    assert table["of_residents"].tolist() == pytest.approx([0.3, 0.4, 0.3])
    assert set(table["finding"]) == {NO_CLEAR_DIFFERENCE}


def test_a_difference_is_named_only_when_significant() -> None:
    table = taking_part(pd.Series({"16-24": 20, "25-64": 160, "65+": 220}), LIVING, asked=400)
    assert table["finding"].to_dict() == {
        "16-24": FEWER, "25-64": NO_CLEAR_DIFFERENCE, "65+": MORE,
    }  # fmt: skip


def test_the_range_allows_for_all_bands_being_compared() -> None:
    two = taking_part(pd.Series({"16-24": 52, "65+": 48}), LIVING, asked=100)
    alone = share_limits(pd.Series([0.52]), pd.Series([100.0])).iloc[0]
    assert two.at["16-24", "lower"] < alone["lower"] and two.at["16-24", "upper"] > alone["upper"]


def test_hidden_bands_stay_hidden_and_count_among_all() -> None:
    people = pd.Series({"16-24": np.nan, "25-64": 50.0, "65+": np.nan})
    table = taking_part(people, LIVING, asked=110)
    assert table.at["16-24", "status"] == HIDDEN
    assert np.isnan(table.at["16-24", "share"]) and np.isnan(table.at["16-24", "asked"])
    assert table.at["16-24", "residents"] == 3000
    assert table.at["25-64", "share"] == pytest.approx(50 / 110)


def test_respondents_of_other_bands_are_left_out() -> None:
    people = pd.Series({"16-24": 30.0, "25-64": 40.0, "65+": 30.0, "unknown": 20.0})
    table = taking_part(people, LIVING, asked=120)
    assert table["share"].tolist() == pytest.approx([0.3, 0.4, 0.3])
