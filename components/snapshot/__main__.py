"""Pictures from the command line: python -m components.snapshot map --out FOLDER ..."""

import logging
import sys

# Streamlit's caches warn wherever no one is visiting: here that is just what is meant.
logging.disable(logging.WARNING)

from components.snapshot.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
