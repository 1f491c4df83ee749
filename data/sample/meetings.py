"""The meetings that the register of the sample county begins with, from `meetings.toml`."""

from collections.abc import Iterator
from typing import Any

from data.sample.read_files import read_toml

# A record: its kind, its number, and its fields.
Row = tuple[str, str, dict[str, Any]]
WORDS = ("title_en", "title_cy", "note_en", "note_cy", "target")
# What says something of its own when it is shown.
FIGURES = ("view", "response", "priority")


def meeting_records() -> list[Row]:
    """Return every meeting, each before its items, what was shown, and what was decided."""
    return list(_records())


def _records() -> Iterator[Row]:
    texts = read_toml("meetings")
    items = 0
    for meeting in texts["meetings"]:
        key, held = meeting["number"], meeting["held"]
        day = meeting["day"] if held else None
        titles = {name: meeting[name] for name in ("title_en", "title_cy", "day", "audience")}
        dates = {"month": texts["month"], "started_on": day, "ended_on": day}
        yield "meetings", key, {**titles, **dates}
        numbers = []
        for position, item in enumerate(texts["items"], 1):
            items += 1
            numbers.append(f"MI{items:03d}")
            yield "meeting_items", numbers[-1], _item(key, position, item)
        if held:
            yield from _shown(texts, key, meeting["day"], numbers)
            yield from _decided(texts, key, numbers)


def _item(meeting: str, position: int, item: dict[str, Any]) -> dict[str, Any]:
    words = {name: item.get(name) for name in WORDS}
    place = {"meeting": meeting, "position": float(position), "pinned": False}
    return {**place, "item_kind": item["item_kind"], **words}


def _shown(texts: dict[str, Any], meeting: str, day: str, numbers: list[str]) -> Iterator[Row]:
    of = {"meeting": meeting, "day": day, "release": texts["month"]}
    for number, item in zip(numbers, texts["items"], strict=True):
        if item["item_kind"] in FIGURES:
            yield "meeting_shown", f"{meeting}-{number}", {**of, "item": number}


def _decided(texts: dict[str, Any], meeting: str, numbers: list[str]) -> Iterator[Row]:
    for at, one in enumerate(texts["decisions"], 1):
        fields = {name: value for name, value in one.items() if name != "item"}
        of = {"meeting": meeting, "item": numbers[one["item"] - 1]}
        yield "meeting_decisions", f"MD{at:03d}", {**of, **fields}
