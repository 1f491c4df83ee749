"""Symbols are told apart by their shape: no two cover the same ground."""

from itertools import combinations

import pytest
import shapely

from components.overlays.symbols import HALF, SYMBOLS, svg_path

ALIKE = 0.90
"""Two shapes that share more than this of what they cover together look the same when small."""

OF_THINGS = [name for name in SYMBOLS if name != "hexagon"]
"""A hexagon stands in a grid of its own kind and is as large as its cell."""


@pytest.mark.parametrize("name", SYMBOLS)
def test_a_symbol_fills_its_square_and_stays_in_it(name: str) -> None:
    symbol = SYMBOLS[name]
    assert symbol.is_valid and not symbol.is_empty
    assert max(map(abs, symbol.bounds)) <= HALF + 1e-9
    assert max(map(abs, symbol.bounds)) >= 0.6
    assert symbol.area >= 1.0, "too thin to be seen"


@pytest.mark.parametrize(("one", "other"), list(combinations(OF_THINGS, 2)))
def test_two_symbols_never_look_alike(one: str, other: str) -> None:
    a, b = SYMBOLS[one], SYMBOLS[other]
    assert shapely.intersection(a, b).area / shapely.union(a, b).area < ALIKE


def test_a_path_has_every_ring_and_turns_the_symbol_the_right_way_up() -> None:
    assert svg_path("letter_h", centre=(0, 0), half=1).count("M") == 2
    assert svg_path("bullseye", centre=(0, 0), half=1).count("M") == 3
    assert svg_path("triangle", centre=(10, 10), half=10).startswith(
        "M0.00 18.20L20.00 18.20L10.00"
    )
