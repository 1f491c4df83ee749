"""What the page asks for: the groups as the viewer may see them, beside what is recorded."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components import queries
from components.groups_page.view_part import GroupsPart
from components.page_context import PageContext
from components.view.view import FIXED, NOTHING, SWITCH, View
from data.access.group_visibility import confirmation_status
from data.file_kinds import GROUPS
from data.schema import LSOA, WARD

FILL = "rate"


@dataclass(frozen=True, kw_only=True)
class GroupsModel:
    """One run of the page. `here` looks at rates, whatever the map page looks at."""

    here: PageContext
    listed: pd.DataFrame
    """The groups that count: of the kind chosen, or all."""

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
        """Whether there is a list of groups at all."""
        return GROUPS in self.here.manifest.tables

    @property
    def placed(self) -> pd.DataFrame:
        """The groups with a place that the viewer may see."""
        return self.listed.dropna(subset=["x", "y"])

    @property
    def of_wards(self) -> pd.DataFrame:
        """The groups that serve one ward."""
        return self.listed[self.listed["covers"] == WARD]

    @cached_property
    def ages(self) -> pd.Series:
        """Of each group, whether its details were confirmed lately enough."""
        today = self.here.today
        return (
            self.listed["last_confirmed"]
            .map(lambda day: confirmation_status(day, today))
            .astype("str")
        )

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months of the view that were published."""
        return tuple(self.here.period().split(self.here.complete_months)[0])

    @cached_property
    def around(self) -> pd.DataFrame:
        """Every area: its groups, and how far its residents are from them."""
        return queries.groups.groups_by_area(self.here.key, self.level, self.kind, self.reach)

    @cached_property
    def recorded(self) -> pd.DataFrame | None:
        """The same beside the record; None of months that nobody published."""
        if not self.months:
            return None
        subject = self.here.view.category
        return queries.groups.groups_and_record(
            self.here.key, self.level, self.kind, self.reach, subject, self.months
        )

    @cached_property
    def homes(self) -> pd.DataFrame:
        """Every LSOA's way to the nearest group."""
        return queries.groups.group_homes(self.here.key, self.kind, self.reach)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return queries.places.names(self.here.key)

    def name(self, area: str) -> str:
        """A ward's or an LSOA's name."""
        return self.here.text.name(self._names[area])

    def group(self, number: str) -> str:
        """A group's name."""
        return self.here.text.name(self.listed.loc[number].to_dict())


def ask(here: PageContext) -> GroupsModel:
    """The view as this page has it: rates by ward or LSOA, with the groups over them."""
    view = here.view
    own = replace(
        view,
        measure=FILL,
        level=view.level if view.level in (WARD, LSOA) else WARD,
        overlays=GROUPS,
        wards=NOTHING,
        method=View.method if view.method == FIXED else view.method,
        bounds=NOTHING,
        follow=SWITCH[0],
    )
    listed = queries.groups.groups_listed(here.key, view.of(GroupsPart).kind)
    return GroupsModel(here=replace(here, view=own), listed=listed)
