"""The sizes of lines and symbols on maps, in pixels."""

# LINE_WIDTHS: the width in pixels of roads, railways and rivers by rank, from rank 1.
LINE_WIDTHS = {
    "road": (1.8, 0.8, 0.6, 0.4),
    "rail": (1.0, 0.7),
    "river": (3.0, 3.0, 1.6, 1.0),
}
SYMBOL_RADII = (5, 9, 13, 18, 24)
# The factor by which lines and symbols grow in projector mode.
LARGE = 1.8
