"""The popover on the map page that offers a picture; it is drawn on click."""

from dataclasses import replace

import streamlit as st

from components.page_context import PageContext
from components.page_models.map_figures import MapFigures
from components.snapshot.collect import PAGE, picture_file_name, picture_of, trend_name_of, trend_of
from components.snapshot.model import FORMATS, PRESETS, Picture, TrendPicture
from components.ui.popovers import PICTURE, window
from components.view import state
from data.settings import load_settings

LOCAL = "http://localhost:8501"
MAP, TREND, PIN = "map", "trend", "pin-"
# The default format, for viewing on a screen.
FIRST_LOOK = "png"


def offer(here: PageContext, shown: MapFigures) -> None:
    """Draw a popover with a download button; Matplotlib is loaded only when it is pressed."""
    label = here.text("picture.open")
    with window(label, icon=":material/image:", key=PICTURE) as is_open:
        if is_open:
            _choices(here, shown)


def _choices(here: PageContext, shown: MapFigures) -> None:
    text = here.text
    what = _what(here)
    preset = st.segmented_control(
        text("picture.paper"),
        list(PRESETS),
        required=True,
        format_func=lambda name: text(f"picture.paper_{name}"),
        **state.bound_kept("picture-paper", list(PRESETS)),
    )
    kind = st.segmented_control(
        text("picture.kind"),
        list(FORMATS),
        required=True,
        format_func=lambda name: text(f"picture.kind_{name}"),
        **state.bound_kept("picture-kind", list(FORMATS)),
    )
    st.caption(text("picture.promise"))
    ending = FORMATS[kind].ending
    trend = what != MAP
    pin = what.removeprefix(PIN) if what.startswith(PIN) else ""
    of = replace(here, view=replace(here.view, place=pin)) if pin else here
    name = (
        trend_name_of(of, preset=preset, ending=ending)
        if trend
        else picture_file_name(here, shown.spec, preset=preset, ending=ending)
    )
    address = load_settings().address or state.app_address(PAGE) or LOCAL

    def draw(preset: str = preset, kind: str = kind) -> bytes:
        from components.snapshot.render import picture_bytes

        picture: Picture | TrendPicture
        if trend:
            picture = trend_of(of, address=address)
        else:
            picture = picture_of(here, shown, address=address)
        return picture_bytes(picture, preset=preset, kind=kind)

    if st.button(text("picture.preview"), key="picture-preview", icon=":material/visibility:"):
        st.image(draw(kind=FIRST_LOOK), caption=name)
    st.download_button(
        text("picture.save"),
        data=draw,
        file_name=name,
        mime=FORMATS[kind].mime,
        key="picture-save",
        icon=":material/download:",
        on_click="ignore",
        type="primary",
    )


def _what(here: PageContext) -> str:
    """Draw the choice of the map, or of the monthly chart of the place or of a pinned one."""
    pins = here.view.several("pins")
    by_category = "category" in here.measure.asks
    charts = [TREND] if by_category else []
    charts += [f"{PIN}{place}" for place in pins]
    if not charts:
        return MAP

    def label(name: str) -> str:
        if name.startswith(PIN):
            return here.text("picture.what_pin", place=here.place_name(name.removeprefix(PIN)))
        return here.text(f"picture.what_{name}")

    return st.segmented_control(
        here.text("picture.what"),
        [MAP, *charts],
        default=MAP,
        required=True,
        format_func=label,
        key="picture-what",
    )
