"""The place page: summary first, for every audience, in both languages, with unusual data."""

from pathlib import Path

import pytest

from components.text import sentences
from components.text.catalogue import Text
from data.access.group_visibility import REFUGES
from data.release.store import Store
from data.sample.planted_effects import truth
from tests.cases import every_case
from tests.pages.conftest import Open, in_turn, in_welsh, maps_on, page_at, words_on

PLACE = page_at("place")
NEVER_SAID = ("mine.", "place.", "panel_", "response_text.", "{", " nan", "NaN", "<NA>")
FEAR, NO_GROUP, HOSPITAL = "W05999008", "W05999021", "W05999007"


@in_turn("audience", ["public", "partner", "analyst"])
def test_the_page_starts_with_the_summary(
    sample_home: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    audience: str,
    language: str,
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    app = open_page(PLACE, place=FEAR, lang=language)
    assert not app.exception and not app.error and not app.warning
    words = words_on(app)
    assert not [unworded for unworded in NEVER_SAID if unworded in words]
    text = Text(language)
    assert app.title[0].value == "Maesgwylan"
    assert sentences.capitalised(text("kind_of_place.reassurance gap")) in words
    assert text("mine.not_absent") in words
    assert len(maps_on(app)) == 1 and len(app.get("plotly_chart")) == 2


@pytest.mark.slow
def test_every_third_ward_has_its_page(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    for ward in sample_store.codes("ward")[::3]:
        app = open_page(PLACE, place=str(ward))
        words = words_on(app)
        assert not app.exception and not app.error, ward
        assert not [unworded for unworded in NEVER_SAID if unworded in words], ward


def test_a_part_of_a_ward_has_its_own_page(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    lsoas = sample_store.areas("lsoa")
    inside = str(lsoas.index[lsoas["parent_code"] == FEAR][0])
    app = open_page(PLACE, place=inside, level="lsoa")
    words = words_on(app)
    assert not app.exception and not app.error and not app.warning
    assert app.title[0].value == lsoas.at[inside, "name_en"]
    assert Text("en")("mine.perceived_ward", place="Maesgwylan") in words
    assert not [unworded for unworded in NEVER_SAID if unworded in words]


def lsoas_of(store: Store, ward: str) -> list[str]:
    lsoas = store.areas("lsoa")
    return [str(code) for code in lsoas.index[lsoas["parent_code"] == ward]]


@in_welsh
def test_a_part_of_a_ward_says_of_its_ward_what_is_of_its_ward(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    text, wards = Text(language), sample_store.areas("ward")
    hospital = str(wards.at[HOSPITAL, f"name_{language}"])
    own = words_on(open_page(PLACE, place=HOSPITAL, lang=language))
    place = lsoas_of(sample_store, HOSPITAL)[0]
    part = words_on(open_page(PLACE, place=place, level="lsoa", lang=language))
    of_ward = text("denominator_of_ward.hospital", ward=hospital, share="{}").split("{}")[0]
    assert of_ward in part and of_ward not in own
    assert text("denominator.hospital", share="{}").split("{}")[1] not in part
    assert f"{text('mine.in_its_ward', ward=hospital)}: " in part
    assert f"{text('mine.in_its_ward', ward=hospital)}: " not in own
    panel = words_on(open_page(page_at("map"), place=place, level="lsoa", lang=language))
    assert of_ward in panel


@in_welsh
def test_a_response_of_its_ward_is_not_a_part_s_own(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    text, responses = Text(language), sample_store.table("responses")
    ward = str(responses.loc[responses["status"] == "running", "ward_code"].iloc[0])
    part = words_on(
        open_page(PLACE, place=lsoas_of(sample_store, ward)[0], level="lsoa", lang=language)
    )
    own = words_on(open_page(PLACE, place=ward, lang=language))
    said = text.plural("mine.responses_running_lsoa", 1)
    assert said in part and text("mine.responses_from_lsoa") in part
    assert said not in own and text("mine.responses_from_lsoa") not in own


@in_welsh
def test_a_hidden_group_is_called_hidden_and_not_absent(
    sample_home: Path,
    sample_store: Store,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    text, groups = Text(language), sample_store.groups()
    groups = groups[~groups["kind"].isin(REFUGES)]
    shy = groups[(groups["covers"] == "ward") & ~groups["public_contact"]]
    seen = groups[(groups["covers"] == "ward") & groups["public_contact"]]
    lsoas = sample_store.areas("lsoa").geometry
    at = next(
        str(code)
        for point in shy.geometry
        for code in lsoas.index[lsoas.contains(point)]
        if not seen.within(lsoas[code]).any()
    )
    ward = sample_store.areas("lsoa").at[at, "parent_code"]
    hidden = text.plural("mine.groups_concealed", int((shy["ward_code"] == ward).sum()))
    for audience, told in (("public", True), ("analyst", False)):
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        for page in (PLACE, page_at("map")):
            words = words_on(open_page(page, place=at, level="lsoa", lang=language))
            assert (hidden in words) == told, (audience, page.address)
            assert text("mine.none_here") not in words and text("panel.no_groups") not in words
        words = words_on(open_page(PLACE, place=at, level="lsoa", lang=language))
        assert (text("mine.no_groups_shown") in words) == told
        assert text("mine.no_groups_here") not in words


def test_the_planted_places_have_their_planted_findings(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    without = words_on(open_page(PLACE, place=NO_GROUP))
    assert text("mine.no_groups_here") in without and text("mine.none_here") in without
    assert "at a hospital" in words_on(open_page(PLACE, place=HOSPITAL))
    resort = words_on(open_page(PLACE, place=str(truth("summer_resort").ward_code)))
    assert "July and August clearly have more than their share" in resort


def test_what_only_partners_may_see(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    flag = Text("en")("response_text.check reporting")
    under = str(truth("under_reporting").ward_code)
    for audience, told in (("public", False), ("partner", True)):
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        assert (flag in words_on(open_page(PLACE, place=under))) == told


def test_own_incidents_are_not_offered_on_the_place_page(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(PLACE, place=FEAR, category="own")
    assert not app.exception and not app.error
    assert "Anti-social behaviour" in words_on(app)


def test_without_a_place_the_search_is_shown(sample_home: Path, open_page: Open) -> None:
    app = open_page(PLACE)
    text = Text("en")
    assert app.title[0].value == text("page.place") and text("mine.choose") in words_on(app)
    assert len(maps_on(app)) == 1 and app.text_input


def test_an_unknown_place_is_reported_with_links(sample_home: Path, open_page: Open) -> None:
    app = open_page(PLACE, place="W05000000")
    assert "place=W05000000" in app.warning[0].value
    assert app.title[0].value == "My ward" and not app.exception


@every_case(
    ("typed", "said"),
    [("SA1 1AA", "place.postcode_outside"), ("nonsense", "place.postcode_malformed")],
)
def test_an_unusable_postcode_has_a_reason(
    sample_home: Path, sample_store: Store, open_page: Open, typed: str, said: str
) -> None:
    app = open_page(PLACE, lang="cy")
    app.text_input[0].set_value(typed).run()
    text, known = Text("cy"), sample_store.example_postcode()
    area = sample_store.manifest.in_text_cy
    wanted = text(said, typed=f"`{typed}`", the_area=area, postcode=known)
    assert app.warning[0].value == wanted and app.title[0].value == text("page.place")


def test_a_postcode_leads_to_its_ward(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    known = sample_store.example_postcode()
    ward = sample_store.ward_of_postcode(known)
    app = open_page(PLACE)
    app.text_input[0].set_value(known.lower().replace(" ", "")).run()
    assert app.title[0].value == sample_store.areas("ward").at[ward, "name_en"]


def test_a_name_leads_to_its_page(sample_home: Path, open_page: Open) -> None:
    app = open_page(PLACE)
    app.selectbox(key="view-place").set_value(FEAR).run()
    assert app.title[0].value == "Maesgwylan" and app.query_params["place"] == FEAR


def test_a_bare_release_names_what_it_lacks(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(PLACE, place=FEAR)
    text, words = Text("en"), words_on(app)
    assert not app.exception and not app.error
    for missing in (
        *("mine.no_survey", "mine.no_groups_list", "mine.no_orders_list"),
        *("mine.no_responses_list", "mine.no_deprivation", "mine.no_postcodes"),
        *("mine.season_no_year", "change.no_year_before"),
    ):
        assert text(missing) in words, missing
    (lead,) = [line for line in words.splitlines() if "mt-opening" in line]
    for name in ("survey", "orders", "responses", "groups"):
        assert lead.count(text(f"mine.file_{name}")) == 1
    assert lead.count("mt-lead") == 2, "what is recorded, and what is missing"
    assert not [unworded for unworded in NEVER_SAID if unworded in words]


def test_the_legend_of_the_place_map_has_no_counts_of_the_whole_area(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(PLACE, place=NO_GROUP)
    over = [line for line in words_on(app).splitlines() if "mt-over" in line]
    assert "Neighbourhood watch" in "".join(over)
    assert not [line for line in over if "<small>" in line]


def test_the_page_shows_the_latest_year_and_notes_another_period_in_the_address(
    sample_home: Path, open_page: Open
) -> None:
    usual = words_on(open_page(PLACE, place=FEAR))
    other = words_on(open_page(PLACE, place=FEAR, period="2023-10_2024-09"))
    text = Text("en")
    said = text(
        "mine.latest_year",
        asked=text.months("2023-10", "2024-09"),
        latest=text.months("2025-10", "2026-09"),
    )
    assert said in other and said not in usual
    lead = [next(s for s in words.splitlines() if "mt-opening" in s) for words in (usual, other)]
    assert lead[0] == lead[1]


@every_case("level", ["town", "beat"])
def test_a_town_and_a_beat_have_their_pages(
    sample_home: Path, sample_store: Store, open_page: Open, level: str
) -> None:
    place = str(sample_store.codes(level)[0])
    app = open_page(PLACE, place=place, level=level)
    text, words = Text("en"), words_on(app)
    assert not app.exception and not app.error and not app.warning
    assert app.title[0].value == sample_store.areas(level).at[place, "name_en"]
    assert text("mine.says_no_ward", place=app.title[0].value) in words
    assert "in the 20% most deprived" in words
    assert not [unworded for unworded in NEVER_SAID if unworded in words]


@in_turn("audience", ["public", "partner"])
def test_days_and_hours_are_for_partners(
    sample_home: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    audience: str,
    language: str,
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    text = Text(language)
    app = open_page(PLACE, place="W05999001", lang=language, hours="own-assault")
    shown = " ".join(str(block.proto.body) for block in app.get("html"))
    if audience == "public":
        assert "mt-week" not in shown.replace(".mt-week", "") and text("hours.title") not in shown
        return
    assert not app.exception and not app.error and not app.warning
    assert shown.count("<td style=") == 56 and '<th scope="row">15–18' in shown
    days = text.listing([text("hours_on.5"), text("hours_on.6")])
    block = text("hours.block", days=days, first="15:00", last=text("hours.midnight"))
    assert sentences.capitalised(block) in words_on(app)


def test_too_few_times_give_a_sentence(sample_home: Path, open_page: Open) -> None:
    app = open_page(PLACE, place="W05999001", hours="own-deliberate-fire")
    words = words_on(app)
    assert Text("en").plural("hours.too_few", 0) in words and not app.exception


@in_welsh
def test_outcomes_come_with_their_range_and_their_caveats(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    """The share of the page is that of the release's table; a town has none."""
    text, table = Text(language), sample_store.table("outcomes")
    year = sample_store.complete_months()[-12:]
    own = table[(table["ward_code"] == "W05999001") & table["month"].isin(year)]
    known = own[own["outcome"] != "Status update unavailable"]
    alone = known.loc[known["outcome"].str.contains("no suspect"), "incidents"].sum()
    words = words_on(open_page(PLACE, place="W05999001", lang=language))
    assert text("outcomes.no_asb") in words and text("outcomes.late") in words
    assert text.percent(alone / known["incidents"].sum()) in words
    assert text("outcomes.brackets") in words
    town = sample_store.codes("town")[0]
    assert text("outcomes.title") not in words_on(open_page(PLACE, place=str(town), level="town"))
