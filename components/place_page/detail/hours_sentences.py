"""The sentences on the hours of the week of a place. Pure."""

from components.queries.recorded import PlaceHours
from components.text.catalogue import Text
from components.text.sentences import capitalised
from geo.hotspots.busy_hours import BusyHours
from geo.hotspots.week import DAY, LONGEST, Week
from geo.noise.ladder import DOWN, UP
from geo.not_measured import NotMeasured

EVERY_DAY = 7


def when(text: Text, hours: PlaceHours) -> list[str]:
    """Return which hours hold most of the week's incidents, and what they hold elsewhere."""
    week = hours.enough
    if week is None:
        timed = 0 if isinstance(hours.week, NotMeasured) else hours.week.used
        return [text.plural("hours.too_few", timed)]
    found = hours.busiest
    if found is None:
        return [text("hours.even")]
    lines = [
        text(
            "hours.busiest",
            when=capitalised(block_in_words(text, found)),
            share=text.percent(found.share),
            lower=text.percent(found.lower),
            upper=text.percent(found.upper),
            even=text.percent(found.even),
        )
    ]
    if hours.elsewhere is not None:
        share, verdict = hours.elsewhere
        key = {UP: "hours.elsewhere_less", DOWN: "hours.elsewhere_more"}.get(verdict)
        lines.append(text(key or "hours.elsewhere_alike", share=text.percent(share)))
    return lines


def block_in_words(text: Text, found: BusyHours) -> str:
    """Return "Fridays and Saturdays from 21:00 to midnight"."""
    days = [text(f"hours_on.{(found.day + n) % 7}") for n in range(found.days)]
    last = (found.hour + found.hours) % DAY
    return text(
        "hours.block",
        days=text("hours.every_day") if found.days == EVERY_DAY else text.listing(days),
        first=_clock(text, found.hour),
        last=_clock(text, last),
    )


def basis(text: Text, hours: PlaceHours) -> list[str]:
    """Return the months, how many incidents there are, and which were left out."""
    lines = [text("hours.period", months=text.months(*hours.months))]
    week = hours.week
    if isinstance(week, Week):
        lines.append(text.plural("hours.used", week.used))
        if week.used > week.exact:
            lines.append(text.plural("hours.spans", week.used - week.exact))
        if week.too_long:
            lines.append(text.plural("hours.too_long", week.too_long, hours=LONGEST))
        if week.wrong:
            lines.append(text.plural("hours.untimed", week.wrong))
    if not hours.has_spans:
        lines.append(text("hours.older"))
    return lines


def explained(text: Text) -> list[str]:
    """Return how a span is shared, how the busiest hours are found, and what to be wary of."""
    keys = ("hours.how_span", "hours.how_busiest", "hours.how_elsewhere", "hours.how_wary")
    return [text(key) for key in keys]


def _clock(text: Text, hour: int) -> str:
    return text("hours.clock", hour=f"{hour:02d}") if hour else text("hours.midnight")
