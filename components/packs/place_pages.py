"""Pages about one ward, from the sections of its own page."""

from dataclasses import replace
from functools import partial

from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.place_page import (
    nearby_section,
    printed_pictures,
    recorded_section,
    sentences,
    survey_section,
)
from components.place_page.model import PlaceModel, facts_of
from components.text.sentences import counted, place_change
from components.ui.sections import Look, Part, Picture, Sentences
from geo.categories import ALL_CRIME

# MONTHS_TALL: millimetres of the monthly chart in a PDF.
MONTHS_TALL = 80.0


def briefing(asked: Asked) -> list[PackPage]:
    """Return the sections of the ward's page, each as a message."""
    model = facts_of(asked.here)
    pages = [
        _opening(asked, model),
        _recorded(asked, model),
        _months(asked, model),
        _season(asked, model),
        _survey(asked, model),
        *_lists(asked, model),
    ]
    return [page for page in pages if page is not None]


def _opening(asked: Asked, model: PlaceModel) -> PackPage:
    """Return the summary beside the map of the ward."""
    said, *rest = sentences.lead(model)
    said, more = first_sentence(said)
    rest = [more, *rest] if more else rest
    picture = nearby_section.on_the_map(model)
    parts: list[Part] = [
        Sentences([sentences.kind(model)], Look.SUBTITLE),
        Sentences(rest),
        *picture.parts,
    ]
    return _page(asked, model, said, parts)


def _recorded(asked: Asked, model: PlaceModel) -> PackPage:
    """Return the figures of each category beside the rest of the area."""
    section = recorded_section.recorded_table(model)
    lines = sentences.rate_differences(model)
    (first, *rest) = lines if lines else (section.heading,)
    parts = [part for part in section.parts if part != Sentences(lines)]
    return _page(asked, model, first, [Sentences(rest), *parts])


def _months(asked: Asked, model: PlaceModel) -> PackPage:
    """Return three years of a category, and whether it changed in the last of them."""
    section = recorded_section.months(model)
    parts = [
        replace(part, print=partial(printed_pictures.months, model, height=MONTHS_TALL))
        if isinstance(part, Picture)
        else part
        for part in section.parts
    ]
    text = model.here.text
    changed, note = first_sentence(place_change(text, model.compared, model.category))
    heading = text(
        "pack.months_heading", category=text(f"category_title.{model.category}"), change=changed
    )
    page = _page(asked, model, heading, [Sentences([note] if note else []), *parts])
    total = int(model.monthly.sum())
    first, last = str(model.monthly.index[0]), str(model.monthly.index[-1])
    base = counted(text, model.category, total)
    return replace(page, period=text.months(first, last), base=base)


def _season(asked: Asked, model: PlaceModel) -> PackPage | None:
    section = recorded_section.season(model)
    if model.season is None or not model.season.has_enough_years:
        return None
    first, *rest = section.parts
    assert isinstance(first, Sentences)
    said, *others = first.lines
    return _page(asked, model, said, [Sentences(others), *rest])


def _survey(asked: Asked, model: PlaceModel) -> PackPage | None:
    """Return what residents say of each topic; None without a survey."""
    section = survey_section.perceived(model)
    first, *rest = section.parts
    if model.survey_row is None or not isinstance(first, Sentences):
        return None
    said, *others = first.lines
    said, more = first_sentence(said)
    page = _page(asked, model, said, [Sentences([*filter(None, [more]), *others]), *rest])
    basis = sentences.survey_basis(model)
    base = asked.here.text("picture.of_respondents", n=_answers(model))
    return replace(page, period=basis[0].rstrip(".") if basis else page.period, base=base)


def _answers(model: PlaceModel) -> str:
    row = model.survey_row
    assert row is not None
    return model.here.text.number(row["base"])


def _lists(asked: Asked, model: PlaceModel) -> list[PackPage]:
    """Return the orders and responses, then the groups, of the ward."""
    text, today = asked.here.text, asked.here.today
    day = text("pack.on_day", day=text.day(today.isoformat()))
    found = []
    around = model.around
    sections = {
        text(
            "pack.orders_heading",
            orders=text.number(len(around.orders)),
            responses=text.number(len(around.responses)),
        ): nearby_section.orders(model),
        text("pack.groups_heading", groups=text.number(len(around.here))): nearby_section.groups(
            model
        ),
    }
    caveats = [text("mine.not_absent"), text("orders.only_listed")]
    for heading, section in sections.items():
        page = _page(asked, model, heading, list(section.parts))
        found.append(replace(page, period=day, base=_listed(asked, model), caveats=caveats))
    return found


def _listed(asked: Asked, model: PlaceModel) -> str:
    text, around = asked.here.text, model.around
    return text(
        "pack.base_listed",
        orders=text.number(len(around.orders)),
        responses=text.number(len(around.responses)),
        groups=text.number(len(around.here)),
    )


def _page(asked: Asked, model: PlaceModel, heading: str, parts: list[Part]) -> PackPage:
    text = asked.here.text
    total = int(model.counts.sum()) if model.months else 0
    return PackPage(
        heading=heading,
        parts=[part for part in parts if not (isinstance(part, Sentences) and not part.lines)],
        period=text.months(model.period.first, model.period.last),
        base=counted(text, ALL_CRIME, total) if model.months else text("pack.no_base"),
        caveats=[text("mine.limit_record"), text("mine.limit_points")],
    )
