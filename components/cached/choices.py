"""What a viewer may choose to count, and in which months it is known."""

from components.cached.serving import named
from components.cached.shared import shared
from components.counting import Counting
from data.access.viewer import own_incidents_visible
from data.errors import AccessDenied
from data.schema import CRIMES, GROUP_PREFIX
from geo.categories import CHOICES
from geo.period import Period


@shared(20)
def choices(release: str, scope: str) -> tuple[str, ...]:
    """Police categories, groups of them and the partnership's own; own incidents for partners."""
    store = named(release)
    ours = [GROUP_PREFIX + name for name in store.manifest.groups]
    standard = [choice for choice in CHOICES if choice not in CRIMES]
    own = store.own_incidents().choices() if own_incidents_visible(scope) else []
    return (*standard, *ours, *CRIMES, *own)


def counting(release: str, scope: str, choice: str) -> Counting:
    """How to count it; AccessDenied where viewers of this scope may not choose it."""
    if choice not in choices(release, scope):
        raise AccessDenied(what=choice, audience=scope)
    return Counting(store=named(release), choice=choice)


@shared(100)
def complete_months(release: str, scope: str, choice: str) -> tuple[str, ...]:
    """The months of which something is known."""
    return tuple(counting(release, scope, choice).months())


def nowhere(release: str, scope: str, choice: str, level: str, period: Period) -> int:
    """How many incidents of the period no area of the level has.

    Of a level that doesn't cover the ground those outside of its areas; at any level those of the
    partners' own incidents of which less is known than where they are.
    """
    count = counting(release, scope, choice)
    return count.nowhere(level, period.split(count.months())[0])
