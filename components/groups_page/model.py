"""The model of the groups page: the groups that the viewer may see, and recorded incidents."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components import queries
from components.groups_page.view_part import GroupsPart
from components.page_context import PageContext
from components.view.view import FIXED, NOTHING, SWITCH, View
from data.file_kinds import GROUPS
from data.schema import LSOA, WARD

FILL = "rate"
# The measure of the map in a release without residents.
WITHOUT_RESIDENTS = "count"


@dataclass(frozen=True, kw_only=True)
class GroupsModel:
    """The groups and figures of one view.

    `here` has the rate as its measure on this page,
    or the count without residents.
    """

    here: PageContext
    # The groups that are counted: of the chosen kind, or all.
    listed: pd.DataFrame

    @property
    def kind(self) -> str:
        return self.here.view.of(GroupsPart).kind

    @property
    def reach(self) -> float:
        return float(self.here.view.of(GroupsPart).reach)

    @property
    def level(self) -> str:
        return self.here.view.level

    @property
    def was_brought(self) -> bool:
        """Return whether the release has a list of groups."""
        return GROUPS in self.here.manifest.tables

    @property
    def located(self) -> pd.DataFrame:
        """Return the groups whose place the viewer may see."""
        return self.listed.dropna(subset=["x", "y"])

    @property
    def of_wards(self) -> pd.DataFrame:
        """Return the groups that serve one ward."""
        return self.listed[self.listed["covers"] == WARD]

    @cached_property
    def ages(self) -> pd.Series:
        """Return for each group whether its details were confirmed recently enough."""
        return queries.groups.confirmations(self.here.key, self.kind, self.here.today)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Return the published months of the view."""
        return tuple(self.here.period().split(self.here.complete_months)[0])

    @cached_property
    def around(self) -> pd.DataFrame:
        """Return for every area its groups, and how far its residents are from them."""
        return queries.groups.groups_by_area(self.here.key, self.level, self.kind, self.reach)

    @cached_property
    def recorded(self) -> pd.DataFrame | None:
        """Return the same with recorded incidents; None if no month is published."""
        if not self.months:
            return None
        subject = self.here.view.category
        return queries.groups.groups_and_record(
            self.here.key, self.level, self.kind, self.reach, subject, self.months
        )

    @cached_property
    def homes(self) -> pd.DataFrame:
        """Return for every LSOA the distance to the nearest group."""
        return queries.groups.group_homes(self.here.key, self.kind, self.reach)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return queries.places.names(self.here.key)

    def name(self, area: str) -> str:
        """Return the name of a ward or an LSOA."""
        return self.here.text.name(self._names[area])

    def group(self, number: str) -> str:
        """Return the name of a group."""
        return self.here.text.name(self.listed.loc[number].to_dict())


def ask(here: PageContext) -> GroupsModel:
    """Return the model of the view: rates by ward or LSOA, with the groups over them."""
    view = here.view
    own = replace(
        view,
        measure=FILL if here.has_residents else WITHOUT_RESIDENTS,
        level=view.level if view.level in (WARD, LSOA) else WARD,
        overlays=GROUPS,
        wards=NOTHING,
        method=View.method if view.method == FIXED else view.method,
        bounds=NOTHING,
        follow=SWITCH[0],
    )
    listed = queries.groups.groups_listed(here.key, view.of(GroupsPart).kind)
    return GroupsModel(here=replace(here, view=own), listed=listed)
