"""Two police forces of real open data, one with gaps: Gwent and Dyfed-Powys as one area."""

from pathlib import Path

import pandas as pd
import pytest

from components.queries import area_figures
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES, Text
from data.build.pipeline import build_release
from data.release.current import open_store
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, WARD
from geo.period import Period, latest_year, shifted
from tests.cases import every_case
from tests.conftest import settings_in
from tests.pages.conftest import Open, page_at, words_on

# A force has a hundred thousand rows; `tests/pages/test_real_release.py` is in the usual run.
pytestmark = pytest.mark.slow

BOTH, CODE = "Gwent and Dyfed-Powys", "W99000001"
LOOK_UP = "LAD24_CSP24_PFA24_EW.csv"
KINDS = ("police", "boundaries", "population")
GWENT = [f"W060000{number}" for number in (18, 19, 20, 21, 22)]
HALF_YEAR = Period(first="2025-01", last="2025-06").months()


@pytest.fixture(scope="module")
def two_forces(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one release of both forces, as if they were one partnership."""
    gaps = real_data.parent / "real-gaps"
    if not gaps.exists():
        pytest.skip(f"{gaps} is not there: it has the files of Dyfed-Powys")
    folder = tmp_path_factory.mktemp("look-up")
    table = pd.read_csv(real_data / "lookups" / LOOK_UP, dtype=str)
    ours = table["PFA24NM"].isin(["Gwent", "Dyfed-Powys"])
    table.loc[ours, ["CSP24CD", "CSP24NM"]] = (CODE, BOTH)
    table.to_csv(folder / LOOK_UP, index=False)
    home = tmp_path_factory.mktemp("two-forces")
    sources = [*(real_data / kind for kind in KINDS), gaps, folder]
    build_release(sources, settings_in(home), area=BOTH)
    return home


@pytest.fixture(scope="module")
def store(two_forces: Path) -> Store:
    return open_store(settings_in(two_forces))[0]


def test_only_wards_with_both_years_are_in_the_change_of_the_whole(
    two_forces: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(two_forces))
    key = CacheKey(store.manifest.release, "public")
    found = area_figures.changes_in(key, COUNTY, "", latest_year(store.complete_months()))
    assert found is not None
    table, compared = found
    assert list(compared.now) == HALF_YEAR, "Gwent ends in June 2025"
    gwent = store.areas(WARD)["authority_code"].isin(GWENT)
    assert list(compared.areas) == [str(code) for code in gwent.index[gwent]]
    people = store.residents(WARD)
    assert compared.share == pytest.approx(people[gwent].sum() / people.sum())
    for column, months in (
        ("now", HALF_YEAR),
        ("before", [shifted(month, -12) for month in HALF_YEAR]),
    ):
        for category in CATEGORIES:
            counted = sum(
                store.monthly(WARD, ward, [category])[months].sum() for ward in compared.areas
            )
            assert table.at[category, column] == counted, (category, column)


@every_case("language", LANGUAGES)
def test_the_front_page_says_months_and_share(
    two_forces: Path,
    store: Store,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(two_forces))
    app, text = open_page(page_at(""), lang=language), Text(language)
    assert not app.exception and not app.error
    words = words_on(app)
    people = store.residents(WARD)
    both = [*(shifted(month, -12) for month in HALF_YEAR), *HALF_YEAR]
    whole = store.observed(WARD, both) == len(both)
    assert 0 < whole.mean() < 1
    months, number = text.months(HALF_YEAR[0], HALF_YEAR[-1]), len(HALF_YEAR)
    basis = text("change.compared_in", basis=text.plural("change.compared", number), months=months)
    share = text.percent((people * whole).sum() / people.sum())
    assert text("change.compared_part", basis=basis, share=share) in words


@every_case("language", LANGUAGES)
def test_the_map_says_how_much_of_the_area_its_number_is_of(
    two_forces: Path,
    store: Store,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(two_forces))
    app, text = open_page(page_at("map"), lang=language), Text(language)
    assert not app.exception and not app.error
    people = store.residents(WARD)
    months = latest_year(store.complete_months()).months()
    known = (people * store.observed(WARD, months)).sum() / (people.sum() * len(months))
    assert text("place.area_part", share=text.percent(known)) in words_on(app)
