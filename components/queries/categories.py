"""What a viewer may choose to count, and in which months it is known."""

from components.counting import categories_of
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.access.viewer import own_incidents_visible
from data.errors import AccessDenied
from data.schema import CRIMES, GROUP_PREFIX
from geo.categories import CHOICES
from geo.period import Period


@query(20)
def countable_categories(key: CacheKey) -> tuple[str, ...]:
    """Police categories, groups of them and the partnership's own; own incidents for partners."""
    store = store_of(key)
    ours = [GROUP_PREFIX + name for name in store.manifest.groups]
    standard = [choice for choice in CHOICES if choice not in CRIMES]
    own = store.own_incidents().choices() if own_incidents_visible(key.scope) else []
    return (*standard, *ours, *CRIMES, *own)


def require_countable(key: CacheKey, choice: str) -> tuple[str, ...]:
    """Return what a choice adds up; AccessDenied where viewers of the scope may not choose it."""
    if choice not in countable_categories(key):
        raise AccessDenied(what=choice, audience=key.scope)
    return categories_of(store_of(key), choice)


@query(100)
def complete_months(key: CacheKey, choice: str) -> tuple[str, ...]:
    """The months of which something is known."""
    return tuple(store_of(key).known_months(require_countable(key, choice)))


def nowhere(key: CacheKey, choice: str, level: str, period: Period) -> int:
    """How many incidents of the period no area of the level has.

    Of a level that doesn't cover the ground those outside of its areas; at any level those of the
    partners' own incidents of which less is known than where they are.
    """
    store, categories = store_of(key), require_countable(key, choice)
    months = period.split(store.known_months(categories))[0]
    return store.nowhere(level, months, categories)
