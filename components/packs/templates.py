"""The templates of packs, one row each: what it is about, for whom, and its pages in order."""

from collections.abc import Callable
from dataclasses import dataclass

from components.packs.asked import Asked
from components.packs.model import PackPage
from components.packs.pages import (
    area,
    authorities,
    hot_spots,
    meeting,
    order,
    place,
    plan,
    responses,
    similar,
    since,
    stands_out,
    wards,
    work,
)
from data.access.viewer import Audience
from data.schema import ASB
from geo.categories import ALL_CRIME

AREA, WARDS, ORDERS, MEETINGS = "area", "wards", "orders", "meetings"


@dataclass(frozen=True)
class PackPart:
    """Pages of a pack. They are left out, and the last page says so, if there is nothing to say."""

    # Its name in the last page's list of what was left out (`pack_part.{name}`).
    name: str
    pages: Callable[[Asked], list[PackPage]]
    # Whether the last page names it where there is nothing to say: not if most data never has it.
    is_named: bool = True


@dataclass(frozen=True, kw_only=True)
class PackTemplate:
    """One kind of pack."""

    name: str
    # What one pack is about: the whole area, a ward, an order or a meeting.
    about: str
    # Its readers: it has what they may see, even if its maker may see more. A meeting has its own.
    readers: Audience
    parts: tuple[PackPart, ...]


STANDS_OUT = PackPart("stands_out", stands_out.pages)
SINCE = PackPart("since", since.pages)
MONTHS_ALL = PackPart("months", area.months(ALL_CRIME))
MONTHS_ASB = PackPart("months_asb", area.months(ASB))
RATES = PackPart("rates", area.map_of("rate"))
HOT_SPOTS = PackPart("hot_spots", hot_spots.of_area)
RESIDENTS = PackPart("residents", wards.residents)
PRIORITIES = PackPart("priorities", wards.priority_places)
ORDER_LIST = PackPart("orders", work.orders)
PLAN = PackPart("plan", plan.plan)
RESPONSES = PackPart("responses", responses.open_responses)
WARD_CHANGES = PackPart("ward_changes", work.ward_changes)
RECORDING = PackPart("recording", work.recording)
ALIKE = PackPart("alike", similar.of_area)
AUTHORITIES = PackPart("authorities", authorities.of_area, is_named=False)

TEMPLATES = (
    PackTemplate(
        name="monthly",
        about=AREA,
        readers=Audience.PARTNER,
        parts=(
            *(STANDS_OUT, SINCE, MONTHS_ASB, RATES, AUTHORITIES, ALIKE, HOT_SPOTS, RESIDENTS),
            *(PRIORITIES, PLAN, RESPONSES, ORDER_LIST),
        ),
    ),
    PackTemplate(
        name="ward",
        about=WARDS,
        readers=Audience.PUBLIC,
        parts=(
            SINCE,
            PackPart("briefing", place.briefing),
            PackPart("alike", similar.of_ward),
            PackPart("hot_spots", hot_spots.of_ward),
            PackPart("residents", place.residents),
            PackPart("actions", place.actions),
            PackPart("groups", place.groups),
        ),
    ),
    PackTemplate(
        name="assessment",
        about=AREA,
        readers=Audience.PUBLIC,
        parts=(
            *(SINCE, MONTHS_ALL, MONTHS_ASB, RATES, AUTHORITIES, ALIKE, HOT_SPOTS),
            PackPart("changes", area.map_of("change")),
            PackPart("deprivation", area.map_of("deprived20", domain="income")),
            *(RESIDENTS, PRIORITIES, WARD_CHANGES, ORDER_LIST),
        ),
    ),
    PackTemplate(
        name="order",
        about=ORDERS,
        readers=Audience.PUBLIC,
        parts=(SINCE, PackPart("review", order.review)),
    ),
    PackTemplate(
        name="changes",
        about=AREA,
        readers=Audience.PUBLIC,
        parts=(SINCE, WARD_CHANGES, ORDER_LIST, RECORDING),
    ),
    PackTemplate(
        name="meeting",
        about=MEETINGS,
        readers=Audience.PARTNER,
        parts=(PackPart("agenda", meeting.agenda),),
    ),
)
BY_NAME = {template.name: template for template in TEMPLATES}
