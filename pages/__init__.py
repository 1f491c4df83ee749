"""The registry of pages, in the order of the menu.

This must be the only module directly in pages/. Streamlit would serve any other file here on a deep
link, without the check of whether the viewer may open it.
"""

from components.admin_page.view_part import AdminPart
from components.authorities_page.view_part import AuthoritiesPart
from components.explorer.view_part import MapPart
from components.groups_page.view_part import GroupsPart
from components.hotspots_page.view_part import HotspotsPart
from components.meetings_page.view_part import MeetingsPart
from components.orders_page.view_part import OrdersPart
from components.packs_page.view_part import PacksPart
from components.perceived_page.view_part import PerceivedPart
from components.place_page.view_part import PlacePart
from components.plan_page.view_part import PlanPart
from components.priorities_page.view_part import PrioritiesPart
from components.register_page.view_part import RegisterPart
from components.responses_page.view_part import ResponsesPart
from components.ui import routes
from components.ui.routes import PageEntry
from data.access.viewer import Audience
from data.schema import AUTHORITY

PAGES = (
    PageEntry(file=routes.HOME, title="page.home"),
    PageEntry(file=routes.PLACE, title="page.place", part=PlacePart),
    PageEntry(file=routes.MAP, title="page.map", part=MapPart),
    PageEntry(
        file=routes.AUTHORITIES, title="page.authorities", part=AuthoritiesPart, level=AUTHORITY
    ),
    PageEntry(file=routes.HOTSPOTS, title="page.hotspots", group="", part=HotspotsPart),
    PageEntry(file=routes.PERCEIVED, title="page.perceived", part=PerceivedPart),
    PageEntry(file=routes.PRIORITIES, title="page.next", group="decide", part=PrioritiesPart),
    PageEntry(file=routes.GROUPS, title="page.groups", group="decide", part=GroupsPart),
    PageEntry(file=routes.ORDERS, title="page.orders", group="act", part=OrdersPart),
    PageEntry(
        file=routes.PLAN, title="page.plan", group="act", audience=Audience.PARTNER, part=PlanPart
    ),
    PageEntry(
        file=routes.REGISTER,
        title="page.register",
        group="act",
        audience=Audience.PARTNER,
        part=RegisterPart,
    ),
    PageEntry(
        file=routes.RESPONSES,
        title="page.responses",
        group="act",
        audience=Audience.PARTNER,
        part=ResponsesPart,
    ),
    PageEntry(file=routes.MEETINGS, title="page.meetings", group="act", part=MeetingsPart),
    PageEntry(file=routes.PACKS, title="page.packs", group="", part=PacksPart),
    PageEntry(file=routes.UPLOAD, title="page.upload", group="data", audience=Audience.ANALYST),
    PageEntry(file=routes.DATA, title="page.data", group="data"),
    PageEntry(
        file=routes.ADMIN,
        title="page.admin",
        group="",
        audience=Audience.ANALYST,
        administers=True,
        part=AdminPart,
    ),
    PageEntry(file=routes.NEWS, title="page.news", group=""),
    PageEntry(file=routes.ACCESSIBILITY, title="page.accessibility", group=""),
)
