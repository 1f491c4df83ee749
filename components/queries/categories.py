"""The categories that a viewer may choose, and the months for which they have figures."""

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
    """Return the categories that viewers may choose.

    These are the police categories, the partnership's groups of them and, for partners only,
    partner categories.
    """
    store = store_of(key)
    ours = [GROUP_PREFIX + name for name in store.manifest.groups]
    standard = [choice for choice in CHOICES if choice not in CRIMES]
    own = store.own_incidents().choices() if own_incidents_visible(key.scope) else []
    return (*standard, *ours, *CRIMES, *own)


def require_countable(key: CacheKey, choice: str) -> tuple[str, ...]:
    """Return the categories that a choice adds up.

    Raise AccessDenied if viewers of the scope may not choose it.
    """
    if choice not in countable_categories(key):
        raise AccessDenied(what=choice, audience=key.scope)
    return categories_of(store_of(key), choice)


@query(100)
def complete_months(key: CacheKey, choice: str) -> tuple[str, ...]:
    """Return the months for which the choice has figures."""
    return tuple(store_of(key).known_months(require_countable(key, choice)))


def nowhere(key: CacheKey, choice: str, level: str, period: Period) -> int:
    """Return how many incidents of the period lie in no area of the level.

    At a level that doesn't cover the whole area these are incidents outside its areas. At any level
    they include partner incidents whose location is not precise enough.
    """
    store, categories = store_of(key), require_countable(key, choice)
    months = period.split(store.known_months(categories))[0]
    return store.nowhere(level, months, categories)
