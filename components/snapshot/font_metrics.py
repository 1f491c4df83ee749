"""The fonts of pictures, and how wide words are in them."""

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import numpy as np
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextPath

from components import colour_scheme
from components.pdf.letters import FALLBACK, fallback_families, is_plain, printable
from components.queries.cache import remember

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Source Sans Pro"
_MEASURED_AT = 100.0
# ASCENT: from the top of a line to its baseline, in sizes of the letters.
ASCENT = 0.98


class Face(Enum):
    """A font of the map and the chart: file and weight."""

    PLAIN = ("SourceSansPro-Regular.ttf", 400)
    BOLD = ("SourceSansPro-Semibold.ttf", 600)


def _advances(face: Face) -> dict[str, float]:
    """Return how wide each letter of a font is at a size of 1, without kerning."""
    font = FT2Font(str(FONTS / face.value[0]))
    font.set_size(_MEASURED_AT, 72)
    flags = LoadFlags.NO_HINTING
    return {
        chr(code): font.load_char(code, flags=flags).linearHoriAdvance / 65536 / _MEASURED_AT
        for code in font.get_charmap()
    }


ADVANCES = {face: _advances(face) for face in Face}
for _face in Face:
    fontManager.addfont(FONTS / _face.value[0])


@dataclass(frozen=True, kw_only=True)
class Letters:
    """The style of text. Sizes are points."""

    size: float
    face: Face = Face.PLAIN
    colour: str = colour_scheme.INK

    @property
    def font(self) -> FontProperties:
        """Return the font by its family name, so that text stays text in an SVG."""
        return FontProperties(family=FAMILY, weight=self.face.value[1], size=self.size)

    def width(self, words: str) -> float:
        """Return how wide the words are, in points."""
        if not is_plain(words):
            outline = self.path(words)
            return float(outline.get_extents().xmax) if len(outline) else 0.0
        wide = ADVANCES[self.face]
        return self.size * sum(wide[letter] for letter in words if letter in wide)

    def path(self, words: str) -> Outline:
        """Return the words as an outline that begins at 0, in any script."""
        # A dollar would begin a formula.
        drawn = printable(words).replace("$", r"\$")
        if not drawn.strip():
            return Outline(np.empty((0, 2)))
        families = [FAMILY] if is_plain(words) else [FAMILY, *_fallback()]
        font = FontProperties(family=families, weight=self.face.value[1], size=self.size)
        return TextPath((0, 0), drawn, prop=font, size=self.size)


@remember(1)
def _fallback() -> tuple[str, ...]:
    """Make the fallback fonts known to Matplotlib, and return their names."""
    for path in sorted(FALLBACK.glob("*.ttf")):
        fontManager.addfont(path)
        # They have one weight, which Matplotlib would otherwise say in the log each time.
        heavier = Face.BOLD.value[1]
        fontManager.ttflist.append(replace(fontManager.ttflist[-1], weight=heavier))
    return fallback_families()
