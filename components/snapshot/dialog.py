"""The window that offers a picture in each format, which is drawn when it is asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.page_context import PageContext
from components.page_models.map_figures import MapFigures
from components.snapshot.collect import PAGE, picture_file_name, picture_of
from components.snapshot.model import FORMATS, PRESETS, ChartPicture, Picture
from components.ui.popovers import PICTURE, window
from components.view import bindings, browser, run
from components.work import screen
from components.work.model import Stage
from components.work.worker import Report

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
    return run.settings().address or browser.app_address(page) or LOCAL


def show_window(here: PageContext, picture: Draw, name: Name, *, key: str = "") -> None:
    """Draw a window with a download; of several on a page each has its `key`.

    What the picture shows is collected when its button is pressed. A worker draws it.
    """
    label = here.text("picture.open")
    opened = f"{PICTURE}-{key}" if key else PICTURE
    with window(label, icon=":material/image:", key=opened, quiet=bool(key)) as is_open:
        if is_open:
            _choices(here, picture, name, key)


def draw(report: Report, *, picture: Picture | ChartPicture, preset: str, kind: str) -> None:
    """Draw a picture in a worker, which alone loads Matplotlib and Typst."""
    from components.snapshot.render import picture_bytes

    report.write(picture_bytes(picture, preset=preset, kind=kind))


def _choices(here: PageContext, picture: Draw, name: Name, key: str) -> None:
    text = here.text
    preset = _choice(here, text("picture.paper"), "paper", list(PRESETS), key)
    kind = _choice(here, text("picture.kind"), "kind", list(FORMATS), key)
    st.caption(text("picture.promise"))
    preview, make, save = (
        f"picture-{what}{f'-{key}' if key else ''}" for what in ("preview", "make", "save")
    )
    work, file = f"picture-{key}", name(preset, FORMATS[kind].ending)
    status, off = screen.status_of(here, work), screen.is_under_way(here, work)
    asked = {preview: (here.asked, preset), save: (here.asked, preset, kind)}
    show = partial(st.button, disabled=off)
    if show(text("picture.preview"), key=preview, icon=":material/visibility:"):
        _begin(here, work, picture(), preset, FIRST_LOOK, asked[preview])
    if status and status.stage is Stage.DONE and status.asked == asked[save]:
        mime = FORMATS[kind].mime
        screen.save_button(here, work, text("picture.save"), name=file, mime=mime, button=save)
    elif show(text("picture.make"), key=make, icon=":material/image:", type="primary"):
        _begin(here, work, picture(), preset, kind, asked[save])
    found = screen.follow(here, work)
    if found and found.asked == asked[preview]:
        st.image(screen.content(here, work), caption=file)


def _begin(
    here: PageContext,
    work: str,
    picture: Picture | ChartPicture,
    preset: str,
    kind: str,
    asked: object,
) -> None:
    arguments = {"picture": picture, "preset": preset, "kind": kind}
    if screen.begin(here, work, draw, arguments, asked=asked):
        st.rerun()


def _choice(here: PageContext, label: str, what: str, options: list[str], key: str) -> str:
    """Draw a choice that is the same in every window of the visit, and return what is chosen."""
    chosen = st.segmented_control(
        label,
        options,
        required=True,
        format_func=lambda name: here.text(f"picture.{what}_{name}"),
        **bindings.bound_kept(f"picture-{what}", options, widget=key),
    )
    return str(chosen)
