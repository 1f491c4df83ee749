"""The fonts of pictures, and how wide words are in them."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font, LoadFlags

from components import theme

FONTS = Path(__file__).parent / "fonts"
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


_ADVANCES = {face: _advances(face) for face in Face}
_UNKNOWN = 1.0
for _face in Face:
    fontManager.addfont(FONTS / _face.value[0])


@dataclass(frozen=True, kw_only=True)
class Letters:
    """The style of text. Sizes are points."""

    size: float
    face: Face = Face.PLAIN
    colour: str = theme.INK

    @property
    def font(self) -> FontProperties:
        """Return the font by its family name, so that text stays text in an SVG."""
        return FontProperties(family="Source Sans Pro", weight=self.face.value[1], size=self.size)

    def width(self, words: str) -> float:
        """Return how wide the words are, in points."""
        wide = _ADVANCES[self.face]
        return self.size * sum(wide.get(letter, _UNKNOWN) for letter in words)
