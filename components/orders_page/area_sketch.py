"""The small map of one order: its area, the ring, and the points that are counted in each part."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape

import numpy as np
import shapely

from components import queries, theme
from components.orders_page.model import OrdersModel
from components.queries.cache import CacheKey
from data.schema import WARD
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING, RING_METRES

ACROSS, DOWN = 560, 420
MARGIN = 900.0
"""Metres around the ring, so that some of the comparison is seen."""
SCALE_METRES = 500
LETTERS, LARGE_LETTERS = 13, 20
"""Of the drawing, which a projector shows larger than it is."""
MARKS = {
    COMPARISON: f'<circle r="3.2" fill="#fff" stroke="{theme.SOFT_INK}" stroke-width="1.3"/>',
    RING: f'<rect x="-3.6" y="-3.6" width="7.2" height="7.2" fill="{theme.TREND}"'
    ' stroke="#fff" stroke-width="1"/>',
    INSIDE: f'<circle r="5" fill="{theme.ORDER}" stroke="#fff" stroke-width="1.2"/>',
}
"""Of points, told apart by shape and size as well as by colour; the last are drawn on top."""


def as_svg(asked: OrdersModel, *, large: bool = False) -> str:
    """The drawing; its words are the caption's and the legend's."""
    store = queries.current_store.store()
    orders = store.orders().set_index("order_id")["geometry"]
    order = orders[asked.number]
    view = _View(order.buffer(RING_METRES).bounds)
    key = asked.here.key
    parts = [f'<rect width="{ACROSS}" height="{DOWN}" fill="{theme.LAND}"/>']
    parts += _ground(view, key)
    borders = shapely.boundary(queries.print_shapes.print_shapes(key, WARD).areas)
    parts += view.lines(borders, theme.TREND_BEFORE, 1.0, dash="1 3")
    parts += view.lines(shapely.boundary(orders.drop(asked.number)), theme.ORDER, 1.2, dash="2 2")
    ring = shapely.boundary(order.buffer(RING_METRES))
    parts += view.lines([ring], theme.TREND, 1.8, dash="6 4")
    parts += view.areas([order], theme.ORDER, 0.12)
    parts += view.lines([shapely.boundary(order)], theme.ORDER, 2.6)
    parts += _points(view, asked)
    parts.append(view.scale(asked.here.text("orders.scale", metres=SCALE_METRES), large=large))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS} {DOWN}"'
        f' width="{ACROSS}" height="{DOWN}">{"".join(parts)}</svg>'
    )


def as_image(svg: str, alt: str) -> str:
    """A drawing as HTML."""
    data = b64encode(svg.encode()).decode()
    return f'<img class="mt-drawing" alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}">'


def mark(part: str) -> str:
    """A part's sign by itself, for the legend."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-7 -7 14 14" width="16" height="16">'
        f"{MARKS[part]}</svg>"
    )
    return as_image(svg, "")


def _ground(view: "_View", key: CacheKey) -> list[str]:
    if "ground" not in queries.current_store.store().manifest.tables:
        return []
    ground = queries.print_shapes.ground_shapes(key)
    of = {kind: rows["shape"].to_numpy() for kind, rows in ground.groupby("kind")}
    parts = [f'<rect width="{ACROSS}" height="{DOWN}" fill="{theme.SEA}"/>']
    for kind, colour in (
        ("neighbour", theme.NEIGHBOUR),
        ("land", theme.LAND),
        ("town", theme.TOWN),
    ):
        parts += view.areas(of.get(kind, []), colour, 1.0)
    parts += view.lines(of.get("river", []), theme.SEA, 3.0)
    return parts + view.lines(of.get("road", []), theme.ROAD, 1.0)


def _points(view: "_View", asked: OrdersModel) -> list[str]:
    points = queries.current_store.store().table("points").set_index("point")
    parts = []
    for part, drawn in MARKS.items():
        held = points.loc[asked.study.places.index[asked.study.places == part]]
        for x, y in zip(*view.on_paper(held["x"].to_numpy(), held["y"].to_numpy()), strict=True):
            if 0 <= x <= ACROSS and 0 <= y <= DOWN:
                parts.append(f'<g transform="translate({x:.1f} {y:.1f})">{drawn}</g>')
    return parts


class _View:
    """A part of the British grid on the paper of the drawing."""

    def __init__(self, bounds: tuple[float, float, float, float]) -> None:
        west, south, east, north = bounds
        width, height = east - west + 2 * MARGIN, north - south + 2 * MARGIN
        self._metres = max(width / ACROSS, height / DOWN)
        self._west = (west + east) / 2 - self._metres * ACROSS / 2
        self._north = (south + north) / 2 + self._metres * DOWN / 2
        self._box = (
            self._west,
            self._north - self._metres * DOWN,
            self._west + self._metres * ACROSS,
            self._north,
        )

    def on_paper(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where places of the grid lie on the paper."""
        across = (x - self._west) / self._metres
        return across, (self._north - y) / self._metres

    def areas(self, shapes: Iterable[shapely.Geometry], colour: str, opacity: float) -> list[str]:
        """Filled."""
        paths = "".join(
            self._path(ring, "Z") for part in self._seen(shapes) for ring in _rings(part)
        )
        return _drawn(paths, f'fill="{colour}" fill-opacity="{opacity}" fill-rule="evenodd"')

    def lines(
        self, shapes: Iterable[shapely.Geometry], colour: str, width: float, *, dash: str = ""
    ) -> list[str]:
        """Drawn along."""
        paths = "".join(
            self._path(part, "") for part in self._seen(shapes) if hasattr(part, "coords")
        )
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        return _drawn(paths, f'fill="none" stroke="{colour}" stroke-width="{width}"{dashed}')

    def scale(self, words: str, *, large: bool) -> str:
        """So many metres, in the corner."""
        length = SCALE_METRES / self._metres
        x, y, letters = 14, DOWN - 14, LARGE_LETTERS if large else LETTERS
        return (
            f'<rect x="{x - 6}" y="{y - letters - 11}" width="{length + 12:.1f}"'
            f' height="{letters + 19}"'
            f' fill="#fff" fill-opacity="0.8"/><path d="M{x} {y}h{length:.1f}"'
            f' stroke="{theme.INK}" stroke-width="2.5"/><text x="{x}" y="{y - 7}"'
            f' font-family="Source Sans Pro, Source Sans, sans-serif" font-size="{letters}"'
            f' fill="{theme.INK}">{escape(words)}</text>'
        )

    def _seen(self, shapes: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
        found = [shapely.clip_by_rect(shape, *self._box) for shape in shapes]
        return [part for shape in found for part in shapely.get_parts(shape) if not part.is_empty]

    def _path(self, line: shapely.Geometry, closed: str) -> str:
        xy = shapely.get_coordinates(line)
        x, y = self.on_paper(xy[:, 0], xy[:, 1])
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + closed


def _rings(shape: shapely.Geometry) -> list[shapely.Geometry]:
    return [shape.exterior, *shape.interiors] if shape.geom_type == "Polygon" else []


def _drawn(paths: str, look: str) -> list[str]:
    return [f'<path d="{paths}" {look}/>'] if paths else []
