"""Makes the files of packs one after another, and tells how far it is after each."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from components.packs.build import made_of, name_of, pack, reader, subjects
from components.packs.contents import contents_page
from components.packs.model import File, Pack
from components.packs.remembered import MadePack, remember
from components.packs.templates import BY_NAME, PackTemplate
from components.page_context import PageContext, context_of
from components.ui.tables import file_name
from components.view.view import View
from data.access.viewer import Viewer
from data.errors import OtherRelease
from data.settings import Settings

ZIP = "zip"


@dataclass(frozen=True)
class OwnTemplate:
    """A partnership's own template for slides: a PowerPoint file."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Request:
    """Packs that were asked for: a template, what each is about, languages and kinds of file."""

    template: str
    subjects: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    # The partnership's own template for slides; None for ours.
    own: OwnTemplate | None = None

    @property
    def files(self) -> int:
        """Return how many files they are."""
        return len(self.subjects) * len(self.languages) * len(self.formats)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A file that was made, and how far the work is."""

    file: File
    pack: Pack
    done: int
    of: int
    # Seconds that the rest takes, as far as can be told.
    left: float


def _pptx(pack: Pack, own: OwnTemplate | None) -> bytes:
    from components.packs.slides import deck
    from components.slides.painter import as_pptx

    return as_pptx(deck(pack), own.content, own.name) if own else as_pptx(deck(pack))


def _pdf(pack: Pack, own: OwnTemplate | None) -> bytes:
    from components.packs.document import pdf_input
    from components.pdf.typst import printed

    return printed(pdf_input(pack))


def _xlsx(pack: Pack, own: OwnTemplate | None) -> bytes:
    from components.packs.workbook import as_xlsx

    return as_xlsx(pack)


# FORMATS: the kinds of file, each with its painter, which is loaded when it is asked for.
FORMATS: dict[str, Callable[[Pack, OwnTemplate | None], bytes]] = {
    "pptx": _pptx,
    "pdf": _pdf,
    "xlsx": _xlsx,
}


def files(viewer: Viewer, request: Request) -> Iterator[Made]:
    """Yield each file when it is made. Nothing is written anywhere, so that one can stop.

    Raises OtherRelease if another release becomes current meanwhile: one set of packs has one.
    """
    template = BY_NAME[request.template]
    if request.own and "pptx" in request.formats:
        check_own(request.own)
    release = context_of(View(), viewer).manifest.release
    started, done = time.monotonic(), 0
    used: set[str] = set()
    for language in request.languages:
        here = context_of(View(lang=language), reader(viewer, template))
        for subject in request.subjects:
            of = pack(viewer, template, subject, language)
            if of.release != release:
                raise OtherRelease(release=of.release)
            for ending in request.formats:
                content = painted(of, ending, request.own)
                done += 1
                name = _name(here, template, subject, ending)
                if name in used:
                    name = _name(here, template, subject, ending, subject)
                used.add(name)
                taken = time.monotonic() - started
                left = taken / done * (request.files - done)
                yield Made(
                    file=File(name, content), pack=of, done=done, of=request.files, left=left
                )


def painted(pack: Pack, ending: str, own: OwnTemplate | None = None) -> bytes:
    """Return a pack as one of the kinds of file in `FORMATS`, slides on an own template."""
    return FORMATS[ending](pack, own)


def check_own(own: OwnTemplate) -> None:
    """Raise SourceError if slides can't be made on the partnership's own template."""
    from components.slides.template_file import opened

    opened(own.content, own.name)


def together(made: list[Made]) -> File:
    """Return the one file, or a zip of several with a page that lists them."""
    if len(made) == 1:
        return made[0].file
    return contents_page(made[0].pack, [(one.pack, one.file) for one in made])


def remember_packs(viewer: Viewer, request: Request, settings: Settings) -> bool:
    """Remember what was made, so that the next pack says what is new; return whether it could."""
    template = BY_NAME[request.template]
    here = context_of(View(), reader(viewer, template))
    made: list[MadePack] = [made_of(here, template.name, one) for one in request.subjects]
    return remember(settings, made)


def offered(here: PageContext, template: PackTemplate) -> dict[str, str]:
    """Return what a template can be about, with the names to choose from."""
    return {one: name_of(here, template, one) for one in subjects(here, template)}


def _name(here: PageContext, template: PackTemplate, subject: str, ending: str, *more: str) -> str:
    words = (template.name, name_of(here, template, subject), *more, here.latest().last)
    return file_name(*words, here.text.language, manifest=here.manifest, ending=ending)
