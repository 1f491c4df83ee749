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
from geo.measures.perceived import FEW, PERCEIVED
from geo.measures.residents_per_group import GROUPS
from geo.stats.suppression import HIDDEN, MISSING, NOTHING, SHOWN
from geo.survey.published import PublishedQuestion
from tests.cases import every_case
from tests.geo.measures.test_measures import Given, by_area


def said_by(
    *places: tuple[float, float, float | None],
    together: dict[str, str] | None = None,
    sampled: bool = True,
) -> PublishedQuestion:
    """Return published figures of places A, B, ...: share, base and effective base.

    A base of 0 is missing, a share that isn't a number hidden. `together` has the place of wards
    that are no place of their own.
    """
    names = list("ABCDE"[: len(places)])
    table = pd.DataFrame(places, names, ["share", "base", "effective_base"]).astype(float)
    hidden, nobody = table["share"].isna(), table["base"] == 0
    status = pd.Series(SHOWN, names).mask(hidden, HIDDEN).mask(nobody, MISSING)
    own = {name: name for name in names} | (together or {})
    shown = table.where(status == SHOWN, axis=0)
    of_all = (shown["share"] * shown["base"]).sum() / shown["base"].sum()
    whole = {"share": of_all, "base": shown["base"].sum(), "effective_base": shown["base"].sum()}
    return PublishedQuestion(
        places=shown.assign(status=status),
        whole=pd.Series(whole),
        place=pd.Series(own),
        sampled=sampled,
        waves=("2025-06", "2026-06"),
        respondents=500,
    )


def perceived(said: PublishedQuestion) -> pd.DataFrame:
    people = pd.Series(5000.0, said.place.index)
    return PERCEIVED.calculate(Given(now=people, people=people, said=said))


def test_perceived_share_golden() -> None:
    row = perceived(said_by((0.65, 100, 100), (0.4, 100, 100), (0.4, 50, 50))).loc["A"]
    assert row["value"] == 0.65
    # Wider than 0.5525 to 0.7364, because the areas are compared together.
    assert row["lower"] < 0.5525 and row["upper"] > 0.7364
    assert pd.isna(row["flag"])


def test_hidden_and_missing_places_have_no_figures() -> None:
    table = perceived(said_by((0.5, 60, 60), (np.nan, 40, 40), (np.nan, 0, 0)))
    assert table["status"].tolist() == [SHOWN, HIDDEN, MISSING]
    told = table[["value", "lower", "upper", "base", "effective_base", "verdict"]]
    assert told.loc["A"].notna().all() and told.loc[["B", "C"]].isna().all(axis=None)


def test_a_small_effective_base_is_flagged() -> None:
    table = perceived(said_by((0.5, 60, 40), (0.5, 100, 100)))
    assert table.loc["A", "flag"] == FEW and pd.isna(table.loc["B", "flag"])


def test_a_share_is_certain_only_where_its_range_is_clear() -> None:
    table = perceived(said_by((0.9, 100, 100), (0.5, 100, 100), (0.1, 100, 100)))
    assert table["verdict"].tolist() == ["higher", "no clear difference", "lower"]
    assert table["uncertain"].tolist() == [False, True, False]
    assert PERCEIVED.summary(table).numbers == {"areas": 3, "higher": 1, "lower": 1}


def test_a_ward_has_the_figures_of_its_place() -> None:
    table = perceived(said_by((0.5, 70, 70), (0.4, 60, 60), together={"C": "A"}))
    assert table.loc["C", ["value", "base"]].tolist() == table.loc["A", ["value", "base"]].tolist()
    assert table["together"].to_dict() == {"A": "A C", "B": "B", "C": "A C"}
    assert table["wards"].to_dict() == {"A": 2, "B": 1, "C": 2}
    notes = PERCEIVED.notes(table)
    assert [said.key for said in notes] == [
        *("caveat.waves", "answer.visible_share", "caveat.rounded", "caveat.together"),
    ]
    assert notes[0].months == {"waves": ("2025-06", "2026-06")}
    assert notes[0].numbers == {"respondents": 130}
    alone = perceived(said_by((0.5, 70, 70), (0.4, 60, 60)))
    assert "caveat.together" not in [said.key for said in PERCEIVED.notes(alone)]


def test_places_are_compared_once_and_not_ward_by_ward() -> None:
    alone = perceived(said_by((0.62, 70, 70), (0.4, 60, 60), (0.5, 60, 60)))
    more = dict.fromkeys("FGHIJKLMNOPQRST", "A")
    joined = perceived(said_by((0.62, 70, 70), (0.4, 60, 60), (0.5, 60, 60), together=more))
    assert joined.loc["A", "lower"] == alone.loc["A", "lower"]


def test_a_consultation_has_no_limits_and_no_verdict() -> None:
    table = perceived(said_by((0.9, 100, None), (0.1, 100, None), sampled=False))
    assert table["value"].tolist() == [0.9, 0.1]
    assert table[["lower", "upper", "verdict"]].isna().all(axis=None)
    assert table.loc[["A", "B"], "uncertain"].all()
    assert PERCEIVED.summary(table).key == "answer.respondents"
    keys = [said.key for said in PERCEIVED.notes(table)]
    assert keys == ["caveat.respondents", "caveat.waves", "caveat.rounded"]


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


@every_case(
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
