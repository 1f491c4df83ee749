"""Symbols differ in shape: no two of them have nearly the same outline."""

from itertools import combinations

import shapely

from components.overlays.symbols import HALF, SYMBOLS, svg_path

# ALIKE: two shapes that share more than this of what they cover together look the same when small.
ALIKE = 0.90
# OF_THINGS: without the hexagon, which fills a cell of a grid.
OF_THINGS = [name for name in SYMBOLS if name != "hexagon"]


def test_a_symbol_fills_its_square_and_stays_in_it() -> None:
    assert [n for n, symbol in SYMBOLS.items() if not symbol.is_valid or symbol.is_empty] == []
    reach = {name: max(map(abs, symbol.bounds)) for name, symbol in SYMBOLS.items()}
    assert {name: far for name, far in reach.items() if not 0.6 <= far <= HALF + 1e-9} == {}


def test_no_symbol_is_too_thin_to_be_seen() -> None:
    assert {name: symbol.area for name, symbol in SYMBOLS.items() if symbol.area < 1.0} == {}


def shared(one: str, other: str) -> float:
    """Return the area of the intersection of two symbols as a share of their union."""
    a, b = SYMBOLS[one], SYMBOLS[other]
    return float(shapely.intersection(a, b).area / shapely.union(a, b).area)


def test_no_two_symbols_overlap_too_much() -> None:
    pairs = {pair: shared(*pair) for pair in combinations(OF_THINGS, 2)}
    assert {pair: part for pair, part in pairs.items() if part >= ALIKE} == {}


def test_a_path_has_every_ring_and_turns_the_symbol_the_right_way_up() -> None:
    assert svg_path("letter_h", centre=(0, 0), half=1).count("M") == 2
    assert svg_path("bullseye", centre=(0, 0), half=1).count("M") == 3
    assert svg_path("triangle", centre=(10, 10), half=10).startswith(
        "M0.00 18.20L20.00 18.20L10.00"
    )
