"""A ward's rate is said to mislead by comparison with wards that have figures."""

from typing import Any

import pandas as pd

from components.text.rate_warnings import misleading_wards

MONTHS = [f"2025-{number:02d}" for number in range(1, 13)]
PEOPLE = {"A": 5000.0, "B": 5000.0, "C": 50_000.0}


class Release:
    """A release of three wards, whose largest one has no figures of the police."""

    def __init__(self, *, known: list[str]) -> None:
        self.manifest: Any = type("Manifest", (), {"has_residents": True})
        self._known = known

    def complete_months(self) -> list[str]:
        return MONTHS

    def published(self, level: str) -> pd.DataFrame:
        return pd.DataFrame({ward: ward in self._known for ward in PEOPLE}, MONTHS)

    def residents(self, level: str) -> pd.Series:
        return pd.Series(PEOPLE)

    def named_points(self) -> pd.DataFrame:
        return pd.DataFrame(
            {"point": range(8), "ward_code": list("AAAABBBB"), "name": "Mill Street"}
        )

    def point_counts(self, months: list[str]) -> pd.DataFrame:
        categories = ["shoplifting", "shoplifting", "drugs", "drugs"] * 2
        incidents = [100, 100, 100, 100, 50, 50, 90, 90]
        table = {"point": range(8), "category": categories, "incidents": incidents}
        return pd.DataFrame(table)


def test_residents_of_a_ward_without_figures_make_no_other_ward_a_town_centre() -> None:
    gap: Any = Release(known=["A", "B"])
    assert misleading_wards(gap).empty, "1.3 times the shoplifting of both wards"
    zero: Any = Release(known=["A", "B", "C"])
    assert set(misleading_wards(zero)["ward_code"]) == {"A", "B"}, "C has none in twelve months"
