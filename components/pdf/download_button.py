"""The download button of a PDF. Typst is loaded and the document set when it is pressed."""

from collections.abc import Callable

from components.page_context import PageContext
from components.pdf.model import TypstInput
from components.ui import downloads, tables


def button(
    here: PageContext,
    document: Callable[[], TypstInput],
    *,
    name: tuple[str, ...],
    key: str,
    label: str = "",
) -> None:
    """Draw the button."""

    def make() -> bytes:
        from components.pdf.typst import printed

        return printed(document())

    downloads.button(
        label or here.text("sheet.save"),
        make,
        name=tables.file_name(*name, manifest=here.manifest, ending="pdf"),
        mime="application/pdf",
        key=key,
        icon=":material/picture_as_pdf:",
    )
