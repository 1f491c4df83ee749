"""The controls of the orders page: the order, and the category counted for it."""

import pandas as pd
import streamlit as st

from components import queries
from components.orders_page.model import counted
from components.orders_page.view_part import OrdersPart
from components.page_context import PageContext
from components.view import bindings
from components.view.view import NOTHING
from geo.categories import is_own


def row(here: PageContext, orders: pd.DataFrame, *, with_counted: bool) -> None:
    """Draw the controls at the top of the page."""
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        _order(here)
        if with_counted:
            _counted(here, orders)


def _order(here: PageContext) -> None:
    names = queries.orders.names_of_orders(here.key, here.text.language, _text=here.text)
    st.selectbox(
        here.text("orders.choose"),
        [NOTHING, *names],
        format_func=lambda number: names[number] if number else here.text("orders.all"),
        **bindings.bound("order"),
    )


def _counted(here: PageContext, orders: pd.DataFrame) -> None:
    text, chosen = here.text, orders.loc[here.view.of(OrdersPart).order]
    about = queries.orders.own_categories(chosen)
    choices = [
        choice for choice in queries.categories.countable_categories(here.key) if not is_own(choice)
    ]

    def label(choice: str) -> str:
        if choice:
            return text(f"category_title.{choice}")
        return text("orders.its_own", what=counted(text, about))

    st.selectbox(
        text("orders.counted"), [NOTHING, *choices], format_func=label, **bindings.bound("counted")
    )
