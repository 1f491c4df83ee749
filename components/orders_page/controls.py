"""The controls of the orders page: the order, and the category counted for it."""

import pandas as pd
import streamlit as st

from components import queries
from components.orders_page.model import counted
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.view import state
from components.view.view import NOTHING
from geo.categories import is_own
from geo.orders.prohibitions import categories_named


def row(here: PageContext, orders: pd.DataFrame, *, with_counted: bool) -> None:
    """Draw the controls at the top of the page."""
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        _order(here, orders)
        if with_counted:
            _counted(here, orders)


def _order(here: PageContext, orders: pd.DataFrame) -> None:
    rows = zip(orders.index, orders.to_dict("records"), strict=True)
    names = {str(number): here.text.name(row) for number, row in rows}
    st.selectbox(
        here.text("orders.choose"),
        [NOTHING, *sorted(names, key=lambda number: names[number].casefold())],
        format_func=lambda number: names[number] if number else here.text("orders.all"),
        **state.bound("order"),
    )


def _counted(here: PageContext, orders: pd.DataFrame) -> None:
    text, chosen = here.text, orders.loc[here.view.of(OrdersPart).order]
    about = categories_named(f"{chosen['prohibitions_en']}\n{chosen['prohibitions_cy']}")
    choices = [
        choice for choice in queries.categories.countable_categories(here.key) if not is_own(choice)
    ]

    def label(choice: str) -> str:
        if choice:
            return text(f"category_title.{choice}")
        return text("orders.its_own", what=counted(text, about))

    st.selectbox(
        text("orders.counted"), [NOTHING, *choices], format_func=label, **state.bound("counted")
    )
