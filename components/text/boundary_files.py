"""The names of a release's boundary files, as a viewer reads them."""

import re

from components.text.catalogue import Text
from data.release.manifest import Manifest

# A file name that consists of the level and the year. Any other file name is shown unchanged.
PLAIN = re.compile(r"(ward|lsoa|town|beat)s?(?: (\d{4}))?", re.IGNORECASE)


def boundary_names(text: Text, manifest: Manifest) -> str:
    """Return the names of the boundary files.

    Those that consist of the level and the year are translated.
    """
    return "; ".join(_one(text, name) for name in manifest.boundaries.split("; "))


def _one(text: Text, name: str) -> str:
    match = PLAIN.fullmatch(name)
    if not match:
        return name
    return " ".join(filter(None, [text(f"level.{match[1].lower()}"), match[2]]))
