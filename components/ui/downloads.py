"""Download buttons; a click on one doesn't run the page again.

Every file that a page gives is saved through `button`, which records who saved it.
"""

import io
import zipfile
from collections.abc import Callable, Iterable

import pandas as pd
import streamlit as st

from components.recording import acts
from components.ui import tables
from data.release.manifest import Manifest

# MIME: the media type of each kind of file, by the ending of its name.
OFFICE = "application/vnd.openxmlformats-officedocument."
MIME = {
    "csv": "text/csv",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
    "pptx": f"{OFFICE}presentationml.presentation",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
}
# Rows from which a CSV is made as a zip, which takes a twentieth of the memory.
MANY_ROWS = 100_000


def button(
    label: str,
    data: bytes | Callable[[], bytes],
    *,
    name: str,
    mime: str,
    key: str,
    icon: str = ":material/download:",
    main: bool = False,
) -> None:
    """Draw the button of a file, which is made on click where a function is given.

    The audit names the file by its key and its ending: its name can hold what somebody typed.
    """
    made = data if callable(data) else lambda: data
    st.download_button(
        label,
        data=acts.file_made(made, f"{key} {name.rpartition('.')[2]}"),
        file_name=name,
        mime=mime,
        key=key,
        icon=icon,
        on_click="ignore",
        type="primary" if main else "secondary",
    )


def csv_button(
    label: str,
    table: pd.DataFrame | Callable[[], pd.DataFrame],
    manifest: Manifest,
    *,
    key: str,
    name: tuple[str, ...],
    about: dict[str, str] | None = None,
) -> None:
    """Draw the button of a CSV with its provenance in every row."""

    def written() -> bytes:
        whole = table() if callable(table) else table
        return tables.as_csv(whole, manifest, about=about or {})

    button(
        label,
        written,
        name=tables.file_name(*name, manifest=manifest),
        mime="text/csv",
        key=key,
    )


def csv_in_parts_button(
    label: str,
    parts: Callable[[], Iterable[pd.DataFrame]],
    manifest: Manifest,
    *,
    rows: int,
    key: str,
    name: tuple[str, ...],
) -> None:
    """Draw the button of a CSV that is made on click, a part at a time; a zip if it is large."""
    csv_name = tables.file_name(*name, manifest=manifest)
    large = rows > MANY_ROWS

    def written() -> bytes:
        lines = tables.as_csv_parts(parts(), manifest)
        return zipped(csv_name, lines) if large else b"".join(lines)

    button(
        label,
        written,
        name=f"{csv_name}.zip" if large else csv_name,
        mime="application/zip" if large else "text/csv",
        key=key,
    )


def zipped(name: str, parts: Iterable[bytes]) -> bytes:
    """Return a zip of one file, compressed part by part."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as file,
    ):
        for part in parts:
            file.write(part)
    return content.getvalue()


def html_button(
    label: str, page: str, manifest: Manifest, *, key: str, name: tuple[str, ...]
) -> None:
    """Draw the button of an HTML page to save."""
    button(
        label,
        page.encode("utf-8"),
        name=tables.file_name(*name, manifest=manifest, ending="html"),
        mime="text/html",
        key=key,
    )
