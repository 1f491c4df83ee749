"""Names and texts that come in files and forms are shown on every page, and never act."""

from collections.abc import Iterator

from components.text.catalogue import LANGUAGES
from pages import PAGES
from tests.hostile.typed import GROUP, ORDER, RESPONSE, WARD

# STATES: the addresses at which a page shows more texts.
STATES: dict[str, list[dict[str, str]]] = {
    "": [{}, {"place": WARD}],
    "place": [{}, {"place": WARD}, {"place": "W05999001"}],
    "map": [
        {},
        {"place": WARD, "overlays": "names.groups.orders.responses", "second": "count"},
        {"level": "town", "place": "T01"},
        {"level": "beat"},
        {"category": "own-noise", "mode": "project"},
    ],
    "perceived": [{}, {"place": WARD}],
    "next": [{}, {"place": WARD}],
    "groups": [{}, {"place": WARD}],
    "orders": [{}, {"order": ORDER}, {"order": "PSPO-02"}],
    "plan": [
        {},
        {"item": "plan_actions:A001"},
        {"item": "plan_actions:A009"},
        {"item": "plan_priorities:P001"},
        {"item": "plan_objectives:B002"},
        {"item": "import"},
        {"mode": "project"},
    ],
    "register": [{}, {"record": f"orders:{ORDER}"}, {"record": f"groups:{GROUP}"}],
    "responses": [
        {},
        {"response": RESPONSE},
        {"response": "A3"},
        {"response": "new", "begin": f"place:{WARD}"},
    ],
    "meetings": [
        {},
        {"meeting": "M001"},
        {"meeting": "M002"},
        {"meeting": "M002", "mode": "copy"},
        {"meeting": "M002", "mode": "show", "held": "M002:MI012:1"},
        {"meeting": "M002", "mode": "show", "held": "M002:opening:1"},
        {"meeting": "M001", "mode": "decide"},
        {"meeting": "new"},
    ],
    "packs": [{}, {"pack": "place"}],
    "admin": [{}, {"section": "versions"}, {"section": "audit"}, {"section": "sources"}],
}


def looks() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every page with each of its addresses, in alternating languages."""
    number = 0
    for entry in PAGES:
        for query in STATES.get(entry.address, [{}]):
            number += 1
            yield entry.address, {**query, "lang": LANGUAGES[number % 2]}
