"""Why a postcode leads nowhere."""

import pytest

from components.ui.postcode_search import MALFORMED, OUTSIDE, fault_of


@pytest.mark.parametrize("typed", ["CF10 1AA", "cf101aa", " sa1-1aa ", "EC1A 1BB", "W1A 0AX"])
def test_one_that_is_written_well_lies_elsewhere(typed: str) -> None:
    assert fault_of(typed) == OUTSIDE


@pytest.mark.parametrize("typed", ["CF10", "12345", "Maesgwylan", "CF10 1A", "`#*", "QQQ1 1AA"])
def test_another_is_no_postcode(typed: str) -> None:
    assert fault_of(typed) == MALFORMED
