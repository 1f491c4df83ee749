"""What all looks have in common: the colours of the house, and the back row's sizes."""

from dataclasses import replace
from typing import Any

from components import theme
from components.overlays.model import Look


def sized(look: Look, large: bool, **changes: Any) -> Look:
    """The look with these changes, and thick and large enough for the back row where asked."""
    look = replace(look, **changes)
    if not large:
        return look
    return replace(
        look,
        width=look.width * theme.LARGE,
        size=look.size * theme.LARGE,
        below=look.below * theme.LARGE,
    )
