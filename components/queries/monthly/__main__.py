"""Work out what is costly of the current release's months and store it: after a build, a command.

python -m components.queries.monthly
"""

import logging
import sys

if __name__ == "__main__":
    # Streamlit's caches warn when they are used without a browser session, as they are here.
    logging.disable(logging.WARNING)

from components.queries.cache import CacheKey
from components.queries.categories import countable_categories
from components.queries.current_store import serving
from components.queries.monthly import exceptions_of, next_quarter
from data.access.viewer import Audience
from data.errors import MilltirError


def main() -> int:
    """Ask what is stored. Return 0, or 1 without a release."""
    try:
        # The public may choose what is of police figures alone, and nothing else is stored.
        key = CacheKey(serving()[0].manifest.release, Audience.PUBLIC.name.lower())
        exceptions_of(key)
        for category in countable_categories(key):
            next_quarter(key, category)
    except MilltirError as error:
        print(f"milltir: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
