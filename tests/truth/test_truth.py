"""The numbers on the pages, documents and exports of fourteen areas, recomputed the slow way.

`make test` opens the main pages of one area, `make test-long` everything of another, and
`make test-slow` everything of all. A failure names the area, the page, the catalogue key, the
sentence, the number said and the number found.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.truth.areas import AREAS, Area
from tests.truth.conftest import Built
from tests.truth.pages import main_addresses
from tests.truth.truth_table import Found, look, look_at

# The area with all kinds of files.
WHOLE, *OTHERS = AREAS
# One that lacks something: a month, and the figures of a force.
HOLE = next(area for area in OTHERS if area.name == "hole")


def test_every_number_of_the_whole_area_is_true(
    built: Built, open_page: Callable[..., Any]
) -> None:
    assert_true(look(WHOLE, built(WHOLE), open_page))


def test_the_numbers_of_the_main_pages_are_true(
    built: Built, open_page: Callable[..., Any]
) -> None:
    slow = built(HOLE)
    assert_true(look_at(main_addresses(slow), HOLE, slow, open_page))


@pytest.mark.slow
@pytest.mark.parametrize("area", OTHERS, ids=lambda area: area.name)
def test_every_number_is_true(area: Area, built: Built, open_page: Callable[..., Any]) -> None:
    assert_true(look(area, built(area), open_page))


def assert_true(found: Found) -> None:
    faults = [f"false: {one}" for one in found.wrong]
    faults += [f"neither recomputed nor listed with a reason: {one}" for one in found.unknown]
    assert not faults, "\n" + "\n".join(dict.fromkeys(faults))
