"""Step through the months of the map, or play them one after another.

Whether the animation plays, and through which months, is stored for the visit; the month that is
shown is the period of the address. Class bounds stay the same, so that a colour keeps its meaning.
"""

import streamlit as st

from components.page_context import PageContext
from components.text.direction import escape
from components.ui import period_picker
from components.ui.routes import ADDRESS_OF, MAP
from components.view import session
from components.view.view import PERIOD_MARK, period_value
from geo.period import YEAR, Period, shifted

PAGE = ADDRESS_OF[MAP]
PLAYING, THROUGH = "playing", "played-through"
# The time between two months, long enough to see changes on a slow machine.
SECONDS = 1.6


def bar(here: PageContext) -> None:
    """Draw the time controls below the map: back, play or pause, forward, a year before."""
    if not here.measure.by_period:
        return
    text, period, through = here.text, here.period(), played_through(here)
    length = len(period.months())
    with st.container(key="mt-time", horizontal=True, vertical_alignment="center"):
        period_picker.step(
            here, -length, text("play.back"), ":material/chevron_left:", key="time-back"
        )
        play_or_pause(here)
        period_picker.step(here, length, text("play.on"), ":material/chevron_right:", key="time-on")
        period_picker.step(here, -YEAR, text("play.year"), ":material/history:", key="time-year")
        if through:
            st.html(f'<p class="mt-month" role="status">{escape(_now(here, through))}</p>')
            st.button(
                text("play.whole"),
                key="time-whole",
                icon=":material/close:",
                help=text.months(through.first, through.last),
                on_click=lambda: period_picker.go_to(here, through),
            )


def played_through(here: PageContext) -> Period | None:
    """Return the months that are played or stepped through; None if a whole period is shown."""
    ends, period = session.get_widget_value(THROUGH), here.period()
    if ends:
        first, last = ends.split(PERIOD_MARK)
        if period.first == period.last and first <= period.first <= last:
            return Period(first=first, last=last)
    session.set_widget_value(THROUGH, "")
    session.set_widget_value(PLAYING, "")
    return None


def reset_animation() -> None:
    """Stop the animation, so that it doesn't continue when the user returns to the page."""
    session.set_widget_value(PLAYING, "")


def step_month(here: PageContext, by: int) -> None:
    """Move one month forward or back.

    From a longer period, move to its first or last month.
    """
    period, known = here.period(), here.months
    if period.first != period.last:
        session.set_widget_value(THROUGH, period_value(period))
        _show(here, period.first if by > 0 else period.last)
        return
    month = shifted(period.first, by)
    if known[0] <= month <= known[-1]:
        _show(here, month)


def play_or_pause(here: PageContext, *, shortcut: str | None = None) -> None:
    """Draw the play button, and schedule the next month while the animation plays."""
    through = played_through(here)
    playing = bool(through and session.get_widget_value(PLAYING))
    st.button(
        here.text("play.pause" if playing else "play.play"),
        key="time-play",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        type="primary",
        help=here.text("play.help"),
        shortcut=shortcut,
        on_click=(lambda: session.set_widget_value(PLAYING, ""))
        if playing
        else (lambda: _start(here, through)),
    )
    if through and playing:
        _tick(here, through)


def _start(here: PageContext, through: Period | None) -> None:
    """Play the months of the period; from a single month, play to the last month of the release."""
    known, period = here.months, here.period()
    if through is None:
        alone = period.first == period.last
        through = Period(first=period.first, last=known[-1]) if alone else period
        if through.first == through.last:
            through = Period(first=known[0], last=known[-1])
    resumes = period.first == period.last and through.first <= period.first < through.last
    session.set_widget_value(THROUGH, period_value(through))
    session.set_widget_value(PLAYING, "on")
    _show(here, period.first if resumes else through.first)


def _tick(here: PageContext, through: Period) -> None:
    """Make the browser request the next month after a delay.

    The first call of the fragment belongs to the page's own run and does nothing.
    """
    drawn: list[bool] = []

    def on() -> None:
        if not drawn:
            drawn.append(True)
            return
        month = shifted(here.period().first, 1)
        if month >= through.last:
            session.set_widget_value(PLAYING, "")
        if month <= through.last:
            _show(here, month)
        st.rerun()

    st.fragment(on, run_every=SECONDS)()


def _show(here: PageContext, month: str) -> None:
    period_picker.go_to(here, Period(first=month, last=month))


def _now(here: PageContext, through: Period) -> str:
    """Return the text for the month that is shown, or that it is missing."""
    text, month = here.text, here.period().first
    every = through.months()
    missing = month not in here.complete_months
    return text(
        "play.now_missing" if missing else "play.now",
        month=text.month(month),
        number=text.number(every.index(month) + 1),
        of=text.number(len(every)),
    )
