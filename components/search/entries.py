"""What can be found: pages, places, groups, orders, responses and actions of the plan."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.page_models import responses
from components.queries.cache import CacheKey, query
from components.text.catalogue import LANGUAGES
from components.text.either_language import in_language
from components.ui import routes
from components.ui.routes import PageEntry
from components.view.entry import entry_of
from components.view.page_part import LONGEST_SEARCH
from data.access.permissions import may_open
from data.access.viewer import Audience
from data.register.plan import kinds as plan_kinds

PAGE, PLACE, GROUP, ORDER, RESPONSE = "page", "place", "group", "order", "response"
ACTION = "action"
KINDS = (PAGE, PLACE, ORDER, GROUP, RESPONSE, ACTION)
# How many entries of a kind are shown.
MOST = 6


@dataclass(frozen=True, kw_only=True)
class Found:
    """An entry that was found: its kind, its name, and the page and view that show it."""

    kind: str
    name: str
    page: str
    query: Mapping[str, str]


def find(here: PageContext, pages: Iterable[PageEntry], typed: str) -> dict[str, list[Found]]:
    """Return the entries that contain every word typed, by kind, the best first; at most `MOST`."""
    words = plain(typed).split()
    if not words:
        return {}
    ways = {
        PAGE: _pages(here, pages, words),
        PLACE: _rows(here, PLACE, routes.PLACE, "place", _places(here.key), words),
        ORDER: _rows(
            here, ORDER, routes.ORDERS, "order", _order_names(here.key, here.today), words
        ),
        GROUP: _groups(here, words),
        RESPONSE: _responses(here, words),
        ACTION: _actions(here, words),
    }
    return {kind: found for kind in KINDS if (found := ways[kind])}


def plain(words: str) -> str:
    """Return words without accents and in small letters, so that "grwp" finds "Grŵp"."""
    # Taken apart first, as a letter of mathematics has no small letter until it is a plain one.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", words).casefold())
    return "".join(" " if c in "-'’/" else c for c in apart if not unicodedata.combining(c))


def matching_groups(here: PageContext, typed: str) -> pd.DataFrame:
    """Return the groups that contain every word typed, by number, the best first."""
    return matching(_group_names(here.key), plain(typed).split())


def matching_orders(here: PageContext, typed: str) -> pd.DataFrame:
    """Return the orders that contain every word typed, by number, the best first."""
    return matching(_order_names(here.key, here.today), plain(typed).split())


def matching(names: pd.DataFrame, words: list[str]) -> pd.DataFrame:
    """Return the rows whose names, in either language, contain every word.

    Names that begin with the first word come first.
    """
    if not words:
        return names.head(0)
    known = names["plain"]
    fits = pd.Series(True, names.index)
    for word in words:
        fits &= known.str.contains(word, regex=False)
    found = names[fits]
    begins = known[fits].map(lambda name: any(part.startswith(words[0]) for part in name.split()))
    return found.assign(begins=~begins).sort_values("begins", kind="stable").head(MOST)


def _pages(here: PageContext, pages: Iterable[PageEntry], words: list[str]) -> list[Found]:
    """Return the pages that the viewer may open, by their names in both languages."""
    both = [queries.texts.text_in(language) for language in LANGUAGES]
    address = here.view.for_menu().address()
    return [
        Found(kind=PAGE, name=here.text(entry.title), page=entry.file, query=address)
        for entry in pages
        if entry.is_open_to(here.viewer)
        and entry.is_of(here.manifest)
        and all(word in plain(" ".join(text(entry.title) for text in both)) for word in words)
    ]


def _rows(
    here: PageContext, kind: str, page: str, field: str, names: pd.DataFrame, words: list[str]
) -> list[Found]:
    """Return the places or orders that match, each opened by a field of the view."""
    view, found = here.view.for_menu(), matching(names, words)
    return [
        Found(
            kind=kind,
            name=here.place_and_kind(str(code)) if kind == PLACE else here.text.name(row),
            page=page,
            query=view.address(**{field: str(code)}),
        )
        for code, row in zip(found.index, found.to_dict("records"), strict=True)
    ]


def _groups(here: PageContext, words: list[str]) -> list[Found]:
    """Return the groups that match, each found again on the page of groups."""
    view = here.view.for_menu()
    found = matching(_group_names(here.key), words)
    return [
        Found(
            kind=GROUP,
            name=(name := here.text.name(row)),
            page=routes.GROUPS,
            query=view.address(find=name[:LONGEST_SEARCH], kind=""),
        )
        for row in found.to_dict("records")
    ]


def _responses(here: PageContext, words: list[str]) -> list[Found]:
    """Return the responses that match, for viewers who may open their page."""
    if not may_open(here.viewer, Audience.PARTNER):
        return []
    names = _response_names(here.key)
    return _rows(here, RESPONSE, routes.RESPONSES, "response", names, words)


@query(10)
def _response_names(key: CacheKey) -> pd.DataFrame:
    """Return the names of the responses, by number; one language stands in for the other."""
    every = responses.responses(key)
    names = [
        {f"name_{language}": in_language(one.values, "name", language) for language in LANGUAGES}
        for one in every
    ]
    numbers = pd.Index([one.key for one in every], dtype="str")
    return _with_plain(pd.DataFrame(names, numbers, columns=["name_en", "name_cy"]))


def _actions(here: PageContext, words: list[str]) -> list[Found]:
    """Return the actions of the delivery plan that match; the public finds none."""
    found = matching(_action_names(here), words)
    view = here.view.for_menu()
    return [
        Found(
            kind=ACTION,
            name=f"{row['number']} {here.text.name(row)}".strip(),
            page=routes.PLAN,
            query=view.address(item=entry_of(plan_kinds.ACTION.name, str(code))),
        )
        for code, row in zip(found.index, found.to_dict("records"), strict=True)
    ]


def _action_names(here: PageContext) -> pd.DataFrame:
    """Return the names of the actions, by number of their records; one language stands in."""
    rows = {}
    for number, one in queries.plan.plan_view(here.key, here.today).actions.items():
        fields = one.record.values
        english, welsh = fields["name_en"], fields["name_cy"]
        names = {"name_en": english or welsh, "name_cy": welsh or english}
        rows[number] = {"number": fields["number"] or "", **names}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["number", "name_en", "name_cy"])
    return _with_plain(table).assign(
        plain=lambda named: named["number"].map(plain) + " " + named["plain"]
    )


@query(10)
def _places(key: CacheKey) -> pd.DataFrame:
    """Return the names of every place, by code; each area once."""
    same = queries.authorities.named_twice(key)
    return _with_plain(queries.places.places(key).drop(list(same))[["name_en", "name_cy"]])


@query(10)
def _group_names(key: CacheKey) -> pd.DataFrame:
    """Return the names of the groups as viewers of this scope may see them."""
    return _with_plain(queries.groups.groups_listed(key)[["name_en", "name_cy"]])


@query(10)
def _order_names(key: CacheKey, today: dt.date) -> pd.DataFrame:
    """Return the names of the orders, by number."""
    return _with_plain(queries.orders.orders(key, today)[["name_en", "name_cy"]])


def _with_plain(names: pd.DataFrame) -> pd.DataFrame:
    both = names["name_en"].fillna("") + " " + names["name_cy"].fillna("")
    codes = pd.Series(names.index.astype(str), names.index)
    return names.assign(plain=(both + " " + codes).map(plain).astype("str"))
