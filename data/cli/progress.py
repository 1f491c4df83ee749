"""Progress of a command for a terminal or a log."""

import sys
import time

BAR_WIDTH = 28
STEP_IN_A_LOG = 0.1


class ProgressBar:
    """A line that is redrawn on a terminal, or one line per tenth in a log."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._reported = -1.0

    def __call__(self, share: float, what: str) -> None:
        seconds = time.monotonic() - self._started
        filled = "█" * round(share * BAR_WIDTH)
        left = f"{seconds * (1 - share) / share:4.0f} s left" if share > 0 else ""
        line = f"{filled:░<{BAR_WIDTH}} {share:4.0%}  {seconds:4.0f} s  {left:10}  {what[-60:]}"
        if sys.stderr.isatty():
            print(f"\r\x1b[K{line}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)
        elif share >= 1 or share - self._reported >= STEP_IN_A_LOG:
            print(line, file=sys.stderr, flush=True)
            self._reported = share
