"""The categories that a choice of category adds up."""

from data.release.store import Store
from data.schema import GROUP_PREFIX
from geo.categories import is_own, members


def categories_of(store: Store, choice: str) -> tuple[str, ...]:
    """Return the categories that a choice adds up. A partner category is counted alone."""
    ours = store.manifest.groups.get(choice.removeprefix(GROUP_PREFIX))
    if ours and choice.startswith(GROUP_PREFIX):
        return tuple(ours["categories"])
    return (choice,) if is_own(choice) else members(choice)
