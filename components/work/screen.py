"""What a page shows of work in another process: how far it is, a button to stop, and its file.

The work goes on while its viewer is on another page, and is there when they come back.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import downloads, notices
from components.view import run, session
from components.work.entry import WhenOver
from components.work.model import Content, Owner, Progress, Stage, Status
from components.work.pool import GRACE
from components.work.process import pool
from data.errors import MilltirError

# EVERY: seconds after which the page looks how far the work is. SOON: seconds in which short work
# is waited for, so that its file is there at once.
EVERY, SOON = 1.0, 0.8
Words = Callable[[Progress], str]


def begin(
    here: PageContext,
    key: str,
    function: Callable[..., Any],
    arguments: Mapping[str, Any],
    *,
    asked: object,
    brought: Sequence[Content] = (),
    grace: float = GRACE,
    when_over: WhenOver | None = None,
) -> bool:
    """Let work begin in place of what the session has under this key; return whether it has.

    Explain why if it has not.
    """
    owner, before = _owner(here), _number(key)
    try:
        number = pool().submit(
            function,
            arguments,
            owner=owner,
            asked=asked,
            brought=brought,
            grace=grace,
            when_over=when_over,
        )
    except MilltirError as error:
        notices.explain(here.text, error)
        return False
    pool().forget(before, owner)
    session.set_widget_value(_name(key), number)
    pool().wait(number, SOON)
    return True


def status_of(here: PageContext, key: str) -> Status | None:
    """Return what has become of the session's work under this key; None if there is none."""
    return pool().status(_number(key), _owner(here))


def is_under_way(here: PageContext, key: str) -> bool:
    """Return whether there is work under this key that isn't over."""
    status = status_of(here, key)
    return status is not None and not status.is_over


def follow(
    here: PageContext, key: str, words: Words | None = None, *, if_failed: str = ""
) -> Status | None:
    """Draw how far the work is, with a button to stop it, or why nothing came of it.

    Return what it is once it is done. `words` say how far it is, and `if_failed` what is true then.
    """
    status = status_of(here, key)
    if status is None or status.stage is Stage.DONE:
        return status
    if not status.is_over:
        _watch(here, key, words or (lambda _: here.text("work.running")))
        return None
    forget(here, key)
    if status.stage is Stage.STOPPED:
        st.info(here.text("work.stopped"))
    else:
        notices.explain(here.text, status.error or RuntimeError("a task failed"))
        if if_failed:
            st.info(if_failed)
    return None


def forget(here: PageContext, key: str) -> None:
    """Remove what was made under this key."""
    pool().forget(_number(key), _owner(here))
    session.set_widget_value(_name(key), "")


def content(here: PageContext, key: str) -> bytes:
    """Return the file that was made; raise AccessDenied or WorkGone if it isn't this viewer's."""
    return pool().content(_number(key), _owner(here))


def save_button(
    here: PageContext, key: str, label: str, *, name: str, mime: str, button: str, main: bool = True
) -> None:
    """Draw the button that saves the file which was made."""
    file = partial(pool().content, _number(key), _owner(here))
    downloads.button(label, file, name=name, mime=mime, key=button, main=main)


def _watch(here: PageContext, key: str, words: Words) -> None:
    """Draw the progress, and again each second without the rest of the page."""
    number, owner, text = _number(key), _owner(here), here.text

    def look() -> None:
        now = pool().status(number, owner)
        if now is None or now.is_over:
            st.rerun()
        st.progress(now.progress.share, text=_said(text, now, words))
        st.button(
            text("work.stop"),
            icon=":material/stop_circle:",
            key=f"{key}-stop",
            disabled=now.is_stopping,
            on_click=pool().stop,
            args=(number, owner),
        )

    st.fragment(look, run_every=EVERY)()


def _said(text: Text, now: Status, words: Words) -> str:
    if now.is_stopping:
        return text("work.stopping")
    if now.stage is Stage.WAITING:
        return text.plural("work.waiting", now.before) if now.before else text("work.begins")
    return words(now.progress)


def _owner(here: PageContext) -> Owner:
    return Owner(session=run.session(), viewer=here.viewer)


def _name(key: str) -> str:
    return f"work-{key}"


def _number(key: str) -> str:
    return session.get_widget_value(_name(key))
