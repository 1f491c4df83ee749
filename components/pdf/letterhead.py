"""The letterhead of a document, from the release that it is made from."""

from components.page_context import PageContext
from components.pdf.model import Letterhead
from components.text import sentences
from components.ui.tables import FICTIONAL

BRAND = "Milltir"


def letterhead(here: PageContext) -> Letterhead:
    """Return owner and licence of the figures, the release, and the day."""
    text, manifest = here.text, here.manifest
    return Letterhead(
        fictional=FICTIONAL if manifest.fictional else "",
        brand=BRAND,
        source=sentences.source(text, manifest),
        made=sentences.release_stamp(text, manifest, here.today),
        page=text("sheet.page", page="{page}", pages="{pages}"),
    )


def author(here: PageContext) -> str:
    """Return the author that is written into the document."""
    return here.manifest.rights[f"attribution_{here.text.language}"]
