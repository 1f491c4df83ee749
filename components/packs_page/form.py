"""The choices of a pack: which, about what, in which languages, as which files."""

from collections.abc import Mapping

import streamlit as st

from components.forms import uploader
from components.packs.build import reader
from components.packs.make import FORMATS, OwnTemplate, Request, offered
from components.packs.templates import MEETINGS, ORDERS, TEMPLATES, WARDS, PackTemplate
from components.packs_page.view_part import PacksPart
from components.page_context import PageContext, context_of
from components.text.catalogue import LANGUAGES
from components.view import bindings
from data.access.permissions import may_upload
from data.settings import load_settings

# MOST_MEGABYTES: of a partnership's own template for slides.
MOST_MEGABYTES = 50
KINDS = ("pptx", "potx")
# ONE_OF: what a pack has one of.
ONE_OF = (ORDERS, MEETINGS)


def template_of(here: PageContext) -> PackTemplate:
    """Draw the choice of the pack, and return its template."""
    text = here.text
    names = [one.name for one in TEMPLATES]
    st.radio(
        text("packs.template"),
        names,
        format_func=lambda name: text(f"pack_name.{name}"),
        captions=[text(f"pack_what.{name}") for name in names],
        **bindings.bound("pack"),
    )
    chosen = here.view.of(PacksPart).pack
    return next(one for one in TEMPLATES if one.name == chosen)


def request(here: PageContext, template: PackTemplate) -> Request | None:
    """Draw the other choices; return what was asked for, or None if something is missing."""
    text = here.text
    subjects = _subjects(here, template)
    languages = st.pills(
        text("packs.languages"),
        LANGUAGES,
        selection_mode="multi",
        default=[text.language],
        format_func=lambda one: text(f"packs.language_{one}"),
        key="packs-languages",
    )
    formats = st.pills(
        text("packs.formats"),
        list(FORMATS),
        selection_mode="multi",
        default=list(FORMATS)[:1],
        format_func=lambda one: text(f"packs.format_{one}"),
        key="packs-formats",
    )
    own = _own(here) if "pptx" in formats else None
    if not subjects:
        return None
    if not languages or not formats:
        st.info(text("packs.nothing_selected"))
        return None
    return Request(
        template=template.name,
        subjects=tuple(subjects),
        languages=tuple(one for one in LANGUAGES if one in languages),
        formats=tuple(one for one in FORMATS if one in formats),
        own=own,
    )


def _subjects(here: PageContext, template: PackTemplate) -> list[str]:
    """Draw what the pack is about, and return the codes; one empty text for the whole area."""
    known = offered(context_of(here.view, reader(here.viewer, template)), template)
    if template.about == WARDS:
        return _wards(here, known)
    if template.about in ONE_OF:
        return _one(here, template.about, known)
    return [""]


def _one(here: PageContext, about: str, known: Mapping[str, str]) -> list[str]:
    """Draw the choice of one order or meeting; say so if there is none."""
    text = here.text
    if not known:
        st.info(text(f"packs.no_{about}"))
        return []
    asked = here.view.of(PacksPart).about
    codes = list(known)
    chosen = st.selectbox(
        text(f"packs.of_{about}"),
        codes,
        index=codes.index(asked) if asked in codes else 0,
        format_func=known.__getitem__,
        key=f"packs-{about}",
    )
    return [chosen]


def _wards(here: PageContext, known: Mapping[str, str]) -> list[str]:
    text = here.text
    if st.toggle(text("packs.all_wards"), key="packs-all"):
        return list(known)
    chosen = st.multiselect(
        text("packs.wards"),
        list(known),
        default=[here.view.place] if here.view.place in known else [],
        format_func=known.__getitem__,
        placeholder=text("packs.wards_none"),
        key="packs-wards",
    )
    return list(chosen)


def _own(here: PageContext) -> OwnTemplate | None:
    """Draw the choice of the partnership's own template for slides, for those who may upload."""
    if not may_upload(here.viewer):
        return None
    text, limits = here.text, load_settings().upload_limits
    with st.expander(text("packs.own")):
        st.write(text("packs.own_how"))
        most = text.number(MOST_MEGABYTES)
        uploader.translate(text, most, text.number(limits.session_mb))
        file = st.file_uploader(
            text("packs.own_file"),
            type=list(KINDS),
            max_upload_size=MOST_MEGABYTES,
            key="packs-own",
        )
    return OwnTemplate(file.name, file.getvalue()) if file else None
