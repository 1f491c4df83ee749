"""The choices of the map page, each of which changes the address."""

import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from components import queries
from components.explorer import place_trend
from components.export import menu
from components.page_context import PageContext
from components.page_models import map_figures
from components.queries.cache import CacheKey
from components.snapshot import collect
from components.snapshot.model import ChartPicture
from components.text.catalogue import MINUS, Text
from components.ui.popovers import PICTURE
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from geo.measures import MEASURES
from tests.cases import every_case
from tests.pages.conftest import Open, in_turn, maps_on, page_at, words_on

MAP = page_at("map")
EVERY_MONTH = "2022-10_2026-09"


def press(app: AppTest, key: str) -> None:
    app.button(key=key).click().run()
    assert not app.exception and not app.error


def deck(app: AppTest) -> dict:
    return maps_on(app)[0]


def test_the_last_month_is_never_before_the_first(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP)
    app.selectbox(key="months-from").select("2026-01").run()
    assert app.query_params["period"] == "2026-01_2026-09"
    app.selectbox(key="months-to").select("2026-03").run()
    assert app.query_params["period"] == "2026-01_2026-03"
    assert min(app.selectbox(key="months-to").options) and "December 2025" not in (
        app.selectbox(key="months-to").options
    )
    app.selectbox(key="months-from").select("2026-06").run()
    assert app.query_params["period"] == "2026-06_2026-08", "the last month moves along"
    app.selectbox(key="months-from").select("2025-10").run()
    app.selectbox(key="months-to").select("2026-09").run()
    assert "period" not in app.query_params, "the latest year is the usual one"


def test_a_step_is_as_long_as_the_period(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, period="2026-01_2026-03")
    press(app, "time-back")
    assert app.query_params["period"] == "2025-10_2025-12"
    press(app, "time-on")
    assert app.query_params["period"] == "2026-01_2026-03"
    press(app, "time-year")
    assert app.query_params["period"] == "2025-01_2025-03"
    everything = open_page(MAP, period=EVERY_MONTH)
    for key in ("time-back", "time-on", "time-year"):
        assert everything.button(key=key).disabled


def test_single_months_can_be_stepped_through_and_left(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, period="2025-02_2025-04")
    press(app, "time-play")
    assert app.query_params["period"] == "2025-02_2025-02"
    assert "February 2025: 1 of 3" in words_on(app)
    assert app.button(key="time-play").label == Text("en")("play.pause")
    press(app, "time-play")
    press(app, "time-on")
    assert "March 2025: 2 of 3, no figures" in words_on(app)
    press(app, "time-whole")
    assert app.query_params["period"] == "2025-02_2025-04"
    assert "mt-month" not in words_on(app)


@every_case("level", ["ward", "lsoa"])
def test_only_the_chosen_wards_are_shown(sample_home: Path, open_page: Open, level: str) -> None:
    app = open_page(MAP, level=level, at="-4.5_52.3_11")
    whole = open_page(MAP, level=level)
    app.multiselect(key="view-wards").select("W05999008").run()
    assert app.query_params["wards"] == "W05999008"
    assert "at" not in app.query_params, "the map goes to where they are"
    assert len(app.dataframe[0].value) < len(whole.dataframe[0].value)
    assert "Only Maesgwylan: 1 of 24 wards" in words_on(app)
    near, far = deck(app)["initialViewState"], deck(whole)["initialViewState"]
    assert near["zoom"] > far["zoom"] + 1
    press(app, "show-all-wards")
    assert "wards" not in app.query_params
    assert len(app.dataframe[0].value) == len(whole.dataframe[0].value)


@every_case("level", ["ward", "lsoa"])
def test_every_file_of_a_filter_has_the_tables_rows_and_names_the_filter(
    sample_home: Path, open_page: Open, level: str
) -> None:
    view = {"wards": "W05999003.W05999008", "level": level}
    app = open_page(MAP, **view)
    rows = app.dataframe[0].value
    assert ", only Aberhalwyn Market and Maesgwylan (2 of 24 wards)" in words_on(app)
    at = PageContext(
        view=View(**view),
        text=Text("en"),
        viewer=local_viewer(load_settings()),
        manifest=queries.current_store.store().manifest,
    )
    shown = map_figures.query_map(at)
    content = menu.content_of(at, shown)
    assert list(content.table["name_en"]) == list(rows.iloc[:, 0])
    assert content.areas.index.tolist() == content.table.index.tolist()
    assert "only Aberhalwyn Market and Maesgwylan" in content.subtitle
    assert content.about["only_wards"] == "Aberhalwyn Market, Maesgwylan"
    assert menu.name_of(at)[3:6] == ("only", "Aberhalwyn Market", "Maesgwylan")


@every_case(("at", "seen"), [("0_0_2", False), ("-4.5_52.3_11", True)])
def test_a_map_position_outside_of_the_area_is_replaced_by_the_whole_area(
    sample_home: Path, open_page: Open, at: str, seen: bool
) -> None:
    app, whole = open_page(MAP, at=at), open_page(MAP)
    assert (deck(app)["initialViewState"] == deck(whole)["initialViewState"]) is not seen
    said = [notice.value for notice in app.info]
    assert (Text("en")("notice.nothing_seen") in said) is not seen
    assert not app.warning


def test_a_place_outside_of_the_filter_is_reported(sample_home: Path, open_page: Open) -> None:
    said = "Maesgwylan, your place, is not one of them."
    assert said in words_on(open_page(MAP, wards="W05999003", place="W05999008"))
    assert said not in words_on(open_page(MAP, wards="W05999008", place="W05999008"))


def test_a_level_that_a_measure_lacks_is_reported(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, measure="perceived", level="lsoa")
    assert not app.warning, "nothing of the link was misunderstood"
    assert [notice.value for notice in app.info] == [
        Text("en")(
            "notice.no_such_level",
            measure=Text("en")("measure.perceived"),
            level=Text("en")("level_by.lsoa"),
        )
    ]


def test_an_unpublished_month_has_one_legend_row(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(MAP, period="2025-03_2025-03"))
    legend = words.split('class="mt-legend')[1].split("</ul>")[0]
    assert legend.count("<li>") == 1 and "24 areas" in legend


def test_if_no_area_has_a_value_none_is_counted_as_one_more(
    sample_home: Path, open_page: Open
) -> None:
    words = words_on(open_page(MAP, measure="change", period="2022-10_2023-09"))
    assert Text("en")("answer.nothing") in words
    assert "more have no figure" not in words


def test_zero_is_written_as_a_word_and_a_decrease_with_a_minus_sign(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, measure="change", wards="W05999003.W05999008")
    assert "A clear rise, compared with a year earlier: none of 2 wards" in words_on(app)
    labels = words_on(open_page(MAP, measure="change"))
    assert "\N{MINUS SIGN}" in labels


def test_bounds_without_a_class_around_the_centre_are_noted(
    sample_home: Path, open_page: Open
) -> None:
    view = {"measure": "change", "method": "fixed"}
    hides = open_page(MAP, bounds="0.05_0.1", **view)
    assert ["0%" in warning.value for warning in hides.warning] == [True]
    assert not open_page(MAP, bounds="-0.2_-0.05_0.05_0.2", **view).warning


def test_pinned_places_are_outlined_and_lettered(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, pins="W05999003.W05999008")
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    assert [row["says"] for row in layers["pin-letters"]["data"]] == ["A", "B"]
    assert layers["pinned"]["data"]
    words, text = words_on(app), Text("en")
    for letter, code in (("A", "W05999003"), ("B", "W05999008")):
        name = text.name(
            queries.places.names(
                CacheKey(queries.current_store.store().manifest.release, "analyst")
            )[code]
        )
        assert f'mt-pinned">{letter}</i><span>{text("legend.pinned", place=name)}' in words
    assert "pinned" not in {layer["id"] for layer in deck(open_page(MAP))["layers"]}


def test_town_names_are_drawn_above_the_hexagons(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, level="lsoa", overlays="hexagons")
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    order = list(layers)
    named = [name for name in order if name.startswith("names-en-")]
    assert named and order.index(named[0]) > order.index("over-hexagons")
    assert all(layers[name]["textBackground"] is True for name in named)


def test_the_animation_stops_when_the_user_leaves_the_page(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP)
    press(app, "time-play")
    assert app.session_state["kept-playing"] == "on"
    app.switch_page("pages/about/data.py").run()
    app.switch_page("pages/explore/map.py").run()
    assert app.session_state["kept-playing"] == ""


def test_a_place_selected_elsewhere_is_first_in_the_table(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, place="W05999008")
    assert app.dataframe[0].value.iloc[0, 0] == "Maesgwylan"
    assert app.session_state["figures"]["selection"]["rows"] == [0]
    assert len(app.dataframe[0].value) == 24


def test_every_chart_of_the_page_is_offered_as_a_picture(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def trend_of(here: PageContext, *, address: str) -> ChartPicture:
        asked.append(here.view.place)
        return collect.trend_of(here, address=address)

    monkeypatch.setattr(place_trend, "trend_of", trend_of)
    app = open_page(MAP, closed=True, pins="W05999003.W05999008", measure="deprivation")
    assert len(app.get("plotly_chart")) == 3
    for key in ("trend-", "pinned-W05999003", "pinned-W05999008"):
        app.session_state[f"{PICTURE}-{key}"] = True
        app.run()
        assert not asked, "a picture is made when it is asked for"
        app.button(key=f"picture-preview-{key}").click().run()
        assert [asked.pop()] == [key.partition("-")[2]]
        assert not app.exception and len(app.get("image")) == 1, key
        app.session_state[f"{PICTURE}-{key}"] = False


def test_a_picture_is_made_and_then_saved_until_another_is_chosen(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP)
    assert "picture-save" not in {one.key for one in app.get("download_button")}
    app = app.button(key="picture-make").click().run()
    assert "picture-save" in {one.key for one in app.get("download_button")} and not app.error
    assert "picture-make" not in {one.key for one in app.button}
    next(one for one in app.button_group if one.key == "picture-paper").set_value("a3").run()
    assert "picture-save" not in {one.key for one in app.get("download_button")}
    assert "picture-make" in {one.key for one in app.button} and not app.exception


@in_turn("measure", MEASURES)
def test_a_single_ward_is_written_in_the_singular(
    sample_home: Path, open_page: Open, measure: str, language: str
) -> None:
    app = open_page(MAP, wards="W05999008", measure=measure, lang=language)
    assert not app.exception and not app.error
    assert "Maesgwylan: " in words_on(app) and "nan" not in words_on(app)
    assert len(app.dataframe[0].value) == 1


def test_typed_bounds_are_used_or_refused_with_a_reason(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP)
    app.selectbox(key="view-method").select("fixed").run()
    app.text_input(key="own-bounds").input("12, 8").run()
    assert "each larger than the one before" in app.warning[0].value
    assert app.text_input(key="own-bounds").value == "12, 8", "what was typed stays"
    assert "bounds" not in app.query_params
    app.text_input(key="own-bounds").input("8; 12,5 30").run()
    assert app.warning
    app.text_input(key="own-bounds").input("8, 12.5, 30").run()
    assert app.query_params["bounds"] == "8_12.5_30" and not app.warning
    legend = next(h.proto.body for h in app.get("html") if "mt-legend" in h.proto.body)
    assert "over 12.5" in legend and "over 30" in legend
    app.selectbox(key="view-measure").select("count").run()
    assert "bounds" not in app.query_params and "method" not in app.query_params


def test_bounds_of_a_share_are_in_percent(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, measure="share", method="fixed")
    app.text_input(key="own-bounds").input("5, 12.5%").run()
    assert app.query_params["bounds"] == "0.05_0.125"
    assert app.text_input(key="own-bounds").value == "5, 12.5"


def test_classes_stay_fixed_from_month_to_month_by_default(
    sample_home: Path, open_page: Open
) -> None:
    def legend(app: AppTest) -> str:
        body = next(h.proto.body for h in app.get("html") if "mt-legend" in h.proto.body)
        return ",".join(part.split("</span>")[0] for part in body.split("<span>")[1:])

    month = {"period": "2024-02_2024-02", "category": "all_crime"}
    stays, follows = open_page(MAP, **month), open_page(MAP, **month, follow="on")
    year = open_page(MAP, category="all_crime")
    assert legend(stays).split(",over")[:3] == legend(year).split(",over")[:3]
    assert legend(follows) != legend(stays)


def test_projector_mode_shows_only_the_map(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, projector="on", place="W05999008")
    assert not app.dataframe and not app.get("download_button") and not app.selectbox
    words = words_on(app)
    assert "mt-legend" in words and "per 1,000 residents a year" in words
    layers = {layer["id"]: layer for layer in deck(app)["layers"]}
    usual = {layer["id"]: layer for layer in deck(open_page(MAP, place="W05999008"))["layers"]}
    for name, width in (("border-ward", "getLineWidth"), ("chosen", "getWidth")):
        assert layers[name][width] >= 2 * usual[name][width]
    (sizes,) = {layer["getTextSize"] for name, layer in layers.items() if name.startswith("names-")}
    assert min(float(size) for size in re.findall(r"\d+\.\d+", sizes)) >= 24, "18 points"


SAID = r'mt-projector-place" role="status">(.*?)</div>'


def test_projector_mode_shows_the_selected_places_value_and_warning(
    sample_home: Path, open_page: Open
) -> None:
    infirmary = "W05999007"
    words = words_on(open_page(MAP, projector="on", place=infirmary))
    page = words_on(open_page(MAP, place=infirmary))
    [said] = re.findall(SAID, words)
    value, limits, why = re.findall("<p>(.*?)</p>", said)
    lower, upper = re.findall(r"\d+\.\d", limits)
    assert value.startswith("Infirmary: ") and f"Likely range: {lower} to {upper}" in page
    assert why == "Rate may mislead: hospital"
    [whole] = re.findall(SAID, words_on(open_page(MAP, projector="on")))
    assert whole.startswith("<p>A clearly higher rate than the rest of the area: 7 of 24 wards.")


def test_keys_step_through_months_and_measures_in_projector_mode(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, projector="on", method="fixed", bounds="5_8")
    press(app, "keys.month_back")
    assert app.query_params["period"] == "2026-09_2026-09"
    press(app, "keys.month_back")
    assert app.query_params["period"] == "2026-08_2026-08"
    press(app, "keys.month_on")
    press(app, "keys.month_on")
    assert app.query_params["period"] == "2026-09_2026-09", "the last one published"
    names = list(MEASURES)
    press(app, "keys.measure_on")
    assert app.query_params["measure"] == names[1] and "bounds" not in app.query_params
    press(app, "keys.measure_back")
    press(app, "keys.measure_back")
    assert app.query_params["measure"] != names[0]
    press(app, "keys.leave")
    assert "projector" not in app.query_params and app.selectbox


def test_keys_reach_every_measure_from_small_areas(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, projector="on", level="lsoa")
    for _ in MEASURES:
        press(app, "keys.measure_on")
        assert not app.warning
    assert "measure" not in app.query_params


def written(app: AppTest) -> pd.DataFrame:
    """Return the cells of the table as text, if the server has formatted them."""
    return convert_arrow_bytes_to_pandas_df(app.dataframe[0].proto.arrow_data.styler.display_values)


def test_negative_numbers_in_the_table_have_a_minus_sign_and_stay_numbers(
    sample_home: Path, open_page: Open
) -> None:
    app, text = open_page(MAP, measure="change"), Text("en")
    seen, numbers = written(app), app.dataframe[0].value
    change = text("table.change_value")
    assert (numbers[change] < 0).any() and numbers[change].dtype == float
    for said, number in zip(seen[change], numbers[change], strict=True):
        assert said == text.percent(number / 100)
    assert "-" not in "".join(seen[change]) and MINUS in "".join(seen[change])


def test_non_negative_columns_are_formatted_by_the_browser(
    sample_home: Path, open_page: Open
) -> None:
    assert not open_page(MAP).dataframe[0].proto.arrow_data.HasField("styler")
