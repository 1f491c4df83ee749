"""What a viewer may choose to count, and in which months it is known."""

import streamlit as st

from components.cached.serving import named
from components.counting import Counting
from data.access import own_incidents_visible
from data.errors import AccessDenied
from data.schema import CRIMES, GROUP_PREFIX
from geo.categories import CHOICES
from geo.period import Period


@st.cache_data(max_entries=20, show_spinner=False)
def choices(release: str, scope: str) -> list[str]:
    """Police categories, groups of them and the partnership's own; own incidents for partners."""
    store = named(release)
    ours = [GROUP_PREFIX + name for name in store.manifest.groups]
    standard = [choice for choice in CHOICES if choice not in CRIMES]
    own = store.own_incidents().choices() if own_incidents_visible(scope) else []
    return [*standard, *ours, *CRIMES, *own]


def counting(release: str, scope: str, choice: str) -> Counting:
    """How to count it; AccessDenied where viewers of this scope may not choose it."""
    if choice not in choices(release, scope):
        raise AccessDenied(what=choice, audience=scope)
    return Counting(store=named(release), choice=choice)


@st.cache_data(max_entries=100, show_spinner=False)
def complete_months(release: str, scope: str, choice: str) -> list[str]:
    """The months of which something is known."""
    return counting(release, scope, choice).months()


def nowhere(release: str, scope: str, choice: str, level: str, period: Period) -> int:
    """How many incidents of the period no area of the level has.

    Of a level that doesn't cover the ground those outside of its areas; at any level those of the
    partners' own incidents of which less is known than where they are.
    """
    count = counting(release, scope, choice)
    return count.nowhere(level, period.split(count.months())[0])
