"""The style sheet of the pages, their typeface and their icon."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

FONT = '"Source Sans", sans-serif'
ALWAYS = (
    *("screen", "map", "panel", "perceived", "groups", "orders", "priorities", "place"),
    *("forms", "plan", "responses", "meetings", "home", "print"),
)
_SHEETS = Path(__file__).parent / "styles"
_SHEET_TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in _SHEETS.glob("*.css")}
_ICON_FILE = b64encode((_SHEETS / "icon.png").read_bytes()).decode()
# The page icon as a data URL. Streamlit would fetch a named icon from an outside host, and would
# read and send a file again in every run.
ICON = f"data:image/png;base64,{_ICON_FILE}"


def add_styles(*, on_projector: bool, with_ground: bool = True, also: str = "") -> None:
    """Add the style sheet to the page, with the larger sizes of projector mode on top if needed.

    `also` is added to it: styles with words in the page's language.
    """
    more = {"no_ground": not with_ground, "projector": on_projector}
    st.html(Style(*ALWAYS, *(name for name, wanted in more.items() if wanted), also=also))


class Style:
    """Style sheets as one element, because each costs time on the server and in the browser.

    Streamlit sends what an object says of itself as it is. It would search a text of this length
    for indents and files, which takes longer than all else that is done with it.
    """

    def __init__(self, *sheets: str, also: str = "") -> None:
        self._sheets, self._also = sheets, also

    def _repr_html_(self) -> str:
        sheets = "".join(_SHEET_TEXTS[name] for name in self._sheets)
        return f"<style>{sheets}{self._also}</style>"
