"""The head and the foot of a sheet, in the words of the release that it speaks of."""

from components.page_context import PageContext
from components.pdf.model import Letterhead
from components.text import sentences
from components.ui.tables import FICTIONAL

BRAND = "Milltir"


def letterhead(here: PageContext) -> Letterhead:
    """Whose the figures are, of which release, made on which day."""
    text, manifest = here.text, here.manifest
    return Letterhead(
        fictional=FICTIONAL if manifest.fictional else "",
        brand=BRAND,
        source=sentences.source(text, manifest),
        made=sentences.release_stamp(text, manifest, here.today),
        page=text("sheet.page", page="{page}", pages="{pages}"),
    )


def author(here: PageContext) -> str:
    """Whom a document names as its author."""
    return here.manifest.rights[f"attribution_{here.text.language}"]
