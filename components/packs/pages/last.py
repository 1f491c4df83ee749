"""The last pages of a pack: sources, methods, what was not used or left out, and the link."""

from collections.abc import Sequence
from urllib.parse import urlencode

from components.data_page import row_totals, source_cards
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.page_models import figures_basis
from components.text.catalogue import DASH, Text
from components.ui.sections import Look, Part, Section, Sentences, Table

COUNTED = ("read", "used", "left")
MOST_REASONS = 8


def pages(asked: Asked, left_out: Sequence[str]) -> list[PackPage]:
    """Return the sources, the rows not used and why, and how all is worked out.

    `left_out` names what the pack would have if the release had it.
    """
    text = asked.here.text
    return [
        _page(asked, text("pack.sources"), [sources(asked)]),
        _page(asked, text("pack.licences"), [_licences(asked)]),
        _page(asked, text("pack.not_used"), [reasons(asked)]),
        _page(asked, text("pack.methods"), _methods(asked, left_out)),
    ]


def sources(asked: Asked) -> Table:
    """Return each source with its period, and rows read, used and not used."""
    here, text = asked.here, asked.here.text
    rows = []
    for holding in source_cards.holdings(here):
        if holding.is_here:
            files = [one for one in here.manifest.files if one.file in _names(holding)]
            counted = (
                sum(one.read for one in files),
                sum(one.used for one in files),
                sum(sum(one.left_out.values()) for one in files),
            )
            rows.append(
                [
                    text(f"kind.{holding.source}"),
                    source_cards.period_of(text, holding) or DASH,
                    *map(text.number, counted),
                ]
            )
    heads = [text("data.kind"), text("source.period")]
    heads += [text(f"data.{name}") for name in COUNTED]
    return Table(heads=heads, rows=rows, numbers=(2, 3, 4))


def _licences(asked: Asked) -> Sentences:
    """Return each licence with the sources that have it."""
    here, text = asked.here, asked.here.text
    of: dict[str, list[str]] = {}
    for holding in source_cards.holdings(here):
        if holding.is_here:
            rights = source_cards.rights_line(here, holding)
            of.setdefault(rights, []).append(text(f"kind.{holding.source}"))
    lines = [
        text("pack.licence", sources=text.listing(names), rights=rights)
        for rights, names in of.items()
    ]
    return Sentences(lines, Look.CAVEATS)


def _names(holding: source_cards.SourceCoverage) -> set[str]:
    return {one.file for one in holding.files}


def reasons(asked: Asked) -> Table:
    """Return why rows were not used, the most frequent reasons first, and the rest together."""
    text = asked.here.text
    lost = [one for one in row_totals.groups(asked.here) if one.fate == "left_out"]
    lost.sort(key=lambda one: -one.rows)
    rows = [
        [text(f"kind.{one.kind}"), text(f"reason.{one.reason}"), text.number(one.rows)]
        for one in lost[:MOST_REASONS]
    ]
    if rest := sum(one.rows for one in lost[MOST_REASONS:]):
        rows.append([text("pack.other_kinds"), text("pack.other_reasons"), text.number(rest)])
    total = row_totals.reconcile_rows(asked.here)["left_out"]
    rows.append([text("data.total"), DASH, total])
    heads = [text("data.kind"), text("left_out.reason"), text("left_out.rows")]
    return Table(heads=heads, rows=rows, numbers=(2,))


def _methods(asked: Asked, left_out: Sequence[str]) -> list[Part]:
    here, text = asked.here, asked.here.text
    methods = [
        text("pack.method_noise"),
        figures_basis.changes_basis(text, asked.changes[1] if asked.changes else None),
        figures_basis.survey_basis(here),
        figures_basis.missing_months(here),
        text("mine.limit_points"),
    ]
    missing = text("pack.left_out", parts=text.listing(list(left_out))) if left_out else ""
    parts: list[Part] = [Sentences(methods, Look.CAVEATS)]
    parts.append(Section(text("pack.left_out_title"), [Sentences([missing or text("pack.whole")])]))
    found = [
        text("pack.data_version", release=here.manifest.release),
        text("pack.link", link=link(asked)) if asked.address else text("pack.no_link"),
    ]
    return [*parts, Section(text("pack.where_title"), [Sentences(found)])]


def link(asked: Asked) -> str:
    """Return the address that shows the same place in the app."""
    view = asked.here.view
    changes = {"lang": view.lang, "place": view.place}
    query = urlencode({name: value for name, value in changes.items() if value})
    page = "place" if view.place and not asked.order else ""
    if asked.order:
        page, query = "orders", urlencode({"lang": view.lang, "order": asked.order})
    return f"{asked.address.rstrip('/')}/{page}?{query}"


def _page(asked: Asked, heading: str, parts: list[Part]) -> PackPage:
    here, text = asked.here, asked.here.text
    return PackPage(
        heading=heading,
        parts=parts,
        period=text.months(here.manifest.first_month, here.manifest.last_month),
        base=_base(text, row_totals.reconcile_rows(here)),
        caveats=[text("pack.rows_caveat")],
    )


def _base(text: Text, rows: dict[str, str]) -> str:
    return text("pack.base_rows", read=rows["read"], files=rows["files"])
