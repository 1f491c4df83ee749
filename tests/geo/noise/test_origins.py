"""Limits over origins hold what they promise, also where neighbouring origins go together."""

import numpy as np
import pandas as pd

from geo.noise.origins import better_than, mean_over_origins
from geo.not_measured import FEW_ORIGINS, NotMeasured


def test_golden() -> None:
    """Student's t with three degrees of freedom: 0.24 and 3.182 standard errors of 0.0204."""
    found = mean_over_origins(pd.DataFrame({"gain": [0.2, 0.3, 0.25, 0.21]}))
    assert isinstance(found, pd.DataFrame)
    np.testing.assert_allclose(
        found.loc["gain", ["mean", "lower", "upper"]].astype(float),
        [0.24, 0.16751, 0.31249],
        atol=2e-4,
    )


def test_nothing_is_called_better_in_all_but_one_of_twenty() -> None:
    rng = np.random.default_rng(2)
    for together, most in ((0.0, 0.07), (0.3, 0.1)):
        named = 0
        for _ in range(400):
            shocks = rng.normal(size=13)
            values = pd.DataFrame({"gain": shocks[1:] + together * shocks[:-1]})
            found = mean_over_origins(values)
            assert isinstance(found, pd.DataFrame)
            named += better_than(found)["gain"] != "no clear difference"
        assert named / 400 <= most, (together, named / 400)


def test_few_origins() -> None:
    values = pd.DataFrame({"gain": [0.1, np.nan, 0.2, 0.3]})
    assert mean_over_origins(values) == NotMeasured(reason=FEW_ORIGINS, found=3, needed=4)


def test_origins_that_are_all_the_same_have_limits_without_width() -> None:
    found = mean_over_origins(pd.DataFrame({"gain": [0.1] * 5}))
    assert isinstance(found, pd.DataFrame)
    np.testing.assert_allclose(found.loc["gain", ["lower", "upper"]].astype(float), 0.1)
