"""Meetings as they are now, and which of them a viewer may read."""

import datetime as dt

from components.page_context import PageContext
from components.queries.cache import CacheKey, query
from components.queries.current_store import existing_register, state_of
from components.text.either_language import in_language
from data.register.meetings.kinds import MEETING_KINDS, Meeting, read_meetings

KINDS = tuple(kind.name for kind in MEETING_KINDS)


@query(4)
def _every(key: CacheKey, state: str) -> dict[str, Meeting]:
    engine = existing_register()
    return read_meetings(engine) if engine else {}


def meetings(here: PageContext) -> dict[str, Meeting]:
    """Return the meetings that the viewer may read by number, the next one first.

    Those to come are in the order of their days, then those that are over, the latest first.
    """
    every = _every(here.key._replace(register=""), state_of(KINDS))
    own = [one for one in every.values() if here.viewer.audience >= one.readers]
    ahead = sorted((one for one in own if not is_over(one, here.day)), key=_day)
    over = sorted((one for one in own if is_over(one, here.day)), key=_day, reverse=True)
    return {one.key: one for one in (*ahead, *over)}


def meeting(here: PageContext, key: str) -> Meeting | None:
    """Return a meeting; None if there is none of the number, or if the viewer may not read it."""
    return meetings(here).get(key)


def is_over(of: Meeting, today: dt.date) -> bool:
    """Return whether a meeting has ended, or its day has passed without its being held."""
    values = of.record.values
    if of.running:
        return False
    return bool(values["ended_on"]) or (values["day"] or "") < today.isoformat()


def title_of(here: PageContext, of: Meeting) -> str:
    """Return the title of a meeting in the page's language, or else in the other one."""
    return in_language(of.record.values, "title", here.view.lang) or of.key


def _day(of: Meeting) -> tuple[str, str]:
    return (str(of.record.values["day"] or ""), of.key)
