"""Every number on every page, document and export of thirteen areas, recomputed the slow way.

A failure names the area, the page, the catalogue key, the sentence, the number said and the number
found.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.truth.areas import AREAS, Area
from tests.truth.conftest import Built
from tests.truth.truth_table import look


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_every_number_is_true(area: Area, built: Built, open_page: Callable[..., Any]) -> None:
    found = look(area, built(area), open_page)
    faults = [f"false: {one}" for one in found.wrong]
    faults += [f"neither recomputed nor listed with a reason: {one}" for one in found.unknown]
    assert not faults, "\n" + "\n".join(dict.fromkeys(faults))
