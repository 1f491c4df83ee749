"""The picture on the page: a small window to choose paper and file; drawn when it is asked for."""

import streamlit as st

from components import state
from components.explorer import Shown
from components.here import Here
from components.snapshot.gather import PAGE, name_of, picture_of
from components.snapshot.presets import FORMATS, PRESETS
from data.settings import load_settings

LOCAL = "http://localhost:8501"


def offer(here: Here, shown: Shown) -> None:
    """A popover with one button; nothing is drawn, and matplotlib isn't loaded, until then."""
    text = here.text
    with st.popover(text("picture.open"), icon=":material/image:"):
        preset = st.segmented_control(
            text("picture.paper"),
            list(PRESETS),
            default=next(iter(PRESETS)),
            required=True,
            format_func=lambda name: text(f"picture.paper_{name}"),
            key="picture-paper",
        )
        kind = st.segmented_control(
            text("picture.kind"),
            list(FORMATS),
            default=next(iter(FORMATS)),
            required=True,
            format_func=lambda name: text(f"picture.kind_{name}"),
            key="picture-kind",
        )
        st.caption(text("picture.promise"))
        address = load_settings().address or state.app_address(PAGE) or LOCAL
        picture = picture_of(here, shown, address=address)

        def draw() -> bytes:
            from components.snapshot.files import picture_bytes

            return picture_bytes(picture, preset=preset, kind=kind)

        st.download_button(
            text("picture.save"),
            data=draw,
            file_name=name_of(here, shown.spec, preset=preset, ending=FORMATS[kind].ending),
            mime=FORMATS[kind].mime,
            key="picture-save",
            icon=":material/download:",
            on_click="ignore",
            type="primary",
        )
