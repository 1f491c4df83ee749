"""Partners' incidents as categories: names, covered months, counts."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.release.partner_incidents import PartnerIncidents, category_slug
from data.schema import COUNTY, LSOA, WARD
from tests.cases import every_case

WARDS, LSOAS = pd.Index(["W1", "W2"]), pd.Index(["L1", "L2"])
MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04"]
ROWS = [
    ("2026-01", "Noise", "L1", "W1"),
    ("2026-02", "noise", "L1", "W1"),
    ("2026-02", "noise", None, "W2"),
    ("2026-03", "Deliberate fire", "L2", "W2"),
]
COLUMNS = ["month", "type", "lsoa_code", "ward_code"]


def own(rows: list[tuple[str, str, str | None, str]] = ROWS) -> PartnerIncidents:
    return PartnerIncidents(pd.DataFrame(rows, columns=COLUMNS))


def test_spellings_of_one_type_are_one_choice() -> None:
    assert own().types() == {"own-deliberate-fire": "Deliberate fire", "own-noise": "noise"}
    assert own().choices() == ["own", "own-deliberate-fire", "own-noise"]


def test_no_categories_without_incidents() -> None:
    assert own([]).choices() == []


@every_case(
    ("kind", "choice"),
    [
        ("Litter & drugs  waste", "own-litter-drugs-waste"),
        ("tân bwriadol", "own-tân-bwriadol"),
        ("fly_tipping", "own-fly-tipping"),
    ],
)
def test_category_slug_of_a_type(kind: str, choice: str) -> None:
    assert category_slug(kind) == choice


def test_months_outside_the_extract_are_left_out() -> None:
    assert own().months("own", MONTHS) == MONTHS[:3]
    assert own().months("own-noise", MONTHS) == MONTHS[:2]
    assert own().months("own-deliberate-fire", MONTHS) == ["2026-03"]
    assert own().months("own-dragons", MONTHS) == []


def test_an_incident_known_by_its_ward_alone_is_in_no_lsoa() -> None:
    assert own().counts("own-noise", WARD, MONTHS, WARDS).tolist() == [2, 1]
    assert own().counts("own-noise", LSOA, MONTHS, LSOAS).tolist() == [2, 0]
    assert own().nowhere("own-noise", LSOA, MONTHS) == 1
    assert own().nowhere("own-noise", LSOA, MONTHS[:1]) == 0


rows = st.tuples(
    st.sampled_from(MONTHS),
    st.sampled_from(["a", "b", "c d"]),
    st.sampled_from(["L1", "L2", None]),
    st.sampled_from(["W1", "W2"]),
)


@given(st.lists(rows, min_size=1), st.lists(st.sampled_from(MONTHS), unique=True))
def test_types_wards_and_the_county_add_up(
    held: list[tuple[str, str, str | None, str]], months: list[str]
) -> None:
    found = own(held)
    every = sum(row[0] in months for row in held)
    assert found.counts("own", COUNTY, months, pd.Index(["C"])).tolist() == [every]
    by_type = sum(found.counts(kind, WARD, months, WARDS).sum() for kind in found.types())
    by_lsoa = found.counts("own", LSOA, months, LSOAS).sum() + found.nowhere("own", LSOA, months)
    assert by_type == by_lsoa == every
