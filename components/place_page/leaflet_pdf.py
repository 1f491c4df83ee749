"""The two pages of a place on paper: made as anybody may see it, so that it can be handed on."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from components import queries
from components.overlays.symbol_atlas import sample
from components.pdf import download_button as sheets
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document
from components.place_page import (
    nearby_section,
    place_map,
    recorded_section,
    season_sentences,
    table_rows,
)
from components.place_page import sentences as place_sentences
from components.place_page.model import PlaceModel, facts_of, public_version
from components.snapshot.captions import Sheet as Nothing
from components.snapshot.collect import BARE
from components.snapshot.model import Picture
from components.text import sentences
from components.text.catalogue import Text
from geo.stats.benchmark import SIMILAR
from geo.stats.trend import NOW

MOST_GROUPS, MOST_NEAR, MOST_WIDE, MOST_ORDERS = 5, 3, 3, 5
# MAP, MONTHS: millimetres.
MAP = (84.0, 74.0)
MONTHS = (178.0, 30.0)


def offer(of: PlaceModel) -> None:
    """The button; everything is gathered and set when it is pressed."""
    here = of.here
    name = ("place", of.name, of.period.first, of.period.last, here.text.language)
    sheets.button(here, lambda: sheet_of(of), name=name, key="place-pdf")


def sheet_of(of: PlaceModel) -> Document:
    """The document."""
    public = facts_of(public_version(of.here))
    pictures, legend = _map(public)
    return Document(
        template="place",
        title=of.name,
        author=author(of.here),
        language=of.here.text.language,
        letterhead=letterhead(of.here),
        says={**leaflet_data(public), "map": {"alt": place_map.alt_of(public), "legend": legend}},
        pictures=pictures,
    )


def leaflet_data(of: PlaceModel) -> dict[str, Any]:
    """Everything but the map, part by part."""
    text = of.here.text
    return {
        "kind": place_sentences.kind(of),
        "lead": place_sentences.lead(of),
        "map_title": text("mine.map"),
        "orders": _orders(of),
        "responses": _responses(of),
        "record": _record(of),
        "months": _months(of),
        "season": _season(of),
        "perceived": _perceived(of),
        "deprivation": _part(text("mine.deprivation"), place_sentences.deprivation(of)),
        "groups": _groups(of),
        "limits": {"title": text("mine.limits_title"), "lines": place_sentences.limits(of)},
    }


def _map(of: PlaceModel) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The drawn map, and a sample of each symbol beside what it stands for."""
    from components.snapshot.map_svg import map_svg
    from components.snapshot.trend_chart import months_svg

    release, text = of.here.manifest.release, of.here.text
    spec = place_map.spec_of(of)
    shapes = queries.print_shapes.print_shapes(release, of.level)
    picture = Picture(
        spec=spec,
        sheet=Nothing(answer="", facts=(), link="", made="", author="", fictional=False),
        text=text,
        shapes=shapes,
        ground=queries.print_shapes.ground_shapes(release)
        if "ground" in of.here.manifest.tables
        else BARE,
        chosen=shapes.areas[shapes.codes.index(of.place)],
    )
    months = months_svg(of.monthly.to_frame(NOW), text, width=MONTHS[0], height=MONTHS[1])
    pictures = {"map": map_svg(picture, width=MAP[0], height=MAP[1]), "months": months}
    legend = []
    looks = [row.look for overlay in reversed(spec.overlays) for row in overlay.rows]
    for number, (look, (label, _)) in enumerate(
        zip(looks, place_map.in_legend(spec, text), strict=True)
    ):
        pictures[f"look{number}"] = sample(look)
        legend.append({"picture": f"look{number}", "label": label})
    return pictures, legend


def _part(title: str, lines: Sequence[str]) -> dict[str, Any]:
    """A title, what is said, and on what it rests."""
    return {"title": title, "said": list(lines[:1]), "basis": list(lines[1:])}


def _record(of: PlaceModel) -> dict[str, Any]:
    text = of.here.text
    table, marks = table_rows.recorded_rows(of)
    heads = ("what", "n", "rate", "limits", "whole", "times")
    return {
        "title": text("mine.record"),
        "said": [*place_sentences.standing(of), sentences.whole_area_change(text, of.compared)],
        "warnings": list(of.misleading),
        "heads": [text(f"mine.col_{head}") for head in heads],
        "rows": [asdict(row) for row in table],
        "marks": [{"at": at, "said": said} for at, said in marks],
        "basis": [
            text("mine.record_basis", period=text.during(of.period.first, of.period.last)),
            text("mine.record_how"),
        ],
    }


def _months(of: PlaceModel) -> dict[str, Any]:
    text, monthly = of.here.text, of.monthly
    missing = [str(month) for month in monthly.index[monthly.isna()]]
    return {
        "title": recorded_section.months_title(of),
        "alt": recorded_section.months_alt(of),
        "basis": [sentences.not_published(text, missing)] if missing else [],
    }


def _season(of: PlaceModel) -> dict[str, Any]:
    text, found = of.here.text, of.season
    lines = season_sentences.season_sentence(text, found)
    drawn = found is not None and found.can_be_told
    bars = (
        []
        if found is None or not drawn
        else [
            {
                "share": float(row["share"]),
                "said": text.month_of_year(int(str(month)))[:3],
                "clear": row["verdict"] != SIMILAR,
            }
            for month, row in found.table.iterrows()
        ]
    )
    return {
        "title": text("mine.season"),
        "said": lines[:-1] if len(lines) > 1 else lines,
        "basis": lines[-1:] if len(lines) > 1 else [],
        "bars": bars,
        "even": text("mine.even"),
        "alt": season_sentences.alt(text, found) if found is not None and drawn else "",
    }


def _perceived(of: PlaceModel) -> dict[str, Any]:
    text = of.here.text
    topic = of.asked.topic_said if of.asked else text("topic.asb")
    heads = [*(text(f"mine.col_{head}") for head in ("topic", "here", "limits", "whole"))]
    table = table_rows.topics(of)
    return {
        "title": text("mine.perceived", topic=topic),
        "said": place_sentences.parted(of),
        "subtitle": text("mine.perceived_topics"),
        "heads": [*heads, text("table.verdict")],
        "rows": [[row.name, row.here, row.limits, row.whole, row.verdict] for row in table],
        "basis": place_sentences.survey_basis(of)[:1],
    }


def _groups(of: PlaceModel) -> dict[str, Any]:
    text, around = of.here.text, of.around
    parts = []
    if "groups" in around.listed:
        every = (
            ("here", around.here, MOST_GROUPS, "none_here"),
            ("near", around.nearest, MOST_NEAR, "none_near"),
            ("wide", around.countywide, MOST_WIDE, ""),
        )
        for title, table, most, none in every:
            placed = title != "wide"
            items = nearby_section.group_items(of, table, placed=placed)
            said = text(f"mine.{none}") if none and not items else ""
            if items or said:
                parts.append(_items(text, text(f"mine.{title}"), items, said, most=most))
    from_where = "from_residents" if around.by_residents else "from_ground"
    return {
        "title": text("mine.groups"),
        "said": [] if parts else [text("mine.no_groups_list")],
        "parts": parts,
        "basis": [text("mine.not_absent"), text(f"mine.{from_where}")],
    }


def _orders(of: PlaceModel) -> dict[str, Any]:
    text = of.here.text
    none = "orders_none" if "orders" in of.around.listed else "no_orders_list"
    items = nearby_section.order_items(of)
    return _items(text, text("mine.orders"), items, text(f"mine.{none}"), most=MOST_ORDERS)


def _responses(of: PlaceModel) -> dict[str, Any]:
    text = of.here.text
    none = "responses_none" if "responses" in of.around.listed else "no_responses_list"
    items = nearby_section.response_items(of)
    return _items(text, text("mine.responses"), items, text(f"mine.{none}"), most=MOST_ORDERS)


def _items(
    text: Text, title: str, items: list[nearby_section.Item], none: str, *, most: int
) -> dict[str, Any]:
    """As many as a sheet has room for, and how many more there are."""
    shown = [{"name": name, "what": what, "known": known} for name, what, known in items[:most]]
    more = len(items) - len(shown)
    return {
        "title": title,
        "items": shown,
        "none": "" if items else none,
        "more": text.plural("mine.more", more) if more else "",
    }
