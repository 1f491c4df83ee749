"""Who made a change, and when, as the page says it."""

import datetime as dt
from zoneinfo import ZoneInfo

from components.text.catalogue import Text
from components.view.viewer import LOCAL

# The clock of the people who work with the register.
CLOCK = ZoneInfo("Europe/London")


def editor(text: Text, who: str) -> str:
    """Return the name of who made a change; without a sign-in it is the user of the computer."""
    return text("history.local") if who == LOCAL else who


def when(text: Text, at: str) -> str:
    """Return day and time of a change in the local time of Wales."""
    local = dt.datetime.fromisoformat(at).astimezone(CLOCK)
    return text("history.when", day=text.day(f"{local:%Y-%m-%d}"), time=f"{local:%H:%M}")
