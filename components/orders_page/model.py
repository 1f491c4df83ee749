"""What the page on orders is drawn from: every order, and the one that was chosen."""

from dataclasses import dataclass

import pandas as pd

from components import queries
from components.counting import categories_of
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.text.catalogue import Text
from geo.orders.prohibitions import categories_named
from geo.orders.study import Study


@dataclass(frozen=True, kw_only=True)
class OrdersModel:
    """One order as it is looked at."""

    here: PageContext
    number: str
    row: pd.Series
    about: tuple[str, ...]
    """The categories that are counted."""
    study: Study

    @property
    def name(self) -> str:
        return self.here.text.name(self.row.to_dict())

    @property
    def what(self) -> str:
        """What is counted, in words."""
        return counted(self.here.text, self.about)


def all_orders(here: PageContext) -> pd.DataFrame:
    """Every order by its number; without a row where none was brought."""
    if "orders" not in here.manifest.tables:
        return pd.DataFrame()
    return queries.orders.orders(here.key, here.today)


def ask(here: PageContext, number: str, *, usual: bool = False) -> OrdersModel:
    """One order, counted as the view asks (or, as usual, by what it is about)."""
    row = all_orders(here).loc[[number]].iloc[0]
    about = categories_named(f"{row['prohibitions_en']}\n{row['prohibitions_cy']}")
    if here.view.of(OrdersPart).counted and not usual:
        about = categories_of(queries.current_store.store(), here.view.of(OrdersPart).counted)
    found = queries.orders.order_study(here.key, number, about, here.today)
    return OrdersModel(here=here, number=number, row=row, about=about, study=found)


def counted(text: Text, categories: tuple[str, ...]) -> str:
    """Several categories as one phrase."""
    return text.listing([text(f"category.{category}") for category in categories])
