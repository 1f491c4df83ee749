"""Of which boundaries a release's areas are, as a viewer reads it. Pure."""

import re

from components.text.catalogue import Text
from data.release.manifest import Manifest

PLAIN = re.compile(r"(ward|lsoa|town|beat)s?(?: (\d{4}))?", re.IGNORECASE)
"""A file whose name says no more than what is in it; any other keeps its own."""


def boundary_names(text: Text, manifest: Manifest) -> str:
    """The names of the boundary files, in the viewer's language where they are plain words."""
    return "; ".join(_one(text, name) for name in manifest.boundaries.split("; "))


def _one(text: Text, name: str) -> str:
    found = PLAIN.fullmatch(name)
    if not found:
        return name
    return " ".join(filter(None, [text(f"level.{found[1].lower()}"), found[2]]))
