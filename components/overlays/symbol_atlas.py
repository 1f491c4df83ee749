"""Draw looks as SVG: all symbols of an overlay in one picture, and a sample for the legend."""

from base64 import b64encode
from collections.abc import Sequence

from components import drawing_sizes
from components.overlays.model import Look, Row
from components.overlays.symbols import svg_path

CELL = 128
# The space in an atlas cell for the halo around a symbol.
MARGIN = 10
SAMPLE_WIDTH, SAMPLE_HEIGHT = 34, 22


def atlas(rows: Sequence[Row]) -> str:
    """Return one SVG with a cell for each row, in their order."""
    cells = "".join(
        _symbol(row.look, centre=(CELL * (number + 0.5), CELL / 2), half=CELL / 2 - MARGIN, halo=12)
        for number, row in enumerate(rows)
        if row.look.symbol
    )
    return _svg(CELL * len(rows), CELL, cells)


def atlas_address(rows: Sequence[Row]) -> str:
    """Return the same SVG as an address that contains it, so that nothing is fetched."""
    return f"data:image/svg+xml;base64,{b64encode(atlas(rows).encode()).decode()}"


def sample(look: Look, *, large: bool = False) -> str:
    """Return the SVG of a legend row: the line or symbol as on the map."""
    scale = drawing_sizes.LARGE if large else 1.0
    width, height = SAMPLE_WIDTH * scale, SAMPLE_HEIGHT * scale
    if look.symbol and not look.width:
        height = max(height, look.size + 4)
        return _svg(width, height, _sample_symbol(look, width, height, size=look.size))
    drawn = _outline(look, width, height)
    if look.symbol:
        drawn += _sample_symbol(look, width, height, size=0.6 * height)
    return _svg(width, height, drawn)


def _sample_symbol(look: Look, width: float, height: float, *, size: float) -> str:
    return _symbol(look, centre=(width / 2, height / 2), half=size / 2, halo=1.6)


def _symbol(look: Look, *, centre: tuple[float, float], half: float, halo: float) -> str:
    path = svg_path(look.symbol, centre=centre, half=half)
    around = f'stroke="{look.casing}" stroke-width="{halo}" stroke-linejoin="round"'
    return (
        f'<path d="{path}" fill="none" {around}/>'
        f'<path d="{path}" fill="{look.fill or look.line}" fill-rule="evenodd" '
        f'fill-opacity="{look.opacity}"/>'
    )


def _outline(look: Look, width: float, height: float) -> str:
    dash = ""
    if look.dash:
        lengths = " ".join(f"{look.width * part:.2f}" for part in look.dash)
        dash = f' stroke-dasharray="{lengths}"'
    inset = look.width / 2 + 1
    size = f'width="{width - 2 * inset}" height="{height - 2 * inset}"'
    return (
        f'<rect x="{inset}" y="{inset}" {size} fill="none" stroke="{look.line}" '
        f'stroke-width="{look.width}"{dash}/>'
    )


def _svg(width: float, height: float, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{drawn}</svg>'
    )
