"""Download buttons; a click on one doesn't run the page again."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from components.ui import tables
from data.release.manifest import Manifest


def csv_button(
    label: str,
    table: pd.DataFrame | Callable[[], pd.DataFrame],
    manifest: Manifest,
    *,
    key: str,
    name: tuple[str, ...],
    about: dict[str, str] | None = None,
) -> None:
    """Draw the button of a CSV with its provenance in every row; large ones are made on click."""

    def written() -> bytes:
        whole = table() if callable(table) else table
        return tables.as_csv(whole, manifest, about=about or {})

    st.download_button(
        label,
        data=written if callable(table) else written(),
        file_name=tables.file_name(*name, manifest=manifest),
        mime="text/csv",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )


def html_button(
    label: str, page: str, manifest: Manifest, *, key: str, name: tuple[str, ...]
) -> None:
    """Draw the button of an HTML page to save."""
    st.download_button(
        label,
        data=page.encode("utf-8"),
        file_name=tables.file_name(*name, manifest=manifest, ending="html"),
        mime="text/html",
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
