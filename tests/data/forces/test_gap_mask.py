"""Gaps of forces and authorities hide the areas that they hurt, and no others."""

from pathlib import Path

import numpy as np
import pytest

from data.errors import SourceError
from data.forces.gap_mask import mask_missing_months, missing_everywhere
from data.messages import InBoth
from data.release.counts.cube import Cube, CubeWriter
from data.release.coverage.missing_months import ABSENT, CUT, MissingMonths

MONTHS = ["2025-01", "2025-02", "2025-03"]
NEWPORT, TORFAEN = ("gwent", "W06000022"), ("gwent", "W06000020")
CARDIFF = ("south-wales", "W06000015")


def test_an_area_is_hidden_where_one_of_its_authorities_lacks_rows(tmp_path: Path) -> None:
    publishers = [(NEWPORT,), (TORFAEN,), (CARDIFF,), (NEWPORT, TORFAEN), (NEWPORT, CARDIFF)]
    cube = CubeWriter(tmp_path, "town", categories=1, months=3, areas=5)
    for month in range(3):
        cube.add(month, np.zeros(5), np.arange(5))
    gaps = [
        MissingMonths(force="gwent", month="2025-02", why=CUT, rows=3, authority=TORFAEN[1]),
        MissingMonths(force="south-wales", month="2025-03", why=ABSENT, rows=0),
    ]
    mask = mask_missing_months(cube, "town", publishers, MONTHS, gaps, tmp_path)
    wanted = [[1, 1, 1, 1, 1], [1, 0, 1, 0, 1], [1, 1, 0, 1, 0]]
    assert mask.astype(int).tolist() == wanted
    counts = Cube(tmp_path, "town")
    assert [counts.counts([0], [month]).tolist() for month in range(3)] == wanted


def test_a_release_without_any_figure_is_refused() -> None:
    area = InBoth(en="Newport", cy="Casnewydd")
    with pytest.raises(SourceError, match="a month of Newport that is whole"):
        missing_everywhere(np.zeros((3, 2), dtype=bool), MONTHS, area)
    mask = np.array([[True, False], [False, False], [True, True]])
    assert missing_everywhere(mask, MONTHS, area) == ["2025-02"]
