"""The scripts that run in the browser for a map, each with the shared functions it needs."""

import hashlib
from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from components.static_files import address_of
from data.files.published_file import LETTERS, PublishedFile, pack

FOLDER = Path(__file__).parents[1] / "scripts"
SCRIPTS = "scripts"
# The same few lines for every component: the script itself is fetched once, by its address.
LOAD = (FOLDER / "load.js").read_text(encoding="utf-8")


class Script:
    """A script that is part of the program. It is compressed once, when a browser first asks."""

    def __init__(self, name: str, group: str, read: Callable[[], bytes]) -> None:
        self.name, self.group, self._read = name, group, read

    @property
    def address(self) -> str:
        """The address; its group changes with the content."""
        return address_of(SCRIPTS, self.group, self.name)

    @cached_property
    def file(self) -> PublishedFile:
        return PublishedFile(name=self.name, packed=pack(self._read()))


def _own(name: str, *needs: str) -> Script:
    """Return a script of Milltir with the functions that it needs before it."""
    parts = [(FOLDER / part).read_text(encoding="utf-8") for part in ("maps.js", *needs, name)]
    content = "\n".join(parts).encode()
    digest = hashlib.sha256(content).hexdigest()[:LETTERS]
    return Script(name, f"milltir-{digest}", lambda: content)


def _read_deck() -> bytes:
    """Return the deck.gl that pydeck ships for pages that can't ask outside hosts."""
    return (files("pydeck") / "nbextension" / "static" / "index.js").read_bytes()


MAP = _own("map.js", "dashes.js", "cards.js", "glide.js", "picture.js", "pieces.js")
PIECE_VALUES = _own("piece_values.js")
NAVIGATION = _own("navigation.js")
DRAW_AREA = _own("draw_area.js")
LINKED_MAPS, PRINT = _own("linked_maps.js"), _own("print.js")
DECK = Script("deck.js", f"pydeck-{version('pydeck')}", _read_deck)
SCRIPTS_OF_MAPS = (MAP, PIECE_VALUES, NAVIGATION, DRAW_AREA, LINKED_MAPS, PRINT, DECK)
_BY_NAME = {(one.group, one.name): one for one in SCRIPTS_OF_MAPS}


def script_file(group: str, name: str) -> PublishedFile | None:
    """Return the script at an address; None if there is none."""
    script = _BY_NAME.get((group, name))
    return script.file if script else None
