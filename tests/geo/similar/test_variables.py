"""The variables of areas, from those of their LSOAs."""

import numpy as np
import pandas as pd
import pytest

from geo.similar.nearest import DENSITY, INCOME, TOWNS, YOUNG
from geo.similar.variables import residents_aged_16_to_24, variables_of

LSOAS = pd.DataFrame(
    {
        "residents": [1_000.0, 3_000.0, 2_000.0],
        "young": [100.0, 500.0, 150.0],
        "square_km": [1.0, 3.0, 20.0],
        "income": [0.2, 0.6, 0.9],
        "towns": [1.0, 0.5, 0.0],
    },
    ["L1", "L2", "L3"],
)
AREAS = pd.Series({"L1": "A", "L2": "A", "L3": "B"})


def population(**bands: float) -> pd.DataFrame:
    rows = [("L1", name, number) for name, number in bands.items()]
    return pd.DataFrame(rows, columns=["area_code", "age_band", "residents"])


def test_larger_areas_add_up_their_residents() -> None:
    found = variables_of(LSOAS, AREAS)
    assert found.loc["A", INCOME] == pytest.approx(0.5)
    assert found.loc["A", YOUNG] == pytest.approx(600 / 4_000)
    assert found.loc["A", DENSITY] == pytest.approx(3.0)
    assert found.loc["A", TOWNS] == pytest.approx((1_000 + 1_500) / 4_000)
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


def test_young_adults_are_known_only_of_bands_that_cover_their_ages() -> None:
    cases = (
        ({"0-15": 1.0, "16-24": 7.0, "25+": 9.0}, 7.0),
        ({"16-17": 1.0, "18-19": 2.0, "20-24": 4.0}, 7.0),
        ({"15-19": 3.0, "20-24": 4.0}, np.nan),
        ({"16-19": 3.0, "25-34": 4.0}, np.nan),
        ({"all": 12.0}, np.nan),
    )
    for bands, wanted in cases:
        found = residents_aged_16_to_24(population(**bands))
        assert found.index.tolist() == ["L1"]
        assert found["L1"] == pytest.approx(wanted, nan_ok=True), bands
