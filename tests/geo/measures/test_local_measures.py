"""Measures without a period: perception, deprivation, community groups."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import WARD
from geo.measures.deprivation import DEPRIVATION, FIFTH_NAMES
from geo.measures.most_deprived_share import DEPRIVED10, DEPRIVED20
from geo.measures.perceived import CONSULTATION, FEW, PERCEIVED, SAMPLE
from geo.measures.residents_per_group import GROUPS
from geo.stats.suppression import HIDDEN, MISSING, NOTHING, SHOWN
from tests.geo.measures.test_measures import Given, by_area

BIG, SMALL, DONT_KNOW = "very big", "not a problem", "don't know"


def asked(*wards: tuple[int, int], mode: str = SAMPLE, wave: str = "2026-06") -> pd.DataFrame:
    """Return answers for wards A, B, ...; each pair is how many call the problem big and small."""
    rows = [
        {"wave": wave, "mode": mode, "area_code": "ABCDE"[number], "weight": 1.0, "answer": answer}
        for number, (big, small) in enumerate(wards)
        for answer in [BIG] * big + [SMALL] * small
    ]
    return pd.DataFrame(rows)


def perceived(answers: pd.DataFrame, areas: int = 3) -> pd.DataFrame:
    people = by_area(*[5000.0] * areas)
    return PERCEIVED.calculate(Given(now=people, people=people, asked_people=answers))


def test_perceived_share_golden() -> None:
    row = perceived(asked((65, 35), (40, 60), (20, 30))).loc["A"]
    assert row["value"] == pytest.approx(0.65)
    # Wider than 0.5525 to 0.7364, because the areas are compared together.
    assert row["lower"] < 0.5525 and row["upper"] > 0.7364
    assert row["flag"] is np.nan or pd.isna(row["flag"])


def test_dont_knows_are_excluded_from_share_and_base() -> None:
    extra = asked((20, 20)).assign(answer=DONT_KNOW)
    row = perceived(pd.concat([asked((30, 30)), extra])).loc["A"]
    assert (row["value"], row["base"]) == (0.5, 60)


@pytest.mark.parametrize(
    ("big", "small", "status"),
    [
        (15, 14, HIDDEN),
        (15, 15, SHOWN),
        (4, 60, HIDDEN),
        (60, 1, HIDDEN),
        (0, 60, SHOWN),
        (5, 60, SHOWN),
        (0, 0, MISSING),
    ],
)
def test_few_answers_and_small_cells_are_hidden(big: int, small: int, status: str) -> None:
    table = perceived(asked((big, small), (200, 200)))
    assert table.loc["A", "status"] == status
    told = table.loc["A", ["value", "lower", "upper", "base", "effective_base", "verdict"]]
    assert told.notna().all() == (status == SHOWN)
    assert told.isna().all() == (status != SHOWN)


def test_a_small_effective_base_is_flagged() -> None:
    answers = asked((20, 20), (50, 50))
    heavy = answers.index < 10
    answers.loc[heavy, "weight"] = 9.0
    table = perceived(answers)
    assert table.loc["A", "effective_base"] < 40
    assert table.loc["A", "flag"] == FEW and pd.isna(table.loc["B", "flag"])


def test_a_share_is_certain_only_where_its_range_is_clear() -> None:
    table = perceived(asked((90, 10), (50, 50), (10, 90)))
    assert table["verdict"].tolist() == ["higher", "no clear difference", "lower"]
    assert table["uncertain"].tolist() == [False, True, False]
    assert PERCEIVED.summary(table).numbers == {"areas": 3, "higher": 1, "lower": 1}


def test_waves_are_pooled_and_listed() -> None:
    both = pd.concat([asked((20, 20), wave="2025-06"), asked((30, 10), wave="2026-06")])
    table = perceived(both)
    assert table.loc["A", "value"] == 50 / 80
    (pooled,) = PERCEIVED.notes(table)
    assert pooled.months == {"waves": ("2025-06", "2026-06")} and pooled.numbers == {
        "respondents": 80
    }


def test_consultations_and_samples_are_not_mixed() -> None:
    mixed = pd.concat([asked((30, 30)), asked((500, 0), mode=CONSULTATION)])
    assert perceived(mixed).loc["A", "value"] == 0.5


def test_a_consultation_has_no_limits_and_no_verdict() -> None:
    table = perceived(asked((90, 10), (10, 90), mode=CONSULTATION))
    assert table["value"].tolist()[:2] == [0.9, 0.1]
    assert table[["lower", "upper", "verdict"]].isna().all(axis=None)
    assert table.loc[["A", "B"], "uncertain"].all()
    assert PERCEIVED.summary(table).key == "answer.respondents"
    assert [said.key for said in PERCEIVED.notes(table)] == ["caveat.respondents", "caveat.waves"]


def ranked(*ranks: float, of: int = 1917, domain: str = "overall") -> pd.DataFrame:
    codes = [f"L{number}" for number in range(len(ranks))]
    said = {"of": of, "edition": "WIMD 2025", "domain": domain}
    return pd.DataFrame({"rank": ranks}, pd.Index(codes)).assign(**said)


def living(*people: float, ward: str = "A") -> pd.DataFrame:
    codes = [f"L{number}" for number in range(len(people))]
    return pd.DataFrame({"lsoa_code": codes, "area_code": ward, "residents": people})


WORKED = {"index": ranked(12, 400, 1500, 1700), "lived_in": living(1600, 1400, 1800, 1200)}


def test_mean_rank_and_deprived_shares_golden() -> None:
    facts = Given(now=by_area(0), people=by_area(6000), **WORKED)
    row = DEPRIVATION.calculate(facts).loc["A"]
    assert row["rank"] == pytest.approx(886.5, abs=0.05)
    assert row["deprived10"] == pytest.approx(0.267, abs=5e-4)
    assert row["fifth"] == 3 and FIFTH_NAMES[int(row["value"])] == "3"
    tenth = DEPRIVED10.calculate(facts).loc["A"]
    assert tenth["value"] == pytest.approx(0.267, abs=5e-4)
    assert tenth["people"] == pytest.approx(1600)


@given(st.lists(st.integers(1, 1917), min_size=1, max_size=5))
def test_a_tenth_is_the_rounded_up_position(ranks: list[int]) -> None:
    areas = by_area(*[0.0] * len(ranks))
    index = ranked(*ranks).set_axis(areas.index)
    table = DEPRIVATION.calculate(Given(now=areas, people=areas, index=index, level="lsoa"))
    for rank, row in zip(ranks, table.to_dict("records"), strict=True):
        assert (row["decile"] - 1) * 1917 < 10 * rank <= row["decile"] * 1917
        assert (row["fifth"] - 1) * 1917 < 5 * rank <= row["fifth"] * 1917
        assert row["value"] == 5 - row["fifth"]


@given(
    st.lists(st.tuples(st.integers(1, 1917), st.integers(1, 3000)), min_size=1, max_size=5),
)
def test_the_deprived_fifth_includes_the_deprived_tenth(
    lsoas: list[tuple[int, int]],
) -> None:
    ranks, people = zip(*lsoas, strict=True)
    facts = Given(now=by_area(0), people=by_area(0), index=ranked(*ranks), lived_in=living(*people))
    tenth, fifth = (m.calculate(facts).loc["A", "value"] for m in (DEPRIVED10, DEPRIVED20))
    assert 0 <= tenth <= fifth <= 1 + 1e-9
    mean = DEPRIVATION.calculate(facts).loc["A", "rank"]
    assert min(ranks) - 1e-6 <= mean <= max(ranks) + 1e-6


def test_a_ward_with_an_unranked_lsoa_has_no_mean_rank() -> None:
    facts = Given(
        now=by_area(0), people=by_area(0), index=ranked(1, 2), lived_in=living(100, 100, 100)
    )
    for measure in (DEPRIVATION, DEPRIVED10, DEPRIVED20):
        assert measure.calculate(facts)["status"].tolist() == [MISSING]


@pytest.mark.parametrize(
    ("domain", "circular"),
    [("overall", True), ("community_safety", True), ("crime", True), ("income", False)],
)
def test_domains_with_recorded_crime_have_a_note(domain: str, circular: bool) -> None:
    facts = Given(
        now=by_area(0), people=by_area(0), index=ranked(5, domain=domain), lived_in=living(9)
    )
    keys = [said.key for said in DEPRIVATION.notes(DEPRIVATION.calculate(facts))]
    assert ("caveat.circular" in keys) == circular


def test_residents_per_group_and_status_without_a_group() -> None:
    listed = pd.DataFrame(
        {"covers": ["ward", "ward", "county", "ward"], "ward_code": ["A", "A", None, "B"]}
    )
    people = by_area(3000, 5000, 4000, np.nan)
    table = GROUPS.calculate(Given(now=people, people=people, listed=listed))
    assert table["value"].tolist()[:2] == [1500, 5000]
    assert table["status"].tolist() == [SHOWN, SHOWN, NOTHING, MISSING]
    said = GROUPS.summary(table)
    assert said.numbers == {"areas": 3, "without": 1, "least": 1500, "most": 5000}
    assert said.areas == {"fewest": "B", "densest": "A"}
    assert [n.numbers for n in GROUPS.notes(table)] == [{"groups": 1}]


def test_the_planted_ward_has_no_group(sample_store: Store) -> None:
    residents = sample_store.residents(WARD)
    table = GROUPS.calculate(
        Given(now=residents, people=residents, listed=sample_store.table("groups"))
    )
    assert table.index[table["status"] == NOTHING].tolist() == [truth("no_group").ward_code]
