"""Sentences by rule: nothing is said of a place that its figures don't carry."""

import pandas as pd
import pytest

from components import queries
from components.page_context import PageContext
from components.priorities_page import figures_table, score_bars, sentences
from components.priorities_page.model import PrioritiesModel
from components.priorities_page.view_part import PrioritiesPart
from components.priorities_page.weights import PRESETS, of_address
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.release.store import Store
from data.sample.planted_effects import truth
from data.settings import Settings
from geo.priority.criteria import CHANGE, GAP, INGREDIENTS, RATE, count_of_worst
from geo.priority.score import STANDS_OUT, TIERS


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def asked(store: Store, language: str = "en", level: str = "ward", **own: str) -> PrioritiesModel:
    part = PrioritiesPart(**own)
    seen = View(lang=language, level=level, parts=(part,))
    here = PageContext(
        view=seen,
        text=Text(language),
        viewer=Viewer(name="", audience=Audience.PUBLIC),
        manifest=store.manifest,
    )
    found = queries.criteria.criteria(here.key, level, "asb", here.today.isoformat())
    return PrioritiesModel(
        here=here,
        topic="asb",
        level=level,
        found=found,
        weights=of_address(part.preset, part.weights),
    )


@pytest.fixture(autouse=True)
def home(sample_settings: Settings, sample_home: None) -> None:
    """The sample county is served."""


def test_a_change_is_spoken_of_only_where_it_beats_noise(
    sample_store: Store, language: str
) -> None:
    found = asked(sample_store, language)
    spoken = {place for place in found.tier.index if sentences.reason(found, CHANGE, place)}
    assert spoken == {truth("emerging").ward_code}
    facts = found.found.facts
    rose = facts.index[(facts["change"] > 0) & ~facts["change_clear"]]
    assert len(rose) and not spoken & set(rose)


def test_a_gap_is_spoken_of_only_where_it_is_clear(sample_store: Store, language: str) -> None:
    found = asked(sample_store, language)
    spoken = {place for place in found.tier.index if sentences.reason(found, GAP, place)}
    assert spoken == {truth(key).ward_code for key in ("fear_above_record", "under_reporting")}


def test_among_the_highest_is_said_of_no_more_places_than_it_says(sample_store: Store) -> None:
    found = asked(sample_store)
    said = [place for place in found.tier.index if sentences.rank_phrase(found, RATE, place)]
    assert len(said) == count_of_worst(len(found.tier)) == 5
    highest = [
        place
        for place in said
        if sentences.rank_phrase(found, RATE, place).startswith("the highest")
    ]
    assert highest == [found.found.values[RATE].idxmax()]


def test_every_reason_of_a_card_carries_weight(sample_store: Store) -> None:
    found = asked(sample_store, weights="100-0-0-0-0-0-0")
    for place in found.of_tier(STANDS_OUT):
        assert sentences.reasons_sentence(found, place).count(";") == 0
        assert "per 1,000 residents" in sentences.reasons_sentence(found, place)


def test_those_that_stand_out_are_counted_and_named(sample_store: Store, language: str) -> None:
    found = asked(sample_store, language, preset="recorded")
    places = found.of_tier(STANDS_OUT)
    said = sentences.answer(found)
    assert found.here.text.plural("count.ward", len(places)) in said
    assert all(found.name(place) in said for place in places)
    assert places == sorted(places, key=lambda place: found.name(place).casefold())


def test_of_very_many_only_the_first_are_named(sample_store: Store) -> None:
    found = asked(sample_store, level="lsoa")
    every = list(found.tier.index)
    assert sentences.named(found, every).endswith(f"and {len(every) - sentences.MOST_NAMES} more")


def test_what_is_being_done_has_the_languages_own_plurals(sample_store: Store) -> None:
    two = truth("summer_resort").ward_code
    assert two
    assert "2 orders in force" in sentences.done(asked(sample_store), two)
    assert "2 orchymyn mewn grym" in sentences.done(asked(sample_store, "cy"), two)


def test_a_hidden_ingredient_is_said_and_not_scored(sample_store: Store, language: str) -> None:
    found = asked(sample_store, language)
    place = str(found.tier.index[0])
    shown = found.found
    values, hidden = shown.values.copy(), shown.hidden.copy()
    values.loc[place, "perceived"], hidden.loc[place, "perceived"] = float("nan"), True
    blind = PrioritiesModel(
        here=found.here, topic="asb", level="ward", weights=found.weights,
        found=type(shown)(**{**vars(shown), "values": values, "hidden": hidden}),
    )  # fmt: skip
    named = found.here.text("ingredient_in.perceived")
    assert found.here.text("next.not_scored_hidden", ingredients=named) in sentences.notes(
        blind, place
    )
    assert sentences.notes(found, place) == []
    assert sentences.reason(blind, "perceived", place) == ""


def test_one_place_alone_is_compared_with_nothing(sample_store: Store, language: str) -> None:
    found = asked(sample_store, language)
    shown = found.found
    alone = PrioritiesModel(
        here=found.here, topic="asb", level="ward", weights=found.weights,
        found=type(shown)(
            **{
                **vars(shown), "facts": shown.facts.head(1), "values": shown.values.iloc[:1, :0],
                "placed": shown.placed.iloc[:1, :0],
            }
        ),
    )  # fmt: skip
    assert sentences.answer(alone) == found.here.text("next.nothing_to_compare")
    assert list(score_bars.lines_of(alone)) == [] and alone.scores.isna().all()


def test_the_bars_add_up_to_the_scores(sample_store: Store, language: str) -> None:
    found = asked(sample_store, language)
    rows = list(score_bars.lines_of(found))
    places = [name for kind, name in rows if kind == "place"]
    drawn = score_bars.drawn(found, rows, large=False)
    sums = pd.DataFrame([trace.x for trace in drawn.data]).sum()
    assert sums.tolist() == pytest.approx(found.scores[places].tolist())
    assert [trace.name for trace in drawn.data] == [
        found.here.text(f"ingredient_short.{name}") for name in INGREDIENTS
    ]
    # Told apart without colour as well.
    patterns = {trace.marker.pattern.shape for trace in drawn.data}
    assert len(patterns) == len(INGREDIENTS)


@pytest.mark.parametrize("level", ["ward", "lsoa"])
@pytest.mark.parametrize("preset", PRESETS)
def test_the_file_holds_what_the_bars_and_the_tiers_are_made_of(
    sample_store: Store, level: str, preset: str
) -> None:
    found = asked(sample_store, level=level, preset=preset)
    table = figures_table.full(found).set_index("area_code")
    assert list(table.index) == list(found.tier.index)
    assert set(table["tier"]) <= set(TIERS)
    adds = table[[f"{name}_adds" for name in found.ingredients]]
    if found.weighing:
        assert adds.sum(axis=1).tolist() == pytest.approx(table["score"].tolist(), abs=1e-3)
    else:
        assert table["score"].isna().all() and (table["tier"] == "unscored").all()


def test_a_rate_that_misleads_is_marked(sample_store: Store, language: str) -> None:
    found = asked(sample_store, language)
    assert found.doubted(truth("hospital").ward_code) == ["hospital"]
    titles = {column.name: column.title for column in figures_table.columns(found)}
    assert titles["doubt"] == found.here.text("next.doubt")
    marked = figures_table.rows(found)["doubt"]
    assert marked[truth("hospital").ward_code] == found.here.text("distorting.hospital")
    assert marked[truth("no_group").ward_code] == ""


def test_the_public_and_partners_have_the_same_scores(sample_store: Store) -> None:
    release = sample_store.manifest.release
    day = "2026-11-20"
    public, partner = (
        queries.criteria.criteria(CacheKey(release, scope), "ward", "asb", day).values
        for scope in ("public", "partner")
    )
    pd.testing.assert_frame_equal(public, partner)
