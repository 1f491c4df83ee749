"""The download button of a PDF. Typst is loaded and the document set when it is pressed."""

from collections.abc import Callable

import streamlit as st

from components.page_context import PageContext
from components.pdf.model import TypstInput
from components.ui import tables


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

    st.download_button(
        label or here.text("sheet.save"),
        data=make,
        file_name=tables.file_name(*name, manifest=here.manifest, ending="pdf"),
        mime="application/pdf",
        key=key,
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )
