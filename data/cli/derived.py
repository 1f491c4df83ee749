"""After a build: let what is costly of the release be worked out and stored, by another command."""

import sys

from data.errors import MilltirError
from data.settings import Settings
from data.update.programs import run_program

# PROGRAM: of a layer above, so that it is run as a command.
PROGRAM = "components.queries.monthly"


def store_derived(settings: Settings) -> None:
    """Let what stands out this month and the next quarter's ranges be stored with the release.

    If that fails, it is said, and the first who asks for them waits instead.

    Parameters
    ----------
    settings
        The installation's paths.

    Examples
    --------
    >>> store_derived(load_settings())  # doctest: +SKIP
    """
    try:
        run_program(PROGRAM, (), settings)
    except (MilltirError, OSError) as fault:
        print(
            f"note: the first who opens the page of the month will wait: {fault}", file=sys.stderr
        )
