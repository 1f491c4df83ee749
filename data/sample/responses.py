"""The responses that the register of the sample county begins with, from `responses.toml`."""

from typing import Any

from data.sample.read_files import read_toml

# A record: its kind, its number, and its fields.
Row = tuple[str, str, dict[str, Any]]
LANGUAGES = ("en", "cy")
PAIRS = ("name", "objective", "what", "where", "when", "who", "why", "unknown")
LEARNT = ("kept", "changed", "stopped")
PLAIN = (
    *("kind", "order_id", "start", "end", "stage", "place", "due", "started_from", "started_on"),
    *("counted", "subject", "fixed_on", "assessed_on", "verdict", "decision"),
)
LABEL = {"en": "Recorded in the latest year", "cy": "Wedi'i gofnodi yn y flwyddyn ddiweddaraf"}
# The release that the sample's evidence is of, in words.
RELEASE = "2026-09"


def response_records() -> list[Row]:
    """Return every response, each before its evidence and its actions."""
    texts = read_toml("responses")
    rows: list[Row] = []
    evidence = actions = 0
    for one in texts["responses"]:
        rows.append(("responses", one["number"], _response(texts, one)))
        if found := one.get("evidence"):
            evidence += 1
            rows.append(("response_evidence", f"EV{evidence:03d}", _evidence(one, found)))
        for action in one["actions"]:
            actions += 1
            rows.append(("response_actions", f"RA{actions:03d}", _action(texts, one, action)))
    return rows


def _response(texts: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    fields = {name: one[name] for name in PLAIN if name in one}
    for name in (*PAIRS, *LEARNT):
        fields |= _both(name, one.get(name))
    for name, of in (("lead", "roles"), ("partner", "partners"), ("priority", "priorities")):
        fields |= _both(name, texts[of].get(one.get(name)))
    fields |= {"ward_code": one["place"], "level": "ward"}
    fields["measure"] = one.get("measure", "count")
    if compared := one.get("compared"):
        fields |= {"compared": " ".join(compared), "compared_level": "lsoa", "buffer": 400}
    for name in ("baseline", "target"):
        fields[name] = float(one[name]) if name in one else None
    fields |= _both("verdict_words", one.get("verdict_words"))
    if "assessed_on" in one:
        fields["assessed_release"] = RELEASE
    return fields


def _evidence(one: dict[str, Any], found: list[str]) -> dict[str, Any]:
    """Return evidence with one number, as `data/register/responses/evidence.py` stores it."""
    day, english, welsh, number = found
    numbers = (
        f'[{{"label_en": "{LABEL["en"]}", "label_cy": "{LABEL["cy"]}", '
        f'"en": "{number}", "cy": "{number}"}}]'
    )
    return {
        "response": one["number"],
        "day": day,
        "release": RELEASE,
        "link": f"place?place={one['place']}&category={one['counted']}",
        "sentence_en": english,
        "sentence_cy": welsh,
        "numbers": numbers,
    }


def _action(texts: dict[str, Any], one: dict[str, Any], action: list[str]) -> dict[str, Any]:
    english, welsh, role, partner, due, done = action
    return {
        "response": one["number"],
        **_both("action", [english, welsh]),
        **_both("owner", texts["roles"][role]),
        **_both("partner", texts["partners"][partner]),
        "due": due,
        "done": bool(done),
        "done_on": done or None,
    }


def _both(name: str, pair: list[str] | None) -> dict[str, str]:
    """Return a field for each language; none without a pair."""
    return dict(zip((f"{name}_{language}" for language in LANGUAGES), pair or (), strict=False))
