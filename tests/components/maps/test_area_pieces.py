"""What a map in pieces sends: one mark an area, the authority's median, nothing that isn't seen."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from components import colour_scheme, drawing_sizes, queries
from components.maps import area_pieces
from components.maps.area_pieces import Pieces, medians, pieces_of, sent
from components.maps.deck_areas import layers_of
from components.maps.spec import AreaCards, MapSpec, colour_of
from components.packs.pages.maps import table_of
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.page_models.area_cards import written_cards
from components.view.view import View
from components.view.viewer import local_viewer
from data.schema import LSOA, WARD
from data.settings import load_settings
from geo.measures.model import VALUE
from geo.stats.classification import NO_CLASS
from tests.pieces import AUTHORITIES, files_of

HIDDEN = -2


@pytest.fixture
def here(pieces_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageContext]:
    monkeypatch.setattr("components.view.browser.on_phone", lambda: False)
    yield context_of(View(measure="rate", level=LSOA), local_viewer(load_settings()))


def made(here: PageContext) -> tuple[MapSpec, Pieces]:
    spec = map_figures.query_map(here).spec
    pieces = pieces_of(spec, here.key)
    assert pieces
    return spec, pieces


def looks(pieces: Pieces, marks: str) -> list[list[int]]:
    return [pieces.fills[int(mark, 36)] for mark in marks]


def test_the_median_counts_areas_with_a_class_and_is_the_lower_of_two() -> None:
    classes = np.array([0, 4, 1, 3, NO_CLASS, HIDDEN, HIDDEN, NO_CLASS, 2, HIDDEN])
    pale = np.array([1, 1, 0, 1, 0, 0, 0, 0, 0, 0], dtype=bool)
    rows = [np.array(one) for one in ([0, 1, 2, 3, 4], [5, 6, 7], [8, 9])]
    middle, paler = medians(classes, pale, rows)
    assert middle.tolist() == [1, HIDDEN, 2]
    assert paler.tolist() == [True, False, False]


@pytest.mark.parametrize("level", [WARD, LSOA])
def test_the_marks_of_all_pieces_have_the_colours_of_the_whole_map(
    here: PageContext, level: str
) -> None:
    here = context_of(View(measure="rate", level=level), here.viewer)
    spec, pieces = made(here)
    drawn: dict[str, list[int]] = {}
    for number, rows in enumerate(pieces.rows):
        codes = np.array(queries.places.codes_of(here.key, level))[rows]
        drawn |= dict(zip(codes, looks(pieces, pieces.values([number])[str(number)]), strict=True))
    codes = queries.places.codes_of(here.key, level)
    for code, number, uncertain in zip(codes, spec.classes, spec.uncertain, strict=True):
        # As `colour_of` blends a class with the ground, compare it the same way.
        *colour, alpha = drawn[code]
        blended = colour_scheme.as_seen("#" + "".join(f"{one:02X}" for one in colour))
        shown = blended if alpha < 255 else "#" + "".join(f"{one:02X}" for one in colour)
        assert shown.lower() == colour_of(spec, number, uncertain=uncertain).lower(), code
    assert len(drawn) == len(codes) and len(set(map(str, drawn.values()))) > 3


def test_symbols_have_radii_and_leave_their_areas_clear(here: PageContext) -> None:
    spec, pieces = made(context_of(View(measure="count", level=LSOA), here.viewer))
    marks = [int(mark, 36) for mark in pieces.marks.tobytes().decode()]
    radii = [pieces.radii[mark] for mark in marks]
    assert radii == [drawing_sizes.SYMBOL_RADII[c] if c >= 0 else 0 for c in spec.classes]
    for mark, number in zip(marks, spec.classes, strict=True):
        assert (pieces.fills[mark] == area_pieces.CLEAR) == (number >= 0)


def test_values_are_sent_of_what_is_seen_alone(here: PageContext) -> None:
    spec, pieces = made(here)
    data = sent(pieces, chart="map", pickable=True, seen=[1, 7, -1])
    assert list(data["values"]) == ["1"], "there are three pieces"
    assert len(data["authorities"]) == len(AUTHORITIES) == 3
    assert sent(pieces, chart="map", pickable=True, seen=[])["values"] == {}
    assert json.dumps(data) and spec.cards is None
    layers = layers_of(spec, here.text, here.key, large=False, in_pieces=True)
    whole = json.dumps([layer.data for layer in layers if "areas" in str(layer.data)])
    assert whole == "[]", "no layer fetches the whole level"


def test_other_values_have_another_token_and_the_same_ones_have_the_same(here: PageContext) -> None:
    again = context_of(View(measure="rate", level=LSOA), here.viewer)
    other = context_of(View(measure="rate", level=LSOA, category="burglary"), here.viewer)
    tokens = [made(one)[1].token for one in (here, again, other)]
    assert tokens[0] == tokens[1] != tokens[2]


def test_the_cards_of_a_piece_are_those_of_its_areas_and_their_median(here: PageContext) -> None:
    spec, pieces = made(here)
    table = map_figures.query_map(here).table
    every = written_cards(here, here.measure, table)
    cards = pieces.cards(spec, 2)
    assert cards and isinstance(spec.some_cards and spec.some_cards(pieces.rows[2]), AreaCards)

    def said(line: str, words: tuple[str, ...]) -> list[str]:
        *figures, word = line.split("|")
        return [*figures, words[int(word)] if word else ""]

    for line, row in zip(cards["areas"], pieces.rows[2], strict=True):
        assert said(line, cards["words"]) == said(every.areas[row], every.words)
    values = sorted(table[VALUE].iloc[pieces.rows[2]].dropna())
    assert f": {values[(len(values) - 1) // 2]:.1f}" in cards["middle"].replace(",", "")
    assert str(len(values)) in cards["middle"]
    assert pieces.cards(spec, 3) is None and pieces.cards(spec, -1) is None


def test_a_pack_has_the_cards_of_all_areas(here: PageContext) -> None:
    shown = map_figures.query_map(here)
    table = table_of(here, shown)
    assert len(table.rows) == len(shown.table)
    assert any(value for _, value, *_ in table.rows)


def test_pieces_are_numbered_as_in_the_file_of_the_authorities(here: PageContext) -> None:
    _, pieces = made(here)
    named = files_of(load_settings().home, LSOA)
    assert [one["areas"] for one in named] == [len(rows) for rows in pieces.rows]
    assert [one["name_en"] for one in named] == [one["name_en"] for one in AUTHORITIES.values()]
    for one in named:
        name = one["file"]
        assert queries.shapes.geometry_file(here.key, name), name


def test_a_small_release_is_sent_whole(sample_home: Path) -> None:
    here = context_of(View(measure="rate", level=LSOA), local_viewer(load_settings()))
    spec = map_figures.query_map(here).spec
    assert pieces_of(spec, here.key) is None
    assert spec.cards and spec.some_cards is None
