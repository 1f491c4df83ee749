"""The months one after another: a step back, a step on, or played until the last.

Whether it plays, and through which months, belongs to the visit; the month that is shown is the
address's own period. Class bounds stay as they are, so that a colour keeps its meaning.
"""

from html import escape

import streamlit as st

from components.page_context import PageContext
from components.ui import period_picker
from components.ui.routes import ADDRESS_OF, MAP
from components.view import state
from components.view.view import PERIOD_MARK, period_value
from geo.period import YEAR, Period, shifted

PAGE = ADDRESS_OF[MAP]
PLAYING, THROUGH = "playing", "played-through"
SECONDS = 1.6
"""Between two months: long enough to find what changed on a slow machine."""


def bar(here: PageContext) -> None:
    """Under the map, as under a film: back, play or pause, on; a year before; where it stands."""
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
    """The months that are being played or stepped through; None where a whole period is shown."""
    ends, period = state.get_widget_value(THROUGH), here.period()
    if ends:
        first, last = ends.split(PERIOD_MARK)
        if period.first == period.last and first <= period.first <= last:
            return Period(first=first, last=last)
    state.set_widget_value(THROUGH, "")
    state.set_widget_value(PLAYING, "")
    return None


def reset_animation() -> None:
    """Whoever comes back to a map that was playing finds it standing still."""
    state.set_widget_value(PLAYING, "")


def step_month(here: PageContext, by: int) -> None:
    """One month on or back; out of a longer period into its first or its last month."""
    period, known = here.period(), here.months
    if period.first != period.last:
        state.set_widget_value(THROUGH, period_value(period))
        _show(here, period.first if by > 0 else period.last)
        return
    month = shifted(period.first, by)
    if known[0] <= month <= known[-1]:
        _show(here, month)


def play_or_pause(here: PageContext, *, shortcut: str | None = None) -> None:
    """The button, and the playing itself."""
    through = played_through(here)
    playing = bool(through and state.get_widget_value(PLAYING))
    st.button(
        here.text("play.pause" if playing else "play.play"),
        key="time-play",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        type="primary",
        help=here.text("play.help"),
        shortcut=shortcut,
        on_click=(lambda: state.set_widget_value(PLAYING, ""))
        if playing
        else (lambda: _start(here, through)),
    )
    if through and playing:
        _tick(here, through)


def _start(here: PageContext, through: Period | None) -> None:
    """Through the months of the period; out of a single month to the release's last one."""
    known, period = here.months, here.period()
    if through is None:
        alone = period.first == period.last
        through = Period(first=period.first, last=known[-1]) if alone else period
        if through.first == through.last:
            through = Period(first=known[0], last=known[-1])
    resumes = period.first == period.last and through.first <= period.first < through.last
    state.set_widget_value(THROUGH, period_value(through))
    state.set_widget_value(PLAYING, "on")
    _show(here, period.first if resumes else through.first)


def _tick(here: PageContext, through: Period) -> None:
    """The next month in a while, asked for by the browser; the page's own run comes first."""
    drawn: list[bool] = []

    def on() -> None:
        if not drawn:
            drawn.append(True)
            return
        month = shifted(here.period().first, 1)
        if month >= through.last:
            state.set_widget_value(PLAYING, "")
        if month <= through.last:
            _show(here, month)
        st.rerun()

    st.fragment(on, run_every=SECONDS)()


def _show(here: PageContext, month: str) -> None:
    period_picker.go_to(here, Period(first=month, last=month))


def _now(here: PageContext, through: Period) -> str:
    """Which month this is, and that it is missing where it is."""
    text, month = here.text, here.period().first
    every = through.months()
    missing = month not in here.complete_months
    return text(
        "play.now_missing" if missing else "play.now",
        month=text.month(month),
        number=text.number(every.index(month) + 1),
        of=text.number(len(every)),
    )
