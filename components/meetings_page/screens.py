"""The screens of a meeting's items: each has one message. What was drawn is cached."""

import datetime as dt
from collections.abc import Sequence

from components.meetings_page import stage, stage_html
from components.packs import agenda
from components.packs.asked import Asked
from components.packs.drawn_once import drawn_once
from components.packs.model import PackPage
from components.page_context import PageContext, context_of
from components.queries.cache import CacheKey, query
from components.queries.current_store import state_of
from components.text import sentences
from components.ui.tables import FICTIONAL
from components.view.view import View
from data.access.viewer import as_reader
from data.register.meetings.kinds import Meeting
from data.register.plan.kinds import PLAN_KINDS
from data.register.records import Record
from data.register.responses.kinds import ACTION, EVIDENCE_OF
from data.settings import load_settings

# SHOWN_KINDS: the kinds of records that items show, besides the tables of releases.
SHOWN_KINDS = tuple(kind.name for kind in (*PLAN_KINDS, EVIDENCE_OF, ACTION))
# WORDS: the fields of an item on which its pages depend.
WORDS = ("item_kind", "target", "title_en", "title_cy", "note_en", "note_cy")
Words = tuple[str, ...]


def reader(here: PageContext, of: Meeting, language: str = "") -> PageContext:
    """Return the context of those for whom a meeting is, who may see no more than the viewer."""
    viewer = as_reader(here.viewer, of.readers)
    return context_of(View(lang=language or here.view.lang), viewer)


def pages(here: PageContext, item: Record) -> list[PackPage]:
    """Return the pages of an item, for the reader that `here` is of; one at least."""
    return _pages(*_asked(here, item), _here=here, _item=item)


def count(here: PageContext, item: Record) -> int:
    """Return how many screens an item has."""
    return len(_screens(*_asked(here, item), _here=here, _item=item))


def screen(here: PageContext, item: Record, number: int) -> str:
    """Return a screen of an item as HTML; the last one if it has fewer."""
    number = min(number, count(here, item))
    return _screen(*_asked(here, item), number, _here=here, _item=item)


def foot(here: PageContext, page: PackPage) -> list[str]:
    """Return what the figures of a page rest on, their source, and that a county is fictional."""
    text, manifest = here.text, here.manifest
    words = [f"{FICTIONAL}."] if manifest.fictional else []
    if page.period:
        words.append(text("pack.foot", period=page.period, base=page.base))
        words.append(sentences.source(text, manifest))
    return [" ".join(words)] if words else []


def of_page(here: PageContext, page: PackPage) -> list[stage.Laid]:
    """Return the screens of a page that is no item, such as the first one."""
    return stage.laid(page, foot(here, page), here.text("pack.caveats"))


def drawn(found: Sequence[stage.Laid], number: int) -> str:
    """Return one of several screens as HTML; the last one if there are fewer."""
    number = min(number, len(found))
    told = f"{number} / {len(found)}" if len(found) > 1 else ""
    return stage_html.stage(found[number - 1], number=told)


def _asked(here: PageContext, item: Record) -> tuple[CacheKey, str, Words, str, dt.date]:
    """Return what the pages of an item depend on."""
    words = tuple(str(item.values[name] or "") for name in WORDS)
    return here.key, here.view.lang, words, state_of(SHOWN_KINDS), here.day


@query(40)
def _pages(
    key: CacheKey,
    language: str,
    words: Words,
    state: str,
    day: dt.date,
    *,
    _here: PageContext,
    _item: Record,
) -> list[PackPage]:
    asked = Asked(here=_here, address=load_settings().address)
    return drawn_once(agenda.pages(asked, _item))


@query(40)
def _screens(
    key: CacheKey,
    language: str,
    words: Words,
    state: str,
    day: dt.date,
    *,
    _here: PageContext,
    _item: Record,
) -> Sequence[stage.Laid]:
    found = _pages(key, language, words, state, day, _here=_here, _item=_item)
    return tuple(laid for page in found for laid in of_page(_here, page))


@query(60)
def _screen(
    key: CacheKey,
    language: str,
    words: Words,
    state: str,
    day: dt.date,
    number: int,
    *,
    _here: PageContext,
    _item: Record,
) -> str:
    return drawn(_screens(key, language, words, state, day, _here=_here, _item=_item), number)
