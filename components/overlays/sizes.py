"""The sizes that all overlays share, also in projector mode."""

from dataclasses import replace
from typing import Any

from components import drawing_sizes
from components.overlays.model import Look


def sized(look: Look, large: bool, **changes: Any) -> Look:
    """Return the look with these changes, and enlarged for projector mode if `large`."""
    look = replace(look, **changes)
    if not large:
        return look
    return replace(
        look,
        width=look.width * drawing_sizes.LARGE,
        size=look.size * drawing_sizes.LARGE,
        below=look.below * drawing_sizes.LARGE,
    )
