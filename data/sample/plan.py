"""The delivery plan of the sample county, from `plan.toml`."""

from collections.abc import Iterator
from typing import Any

from data.sample.read_files import read_toml

# A record: its kind, its number, and its fields.
Row = tuple[str, str, dict[str, Any]]
# The financial years of the values, and the day on which each quarter was entered.
YEARS = {"v25": 2025, "v26": 2026}
ENTERED = ("{0}-07-08", "{0}-10-07", "{1}-01-12", "{1}-04-09")
LINK = ("measure", "subject", "level", "place")


def plan_records() -> list[Row]:
    """Return every record of the plan, each after the one that it belongs to."""
    return list(_records())


def _records() -> Iterator[Row]:
    plan = read_toml("plan")
    objectives = actions = 0
    for at, priority in enumerate(plan["priorities"], start=1):
        key = f"P{at:03d}"
        yield "plan_priorities", key, {"number": priority["number"], **_both("name", priority)}
        for objective in priority["objectives"]:
            objectives += 1
            below = f"B{objectives:03d}"
            fields = {"number": objective["number"], **_both("name", objective)}
            yield "plan_objectives", below, {"priority": key, **fields}
            for action in objective["actions"]:
                actions += 1
                of = {"priority": key, "objective": below}
                yield from _action(plan, f"A{actions:03d}", of, action)


def _action(
    plan: dict[str, Any], key: str, of: dict[str, str], action: dict[str, Any]
) -> Iterator[Row]:
    partners = [plan["partners"][name] for name in action["p"]]
    role = plan["roles"][action["r"]]
    yield (
        "plan_actions",
        key,
        {
            **of,
            "number": action["n"],
            "name_en": action["en"],
            "name_cy": action["cy"],
            "partners_en": "; ".join(english for english, _ in partners),
            "partners_cy": "; ".join(welsh for _, welsh in partners),
            "role_en": role[0],
            "role_cy": role[1],
            "deadline": action["d"][0],
            **_both("comments", {"comments": action.get("c", [None, None])}),
            **_both("points", {"points": action.get("o", [None, None])}),
            "cross": action.get("x"),
            "status": action.get("s"),
            **_both("status_reason", {"status_reason": action.get("why", [None, None])}),
            "updated": action.get("up"),
        },
    )
    for at, indicator in enumerate(action.get("i", []), start=1):
        yield from _indicator(f"I{key[1:]}{at}", key, indicator)


def _indicator(key: str, action: str, one: dict[str, Any]) -> Iterator[Row]:
    yield (
        "plan_indicators",
        key,
        {
            "action": action,
            "name_en": one["en"],
            "name_cy": one["cy"],
            **_both("unit", {"unit": one.get("u", [None, None])}),
            "baseline": one.get("b"),
            "target": one.get("t"),
            "direction": one.get("way") or None,
            **dict(zip(LINK, one.get("link", [None] * 4), strict=True)),
        },
    )
    note = _both("note", {"note": one.get("note", [None, None])})
    values = [
        (year, quarter, value)
        for name, year in YEARS.items()
        for quarter, value in enumerate(one.get(name, []), start=1)
    ]
    if one.get("link") and "note" in one:
        values = [(2026, 2, None)]
    for at, (year, quarter, value) in enumerate(values, start=1):
        yield (
            "plan_values",
            f"{key}-{year}-Q{quarter}",
            {
                "indicator": key,
                "year": year,
                "quarter": quarter,
                "value": value,
                **(note if at == len(values) else dict.fromkeys(note)),
                "entered_by": "Milltir",
                "entered_on": ENTERED[quarter - 1].format(year, year + 1),
            },
        )


def _both(name: str, row: dict[str, Any]) -> dict[str, Any]:
    english, welsh = row[name]
    return {f"{name}_en": english, f"{name}_cy": welsh}
