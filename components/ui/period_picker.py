"""The choice of the period that the view is about."""

import streamlit as st

from components.page_context import PageContext
from components.view import bindings, state
from components.view.view import LATEST, period_value
from geo.period import YEAR, Period, moved, shifted


def choose(here: PageContext) -> None:
    """Draw the common periods, and the period of the address if it is another."""
    options = {LATEST: here.latest_shown} | {period_value(p): p for p in _common_periods(here)}
    if here.view.period not in options:
        options[here.view.period] = here.period()

    def wording(value: str) -> str:
        period = options[value]
        if value == LATEST:
            return here.text("period.latest", month=here.text.month(period.last))
        return here.text.months(period.first, period.last)

    st.selectbox(
        here.text("control.period"), list(options), format_func=wording, **bindings.bound("period")
    )


def choose_own(here: PageContext) -> None:
    """Draw the choice of any two months; the last moves along so that it isn't before the first."""
    text, months, period = here.text, here.months, here.period()

    def begin(first: str) -> None:
        whole = moved(Period(first=first, last=first), len(period.months()) - 1, months)
        late = whole.last if whole else months[-1]
        go_to(here, Period(first=first, last=period.last if period.last >= first else late))

    st.selectbox(
        text("months.from"),
        months[::-1],
        format_func=text.month,
        **bindings.bound_choice("months-from", period.first, begin),
    )
    st.selectbox(
        text("months.to"),
        [month for month in months[::-1] if month >= period.first],
        format_func=text.month,
        **bindings.bound_choice(
            "months-to",
            period.last,
            lambda last: go_to(here, Period(first=period.first, last=last)),
        ),
    )


def step(here: PageContext, by: int, label: str, icon: str, *, key: str) -> None:
    """Draw a button that moves the period by so many months, within the release."""
    there = moved(here.period(), by, here.months)
    st.button(
        label,
        icon=icon,
        key=key,
        disabled=there is None,
        help=here.text.months(there.first, there.last) if there else here.text("months.no_more"),
        on_click=lambda: go_to(here, there) if there else None,
    )


def year_before(period: Period) -> Period:
    """Return the same months a year before."""
    return Period(first=shifted(period.first, -YEAR), last=shifted(period.last, -YEAR))


def go_to(here: PageContext, period: Period) -> None:
    """Set the view's period; the latest year is left out of the address."""
    state.update_view(period=LATEST if period == here.latest_shown else period_value(period))


def _common_periods(here: PageContext) -> list[Period]:
    """Return the year before, two years, a quarter, each calendar year, and all months."""
    months = here.months
    latest = here.latest_shown
    wanted = [
        year_before(latest),
        Period(first=shifted(latest.first, -YEAR), last=latest.last),
        Period(first=shifted(latest.last, -2), last=latest.last),
        *(Period(first=f"{y}-01", last=f"{y}-12") for y in sorted({m[:4] for m in months})[::-1]),
        Period(first=months[0], last=months[-1]),
    ]
    return [p for p in wanted if p.first >= months[0] and p.last <= months[-1]]
