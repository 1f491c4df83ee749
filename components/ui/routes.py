"""The pages' files and addresses. Links between pages and the registry of pages both use them."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.text.catalogue import Text
from components.ui import html
from components.view import state
from components.view.entry import NEW, entry_of
from components.view.page_part import PagePart
from components.view.view import PERIOD_MARK, View
from data.access.permissions import may_administer, may_edit, may_open
from data.access.viewer import Audience, Viewer
from data.release.manifest import Manifest
from data.settings import PROJECT

HOME = "pages/start/home.py"
PLACE = "pages/explore/place.py"
MAP = "pages/explore/map.py"
PERCEIVED = "pages/explore/perceived.py"
PRIORITIES = "pages/explore/next.py"
GROUPS = "pages/explore/groups.py"
HOTSPOTS = "pages/explore/hotspots.py"
AUTHORITIES = "pages/explore/authorities.py"
ORDERS = "pages/explore/orders.py"
REGISTER = "pages/act/register.py"
RESPONSES = "pages/act/responses.py"
PLAN = "pages/act/plan.py"
PACKS = "pages/act/packs.py"
MEETINGS = "pages/act/meetings.py"
UPLOAD = "pages/manage/upload.py"
DATA = "pages/about/data.py"
ADMIN = "pages/manage/admin.py"
NEWS = "pages/about/news.py"
ACCESSIBILITY = "pages/about/accessibility.py"
# FOR_PARTNERS: the pages to which others have no link.
FOR_PARTNERS = frozenset({PLAN, REGISTER, RESPONSES})
# CLAIMS: the part of the data page on what is claimed and how often it is wrong.
CLAIMS = "claims"

# The last part of each page's address; bookmarks depend on them.
ADDRESS_OF = {
    HOME: "",
    PLACE: "place",
    MAP: "map",
    PERCEIVED: "perceived",
    PRIORITIES: "next",
    GROUPS: "groups",
    HOTSPOTS: "hotspots",
    AUTHORITIES: "authorities",
    ORDERS: "orders",
    REGISTER: "register",
    RESPONSES: "responses",
    PLAN: "plan",
    PACKS: "packs",
    MEETINGS: "meetings",
    UPLOAD: "upload",
    ADMIN: "admin",
    DATA: "data",
    NEWS: "news",
    ACCESSIBILITY: "accessibility",
}


# What people do on the pages of each part of the menu, in its order.
GROUPS_OF_PAGES = ("look", "decide", "act", "data")


@dataclass(frozen=True, kw_only=True)
class PageEntry:
    """One page: file, key of the title, part of the menu, audience, its part of the view."""

    file: str
    title: str
    # The part of the menu in which its link is: one of `GROUPS_OF_PAGES`; empty for none.
    group: str = "look"
    audience: Audience = Audience.PUBLIC
    # Whether it is for those who look after the installation.
    administers: bool = False
    part: type[PagePart] | None = None
    # The level that the data needs for links to the page; empty for none.
    level: str = ""

    def is_of(self, manifest: Manifest) -> bool:
        """Return whether the page has something to show of a release."""
        return not self.level or self.level in manifest.levels

    def is_open_to(self, viewer: Viewer) -> bool:
        """Return whether the viewer may open the page."""
        allowed = may_administer(viewer) if self.administers else True
        return allowed and may_open(viewer, self.audience)

    @property
    def path(self) -> Path:
        """The page's file on disk."""
        return PROJECT / self.file

    @property
    def address(self) -> str:
        """The last part of the page's address."""
        return ADDRESS_OF[self.file]


def claims_link(text: Text, view: View) -> str:
    """Return the link to what is claimed and how often it is wrong, with the same view, as HTML."""
    address = _address(DATA, view, **{state.OPEN: CLAIMS})
    return html.link(text("claims.title"), f"{address}#{CLAIMS}")


def register_link(text: Text, view: View, viewer: Viewer, label: str, *record: str) -> None:
    """Draw the link to the register, or to a record of it by its kind and number.

    A kind alone is the form for a new record. Nothing is drawn for viewers who may change nothing.
    """
    if may_edit(viewer):
        entry = {"record": entry_of(*record)} if record else {}
        st.page_link(
            REGISTER,
            label=text(label),
            icon=":material/edit:",
            query_params={**view.for_menu().address(), **entry},
        )


def start_link(
    text: Text, view: View, viewer: Viewer, origin: str, code: str, *, at: str = ""
) -> None:
    """Draw the link that starts a response from a place, priority, hot spot, gap or order.

    `code` is that of an area or an order; `at` is its name, where a page has several such links.
    Nothing is drawn for viewers who may change nothing.
    """
    if may_edit(viewer):
        begin = {"response": NEW, "begin": entry_of(origin, code)}
        st.page_link(
            RESPONSES,
            label=text("responses.start_at", place=html.escape_markdown(at))
            if at
            else text("responses.start_here"),
            icon=":material/add_task:",
            query_params={**view.for_menu().address(), **begin},
        )


def hotspots_link(text: Text, view: View) -> None:
    """Draw the link to the page on hot spots, with the same view."""
    st.page_link(
        HOTSPOTS,
        label=text("page.hotspots"),
        icon=":material/local_fire_department:",
        query_params=view.for_menu().address(),
    )


def news_link(text: Text, view: View) -> str:
    """Return the link to what is new, with the same view, as HTML."""
    return html.link(text("page.news"), _address(NEWS, view))


def admin_link(text: Text, view: View) -> str:
    """Return the link to the administration page, with the same view, as HTML."""
    return html.link(text("page.admin"), _address(ADMIN, view))


def accessibility_link(text: Text, view: View) -> str:
    """Return the link to the accessibility statement, with the same view, as HTML."""
    return html.link(text("page.accessibility"), _address(ACCESSIBILITY, view))


def place_address(view: View, place: str, category: str) -> str:
    """Return the address of a place's page with a category; of the map for the whole area."""
    return _address(PLACE if place else MAP, view.changed(place=place, category=category))


def map_address(view: View, place: str, category: str, month: str) -> str:
    """Return the address of the map of one month of a category, with a place chosen."""
    of = view.changed(place=place, category=category, period=f"{month}{PERIOD_MARK}{month}")
    return _address(MAP, of)


def _address(page: str, view: View, **further: str) -> str:
    """Return the address of a page, with the view as the menu's links have it."""
    query = urlencode({**view.for_menu().address(), **further})
    return ADDRESS_OF[page] + (f"?{query}" if query else "")
