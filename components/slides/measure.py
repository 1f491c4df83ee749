"""How much room text takes on a slide, measured so that it never takes more."""

from components.snapshot.font_metrics import ADVANCES, Face

# WIDER: a template's font is at most so much wider than the font that is measured. Arial is 8%
# wider than it, and Verdana 25%.
# BOLDER: the same of bold letters, which are measured in a font that is half bold.
WIDER, BOLDER = 1.26, 1.38
# LINE: from line to line, in sizes of the letters.
LINE = 1.2
PLAIN, BOLD = ADVANCES[Face.PLAIN], ADVANCES[Face.BOLD]
# OTHER: the width of a letter that the measured font lacks, in sizes of the letters.
OTHER = 1.0


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide words on one line are at most, in points."""
    letters, wider = (BOLD, BOLDER) if bold else (PLAIN, WIDER)
    return sum(letters.get(letter, OTHER) for letter in words) * size * wider


def lines_of(words: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return how many lines words take at most; a word wider than a line is broken."""
    return sum(_lines(part, size, width, bold=bold) for part in words.splitlines() or [""])


def height_of(words: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return how high words are at most in a column, in points."""
    return lines_of(words, size, width, bold=bold) * size * LINE


def _lines(words: str, size: float, width: float, *, bold: bool) -> int:
    space = width_of(" ", size, bold=bold)
    count, used = 1, 0.0
    for word in words.split():
        wide = width_of(word, size, bold=bold)
        if used and used + space + wide > width:
            count, used = count + 1, 0.0
        while wide > width:
            count, wide = count + 1, wide - width
        used += wide + (space if used else 0.0)
    return count
