"""Every template's pack of the sample county, made and painted once for the tests of a file."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from components.packs.build import pack, reader, subjects
from components.packs.document import pdf_input
from components.packs.model import Pack
from components.packs.slides import deck
from components.packs.templates import ORDERS, TEMPLATES
from components.packs.workbook import as_xlsx
from components.page_context import context_of
from components.pdf.typst import printed
from components.slides.painter import as_pptx
from components.text.catalogue import LANGUAGES
from components.view.view import View
from components.view.viewer import local_viewer
from data.release.manifest import Manifest
from data.settings import Settings, load_settings


@dataclass(frozen=True)
class Painted:
    """A pack and its three files."""

    pack: Pack
    pptx: bytes
    pdf: bytes
    xlsx: bytes


def painted(pack: Pack) -> Painted:
    return Painted(pack, as_pptx(deck(pack)), printed(pdf_input(pack)), as_xlsx(pack))


@pytest.fixture(scope="module")
def every_pack(
    sample_manifest: Manifest, sample_settings: Settings
) -> Iterator[dict[str, Painted]]:
    """Each template about its first subject, in alternating languages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILLTIR_HOME", str(sample_settings.home))
        viewer = local_viewer(load_settings())
        found = {}
        for number, template in enumerate(TEMPLATES):
            language = LANGUAGES[number % 2]
            here = context_of(View(lang=language), reader(viewer, template))
            # The order that has been in force for long enough to be judged.
            about = "PSPO-01" if template.about == ORDERS else subjects(here, template)[0]
            found[template.name] = painted(pack(viewer, template, about, language))
        yield found
