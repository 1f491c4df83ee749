"""Why a postcode is not found."""

from components.ui.postcode_search import MALFORMED, OUTSIDE, fault_of
from tests.cases import every_case


@every_case("typed", ["CF10 1AA", "cf101aa", " sa1-1aa ", "EC1A 1BB", "W1A 0AX"])
def test_a_well_formed_postcode_is_outside_the_area(typed: str) -> None:
    assert fault_of(typed) == OUTSIDE


@every_case("typed", ["CF10", "12345", "Maesgwylan", "CF10 1A", "`#*", "QQQ1 1AA"])
def test_other_text_is_a_malformed_postcode(typed: str) -> None:
    assert fault_of(typed) == MALFORMED
