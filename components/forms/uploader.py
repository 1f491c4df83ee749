"""The words of Streamlit's uploader in the viewer's language."""

import streamlit as st

from components.text.catalogue import Text
from components.ui import html


def translate(text: Text, most: str, together: str) -> None:
    """Replace the English texts of Streamlit's uploader, and show in words why a file is refused.

    Its own reason is seen only under the pointer.
    """
    drop_zone = '[data-testid="stFileUploaderDropzone"]'
    button = f'{drop_zone} button [data-testid="stMarkdownContainer"] p'
    words = html.css_string(text("upload.button"))
    css = f"{button}{{font-size:0}}{button}::after{{content:{words};font-size:1rem}}"
    instructions = '[data-testid="stFileUploaderDropzoneInstructions"]'
    css += f"{drop_zone} {instructions}{{display:none}}"
    refused = '[data-testid="stFileChip"][aria-invalid="true"]'
    why = html.css_string(text("upload.not_taken", most=most, together=together))
    css += f'[data-testid="stFileUploader"]:has({refused})::after'
    css += f"{{content:{why};display:block;margin-top:.5rem;font-weight:600}}"
    css += f"{refused} [role=alert]{{display:none}}"
    st.html(f"<style>{css}</style>")
