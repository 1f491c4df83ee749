"""Font sizes of charts in projector mode are large enough."""

import json
from collections.abc import Iterator
from pathlib import Path

from data.sample.planted_effects import truth
from tests.cases import every_case
from tests.pages.conftest import Open, page_at

LEAST = 24
LOOKS = [
    ("place", {"place": "W05999008"}),
    ("orders", {"order": str(truth("order_worked").order_id)}),
    ("groups", {}),
    ("next", {}),
]


def sizes(part: object) -> Iterator[float]:
    """Yield every font size in a figure, at any depth."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name.endswith("font") and isinstance(value, dict) and "size" in value:
                yield value["size"]
            yield from sizes(value)
    elif isinstance(part, list):
        for one in part:
            yield from sizes(one)


@every_case(("address", "query"), LOOKS)
def test_chart_fonts_are_large_enough_on_a_projector(
    sample_home: Path,
    open_page: Open,
    address: str,
    query: dict[str, str],
) -> None:
    app = open_page(page_at(address), projector="on", **query)
    charts = app.get("plotly_chart")
    assert charts and not app.exception
    for chart in charts:
        assert min(sizes(json.loads(chart.proto.spec)["layout"])) >= LEAST


def test_the_label_of_an_order_is_above_its_chart(
    sample_home: Path,
    open_page: Open,
) -> None:
    app = open_page(page_at("orders"), order=str(truth("order_worked").order_id))
    for chart in app.get("plotly_chart"):
        layout = json.loads(chart.proto.spec)["layout"]
        (word,) = [one for one in layout["annotations"] if one["y"] == 1]
        assert word["yanchor"] == "bottom"
        assert layout["margin"]["t"] >= word["font"]["size"] * 1.5
