"""One question per function, each answered once per release, viewer's scope and arguments.

All caching lives here. A release is named in every question, so a new one is never answered
from an old one's memory.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import streamlit as st

from components.published import publish
from components.state import Known
from components.text import Text
from data.access import Audience, Viewer, require
from data.catalogue import police_accounts
from data.errors import BrokenRelease
from data.manifest import MANIFEST
from data.schema import ASB, BROWSER_GRID, CATEGORIES, COUNTY, LSOA, WARD
from data.settings import load_settings
from data.store import Store, current_release, open_store
from geo.breaks import neat_bounds, quantile_bounds
from geo.categories import CHOICES, members
from geo.figures import area_figures, changes, perceived_and_recorded
from geo.period import Period, latest_year, matched_year_before, years_before
from geo.simplify import bounds_in_degrees, for_browser, ground_for_browser, points_for_browser


def store() -> Store:
    """The release being served."""
    return _serving()[0]


def fallen_back_from() -> BrokenRelease | None:
    """What is wrong with the current release, where an older one serves in its place."""
    return _serving()[1]


def _serving() -> tuple[Store, BrokenRelease | None]:
    """The current release, opened once; a fallback is looked for anew until it is mended."""
    settings = load_settings()
    folder = settings.releases / (current_release(settings) or "nothing")
    try:
        stamp = (folder / MANIFEST).stat().st_mtime_ns
        return _open_named(str(folder), stamp), None
    except (BrokenRelease, OSError):
        return open_store(settings)


def _named(release: str) -> Store:
    """The release that a question names, even where a newer one became current meanwhile."""
    serving = store()
    if serving.manifest.release == release:
        return serving
    return _open_named(str(load_settings().releases / release), 0)


@st.cache_resource(max_entries=4, show_spinner=False)
def _open_named(folder: str, stamp: int) -> Store:
    del stamp  # A release that was mended in place has another one.
    return Store(Path(folder))


@st.cache_resource(show_spinner=False)
def words(language: str) -> Text:
    """Everything that is said in a language, read once."""
    return Text(language)


def known() -> Known:
    """What an address may name."""
    release = store().manifest.release
    return Known(places=frozenset(places(release).index), months=store().months())


@st.cache_data(max_entries=500, show_spinner=False)
def figures(
    release: str, scope: str, level: str, category: str, months: Sequence[str]
) -> pd.DataFrame:
    """Every area of the level, with both names, for the months given."""
    del scope
    counts = _named(release).counts(level, months, members(category))
    observed = _named(release).observed(level, months)
    table = area_figures(counts, _named(release).residents(level), months=observed)
    names = pd.DataFrame(_named(release).areas(level)[["name_en", "name_cy"]])
    return names.join(table)


@st.cache_data(max_entries=200, show_spinner=False)
def class_bounds(
    release: str, scope: str, level: str, measure: str, category: str, months: int
) -> list[float]:
    """Bounds that stay the same whichever period of this length is looked at.

    They are cut on the latest year, so that a colour means one thing from month to month.
    """
    complete = _named(release).complete_months()
    year, _ = latest_year(complete).split(complete)
    latest = figures(release, scope, level, category, tuple(year))
    if measure == "rate":
        return neat_bounds(quantile_bounds(latest["rate"]))
    scale = months / len(year)
    return neat_bounds(quantile_bounds(latest["incidents"] * scale), finest=1)


@st.cache_data(max_entries=500, show_spinner=False)
def changes_in(
    release: str, scope: str, level: str, place: str, period: Period
) -> tuple[pd.DataFrame, int] | None:
    """Each category of one area against the same months a year before, and how many months.

    None where no month of the period was published in both years. An empty place is the whole.
    """
    del scope
    release_store = _named(release)
    matched = matched_year_before(period, release_store.complete_months())
    if matched is None:
        return None

    def by_category(months: list[str]) -> pd.DataFrame:
        columns = {c: release_store.counts(level, months, members(c)) for c in CHOICES}
        counts = pd.DataFrame(columns)
        return counts.loc[[place]] if place else counts

    now, before = map(by_category, matched)
    residents = release_store.residents(level)
    table = changes(now, before, residents, tested_together=CATEGORIES)
    return table, len(matched[0])


@st.cache_data(max_entries=10, show_spinner=False)
def asb_gaps(release: str, scope: str) -> pd.DataFrame | None:
    """Where residents' view of ASB and its record part, by ward; None without enough answers.

    Random samples only; the record is that of the twelve months before each wave.
    """
    del scope
    release_store = _named(release)
    sample = _random_sample(release_store)
    months = years_before(sorted(sample["wave"].unique()), release_store.complete_months())
    if sample.empty or not months:
        return None
    recorded = release_store.counts(WARD, months, (ASB,))
    exposed = release_store.residents(WARD) * release_store.observed(WARD, months)
    table = perceived_and_recorded(sample, recorded, exposed)
    if table is None:
        return None
    names = pd.DataFrame(release_store.areas(WARD)[["name_en", "name_cy"]])
    return names.join(table, how="right")


def _random_sample(release_store: Store) -> pd.DataFrame:
    answers = release_store.answers("problem_asb")
    return answers[answers["mode"] == "random sample"]


@st.cache_data(max_entries=10, show_spinner=False)
def example_postcode(release: str) -> str:
    """One that is really there."""
    return _named(release).example_postcode()


@st.cache_data(max_entries=10, show_spinner=False)
def survey(release: str) -> tuple[int, list[str]] | None:
    """How many of a random sample answered about ASB, and in which waves; None without one."""
    sample = _random_sample(_named(release))
    if sample.empty:
        return None
    return len(sample), sorted(sample["wave"].unique())


def single_rows_left_out(release: str, viewer: Viewer) -> pd.DataFrame:
    """The rows themselves: they can hold single records, so the viewer is asked about first."""
    require(viewer, Audience.ANALYST, what="rows_left_out")
    return _named(release).rows_left_out()


@st.cache_data(max_entries=100, show_spinner=False)
def rows_left_out(release: str, months: Sequence[str]) -> pd.DataFrame:
    """Rows of these months' police files that were left out, by reason; `attrs` holds all read."""
    accounts = police_accounts(_named(release).manifest, months)
    reasons = Counter[str]()
    for account in accounts:
        reasons.update(account.left_out)
    table = pd.DataFrame(reasons.most_common(), columns=["reason", "rows"])
    table.attrs["read"] = sum(account.read for account in accounts)
    return table


@st.cache_data(max_entries=10, show_spinner=False)
def ward_rules(release: str) -> dict[str, int]:
    """How many wards stand on whole LSOAs alone, and how many on shares of them."""
    members = _named(release).membership()
    shared = members.loc[members["share"] < 1, "ward_code"].nunique()
    return {"whole": members["ward_code"].nunique() - shared, "shared": shared}


@st.cache_data(max_entries=10, show_spinner=False)
def places(release: str) -> pd.DataFrame:
    """Every ward and LSOA by code: its level, both names, the area it belongs to."""
    columns = ["level", "name_en", "name_cy", "parent_code"]
    levels = (pd.DataFrame(_named(release).areas(level)) for level in (WARD, LSOA))
    return pd.concat([areas[columns] for areas in levels])


@st.cache_data(max_entries=10, show_spinner=False)
def names(release: str) -> dict[str, dict[str, str]]:
    """Both names of every ward and LSOA, by code."""
    rows = places(release).reset_index().to_dict("records")
    return {r["area_code"]: {"name_en": r["name_en"], "name_cy": r["name_cy"]} for r in rows}


@st.cache_data(max_entries=10, show_spinner=False)
def extent(release: str) -> tuple[float, float, float, float]:
    """West, south, east and north of the whole area, in degrees."""
    return bounds_in_degrees(_named(release).areas(COUNTY))


@st.cache_data(max_entries=200, show_spinner=False)
def outline(release: str, level: str, place: str) -> list[list[list[float]]]:
    """The rings of one area in degrees, for the line around what was chosen."""
    shape = _named(release).areas(level).loc[[place]].to_crs(BROWSER_GRID).geometry.iloc[0]
    parts = getattr(shape, "geoms", [shape])
    return [[[round(x, 5), round(y, 5)] for x, y in part.exterior.coords] for part in parts]


@st.cache_resource(max_entries=30, show_spinner=False)
def geometry_address(release: str, level: str, kind: str) -> str:
    """Where the browser finds a level's areas, or a point in each; written once per release."""
    areas = _named(release).areas(level)
    text = for_browser(areas) if kind == "areas" else points_for_browser(areas)
    return publish(f"{release}-{level}-{kind}.geojson", text)


@st.cache_resource(max_entries=10, show_spinner=False)
def ground_address(release: str) -> str:
    """The same for the ground: coast, towns, roads, river."""
    return publish(f"{release}-ground.geojson", ground_for_browser(_named(release).ground()))


@st.cache_data(max_entries=10, show_spinner=False)
def ground_labels(release: str) -> pd.DataFrame:
    """Names of towns, villages and the sea, with where they stand."""
    ground = _named(release).ground()
    labels = gpd.GeoDataFrame(ground[ground["kind"] == "label"]).to_crs(BROWSER_GRID)
    where = labels.geometry
    return pd.DataFrame(labels[["rank", "name_en", "name_cy"]]).assign(lon=where.x, lat=where.y)
