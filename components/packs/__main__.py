"""Packs from the command line: python -m components.packs TEMPLATE --out FOLDER ..."""

import logging
import sys

# Streamlit's caches warn when they are used without a browser session, as they are here.
logging.disable(logging.WARNING)

from components.packs.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
