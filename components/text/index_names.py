"""The names of the indices of deprivation in the viewer's language."""

from components.text.catalogue import Text

# The letters with which a release names an edition, such as "WIMD 2025".
INDICES = ("WIMD", "IoD")


def edition_name(text: Text, edition: str, *, short: bool = False) -> str:
    """Return an edition such as "WIMD 2025" with the index spelled out, or in letters (`short`)."""
    index, _, year = edition.partition(" ")
    if index not in INDICES:
        return edition
    return text(f"index.{index.lower()}" + ("_short" if short else ""), year=year)
