"""The numbers on the pages, documents and exports of fourteen areas, recomputed the slow way.

`make test` opens everything of one area and the main pages of the others; `make test-slow` opens
everything of all. A failure names the area, the page, the catalogue key, the sentence, the number
said and the number found.
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
each_other = pytest.mark.parametrize("area", OTHERS, ids=lambda area: area.name)


def test_every_number_of_the_whole_area_is_true(
    built: Built, open_page: Callable[..., Any]
) -> None:
    assert_true(look(WHOLE, built(WHOLE), open_page))


@each_other
def test_the_numbers_of_the_main_pages_are_true(
    area: Area, built: Built, open_page: Callable[..., Any]
) -> None:
    slow = built(area)
    assert_true(look_at(main_addresses(slow), area, slow, open_page))


@pytest.mark.slow
@each_other
def test_every_number_is_true(area: Area, built: Built, open_page: Callable[..., Any]) -> None:
    assert_true(look(area, built(area), open_page))


def assert_true(found: Found) -> None:
    faults = [f"false: {one}" for one in found.wrong]
    faults += [f"neither recomputed nor listed with a reason: {one}" for one in found.unknown]
    assert not faults, "\n" + "\n".join(dict.fromkeys(faults))
