"""A view is written to an address and read back unchanged; other values are refused."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from components.overlays import REGISTRY
from components.perceived_page.view_part import MAPS
from components.priorities_page.view_part import TAKES
from components.priorities_page.weights import BETWEEN, MOST, PRESETS
from components.text.catalogue import LANGUAGES
from components.view.address import Reading, read_address
from components.view.page_part import Known
from components.view.view import (
    CLASSINGS,
    SEVERAL,
    SHARED,
    SWITCH,
    View,
    as_period,
    normalise,
    period_value,
)
from geo.categories import CHOICES
from geo.measures import MEASURES
from geo.period import Period
from geo.priority.criteria import INGREDIENTS
from pages import PAGES
from tests.cases import every_case

MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
PLACES = {"W05999001": "ward", "W05999024": "ward", "W01999090": "lsoa", "T02": "town"}
TOPICS, DOMAINS = ("asb", "litter"), ("overall", "income")
LEVELS = ("ward", "lsoa", "town")
KNOWN = Known(
    places=PLACES,
    months=MONTHS,
    topics=TOPICS,
    domains=DOMAINS,
    levels=LEVELS,
    overlays=tuple(REGISTRY),
)
PARTS = [entry.part for entry in PAGES if entry.part]


def usual(view: View) -> View:
    """Return the view with the default part of every page."""
    return replace(view, parts=tuple(part() for part in PARTS))


def some_of(options: Sequence[str], most: int = 9) -> st.SearchStrategy[str]:
    chosen = st.lists(st.sampled_from(options), unique=True, max_size=min(most, len(options)))
    return chosen.map(SEVERAL.join)


periods = st.tuples(st.sampled_from(MONTHS), st.sampled_from(MONTHS)).map(
    lambda ends: period_value(Period(first=min(ends), last=max(ends)))
)
own_weights = st.lists(
    st.integers(0, MOST), min_size=len(INGREDIENTS), max_size=len(INGREDIENTS)
).map(lambda given: BETWEEN.join(map(str, given)))
views = st.builds(
    View,
    lang=st.sampled_from(LANGUAGES),
    place=st.sampled_from(["", *PLACES]),
    level=st.sampled_from(LEVELS),
    measure=st.sampled_from(list(MEASURES)),
    category=st.sampled_from(CHOICES),
    topic=st.sampled_from(["", *TOPICS]),
    domain=st.sampled_from(DOMAINS),
    period=st.just("") | periods,
    wards=some_of([*PLACES]),
    pins=some_of([*PLACES], 2),
    overlays=some_of(tuple(REGISTRY)),
    method=st.sampled_from(CLASSINGS),
    bounds=st.sampled_from(["", "5", "5_8_12.5", "-0.2_0_0.2"]),
    follow=st.sampled_from(SWITCH),
    at=st.sampled_from(["", "-3.21_51.4_10.5"]),
    projector=st.sampled_from(SWITCH),
).map(lambda view: normalise(replace(view, parts=tuple(part() for part in PARTS)), PLACES))
page_values = st.fixed_dictionaries(
    {
        "maps": st.sampled_from(MAPS),
        "preset": st.sampled_from(list(PRESETS)),
        "weights": st.just("") | own_weights,
        "take": st.sampled_from(TAKES),
        "idle": st.sampled_from(SWITCH),
    }
)
views = st.tuples(views, page_values).map(lambda both: both[0].changed(**both[1]))


@given(views)
def test_an_address_gives_the_same_view_again(view: View) -> None:
    reading = read_address(view.address(), KNOWN, PARTS)
    assert reading.view == view
    assert reading.refused == {}


@given(views, views)
def test_a_change_in_the_address_is_a_change_of_the_view(view: View, other: View) -> None:
    for name in [*SHARED, *(name for part in PARTS for name in part.names())]:
        value = other.value(name)
        asked = view.changed(**{name: value})
        if normalise(asked, PLACES) != asked:
            # Of what a measure lacks: a level, a category, or a filter of places.
            assert name in ("level", "measure", "category", "wards")
            continue
        changed = read_address(view.address(**{name: value}), KNOWN, PARTS).view
        assert changed.value(name) == value


def test_a_level_that_a_measure_lacks_is_replaced() -> None:
    view = View(measure="perceived", level="lsoa")
    assert normalise(view, PLACES) == View(measure="perceived")
    reading = read_address(view.address(), KNOWN, PARTS)
    assert reading.view == usual(View(measure="perceived")) and reading.refused == {"level": "lsoa"}


def test_a_filter_keeps_the_places_of_its_level_and_the_wards() -> None:
    view = View(level="town", wards="T02.W05999001")
    assert read_address(view.address(), KNOWN, PARTS) == Reading(view=usual(view))
    assert normalise(replace(view, level="lsoa"), PLACES).wards == "W05999001"
    assert normalise(replace(view, measure="perceived"), PLACES).wards == "W05999001"


def test_a_filter_in_a_link_to_another_level_is_refused_but_for_what_fits() -> None:
    reading = read_address({"wards": "T02.W05999001"}, KNOWN, PARTS)
    assert reading.view.wards == "W05999001" and reading.refused == {"wards": "T02.W05999001"}
    unmeasured = {"measure": "perceived", "level": "town", "wards": "T02"}
    assert read_address(unmeasured, KNOWN, PARTS).refused == {"level": "town"}
    unknown = read_address({**unmeasured, "wards": "T09"}, KNOWN, PARTS).refused
    assert unknown == {"level": "town", "wards": "T09"}


def test_the_default_view_has_an_empty_query() -> None:
    assert View().address() == {}


names = st.sampled_from([*SHARED, *(name for part in PARTS for name in part.names())]) | st.text(
    max_size=8
)


@given(st.dictionaries(names, st.text(max_size=30), max_size=9))
def test_any_address_gives_a_view_that_is_allowed(query: dict[str, str]) -> None:
    reading = read_address(query, KNOWN, PARTS)
    assert read_address(reading.view.address(), KNOWN, PARTS).view == reading.view
    for name, value in reading.refused.items():
        assert query[name] == value
        assert reading.view.value(name) == usual(View()).value(name)


def test_refused_values_are_named_and_the_others_are_used() -> None:
    query = {"place": "W05000001", "category": "burglary", "period": "2025-06_2025-01", "x": "1"}
    reading = read_address(query, KNOWN, PARTS)
    assert reading.view == usual(View(category="burglary"))
    assert reading.refused == {"place": "W05000001", "period": "2025-06_2025-01"}


def test_a_period_outside_the_release_is_refused() -> None:
    assert "period" in read_address({"period": "2019-01_2019-12"}, KNOWN, PARTS).refused


def test_the_latest_period_is_the_releases_own() -> None:
    latest = Period(first="2025-01", last="2025-12")
    assert as_period(View(), latest) == latest
    assert as_period(View(period="2024-02_2024-05"), latest) == Period(
        first="2024-02", last="2024-05"
    )


@every_case(
    ("name", "value"),
    [
        ("wards", "W05999001.W05000009"),
        ("wards", "W05999001.W05999001"),
        ("pins", "W05999001.W05999024.W01999090"),
        ("overlays", "orders.dragons"),
        ("bounds", "8_5"),
        ("bounds", "nan_1"),
        ("bounds", "1_2_3_4_5"),
        ("bounds", "1e27_1e28"),
        ("bounds", "0.000000001_0.00000001"),
        ("at", "-3.21_51.4"),
        ("at", "-3.21_91_10"),
        ("at", "-3.21_51.4_nan"),
    ],
)
def test_values_that_no_control_writes_are_refused(name: str, value: str) -> None:
    assert name in read_address({name: value}, KNOWN, PARTS).refused


def test_a_level_that_the_release_has_not_falls_back_with_a_notice() -> None:
    query = {"level": "beat", "measure": "rate"}
    reading = read_address(query, KNOWN, PARTS)
    assert reading.view.level == "ward" and reading.refused == {"level": "beat"}
    assert read_address({"level": "town"}, KNOWN, PARTS).view.level == "town"
    assert read_address(query, Known(nothing_yet=True), PARTS).view.level == "beat"
