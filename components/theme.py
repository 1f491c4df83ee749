"""Colours, sizes and the style sheet. One accent; colour never carries a meaning alone."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

INK = "#16262D"
BANNER = "#7A2E12"
LINE = "#FFFFFF"
CHOSEN = "#B3361E"
PIN = "#1B5E20"
SEA = "#D9E6EA"
NEIGHBOUR = "#ECE8DE"
LAND = "#FAF8F2"
TOWN = "#E4DCCB"
ROAD = "#8C8577"
MISSING = "#A6A197"
HIDDEN = "#BFBAAF"
OUTSIDE = "#D8D4CA"
"""Areas without a value, and those outside of what was asked for: three greys that differ from each
other and from the middle of a diverging scale, which would say that nothing has changed."""
NOTHING = "#C98B5E"
"""Known, and nothing to divide by: no tone of any scale."""

SEQUENTIAL = {
    1: ("#5AA8B5",),
    2: ("#CFE5D8", "#2F7F97"),
    3: ("#E3EFCF", "#79BFB5", "#1F6A8C"),
    4: ("#EDF3CF", "#A5D5B9", "#4AA3B3", "#1B5583"),
    5: ("#F2F4CF", "#BFE0BC", "#74BDB9", "#2F84A3", "#1C3F7A"),
}
"""Light to dark in even steps (after ColorBrewer's YlGnBu), told apart by every kind of eye."""
DIVERGING = {
    1: ("#E9E6DF",),
    2: ("#F1A340", "#8073AC"),
    3: ("#E08214", "#EDEAE3", "#7A66AE"),
    4: ("#D8740A", "#F6C079", "#A59ACB", "#5E4694"),
    5: ("#C4650A", "#F3B565", "#EDEAE3", "#AFA3D2", "#5B4392"),
}
"""Orange below, violet above, hardly a colour about the centre (after ColorBrewer's PuOr)."""
GREYED = "#E9E7E1"
"""Of charts: months that were not published."""
FILL_OPACITY = 0.9
"""A little of the ground shows through; the legend shows the same mixture."""

PALE = 0.4
"""How much of its colour an area keeps whose rate does not clearly differ from the whole's."""

TREND = "#0F5C66"
TREND_BEFORE = "#A39C8D"
GRID = "#E4DFD3"
SOFT_INK = "#52636A"
"""Of charts: the line, the same months a year before, the grid, the letters."""
FONT = '"Source Sans", sans-serif'

SYMBOL = "#0F5C66"
SYMBOL_RADII = (5, 9, 13, 18, 24)

HALO = "#FFFFFF"
"""Around whatever is drawn over the areas, so that it shows on light and on dark."""
ORDER = "#7A0F4E"
GROUP = "#2E1F66"
FINE = "#3C4A50"
LARGE = 1.8
"""How much thicker lines and larger symbols are for the back row."""

ALWAYS = ("screen", "panel", "perceived", "groups", "orders", "priorities", "place", "print")
_SHEETS = Path(__file__).parent / "styles"
_SHEET_TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in _SHEETS.glob("*.css")}
_ICON_FILE = b64encode((_SHEETS / "icon.png").read_bytes()).decode()
ICON = f"data:image/png;base64,{_ICON_FILE}"
"""Of our own: Streamlit would fetch a named icon from an outside host, and read and send a file
anew in every run."""


def apply_theme(*, on_projector: bool, with_ground: bool = True) -> None:
    """Put the style sheet on the page; on a projector the larger one on top of it."""
    also = {"no_ground": not with_ground, "projector": on_projector}
    st.html(_style(*ALWAYS, *(name for name, wanted in also.items() if wanted)))


def _style(*sheets: str) -> str:
    """In one piece: every part of a page costs the server and the browser something."""
    return f"<style>{''.join(_SHEET_TEXTS[name] for name in sheets)}</style>"


def rgb(colour: str) -> list[int]:
    """ "#0F5C66" as the three numbers that the map painter wants."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def lighten(colour: str) -> str:
    """The tone for what chance may explain."""
    return as_seen(colour, opacity=PALE)


def as_seen(colour: str, *, under: str = LAND, opacity: float = FILL_OPACITY) -> str:
    """The colour that the eye gets where a fill lets some of the ground through."""
    mixed = (
        round(opacity * top + (1 - opacity) * below)
        for top, below in zip(rgb(colour), rgb(under), strict=True)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)
