"""Effects planted in the sample county are found by the measures."""

import pandas as pd

from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, CATEGORIES, COUNTY, WARD
from geo.comparable_months import compared_months_of_sum
from geo.period import latest_year, years_before
from geo.stats.area_figures import area_figures, changes
from geo.stats.benchmark import HIGHER
from geo.stats.change import DOWN, NO_CLEAR_CHANGE, UP
from geo.survey.gap_analysis import gap_table
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE


def latest_months(store: Store) -> list[str]:
    complete = store.complete_months()
    return latest_year(complete).split(complete)[0]


def ward_of(key: str) -> str:
    return str(truth(key).ward_code)


def test_only_the_planted_wards_have_a_gap(sample_store: Store) -> None:
    answers = sample_store.answers("problem_asb")
    months = years_before(sorted(answers["wave"].unique()), sample_store.complete_months())
    counts = sample_store.counts(WARD, months, [ASB])
    exposed = sample_store.residents(WARD) * sample_store.observed(WARD, months)
    own = pd.Series(counts.index, counts.index)
    table = gap_table(answers, counts, exposed, own, sampled=True).table
    gaps = table.loc[table["kind"].isin([REASSURANCE_GAP, RECORDED_ABOVE]), "kind"].to_dict()
    assert gaps == {
        ward_of("under_reporting"): REASSURANCE_GAP,
        ward_of("fear_above_record"): REASSURANCE_GAP,
        ward_of("fear_below_record"): RECORDED_ABOVE,
    }


def changes_of(store: Store, level: str, place: str) -> dict[str, str]:
    year = latest_year(store.complete_months()).months()
    compared = compared_months_of_sum(store.published(WARD), store.residents(WARD), year)
    assert compared is not None and len(compared.now) == 11 and compared.share == 1.0

    def counted(months: list[str]) -> pd.DataFrame:
        table = pd.DataFrame({c: store.counts(level, months, [c]) for c in CATEGORIES})
        return table.loc[[place]]

    now, before = counted(list(compared.now)), counted(list(compared.before))
    table = changes(now, before, store.residents(level), tested_together=CATEGORIES)
    clear = (table["q"] < 0.05) & (table["direction"] != NO_CLEAR_CHANGE)
    return table.loc[clear, "direction"].to_dict()


def test_only_asb_falls_in_the_county(sample_store: Store) -> None:
    county = sample_store.manifest.area_code
    assert changes_of(sample_store, COUNTY, county) == {ASB: DOWN}


def test_the_emerging_ward_rises(sample_store: Store) -> None:
    found = changes_of(sample_store, WARD, ward_of("emerging"))
    assert found[ASB] == UP
    assert set(found) <= {ASB, "criminal-damage-arson", "vehicle-crime"}


def test_the_hospital_and_the_night_time_ward_have_higher_rates(sample_store: Store) -> None:
    months = latest_months(sample_store)
    counts = sample_store.counts(WARD, months, ["violent-crime"])
    table = area_figures(counts, sample_store.residents(WARD), months=len(months))
    highest = table["rate"].nlargest(2).index
    assert set(highest) == {ward_of("hospital"), ward_of("night_time_economy")}
    assert (table.loc[highest, "verdict"] == HIGHER).all()
