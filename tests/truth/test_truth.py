"""Every number on every page, document and export of thirteen areas, recomputed the slow way.

A failure names the area, the page, the catalogue key, the sentence, the number said and the number
found.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.truth.areas import AREAS, Area
from tests.truth.conftest import Built
from tests.truth.pending import ALL, PENDING
from tests.truth.truth_table import look


def case(area: Area) -> object:
    """Return an area as a case of the test, which must fail where all of it is pending."""
    why = PENDING.get((area.name, ALL))
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(area, id=area.name, marks=marks)


@pytest.mark.parametrize("area", [case(area) for area in AREAS])
def test_every_number_is_true(area: Area, built: Built, open_page: Callable[..., Any]) -> None:
    found = look(area, built(area), open_page)
    known = {key for name, key in PENDING if name == area.name} - {ALL}
    faults = [f"false: {one}" for one in found.wrong if one.key not in known]
    faults += [f"neither recomputed nor listed with a reason: {one}" for one in found.unknown]
    become_true = sorted(known - {one.key for one in found.wrong})
    faults += [f"true by now, take it out of PENDING: {area.name}, {key}" for key in become_true]
    assert not faults, "\n" + "\n".join(dict.fromkeys(faults))
