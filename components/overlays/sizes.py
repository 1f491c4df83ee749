"""The sizes that all overlays share, also in projector mode."""

from dataclasses import replace
from typing import Any

from components import theme
from components.overlays.model import Look


def sized(look: Look, large: bool, **changes: Any) -> Look:
    """Return the look with these changes, and enlarged for projector mode if `large`."""
    look = replace(look, **changes)
    if not large:
        return look
    return replace(
        look,
        width=look.width * theme.LARGE,
        size=look.size * theme.LARGE,
        below=look.below * theme.LARGE,
    )
