"""Error messages and notices in the viewer's language. Every error is worded in this module."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import queries
from components.recording import acts
from components.text.catalogue import Text
from components.ui import html
from components.view.address import Reading
from components.view.map_position import position_of
from components.view.viewer import current_viewer
from data.access.permissions import may_bring_files
from data.access.scopes import names_in
from data.errors import (
    AccessDenied,
    BrokenRelease,
    BuildRunning,
    ChangeRunning,
    Conflict,
    DocumentFailed,
    LostHistory,
    MilltirError,
    NoRelease,
    NothingBefore,
    NothingPublished,
    NothingToUndo,
    NotWritable,
    OtherRelease,
    PackNotSaved,
    ProgramFailed,
    ReadOnly,
    RegisterUnavailable,
    RestorationUnfinished,
    SourceError,
    StorageFull,
    TooMuchWork,
    TrialDecided,
    WorkGone,
    WorkLost,
)
from data.fetch import FetchError
from data.messages import InBoth, Message
from data.schema import LEVELS
from geo.categories import is_own
from geo.measures import MEASURES

MOST_LETTERS = 300
HISTORY, WARNING = ":material/history:", ":material/warning:"
KEYS: dict[type[MilltirError], str] = {
    SourceError: "error.source",
    NoRelease: "error.no_release",
    RestorationUnfinished: "error.restoration_unfinished",
    BrokenRelease: "error.broken_release",
    BuildRunning: "error.build_running",
    ChangeRunning: "error.change_running",
    LostHistory: "error.lost_history",
    OtherRelease: "error.other_release",
    TrialDecided: "error.trial_decided",
    StorageFull: "error.storage_full",
    NotWritable: "error.not_writable",
    ProgramFailed: "error.program",
    PackNotSaved: "error.pack_not_saved",
    WorkLost: "error.work_lost",
    TooMuchWork: "error.too_much_work",
    WorkGone: "error.work_gone",
    FetchError: "error.fetch",
    NothingBefore: "error.nothing_before",
    NothingPublished: "error.nothing_published",
    AccessDenied: "error.access_denied",
    ReadOnly: "error.read_only",
    DocumentFailed: "error.document",
    Conflict: "error.conflict",
    NothingToUndo: "error.register",
    RegisterUnavailable: "error.register",
}

# Messages that name commands and folders, and those for viewers who can't use them.
WITH_COMMANDS = {
    "error.no_release": "error.nothing_to_show",
    "error.broken_release": "error.not_readable",
    "error.lost_history": "error.nothing_to_show",
    "error.restoration_unfinished": "error.nothing_to_show",
}


def wording(text: Text, error: MilltirError) -> str:
    """Return the sentence for an error, with the facts that it carries, for Markdown.

    Pages word every error here, so that a refusal is recorded here.
    """
    acts.refused(error)
    return _wording(text, error, describe_error)


def plain_wording(text: Text, error: MilltirError) -> str:
    """Return the same sentence without escaping, for HTML, files and mails."""
    return _wording(text, error, said_plainly)


def _wording(text: Text, error: MilltirError, said: Callable[[Text, Any], str]) -> str:
    key = next((KEYS[kind] for kind in type(error).__mro__ if kind in KEYS), "error.unexpected")
    if key in WITH_COMMANDS and not may_bring_files(current_viewer()):
        key = WITH_COMMANDS[key]
    facts = {name: _on_a_page(fact) for name, fact in error.facts.items()}
    return text(key, **{name: said(text, fact) for name, fact in facts.items()})


def _on_a_page(fact: str) -> str:
    """Return a fact without the folders of a file, which are the server's own affair."""
    file, colon, member = fact.partition(": ")
    paths = (PurePosixPath(file), PureWindowsPath(file))
    if isinstance(fact, Message | InBoth) or not any(path.is_absolute() for path in paths):
        return fact
    return next(path.name for path in paths if path.is_absolute()) + colon + member


def describe_error(text: Text, value: Any) -> str:
    """Return a fact in the viewer's language; users' own words are escaped for Markdown."""
    return _worded(text, value, html.escape_markdown)


def said_plainly(text: Text, value: Any) -> str:
    """Return the same without escaping, for table cells and files."""
    return _worded(text, value, str)


def _worded(text: Text, value: Any, letters: Callable[[str], str]) -> str:
    if isinstance(value, Message):
        inside = {name: _worded(text, part, letters) for name, part in value.values.items()}
        return text(f"fact.{value.key}", **inside)
    if isinstance(value, InBoth):
        return value.cy if text.language == "cy" else str(value)
    if isinstance(value, tuple):
        return ", ".join(_worded(text, part, letters) for part in value)
    if isinstance(value, int):
        return text.number(value)
    words = "".join(c if c.isprintable() else " " for c in str(value))
    return letters(words[:MOST_LETTERS] + ("…" if words[MOST_LETTERS:] else ""))


@contextmanager
def errors_explained(text: Text) -> Iterator[None]:
    """Explain an error in place of what could not be drawn, without a traceback."""
    try:
        yield
    except Exception as error:
        explain(text, error)


def explain(text: Text, error: Exception) -> None:
    """Draw the message of an error; that of a bug in Milltir has its details in the log alone.

    If the release was found to be broken in the middle of the run and another one is served now,
    the page runs again with that one.
    """
    if isinstance(error, BrokenRelease) and queries.current_store.is_replaced(error):
        st.rerun()
    if isinstance(error, MilltirError):
        st.error(wording(text, error), icon=":material/error:")
        return
    logging.getLogger("milltir").error("a part of a page failed", exc_info=error)
    st.error(text("error.unexpected"), icon=":material/error:")


def not_open(text: Text) -> None:
    """Draw a notice in place of a page that the viewer may not open; its name isn't shown."""
    st.warning(text("notice.not_open"), icon=":material/lock:")


def about_what_is_shown(text: Text, broken: BrokenRelease | None, category: str) -> None:
    """Draw that an older release is shown, and that what people entered can't be read.

    Of own incidents it is said whose they are, if the viewer doesn't see all of them.
    """
    if broken:
        serving_older(text, broken)
    if is_own(category):
        _own_incidents_of_some(text)
    if trouble := queries.current_store.register_trouble():
        register_unread(text, trouble)


def _own_incidents_of_some(text: Text) -> None:
    codes, manifest = current_viewer().authorities, queries.current_store.store().manifest
    if codes is None:
        return
    areas = text.listing(names_in(manifest, codes, text.language))
    area = text.name({"name_en": manifest.title_en, "name_cy": manifest.title_cy})
    words = text("own.of_some", areas=areas, area=area)
    _notice("own").info(html.escape_markdown(words), icon=":material/lock:")


def register_unread(text: Text, error: RegisterUnavailable) -> None:
    """Draw that the register can't be read, and what the page shows instead."""
    problem, words = error.facts["problem"], text("notice.register_unread")
    if isinstance(problem, Message) and "version" in problem.values:
        words = text("notice.register_newer", **problem.values)
    _notice("register").warning(words, icon=WARNING)


def serving_older(text: Text, broken: BrokenRelease) -> None:
    """Draw the notice that the current release can't be read and an older one is shown."""
    words = wording(text, broken) + " " + text("notice.older_release")
    _notice("older").warning(words, icon=":material/history:")


def about_address(text: Text, reading: Reading) -> None:
    """Draw which parts of a link were not understood; the rest of it was used."""
    refused = dict(reading.refused)
    asked = refused.get("level", "")
    # The measure has this level but the release hasn't, or there is no such level.
    if asked in LEVELS and asked not in MEASURES[reading.view.measure].levels:
        level = text(f"level_by.{refused.pop('level')}")
        measure = text(f"measure.{reading.view.measure}")
        words = text("notice.no_such_level", measure=measure, level=level)
        _notice("level").info(words, icon=":material/info:")
    if position_of(refused.get("at", "")):
        refused.pop("at")
        _notice("position").info(text("notice.nothing_seen"), icon=":material/zoom_out_map:")
    if refused:
        parts = text.listing([f"{name}={value[:40]}" for name, value in refused.items()])
        words = text("notice.bad_address", parts=html.as_code(parts))
        _notice("address").warning(words, icon=":material/link_off:")


def _notice(name: str) -> DeltaGenerator:
    """Return a place above the page; the style leaves room for it, so that the map still fits."""
    return st.container(key=f"mt-notice-{name}")
