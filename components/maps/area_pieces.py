"""What a map of many areas sends of them: authorities first, then the areas that are seen.

The browser fetches the shapes of authorities and of each authority's areas by their addresses
(components/scripts/pieces.js). Values are sent for the authorities, and for the areas of those
authorities that the browser says it shows. They are one mark an area: its class, or the reason for
none, and whether it is drawn paler.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pydeck as pdk

from components import colour_scheme, drawing_sizes, queries
from components.maps.spec import SYMBOLS, WITHOUT_VALUE, MapSpec
from components.queries.cache import CacheKey

MARKS = np.frombuffer(b"0123456789abcdefghijklmnopqrstuvwxyz", dtype=np.uint8)
CLEAR = [0, 0, 0, 0]
LETTERS = 12


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """The values of a level that is drawn in pieces."""

    address: str
    # The mark of each area in the order of the level's index, and of each authority.
    marks: np.ndarray
    authorities: str
    # What the marks mean: the colour of the area, the radius of its symbol.
    fills: list[list[int]]
    radii: list[float]
    # The positions of each authority's areas.
    rows: Sequence[np.ndarray]
    # What tells these values from others.
    token: str

    def values(self, seen: Iterable[int]) -> dict[str, str]:
        """Return the marks of the areas of some authorities, by the authority's number."""
        known = [number for number in seen if 0 <= number < len(self.rows)]
        return {str(number): _text(self.marks[self.rows[number]]) for number in known}

    def cards(self, spec: MapSpec, number: int) -> dict[str, Any] | None:
        """Return the cards of an authority's areas, and the line of the authority itself."""
        if spec.some_cards is None or not 0 <= number < len(self.rows):
            return None
        return {"piece": number, **asdict(spec.some_cards(self.rows[number]))}


def pieces_of(spec: MapSpec, key: CacheKey) -> Pieces | None:
    """Return the values of a map that is drawn in pieces; None if its areas are sent whole."""
    address = queries.shapes.authorities_address(key, spec.level)
    if not address:
        return None
    rows = queries.shapes.rows_of_authorities(key, spec.level)
    classes = np.fromiter(spec.classes, dtype=np.int8, count=len(spec.classes))
    pale = np.fromiter(spec.uncertain, dtype=bool, count=len(spec.uncertain))
    fills, radii = _looks(spec)
    of_classes = len(drawing_sizes.SYMBOL_RADII) if radii else len(spec.colours)
    marks = _marks(classes, pale, of_classes)
    about = repr((address, fills, radii)).encode()
    return Pieces(
        address=address,
        marks=marks,
        authorities=_text(_marks(*medians(classes, pale, rows), of_classes)),
        fills=fills,
        radii=radii,
        rows=rows,
        token=hashlib.sha256(marks.tobytes() + about).hexdigest()[:LETTERS],
    )


def layers_of_pieces(spec: MapSpec) -> list[pdk.Layer]:
    """Return an empty layer, in whose place the browser draws the pieces, and one of lines.

    The second one draws nothing: its kind is what the browser draws the pieces' borders with.
    """
    return [
        pdk.Layer("GeoJsonLayer", id=f"pieces-{spec.level}", data=[]),
        pdk.Layer("LineLayer", id="lines-of-pieces", data=[]),
    ]


def medians(
    classes: np.ndarray, pale: np.ndarray, rows: Sequence[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each authority the class of its median area, and whether it is drawn paler.

    Of two areas in the middle it is the lower one. Areas without a class don't count, unless no
    area of the authority has one: then it is the commonest reason. An authority is paler if more
    than half of its areas with a class are.
    """
    middle, paler = np.empty(len(rows), dtype=np.int8), np.zeros(len(rows), dtype=bool)
    for number, own in enumerate(rows):
        shown = own[classes[own] >= 0]
        if len(shown):
            ordered = np.sort(classes[shown])
            middle[number] = ordered[(len(ordered) - 1) // 2]
            paler[number] = pale[shown].mean() > 0.5
        else:
            reasons, counts = np.unique(classes[own], return_counts=True)
            middle[number] = reasons[counts.argmax()]
    return middle, paler


def _marks(classes: np.ndarray, pale: np.ndarray, of_classes: int) -> np.ndarray:
    """Return a letter for each area: its class or the reason for none, and then the paler ones."""
    kinds = of_classes + len(WITHOUT_VALUE)
    number = classes.astype(np.int16)
    for place, reason in enumerate(WITHOUT_VALUE):
        number[classes == reason] = of_classes + place
    found: np.ndarray = MARKS[number + kinds * pale]
    return found


def _text(marks: np.ndarray) -> str:
    return marks.tobytes().decode()


def _looks(spec: MapSpec) -> tuple[list[list[int]], list[float]]:
    """Return the colour of each mark and the radius of its symbol; no radii without symbols."""
    alpha = round(colour_scheme.FILL_OPACITY * 255)
    without = [[*colour_scheme.rgb(colour), 255] for colour in WITHOUT_VALUE.values()]
    if spec.style == SYMBOLS:
        fills = [*[CLEAR] * len(drawing_sizes.SYMBOL_RADII), *without]
        radii = [*map(float, drawing_sizes.SYMBOL_RADII), *[0.0] * len(without)]
        return [*fills, *fills], [*radii, *radii]
    clear = [[*colour_scheme.rgb(colour), alpha] for colour in spec.colours]
    pale = [[*colour_scheme.rgb(colour_scheme.lighten(colour)), alpha] for colour in spec.colours]
    return [*clear, *without, *pale, *without], []


def sent(pieces: Pieces, *, chart: str, pickable: bool, seen: Iterable[int]) -> Mapping[str, Any]:
    """Return what the map in the browser gets of its pieces."""
    return {
        "chart": chart,
        "address": pieces.address,
        "token": pieces.token,
        "authorities": pieces.authorities,
        "fills": pieces.fills,
        "radii": pieces.radii,
        "symbol": colour_scheme.rgb(colour_scheme.SYMBOL),
        "line": [*colour_scheme.rgb(colour_scheme.LINE), 200],
        "pickable": pickable,
        "values": pieces.values(seen),
    }
