"""The panel of the chosen place: for each measure, with pinned places, and cleared."""

import json
from itertools import product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import Text
from data.release.store import Store
from geo.measures import MEASURES
from tests.pages.conftest import Open, in_turn, page_at, words_on

MAP = page_at("map")
WARD, OTHER, INFIRMARY = "W05999008", "W05999003", "W05999007"


def charts(app: AppTest) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.slow
@in_turn("level, measure", product(("ward", "lsoa"), MEASURES))
def test_the_panel_shows_every_measure(
    sample_home: Path,
    open_page: Open,
    sample_store: Store,
    measure: str,
    level: str,
    language: str,
) -> None:
    place = str(sample_store.areas(level).index[3])
    app = open_page(MAP, measure=measure, place=place, lang=language)
    words, text = words_on(app), Text(language)
    assert not app.exception and not app.error
    assert text.name(sample_store.areas(level).loc[place]) in words
    assert text(f"legend.{measure}") in words or text("panel.other_level") in words
    assert text("panel.commonest") in words and len(charts(app)) == 1
    for unworded in ("panel.", "standing.", "trend.", "{", " nan", "None<", "None,"):
        assert unworded not in words, unworded


def test_without_a_place_the_panel_shows_the_whole_area(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    app = open_page(MAP)
    words = words_on(app)
    assert Text("en")("panel.choose") in words and Text("en")("panel_level.county") in words
    [line] = charts(app)
    months = sample_store.months()[-12:]
    recorded = sample_store.counts("county", months, ("anti-social-behaviour",)).sum()
    assert sum(line["data"][-1]["y"]) == recorded


def test_a_missing_month_breaks_the_line_and_is_never_a_zero(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, place=WARD, period="2025-01_2025-12")
    [line] = charts(app)
    assert line["data"][-1]["y"][2] is None and not line["data"][-1]["connectgaps"]
    assert [a["text"] for a in line["layout"]["annotations"]] == ["no figures"]
    alt = app.get("plotly_chart")[0].proto.alt
    assert "Gaps, because there are no complete figures: March 2025." in alt


def test_a_panel_names_the_contents_of_the_place(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    words = words_on(open_page(MAP, place=WARD))
    groups = sample_store.table("groups")
    own = groups[(groups["ward_code"] == WARD) & (groups["covers"] == "ward")]
    assert len(own) and all(name in words for name in own["name_en"])
    assert "Maesgwylan Playing Field" in words and "in force" in words
    assert "domestic abuse" not in words.lower(), "it serves the whole area, and has no place"


def test_the_chosen_place_can_be_cleared(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, place=WARD)
    app.button(key="let-go").click().run()
    assert "place" not in app.query_params


def test_at_most_two_places_can_be_pinned(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, place=WARD)
    app.button(key=f"pin-panel-{WARD}").click().run()
    assert app.query_params["pins"] == WARD
    assert Text("en")("pins.second") in words_on(app)
    app = open_page(MAP, place=OTHER, pins=WARD)
    app.button(key=f"pin-panel-{OTHER}").click().run()
    assert app.query_params["pins"] == f"{WARD}.{OTHER}"
    app = open_page(MAP, place="W05999001", pins=f"{WARD}.{OTHER}")
    assert app.button(key="pin-panel-W05999001").disabled
    app.button(key=f"pin-pinned-{WARD}").click().run()
    assert app.query_params["pins"] == OTHER


def test_pinned_places_share_one_scale_and_are_compared(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, pins=f"{INFIRMARY}.{WARD}", category="violent-crime")
    whole, first, second = charts(app)
    assert first["layout"]["yaxis"]["range"] == second["layout"]["yaxis"]["range"]
    assert first["layout"]["yaxis"]["range"] != whole["layout"]["yaxis"]["range"]
    text = Text("en")
    assert text(
        "pins.higher",
        **dict.fromkeys(("category", "first", "second", "ratio", "lower", "upper", "months"), "|"),
    ).split("|")[0] in words_on(app)


def test_a_ward_is_not_compared_with_its_own_part(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    parts = sample_store.areas("lsoa")
    own = parts.index[parts["parent_code"] == WARD][0]
    assert Text("en")("pins.nested") in words_on(open_page(MAP, pins=f"{own}.{WARD}"))


def test_a_chart_has_no_default_colours_of_plotly(sample_home: Path, open_page: Open) -> None:
    [line] = charts(open_page(MAP, place=WARD))
    assert line["layout"]["colorway"] == ["#0F5C66", "#A39C8D"]
    assert not line["layout"].get("template")
    assert {trace["line"]["color"] for trace in line["data"]} == {"#0F5C66", "#A39C8D"}
    assert json.loads(open_page(MAP).get("plotly_chart")[0].proto.config)["staticPlot"]


def test_the_row_of_the_chosen_place_is_the_chosen_row(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, place=WARD)
    [row] = app.session_state["figures"]["selection"]["rows"]
    assert app.dataframe[0].value.iloc[row, 0] == "Maesgwylan"
    assert open_page(MAP).session_state["figures"]["selection"]["rows"] == []


def test_finding_one_area_chooses_it_and_finding_several_does_not(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, place=WARD)
    app.text_input(key="figures-find").input("tremelyn").run()
    assert len(app.dataframe[0].value) == 3 and app.query_params["place"] == WARD
    app.text_input(key="figures-find").input("melin tre").run()
    assert app.query_params["place"] == "W05999017"
    assert app.session_state["figures"]["selection"]["rows"] == [0]
    app.text_input(key="figures-find").input("nowhere").run()
    assert Text("en")("table.none_found") in words_on(app)
    assert app.query_params["place"] == "W05999017", "what was chosen stays chosen"


def test_a_place_is_chosen_among_lsoas_too(
    sample_home: Path, open_page: Open, sample_store: Store
) -> None:
    app = open_page(MAP, level="lsoa")
    code = str(sample_store.areas("lsoa").index[7])
    app.text_input(key="figures-find").input(code.lower()).run()
    assert app.query_params["place"] == code
