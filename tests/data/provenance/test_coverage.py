"""What is there of each source, and what is called old."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.provenance.coverage import Age, SourceCoverage, force_months, holdings, source_age
from data.provenance.freshness import months_since, today_of
from data.release.manifest import Manifest
from data.release.store import Store
from data.settings import load_settings
from data.sources.registry import SOURCES
from tests.conftest import settings_in

TODAY = dt.date(2026, 11, 20)


def held(store: Store, *, with_types: bool = True) -> dict[str, SourceCoverage]:
    return {h.source: h for h in holdings(store, with_types=with_types)}


def test_every_row_read_stands_under_exactly_one_source(sample_store: Store) -> None:
    have = held(sample_store)
    assert list(have) == list(SOURCES)
    assert sum(h.read for h in have.values()) == sum(f.read for f in sample_store.manifest.files)
    for holding in have.values():
        assert holding.read == holding.used + sum(holding.counted("left_out").values())


def test_each_source_says_of_when_it_is(sample_store: Store) -> None:
    have = held(sample_store)
    assert (have["police"].first, have["police"].last) == ("2022-10", "2026-09")
    assert (have["perceptions"].first, have["perceptions"].last) == ("2025-06", "2026-06")
    assert have["boundaries"].last == "2025" and have["deprivation"].last == "2025"
    assert have["population"].last == "2025", "its source.json says so"
    own = have["local_incidents"]
    assert (own.first, own.last) == ("2024-04", "2026-09") and have["ground"].is_here


def test_the_census_is_of_the_year_in_its_name(real_data: Path, tmp_path: Path) -> None:
    build_release([real_data], settings_in(tmp_path), area="Newport")
    release = next((tmp_path / "releases").glob("2025*"))
    population = held(Store(release))["population"]
    assert population.last == "2021" and source_age(population, TODAY).late


@pytest.mark.parametrize(
    ("when", "months"),
    [("2026-09", 1), ("2026-11", 0), ("2027-03", 0), ("2021", 58), ("2025-11-03", 11)],
)
def test_ages_are_whole_months_from_the_end_of_a_month_or_year(when: str, months: int) -> None:
    assert months_since(when, TODAY) == months


@pytest.mark.parametrize(("last", "late"), [("2026-06", False), ("2026-05", True)])
def test_police_data_is_old_after_four_months(last: str, late: bool) -> None:
    found = source_age(SourceCoverage(source="police", first="2020-01", last=last), TODAY)
    assert found.late is late and found.limit == SOURCES["police"].age_limit == 4


def test_groups_are_old_where_a_quarter_was_not_confirmed_in_a_year() -> None:
    fresh, old = "2026-05-01", "2025-10-31"
    three_of_four = SourceCoverage(source="groups", days=(fresh, fresh, fresh, old))
    assert source_age(three_of_four, TODAY) == Age(limit=12, overdue=1, late=False)
    assert source_age(SourceCoverage(source="groups", days=(fresh, fresh, "")), TODAY).late


def test_an_order_in_force_past_its_last_day_is_called_old(sample_store: Store) -> None:
    orders = held(sample_store)["orders"]
    assert source_age(orders, TODAY) == Age(overdue=0, late=False)
    assert source_age(orders, dt.date(2029, 1, 1)).late
    assert len(orders.days) == orders.types["in force"], "a lapsed one is no surprise"


def test_a_source_without_a_date_has_no_age(sample_store: Store) -> None:
    assert source_age(held(sample_store)["postcodes"], TODAY) == Age()


def test_the_types_of_partners_incidents_are_for_partners(
    small_sources: Path, tmp_path: Path
) -> None:
    ours = "incident_id,date,type,ward_code\n1,2026-08-02,Noise,W05999001\n"
    (small_sources / "ours.csv").write_text(ours, encoding="utf-8")
    settings = settings_in(tmp_path / "home")
    store = Store(settings.releases / build_release([small_sources], settings).release)
    assert held(store)["local_incidents"].types == {"Noise": 1}
    public = held(store, with_types=False)["local_incidents"]
    assert public.used == 1 and public.last == "2026-08" and not public.types


def test_a_force_has_its_months_its_missing_ones_and_its_thin_ones(sample_store: Store) -> None:
    (force,) = force_months(sample_store.manifest)
    assert force.force == "halwyn" and force.missing == ("2025-03",) and not force.thin
    assert force.whole == 47


def test_an_invented_county_does_not_grow_old(sample_manifest: Manifest) -> None:
    assert today_of(sample_manifest, dt.date(2040, 1, 1)) == TODAY
    real = dataclasses.replace(sample_manifest, counted_to="")
    assert today_of(real, dt.date(2040, 1, 1)) == dt.date(2040, 1, 1)


def test_the_day_comes_from_the_clock_or_from_the_environment() -> None:
    assert load_settings({"MILLTIR_TODAY": "2026-02-03"}).today == dt.date(2026, 2, 3)
    clock = load_settings({"MILLTIR_TODAY": "the third"}).today
    assert abs((clock - dt.datetime.now(dt.UTC).date()).days) <= 1


def test_a_blank_row_is_no_row_lost() -> None:
    account = FileReport(file="ranks.ods", kind="deprivation", sha256="", read=10, used=5)
    account.left_out = {Reason.BLANK_ROW: 2, Reason.BAD_NUMBER: 1, Reason.OUTSIDE_THE_AREA: 2}
    assert account.reconciles
    assert SourceCoverage(source="deprivation", files=(account,)).lost == 1
