"""The colours of maps and charts. A colour is never the only sign of a meaning."""

INK = "#16262D"
BANNER = "#7A2E12"
LINE = "#FFFFFF"
CHOSEN = "#B3361E"
PIN = "#1B5E20"
SEA = "#D9E6EA"
NEIGHBOUR = "#ECE8DE"
LAND = "#FAF8F2"
TOWN = "#E4DCCB"
WOOD = "#E3EAD6"
ROAD = "#8C8577"
RAIL = "#6E7A80"
# GROUND_FILLS: the colours of the surfaces of the ground; all else of it is lines.
GROUND_FILLS = {
    **{"neighbour": NEIGHBOUR, "land": LAND, "town": TOWN},
    **{"wood": WOOD, "water": SEA},
}
# The fills of areas without a value and of areas outside the place filter. The three greys differ
# from each other and from the middle of a diverging scale, which means "no change".
MISSING = "#A6A197"
HIDDEN = "#BFBAAF"
OUTSIDE = "#D8D4CA"
# The fill of areas that are known but have nothing to divide by. No scale has this colour.
NOTHING = "#C98B5E"

# Colours by number of classes, from light to dark in even steps (after ColorBrewer's YlGnBu). They
# can be told apart with every kind of colour vision.
SEQUENTIAL = {
    1: ("#5AA8B5",),
    2: ("#CFE5D8", "#2F7F97"),
    3: ("#E3EFCF", "#79BFB5", "#1F6A8C"),
    4: ("#EDF3CF", "#A5D5B9", "#4AA3B3", "#1B5583"),
    5: ("#F2F4CF", "#BFE0BC", "#74BDB9", "#2F84A3", "#1C3F7A"),
}
# Colours by number of classes: orange below the centre, violet above it, nearly no colour around it
# (after ColorBrewer's PuOr).
DIVERGING = {
    1: ("#E9E6DF",),
    2: ("#F1A340", "#8073AC"),
    3: ("#E08214", "#EDEAE3", "#7A66AE"),
    4: ("#D8740A", "#F6C079", "#A59ACB", "#5E4694"),
    5: ("#C4650A", "#F3B565", "#EDEAE3", "#AFA3D2", "#5B4392"),
}
# The background of months in a chart that were not published.
GREYED = "#E9E7E1"
# The opacity of areas. A little of the base map shows through, and the legend shows the same
# mixture.
FILL_OPACITY = 0.9

# The opacity of an area whose value does not differ significantly from that of the whole area.
PALE = 0.4

# The colours of charts: the line, the same months a year before, the grid, the text.
TREND = "#0F5C66"
TREND_BEFORE = "#A39C8D"
GRID = "#E4DFD3"
# SPREAD, SPREAD_HALF: other areas behind a value, all of them and their middle half.
SPREAD, SPREAD_HALF = "#E4DFD3", "#BFB7A6"
# The range in which the last month of a chart was expected.
EXPECTED = "#F1C27D"

SOFT_INK = "#52636A"
SYMBOL = "#0F5C66"
# The outline around everything that is drawn over the areas, so that it shows on light and on dark.
HALO = "#FFFFFF"
ORDER = "#7A0F4E"
# Lines in charts of months at which a category is recorded otherwise.
BREAK = "#5A3A00"
GROUP = "#2E1F66"
FINE = "#3C4A50"


def rgb(colour: str) -> list[int]:
    """Return "#0F5C66" as its three components from 0 to 255."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def lighten(colour: str) -> str:
    """Return the pale tone for a value that chance may explain."""
    return as_seen(colour, opacity=PALE)


def as_seen(colour: str, *, under: str = LAND, opacity: float = FILL_OPACITY) -> str:
    """Return the visible colour of a fill that lets some of the colour under it through."""
    mixed = (
        round(opacity * top + (1 - opacity) * below)
        for top, below in zip(rgb(colour), rgb(under), strict=True)
    )
    return "#" + "".join(f"{part:02X}" for part in mixed)
