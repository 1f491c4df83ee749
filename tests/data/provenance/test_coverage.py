"""The coverage and age of each source in a release."""

import dataclasses
import datetime as dt
from pathlib import Path

from data.build.pipeline import build_release
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.provenance.coverage import Age, SourceCoverage, holdings, source_age
from data.provenance.force_months import force_months
from data.provenance.freshness import months_since, today_of
from data.release.manifest import Manifest
from data.release.store import Store
from data.settings import load_settings
from data.sources.registry import SOURCES
from tests.cases import every_case
from tests.conftest import settings_in

TODAY = dt.date(2026, 11, 20)


def coverage(store: Store, *, with_types: bool = True) -> dict[str, SourceCoverage]:
    return {h.source: h for h in holdings(store, with_types=with_types)}


def test_every_row_belongs_to_exactly_one_source(sample_store: Store) -> None:
    sources = coverage(sample_store)
    assert list(sources) == list(SOURCES)
    assert sum(h.read for h in sources.values()) == sum(f.read for f in sample_store.manifest.files)
    for holding in sources.values():
        assert holding.read == holding.used + sum(holding.counted("left_out").values())


def test_each_source_has_its_period(sample_store: Store) -> None:
    sources = coverage(sample_store)
    assert (sources["police"].first, sources["police"].last) == ("2022-10", "2026-09")
    assert (sources["perceptions"].first, sources["perceptions"].last) == ("2025-06", "2026-06")
    assert sources["boundaries"].last == "2025" and sources["deprivation"].last == "2025"
    assert sources["population"].last == "2025", "its source.json says so"
    own = sources["local_incidents"]
    assert (own.first, own.last) == ("2024-04", "2026-09") and sources["ground"].is_here


def test_the_period_of_the_census_is_the_year_in_its_name(real_data: Path, tmp_path: Path) -> None:
    build_release([real_data], settings_in(tmp_path), area="Newport")
    release = next((tmp_path / "releases").glob("2025*"))
    population = coverage(Store(release))["population"]
    assert population.last == "2021" and source_age(population, TODAY).late


@every_case(
    ("when", "months"),
    [("2026-09", 1), ("2026-11", 0), ("2027-03", 0), ("2021", 58), ("2025-11-03", 11)],
)
def test_ages_are_whole_months_from_the_end_of_a_month_or_year(when: str, months: int) -> None:
    assert months_since(when, TODAY) == months


@every_case(("last", "late"), [("2026-06", False), ("2026-05", True)])
def test_police_data_is_old_after_four_months(last: str, late: bool) -> None:
    found = source_age(SourceCoverage(source="police", first="2020-01", last=last), TODAY)
    assert found.late is late and found.limit == SOURCES["police"].age_limit == 4


def test_groups_are_late_if_over_a_quarter_was_not_confirmed_in_a_year() -> None:
    fresh, old = "2026-05-01", "2025-10-31"
    three_of_four = SourceCoverage(source="groups", days=(fresh, fresh, fresh, old))
    assert source_age(three_of_four, TODAY) == Age(limit=12, overdue=1, late=False)
    assert source_age(SourceCoverage(source="groups", days=(fresh, fresh, "")), TODAY).late


def test_an_order_in_force_after_its_expiry_is_late(sample_store: Store) -> None:
    orders = coverage(sample_store)["orders"]
    assert source_age(orders, TODAY) == Age(overdue=0, late=False)
    assert source_age(orders, dt.date(2029, 1, 1)).late
    assert len(orders.days) == orders.types["in force"], "a lapsed one is no surprise"


def test_a_source_without_a_date_has_no_age(sample_store: Store) -> None:
    assert source_age(coverage(sample_store)["postcodes"], TODAY) == Age()


def test_the_types_of_partners_incidents_are_private(small_sources: Path, tmp_path: Path) -> None:
    ours = "incident_id,date,type,ward_code\n1,2026-08-02,Noise,W05999001\n"
    (small_sources / "ours.csv").write_text(ours, encoding="utf-8")
    settings = settings_in(tmp_path / "home")
    store = Store(settings.releases / build_release([small_sources], settings).release)
    assert coverage(store)["local_incidents"].types == {"Noise": 1}
    public = coverage(store, with_types=False)["local_incidents"]
    assert public.used == 1 and public.last == "2026-08" and not public.types


def test_a_force_has_whole_missing_and_thin_months(sample_store: Store) -> None:
    (force,) = force_months(sample_store.manifest)
    assert force.force == "halwyn" and force.absent == ("2025-03",) and not force.thin + force.cut
    assert force.whole == 47


def test_the_age_of_the_fictional_county_is_fixed(sample_manifest: Manifest) -> None:
    assert today_of(sample_manifest, dt.date(2040, 1, 1)) == TODAY
    real = dataclasses.replace(sample_manifest, counted_to="")
    assert today_of(real, dt.date(2040, 1, 1)) == dt.date(2040, 1, 1)


def test_today_is_from_the_clock_or_the_environment() -> None:
    assert load_settings({"MILLTIR_TODAY": "2026-02-03"}).today == dt.date(2026, 2, 3)
    clock = load_settings({"MILLTIR_TODAY": "the third"}).today
    assert abs((clock - dt.datetime.now(dt.UTC).date()).days) <= 1


def test_blank_rows_do_not_count_as_lost() -> None:
    account = FileReport(file="ranks.ods", kind="deprivation", sha256="", read=10, used=5)
    account.left_out = {Reason.BLANK_ROW: 2, Reason.BAD_NUMBER: 1, Reason.OUTSIDE_THE_AREA: 2}
    assert account.reconciles
    assert SourceCoverage(source="deprivation", files=(account,)).lost == 1
