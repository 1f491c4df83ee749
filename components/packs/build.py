"""Builds a pack: the pages of its template, then its last pages."""

from collections.abc import Sequence
from dataclasses import replace

from components import queries
from components.packs.asked import Asked
from components.packs.drawn_once import drawn_once
from components.packs.model import Pack, PackPage
from components.packs.pages import last, since
from components.packs.remembered import MadePack, last_before
from components.packs.templates import AREA, MEETINGS, ORDERS, WARDS, PackTemplate
from components.page_context import PageContext, context_of
from components.page_models import meetings
from components.pdf.letterhead import author, letterhead
from components.text import sentences
from components.view.view import View
from data.access.viewer import Audience, Viewer, as_reader
from data.schema import WARD
from data.settings import load_settings


def subjects(here: PageContext, template: PackTemplate) -> Sequence[str]:
    """Return what a template can be about: wards by name, orders, meetings.

    It is one empty text for the whole area.
    """
    if template.about == WARDS:
        return queries.places.by_name(here.key, here.view.lang, WARD)
    if template.about == ORDERS:
        return queries.orders.order_numbers(here.key)
    if template.about == MEETINGS:
        return list(meetings.meetings(here))
    return [""]


def reader(viewer: Viewer, template: PackTemplate, subject: str = "") -> Viewer:
    """Return the viewer as a reader of the pack, who may see no more than the viewer."""
    readers = template.readers
    if template.about == MEETINGS and subject:
        of = meetings.meeting(context_of(View(), viewer), subject)
        readers = of.readers if of else Audience.PUBLIC
    return as_reader(viewer, readers)


def pack(viewer: Viewer, template: PackTemplate, subject: str, language: str) -> Pack:
    """Return the pack about one subject in one language, as its readers may see it."""
    asked = ask(viewer, template, subject, language)
    found: list[PackPage] = []
    left_out = []
    for part in template.parts:
        made = part.pages(asked)
        if not made and part.is_named:
            left_out.append(asked.here.text(f"pack_part.{part.name}"))
        left_out += [page.left_out for page in made if page.left_out]
        found += made
    name = name_of(asked.here, template, subject)
    return of_pages(
        asked,
        template=template.name,
        subject=subject,
        title=asked.here.text(f"pack.title_{template.name}", name=name),
        lead=since.message(asked),
        pages=[*found, *last.pages(asked, left_out)],
    )


def of_pages(
    asked: Asked, *, template: str, subject: str, title: str, lead: str, pages: Sequence[PackPage]
) -> Pack:
    """Return a pack of pages that were made already, such as those of a meeting's agenda.

    `lead` is the message on its first page.
    """
    here, text = asked.here, asked.here.text
    stamp = sentences.release_stamp(text, here.manifest, here.today)
    readers = text(f"pack.for_{here.viewer.audience.name.lower()}")
    return Pack(
        template=template,
        subject=subject,
        title=title,
        subtitle=[lead, f"{here.area_name}. {readers}", stamp],
        author=author(here),
        text=text,
        letterhead=letterhead(here),
        source=sentences.source(text, here.manifest),
        made=here.today,
        release=here.manifest.release,
        pages=drawn_once(pages),
    )


def ask(viewer: Viewer, template: PackTemplate, subject: str, language: str) -> Asked:
    """Return what the pages are made from."""
    settings = load_settings()
    of = reader(viewer, template, subject)
    here = context_of(View(lang=language), of)
    order = subject if template.about == ORDERS else ""
    place = subject if template.about == WARDS else ""
    if order:
        place = str(queries.orders.orders(here.key, here.today).at[order, "ward"] or "")
    here = replace(here, view=replace(here.view, place=place))
    return Asked(
        here=here,
        order=order,
        meeting=subject if template.about == MEETINGS else "",
        last=last_before(settings, made_of(here, template.name, subject)),
        address=settings.address,
    )


def made_of(here: PageContext, template: str, subject: str) -> MadePack:
    """Return what is remembered of a pack that was made now."""
    return MadePack(
        template=template,
        subject=subject,
        release=here.manifest.release,
        month=here.latest().last,
    )


def name_of(here: PageContext, template: PackTemplate, subject: str) -> str:
    """Return the name of a subject, as in a title."""
    if template.about == AREA:
        return here.area_name
    if template.about == MEETINGS:
        return _name_of_meeting(here, subject)
    if template.about == ORDERS:
        row = queries.orders.orders(here.key, here.today).loc[subject]
        return here.text.name(row.to_dict())
    return here.place_name(subject)


def _name_of_meeting(here: PageContext, number: str) -> str:
    """Return the title of a meeting with its day."""
    of = meetings.meeting(here, number)
    if of is None:
        return number
    day = here.text.day(of.record.values["day"])
    return here.text("meeting.title_on", title=meetings.title_of(here, of), day=day)
