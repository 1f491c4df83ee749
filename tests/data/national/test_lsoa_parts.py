"""What is known of LSOAs besides crime."""

import numpy as np
import pandas as pd
import pytest

from data.national.lsoa_parts import residents_aged_16_to_24


def population(**bands: float) -> pd.DataFrame:
    rows = [("L1", name, number) for name, number in bands.items()]
    return pd.DataFrame(rows, columns=["area_code", "age_band", "residents"])


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
