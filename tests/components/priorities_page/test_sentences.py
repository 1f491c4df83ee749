"""Sentences on priorities state only what a place's figures support."""

import pandas as pd
import pytest

from components import queries
from components.page_context import PageContext
from components.priorities_page import (
    bars_picture,
    figures_table,
    hot_spot_words,
    score_bars,
    sentences,
)
from components.priorities_page.model import PrioritiesModel
from components.priorities_page.view_part import PrioritiesPart
from components.priorities_page.weights import PRESETS, of_address
from components.queries.cache import CacheKey
from components.text.catalogue import DASH, LANGUAGES, Text
from components.ui.table_cells import as_text
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.release.store import Store
from data.sample.planted_effects import truth
from data.settings import Settings
from geo.priority.criteria import CHANGE, GAP, HOT_SPOTS, INGREDIENTS, RATE, count_of_worst
from geo.priority.score import STANDS_OUT, TIERS
from tests.cases import every_case


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def model_of(
    store: Store, language: str = "en", level: str = "ward", topic: str = "asb", **own: str
) -> PrioritiesModel:
    part = PrioritiesPart(**own)
    view = View(lang=language, level=level, parts=(part,))
    here = PageContext(
        view=view,
        text=Text(language),
        viewer=Viewer(name="", audience=Audience.PUBLIC),
        manifest=store.manifest,
    )
    criteria = queries.criteria.criteria(here.key, level, topic, here.today.isoformat())
    return PrioritiesModel(
        here=here,
        topic=topic,
        level=level,
        criteria=criteria,
        weights=of_address(part.preset, part.weights),
    )


@pytest.fixture(autouse=True)
def home(sample_settings: Settings, sample_home: None) -> None:
    """Let every test use the sample county's release."""


def test_a_change_is_a_reason_only_if_it_is_significant(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language)
    spoken = {place for place in model.tier.index if sentences.reason(model, CHANGE, place)}
    assert spoken == {truth("emerging").ward_code}
    facts = model.criteria.facts
    rose = facts.index[(facts["change"] > 0) & ~facts["change_clear"]]
    assert len(rose) and not spoken & set(rose)


def test_a_gap_is_a_reason_only_if_it_is_clear(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language)
    spoken = {place for place in model.tier.index if sentences.reason(model, GAP, place)}
    assert spoken == {truth(key).ward_code for key in ("fear_above_record", "under_reporting")}


def test_among_the_highest_is_true_of_every_place_it_is_written_for(sample_store: Store) -> None:
    model = model_of(sample_store)
    said = [place for place in model.tier.index if sentences.rank_phrase(model, RATE, place)]
    assert len(said) == count_of_worst(len(model.tier)) == 5
    highest = [
        place
        for place in said
        if sentences.rank_phrase(model, RATE, place).startswith("the highest")
    ]
    assert highest == [model.criteria.values[RATE].idxmax()]


def test_every_reason_on_a_card_has_a_weight_above_zero(sample_store: Store) -> None:
    model = model_of(sample_store, weights="100-0-0-0-0-0-0")
    for place in model.of_tier(STANDS_OUT):
        assert sentences.reasons_sentence(model, place).count(";") == 0
        assert "per 1,000 residents" in sentences.reasons_sentence(model, place)


def test_places_that_stand_out_are_counted_and_named(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language, preset="recorded")
    places = model.of_tier(STANDS_OUT)
    said = sentences.answer(model)
    assert model.here.text.plural("count.ward", len(places)) in said
    assert all(model.name(place) in said for place in places)
    assert places == sorted(places, key=lambda place: model.name(place).casefold())


def test_of_many_places_only_the_first_are_named(sample_store: Store) -> None:
    model = model_of(sample_store, level="lsoa")
    every = list(model.tier.index)
    assert sentences.named(model, every).endswith(f"and {len(every) - sentences.MOST_NAMES} more")


def test_orders_in_force_have_the_plural_of_the_language(sample_store: Store) -> None:
    two = truth("summer_resort").ward_code
    assert two
    assert "2 orders in force" in sentences.done(model_of(sample_store), two)
    assert "2 orchymyn mewn grym" in sentences.done(model_of(sample_store, "cy"), two)


def test_what_an_lsoa_s_ward_does_is_not_said_of_the_lsoa(
    sample_store: Store, language: str
) -> None:
    model, wards = model_of(sample_store, language, level="lsoa"), model_of(sample_store, language)
    text, place = model.here.text, str(model.tier.index[0])
    said = sentences.done(model, place)
    in_its_ward = text("next.in_its_ward", thing="")
    facts = model.facts_of(place)
    of_its_ward = [name for name in sentences.DONE if name != sentences.ORDERS and facts[name]]
    assert said.count(in_its_ward) == len(of_its_ward) > 0, "responses and groups, but not orders"
    assert in_its_ward not in sentences.done(wards, wards.ward_of(str(wards.tier.index[0])))
    assert in_its_ward in sentences.idle(model) and in_its_ward not in sentences.idle(wards)


def test_a_hidden_criterion_is_noted_and_not_scored(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language)
    place = str(model.tier.index[0])
    shown = model.criteria
    values, hidden = shown.values.copy(), shown.hidden.copy()
    values.loc[place, "perceived"], hidden.loc[place, "perceived"] = float("nan"), True
    blind = PrioritiesModel(
        here=model.here, topic="asb", level="ward", weights=model.weights,
        criteria=type(shown)(**{**vars(shown), "values": values, "hidden": hidden}),
    )  # fmt: skip
    named = model.here.text("ingredient_in.perceived")
    assert model.here.text("next.not_scored_hidden", ingredients=named) in sentences.notes(
        blind, place
    )
    assert sentences.notes(model, place) == []
    assert sentences.reason(blind, "perceived", place) == ""


def test_a_change_that_cannot_be_told_is_noted_and_counted_as_none(
    sample_store: Store, language: str
) -> None:
    model = model_of(sample_store, language, weights="50-50-0-0-0-0-0")
    facts, shown = model.criteria.facts, model.criteria
    place = str(facts.index[facts["change"].notna() & ~facts["change_clear"]][0])
    values, hidden = shown.values.copy(), shown.hidden.copy()
    values.loc[place, "change"], hidden.loc[place, "change"] = float("nan"), True
    untold = PrioritiesModel(
        here=model.here, topic="asb", level="ward", weights=model.weights,
        criteria=type(shown)(**{**vars(shown), "values": values, "hidden": hidden}),
    )  # fmt: skip
    named = model.here.text("ingredient_in.change")
    said = model.here.text("next.counted_as_none_hidden", ingredients=named)
    assert sentences.notes(untold, place) == [said]
    assert untold.scores[place] == model.scores[place]
    low_on = model.here.text("next.low_on", ingredients=named)
    assert low_on not in sentences.reasons_sentence(untold, place)


def test_a_single_place_has_no_score(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language)
    shown = model.criteria
    alone = PrioritiesModel(
        here=model.here, topic="asb", level="ward", weights=model.weights,
        criteria=type(shown)(
            **{
                **vars(shown), "facts": shown.facts.head(1), "values": shown.values.iloc[:1, :0],
                "fractions": shown.fractions.iloc[:1, :0],
            }
        ),
    )  # fmt: skip
    assert sentences.answer(alone) == model.here.text("next.nothing_to_compare")
    assert list(score_bars.lines_of(alone)) == [] and alone.scores.isna().all()


def test_hot_spots_are_a_reason_where_there_are_any(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language, topic="shoplifting", weights="0-0-0-0-0-0-0-100")
    values, text = model.criteria.values[HOT_SPOTS], model.here.text
    assert 0 < (values > 0).sum() < len(values)
    for code in map(str, values.index):
        facts = model.facts_of(code)
        said = hot_spot_words.reason(text, model.level, facts)
        assert bool(said) == (values[code] > 0) == (facts["hot_areas"] > 0)
        assert said in sentences.reasons_sentence(model, code)
        cells = figures_table.number_of(model, HOT_SPOTS)[0]
        assert cells[code].startswith(f"{facts['hot_areas']} ") and facts["judged_areas"] > 1
    small = model_of(sample_store, language, level="lsoa", topic="shoplifting")
    words = {0: "next.spot_no", 1: "next.spot_yes", 2: "next.spot_lasting"}
    told = figures_table.number_of(small, HOT_SPOTS)[0]
    for code, value in small.criteria.values[HOT_SPOTS].dropna().items():
        assert told[code] == text(words[value])


def test_the_bars_add_up_to_the_scores(sample_store: Store, language: str) -> None:
    # Hot spots have a weight only if somebody gives them one.
    weights = "20-15-20-10-15-10-10-20"
    model = model_of(sample_store, language, topic="shoplifting", weights=weights)
    rows = list(score_bars.lines_of(model))
    places = [name for kind, name in rows if kind == "place"]
    drawn = score_bars.drawn(model, rows, large=False)
    sums = pd.DataFrame([trace.x for trace in drawn.data]).sum()
    assert sums.tolist() == pytest.approx(model.scores[places].tolist())
    assert [trace.name for trace in drawn.data] == [
        model.here.text(f"ingredient_short.{name}") for name in model.weighing
    ]
    # The bars differ in their pattern as well as in their colour.
    patterns = {trace.marker.pattern.shape for trace in drawn.data}
    assert len(patterns) == len(model.weighing) and HOT_SPOTS in model.weighing
    assert len(set(bars_picture.LOOKS.values())) == len(INGREDIENTS)


@every_case("level", ["ward", "lsoa"])
@every_case("preset", PRESETS)
def test_the_file_has_the_parts_of_each_score_and_the_tiers(
    sample_store: Store, level: str, preset: str
) -> None:
    model = model_of(sample_store, level=level, preset=preset)
    table = figures_table.full(model).set_index("area_code")
    assert list(table.index) == list(model.tier.index)
    words = {tier: model.here.text(f"tier_mark.{tier}") for tier in TIERS}
    assert set(table["tier"]) <= set(words.values())
    adds = table[[f"{name}_adds" for name in model.ingredients]]
    if model.weighing:
        assert adds.sum(axis=1).tolist() == pytest.approx(table["score"].tolist(), abs=1e-3)
    else:
        assert table["score"].isna().all() and (table["tier"] == words["unscored"]).all()


def test_the_table_as_text_has_the_rank_of_each_criterion(
    sample_store: Store, language: str
) -> None:
    model = model_of(sample_store, language)
    text, rows = model.here.text, figures_table.rows(model)
    columns = figures_table.columns(model)
    written = as_text(text, columns, rows)
    assert written.shape[1] == len(columns) > 10
    for name in model.ingredients:
        title = text("next.rank_of", criterion=text(f"ingredient_column.{name}"))
        ranks = [DASH if pd.isna(rank) else text.number(rank) for rank in rows[f"{name}-rank"]]
        assert written[title].tolist() == ranks, name


def test_an_unreliable_rate_is_marked(sample_store: Store, language: str) -> None:
    model = model_of(sample_store, language)
    assert model.doubted(truth("hospital").ward_code) == ["hospital"]
    titles = {column.name: column.title for column in figures_table.columns(model)}
    assert titles["doubt"] == model.here.text("next.doubt")
    marked = figures_table.rows(model)["doubt"]
    assert marked[truth("hospital").ward_code] == model.here.text("distorting.hospital")
    assert marked[truth("no_group").ward_code] == ""


def test_the_public_and_partners_have_the_same_scores(sample_store: Store) -> None:
    release = sample_store.manifest.release
    day = "2026-11-20"
    public, partner = (
        queries.criteria.criteria(CacheKey(release, scope), "ward", "asb", day).values
        for scope in ("public", "partner")
    )
    pd.testing.assert_frame_equal(public, partner)
