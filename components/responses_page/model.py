"""The model of one response: its record, its evidence and actions, and what it is judged by."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from components import queries
from components.page_context import PageContext
from components.page_models import assessments, responses
from components.page_models.assessments import Ground
from components.text.either_language import in_language
from data.register.records import Record
from data.register.responses.kinds import CLOSED
from data.schema import ASB
from geo.categories import is_own
from geo.orders.study import Study
from geo.orders.treatment_areas import RING_METRES


@dataclass(frozen=True)
class ResponseModel:
    """One response on one page."""

    here: PageContext
    record: Record

    @property
    def number(self) -> str:
        return self.record.key

    @property
    def values(self) -> dict[str, Any]:
        return dict(self.record.values)

    @property
    def name(self) -> str:
        return self.own("name") or self.number

    @property
    def stage(self) -> str:
        return str(self.record.values["stage"])

    @property
    def open(self) -> bool:
        return self.stage != CLOSED

    @cached_property
    def actions(self) -> list[Record]:
        return responses.actions_of(self.here.key, self.number)

    @cached_property
    def evidence(self) -> list[Record]:
        return responses.evidence_of(self.here.key, self.number)

    @property
    def choice(self) -> str:
        """Return what is counted; anti-social behaviour if the release lacks the choice."""
        known = queries.categories.countable_categories(self.here.key)
        choice = str(self.record.values["counted"] or "")
        return choice if choice in known and not is_own(choice) else ASB

    @property
    def what(self) -> str:
        return self.here.text(f"category.{self.choice}")

    @property
    def where(self) -> str:
        """Return the name of the order or the place that it is about."""
        orders = queries.orders.order_numbers(self.here.key)
        if (order := self.record.values["order_id"]) in orders:
            row = queries.orders.orders(self.here.key, self.here.today).loc[order]
            return self.here.text.name(row.to_dict())
        return self.here.place_name(self.place) if self.place else self.here.area_in_text

    @property
    def place(self) -> str:
        """Return the code of its place; empty for the whole area and if the release lacks it."""
        place = str(self.record.values["place"] or "")
        return place if place in queries.places.names(self.here.key) else ""

    @property
    def ground(self) -> Ground:
        """Return where and since when it works, and what is counted."""
        values = self.record.values
        return Ground(
            level=str(values["level"] or ""),
            place=self.place,
            order=str(values["order_id"] or ""),
            choice=self.choice,
            start=_day(values["start"]),
            end=_day(values["end"]),
            ring=float(values["buffer"] or RING_METRES),
            number=self.number,
        )

    @property
    def compared(self) -> tuple[str, ...]:
        """Return the codes of the comparison areas that were fixed."""
        return tuple(str(self.record.values["compared"] or "").split())

    @property
    def fixed(self) -> bool:
        return bool(self.record.values["fixed_on"])

    @cached_property
    def study(self) -> Study | None:
        """Return what police figures show of it today; None before its comparison is fixed."""
        if not self.fixed:
            return None
        asked = (self.here.key, self.ground, self.compared, self.here.day)
        return assessments.assessment(*asked)

    def own(self, name: str) -> str:
        """Return a text in the page's language, or else in the other one."""
        return in_language(self.record.values, name, self.here.view.lang)


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
