"""The model of the orders page: every order, and the chosen one with its study."""

from dataclasses import dataclass

import pandas as pd

from components import queries
from components.counting import categories_of
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.text.catalogue import Text
from data.release.coverage.recording_breaks import RecordingBreak
from geo.orders.study import Study


@dataclass(frozen=True, kw_only=True)
class OrdersModel:
    """One order, with the study of its evidence."""

    here: PageContext
    number: str
    row: pd.Series
    # The categories that are counted.
    about: tuple[str, ...]
    study: Study
    # The recording breaks of these categories.
    breaks: tuple[RecordingBreak, ...]

    @property
    def name(self) -> str:
        return self.here.text.name(self.row.to_dict())

    @property
    def what(self) -> str:
        """Return the counted categories in words."""
        return counted(self.here.text, self.about)


def all_orders(here: PageContext) -> pd.DataFrame:
    """Return every order, indexed by number; empty if the release has none."""
    if "orders" not in here.manifest.tables:
        return pd.DataFrame()
    return queries.orders.orders(here.key, here.today)


def ask(here: PageContext, number: str, *, usual: bool = False) -> OrdersModel:
    """Return an order's model, counting the view's category, or if `usual` those of the order
    itself.
    """
    row = all_orders(here).loc[[number]].iloc[0]
    about = queries.orders.own_categories(row)
    if here.view.of(OrdersPart).counted and not usual:
        store = queries.current_store.store_of(here.key)
        about = categories_of(store, here.view.of(OrdersPart).counted)
    study = queries.orders.order_study(here.key, number, about, here.today)
    breaks = queries.orders.breaks_of(here.key, str(row["ward"]), about)
    return OrdersModel(here=here, number=number, row=row, about=about, study=study, breaks=breaks)


def counted(text: Text, categories: tuple[str, ...]) -> str:
    """Return several categories as one phrase."""
    return text.listing([text(f"category.{category}") for category in categories])
