"""The variables of areas, from those of their LSOAs."""

import numpy as np
import pandas as pd
import pytest

from geo.similar.nearest import DENSITY, HOUSEHOLDS, INCOME, TOWNS, YOUNG
from geo.similar.variables import variables_of

LSOAS = pd.DataFrame(
    {
        "residents": [1_000.0, 3_000.0, 2_000.0],
        "young": [100.0, 500.0, 150.0],
        "square_km": [1.0, 3.0, 20.0],
        "income": [0.2, 0.6, 0.9],
        "towns": [1.0, 0.5, 0.0],
        "households": [400.0, 1_400.0, 900.0],
    },
    ["L1", "L2", "L3"],
)
AREAS = pd.Series({"L1": "A", "L2": "A", "L3": "B"})


def test_larger_areas_add_up_their_residents() -> None:
    found = variables_of(LSOAS, AREAS)
    assert found.loc["A", INCOME] == pytest.approx(0.5)
    assert found.loc["A", YOUNG] == pytest.approx(600 / 4_000)
    assert found.loc["A", DENSITY] == pytest.approx(3.0)
    assert found.loc["A", TOWNS] == pytest.approx((1_000 + 1_500) / 4_000)
    assert found.loc["A", HOUSEHOLDS] == pytest.approx(1_800 / 4_000)
    alone = variables_of(LSOAS)
    assert found.loc[["B"]].to_numpy().tolist() == alone.loc[["L3"]].to_numpy().tolist()


def test_what_is_not_known_of_one_part_is_not_known_of_the_whole() -> None:
    gaps = LSOAS.copy()
    gaps.loc["L2", "income"] = np.nan
    found = variables_of(gaps, AREAS)
    assert found[INCOME].isna()["A"] and found.loc["A", YOUNG] == pytest.approx(0.15)
    nobody = LSOAS.copy()
    nobody.loc["L3", "residents"] = 0.0
    assert variables_of(nobody, AREAS).loc["B"].isna().all()
    assert variables_of(LSOAS.assign(towns=np.nan), AREAS)[TOWNS].isna().all()
