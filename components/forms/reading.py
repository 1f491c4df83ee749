"""What somebody who may not edit sees where others have forms: the fields, and who can change them.

With the roles of partners and analysts the pages of the register are for reading.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from components.forms.fields_in_words import said
from components.page_context import PageContext
from components.text.catalogue import LANGUAGES
from components.text.direction import escape
from components.ui import html
from data.access.permissions import may_edit


def reads_only(here: PageContext) -> bool:
    """Return whether the viewer may not write to the register."""
    return not may_edit(here.viewer)


def say(here: PageContext) -> None:
    """Draw that only editors can change what is shown here."""
    html.supporting_sentence(here.text("register.only_editors"))


def page(here: PageContext, title: str) -> None:
    """Draw a page that only editors can use: its title, and that sentence."""
    st.title(here.text(title))
    say(here)


def fields(here: PageContext, kind: str, names: Iterable[str], values: Mapping[str, Any]) -> None:
    """Draw the named fields of a record that aren't empty, in the language of the page if it can.

    The other language stands in for a text that this one doesn't have.
    """
    rows = "".join(
        f"<dt>{escape(here.text(f'field.{name}'))}</dt>"
        f"<dd>{escape(', '.join(said(here, kind, name, values[name])))}</dd>"
        for name in names
        if values.get(name) not in (None, "") and not _stands_behind(here, name, values)
    )
    st.html(f"<dl class='mt-facts'>{rows}</dl>")


def _stands_behind(here: PageContext, name: str, values: Mapping[str, Any]) -> bool:
    """Return whether a text is in the other language and there is one in the page's own."""
    stem, _, language = name.rpartition("_")
    own = f"{stem}_{here.text.language}"
    return language in LANGUAGES and name != own and bool(values.get(own))
