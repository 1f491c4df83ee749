"""Pages about one order, from the sections of its own page."""

from collections.abc import Sequence
from functools import partial

from components.orders_page import monthly_chart, sections, sentences
from components.orders_page.model import OrdersModel, ask
from components.packs.asked import Asked
from components.packs.model import PackPage, first_sentence
from components.packs.pages import maps
from components.ui.sections import Look, Part, Section, Sentences


def review(asked: Asked) -> list[PackPage]:
    """Return the answer, the order, the counts and the months, and what they rest on."""
    model = ask(asked.here, asked.order, usual=True)
    pages = [_answer(model), _order(model)]
    if model.study.windows.since:
        pages.append(_page(model, model.here.text("pack.order_counts"), _counts(model)))
    if model.study.evidence:
        pages += _months(model)
    basis = sections.basis(model)
    return [*pages, _page(model, basis.heading, basis.parts)]


def _answer(model: OrdersModel) -> PackPage:
    faults = Sentences(sentences.faults(model), Look.WARNING)
    said, rest = first_sentence(sentences.answer(model))
    parts: list[Part] = [
        Sentences([rest] if rest else []),
        faults,
        Sentences([sentences.status_sentence(model)]),
        *sections.findings(model).parts,
    ]
    return _page(model, said, parts)


def _order(model: OrdersModel) -> PackPage:
    """Return what the order prohibits, beside its map."""
    text = model.here.text
    lines = [
        text("orders.prohibits", words=str(model.row[f"prohibitions_{text.language}"])),
        text("orders.what_counted", what=model.what),
        text("orders.map_key"),
    ]
    return _page(model, model.name, [Sentences(lines), sections.area_map(model)])


def _months(model: OrdersModel) -> list[PackPage]:
    """Return a page for each chart: inside the order, and in the streets around.

    The words on its lines are true of a chart on a slide too, which has no band without figures.
    """
    large = partial(monthly_chart.as_svg, size=maps.CHART, body=maps.CHART_LETTERS)
    how = Sentences([model.here.text("pack.order_lines")], Look.SMALL)
    return [
        _page(model, chart.heading, [how, *chart.parts])
        for chart in sections.months(model, large).parts
        if isinstance(chart, Section)
    ]


def _counts(model: OrdersModel) -> list[Part]:
    section = sections.numbers(model)
    return [Section(section.heading, section.parts)]


def _page(model: OrdersModel, heading: str, parts: Sequence[Part]) -> PackPage:
    text = model.here.text
    return PackPage(
        heading=heading,
        parts=[part for part in parts if not (isinstance(part, Sentences) and not part.lines)],
        period=_period(model),
        base=text("pack.base_points", **sentences.points(model)),
        caveats=[text("orders.not_cause"), text("orders.points_matter")],
    )


def _period(model: OrdersModel) -> str:
    """Return the months before and since, or the day if there are none since."""
    text = model.here.text
    if not model.study.windows.since:
        return text("pack.on_day", day=text.day(model.here.today.isoformat()))
    when = sentences.periods(model)
    return text("pack.before_since", before=when["before"], since=when["since"])
