"""Pictures that are drawn once, however many painters ask for them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from components.packs.model import PackPage
from components.ui.sections import Opened, Part, Picture, PrintedPicture, Section


def drawn_once(pages: Sequence[PackPage]) -> list[PackPage]:
    """Return the pages with pictures that remember what they look like in print."""
    return [replace(page, parts=[_part(part) for part in page.parts]) for page in pages]


def _part(part: Part) -> Part:
    match part:
        case Picture():
            return replace(part, print=_once(part.print))
        case Section() | Opened():
            return replace(part, parts=[_part(inner) for inner in part.parts])
    return part


def _once(draw: Callable[[], PrintedPicture]) -> Callable[[], PrintedPicture]:
    found: list[PrintedPicture] = []

    def drawn() -> PrintedPicture:
        if not found:
            found.append(draw())
        return found[0]

    return drawn
