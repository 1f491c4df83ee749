"""Population-weighted centre and distances from it."""

import numpy as np
import pandas as pd

from geo.services.nearby import metres_from, population_weighted_centre, rounded
from tests.cases import every_case


def test_the_centre_is_weighted_by_people() -> None:
    x, y = np.array([0.0, 1000.0]), np.array([0.0, 400.0])
    assert population_weighted_centre(x, y, np.array([3.0, 1.0])) == (250.0, 100.0)
    assert population_weighted_centre(x, y, np.array([np.nan, 2.0])) == (1000.0, 400.0)
    assert population_weighted_centre(x, y, np.array([0.0, np.nan])) is None
    assert population_weighted_centre(x[:0], y[:0], np.array([])) is None


def test_distances_are_straight_lines_and_missing_for_missing_points() -> None:
    found = metres_from((0.0, 0.0), pd.Series([300.0, None]), pd.Series([400.0, None]))
    assert found[0] == 500.0 and np.isnan(found[1])


@every_case(("metres", "said"), [(3, 50), (574, 550), (1049, 1000), (1751, 1800)])
def test_distances_are_rounded(metres: float, said: int) -> None:
    assert rounded(metres) == said
