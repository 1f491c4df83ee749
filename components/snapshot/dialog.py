"""The window that offers a picture in each format, which is drawn when it is asked for."""

from collections.abc import Callable

import streamlit as st

from components.page_context import PageContext
from components.page_models.map_figures import MapFigures
from components.snapshot.collect import PAGE, picture_file_name, picture_of
from components.snapshot.model import FORMATS, PRESETS, ChartPicture, Picture
from components.ui import downloads
from components.ui.popovers import PICTURE, window
from components.view import state
from data.settings import load_settings

LOCAL = "http://localhost:8501"
# The default format, for viewing on a screen.
FIRST_LOOK = "png"
Draw = Callable[[], Picture | ChartPicture]
# NAME: the file name of a page size and an ending.
Name = Callable[[str, str], str]


def offer(here: PageContext, shown: MapFigures) -> None:
    """Draw the window of the map's picture."""
    address = address_of_app(PAGE)
    show_window(
        here,
        lambda: picture_of(here, shown, address=address),
        lambda preset, ending: picture_file_name(here, shown.spec, preset=preset, ending=ending),
    )


def address_of_app(page: str) -> str:
    """Return the address that a link in a picture of a page begins with."""
    return load_settings().address or state.app_address(page) or LOCAL


def show_window(here: PageContext, picture: Draw, name: Name, *, key: str = "") -> None:
    """Draw a window with a download; of several on a page each has its `key`.

    Matplotlib is loaded, and the picture drawn, only when its button is pressed.
    """
    label = here.text("picture.open")
    opened = f"{PICTURE}-{key}" if key else PICTURE
    with window(label, icon=":material/image:", key=opened, quiet=bool(key)) as is_open:
        if is_open:
            _choices(here, picture, name, key)


def _choices(here: PageContext, picture: Draw, name: Name, key: str) -> None:
    text = here.text
    preset = _choice(here, text("picture.paper"), "paper", list(PRESETS), key)
    kind = _choice(here, text("picture.kind"), "kind", list(FORMATS), key)
    st.caption(text("picture.promise"))
    file = name(preset, FORMATS[kind].ending)

    def draw(preset: str = preset, kind: str = kind) -> bytes:
        from components.snapshot.render import picture_bytes

        return picture_bytes(picture(), preset=preset, kind=kind)

    preview, save = (f"picture-{what}{f'-{key}' if key else ''}" for what in ("preview", "save"))
    if st.button(text("picture.preview"), key=preview, icon=":material/visibility:"):
        st.image(draw(kind=FIRST_LOOK), caption=file)
    downloads.button(
        text("picture.save"), draw, name=file, mime=FORMATS[kind].mime, key=save, main=True
    )


def _choice(here: PageContext, label: str, what: str, options: list[str], key: str) -> str:
    """Draw a choice that is the same in every window of the visit, and return what is chosen."""
    chosen = st.segmented_control(
        label,
        options,
        required=True,
        format_func=lambda name: here.text(f"picture.{what}_{name}"),
        **state.bound_kept(f"picture-{what}", options, widget=key),
    )
    return str(chosen)
