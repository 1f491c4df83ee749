"""The sizes of paper and the kinds of file that a picture can be."""

from dataclasses import dataclass

MILLIMETRE = 72 / 25.4
PIXEL = 0.75
"""A pixel of the screen in points."""


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A size of paper, lying; all lengths are points."""

    long: float
    short: float
    body: float
    """The size of the letters that most is written in."""
    code: float
    """The side of the link's code: 23 mm and more for a telephone at arm's length."""
    thick: float = 1.0
    """How much larger symbols and lines are than on screen."""
    may_stand: bool = True
    """Whether a tall area turns the paper upright."""

    def paper(self, *, tall: bool) -> tuple[float, float]:
        """Width and height."""
        return (self.short, self.long) if tall and self.may_stand else (self.long, self.short)


PRESETS = {
    "a4": Preset(long=297 * MILLIMETRE, short=210 * MILLIMETRE, body=9.5, code=24 * MILLIMETRE),
    "a3": Preset(
        long=420 * MILLIMETRE, short=297 * MILLIMETRE, body=12.5, code=30 * MILLIMETRE, thick=1.3
    ),
    "slide": Preset(long=960, short=540, body=11.5, code=66, may_stand=False),
}


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file."""

    ending: str
    mime: str
    dots: int = 0
    """Dots to the inch; of pixels only."""
    pixels_wide: int = 0
    """The same by the width of the whole picture."""


FORMATS = {
    "png": Format(ending="png", mime="image/png", pixels_wide=1600),
    "print": Format(ending="png", mime="image/png", dots=300),
    "svg": Format(ending="svg", mime="image/svg+xml"),
    "pdf": Format(ending="pdf", mime="application/pdf"),
}
