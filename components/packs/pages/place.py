"""Pages about one ward, from the sections of its own page."""

from dataclasses import replace
from functools import partial

from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.packs.pages import maps
from components.place_page import (
    nearby_section,
    printed_pictures,
    recorded_section,
    sentences,
    survey_section,
)
from components.place_page.detail import hours_section, outcomes_section
from components.place_page.model import PlaceModel
from components.text.change_sentences import place_change
from components.text.sentences import counted
from components.ui.sections import Look, Opened, Part, Picture, Sentences, Table
from geo.categories import ALL_CRIME


def briefing(asked: Asked) -> list[PackPage]:
    """Return the summary, the figures beside the rest of the area, the months and the season."""
    model = asked.place_model
    pages = [
        _opening(asked, model),
        _recorded(asked, model),
        _months(asked, model),
        _season(asked, model),
        _outcomes(asked, model),
        _hours(asked, model),
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
    drawn = partial(printed_pictures.months, model, size=maps.CHART, body=maps.CHART_LETTERS)
    parts = [
        replace(part, print=drawn) if isinstance(part, Picture) else part for part in section.parts
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


def _outcomes(asked: Asked, model: PlaceModel) -> PackPage | None:
    """Return what came of the crimes; None where no outcome has been published."""
    text, section = asked.here.text, outcomes_section.outcomes(model)
    share = outcomes_section.share_without_suspect(model)
    if section is None or share is None:
        return None
    first, late, opened = section.parts
    assert isinstance(late, Sentences) and isinstance(opened, Opened)
    tables = [part for part in opened.parts if isinstance(part, Table)]
    heading = text("pack.outcomes_heading", share=text.percent(share))
    page = _page(asked, model, heading, [first, *tables])
    return replace(page, caveats=[*late.lines, text("outcomes.no_asb")])


def _hours(asked: Asked, model: PlaceModel) -> PackPage | None:
    """Return when partners' incidents happen; None for the public, and with too few times."""
    section = hours_section.in_short(model)
    if section is None:
        return None
    when, table, basis = section.parts
    assert isinstance(when, Sentences) and isinstance(basis, Sentences)
    said, *others = when.lines
    months, *numbers = basis.lines
    page = _page(asked, model, said, [Sentences(others), table])
    caveats = [*numbers[1:], asked.here.text("hours.how_wary")]
    return replace(page, period=months.rstrip("."), base=numbers[0].rstrip("."), caveats=caveats)


def residents(asked: Asked) -> list[PackPage]:
    """Return what residents say of each topic; nothing without a survey."""
    model = asked.place_model
    first, *rest = survey_section.perceived(model).parts
    if model.survey_row is None or not isinstance(first, Sentences):
        return []
    said, *others = first.lines
    said, more = first_sentence(said)
    page = _page(asked, model, said, [Sentences([*filter(None, [more]), *others]), *rest])
    basis = sentences.survey_basis(model)
    base = asked.here.text("picture.of_respondents", n=_answers(model))
    return [replace(page, period=basis[0].rstrip(".") if basis else page.period, base=base)]


def _answers(model: PlaceModel) -> str:
    row = model.survey_row
    assert row is not None
    return model.here.text.number(row["base"])


def actions(asked: Asked) -> list[PackPage]:
    """Return the orders and other actions of the ward; nothing if there is no list of either."""
    text, model = asked.here.text, asked.place_model
    around = model.around
    if not {"orders", "responses"} & around.listed:
        return []
    heading = text(
        "pack.orders_heading",
        orders=text.number(len(around.orders)),
        responses=text.number(len(around.responses)),
    )
    page = _page(asked, model, heading, list(nearby_section.orders(model).parts))
    base = text("pack.base_orders_here", n=text.number(len(around.orders) + len(around.responses)))
    return [_of_today(asked, page, base, text("orders.only_listed"))]


def groups(asked: Asked) -> list[PackPage]:
    """Return the groups of the ward and the nearest others; nothing if there is no list."""
    text, model = asked.here.text, asked.place_model
    around = model.around
    if "groups" not in around.listed:
        return []
    heading = text("pack.groups_heading", groups=text.number(len(around.here)))
    page = _page(asked, model, heading, list(nearby_section.groups(model).parts))
    base = text("pack.base_groups", n=text.number(len(around.here)))
    return [_of_today(asked, page, base, text("mine.not_absent"))]


def _of_today(asked: Asked, page: PackPage, base: str, caveat: str) -> PackPage:
    """Return a page about what there is today."""
    text = asked.here.text
    period = text("pack.on_day", day=text.day(asked.here.today.isoformat()))
    return replace(page, period=period, base=base, caveats=[caveat])


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
