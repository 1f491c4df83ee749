"""Texts that try to act where they are shown, and a home in which every name and text is one."""

import csv
import json
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

from data.build.pipeline import build_release
from data.register import seed as seeds
from data.register.migration import open_register
from data.register.seed import seed
from tests.conftest import TWO_MONTHS, copy_sources, settings_in

OUTSIDE = "outside.example"
WARD, ORDER, GROUP, RESPONSE = "W05999003", "PSPO-01", "G001", "A1"
TEXTS = (
    f"![x](http://{OUTSIDE}/x.png)",
    f"[x](http://{OUTSIDE})",
    f"<img src=http://{OUTSIDE}/x onerror=alert(1)>",
    f'"><script src="https://{OUTSIDE}/x.js">alert(1)</script>',
    "**bold** __bold__ ~~gone~~ `code`",
    ":material/home: :material_home: :streamlit: :smile:",
    ":red[x] :blue-background[y] :small[z]",
    "$x^2$ and $$y$$",
    f"http://{OUTSIDE} and HTTPS://{OUTSIDE}",
    f"www.{OUTSIDE} and WWW.{OUTSIDE}",
    f"a@{OUTSIDE} mailto:b@{OUTSIDE}",
    f'=HYPERLINK("http://{OUTSIDE}")',
    f"+cmd|' /C calc'!A0 {OUTSIDE}",
    f"-1+{OUTSIDE} and @{OUTSIDE}",
    f'<a href="javascript:alert(1)">{OUTSIDE}</a> javascript:alert(1)',
    f"\u202eright to left\u202c zero\u200bwidth {OUTSIDE}",
    "{name} {0} {the_area} %s %(name)s \" ' } {",
    f"&lt;b&gt; &amp; &#60;img src=//{OUTSIDE}/x&#62;",
    "# heading | a | b |",
    "- item -> and <- and -- and >= x",
    "1. item",
    "> said \\*",
    f"<svg/onload=alert(1)> url(//{OUTSIDE}/x) */}}</style>",
    "Llan" + "fairpwllgwyngyll" * 12,
)
IDLE = ("W05999018", "W05999019", "W05999020")
# NAME, SENTENCE: several in one, as long as a title and a licence of `source.json` may be.
NAME = f"[x](//{OUTSIDE}) <img src=//{OUTSIDE}> **b** :red[x] $x$ www.{OUTSIDE}"
SENTENCE = " ".join(TEXTS[:9])
# Endings of the fields that people type; others hold numbers, dates, kinds and addresses.
TYPED = ("_en", "_cy", "comments", "points", "note", "deadline", "number", "role", "unit")
OF_GROUPS = ("name_en", "name_cy", "offers_en", "offers_cy", "audience", "audience_cy")


def hostile_home(sample_sources: Path, folder: Path) -> Path:
    """Build a release of hostile sources, and enter hostile records; the home."""
    home = folder / "home"
    build_release([hostile_sources(sample_sources, folder / "sources")], settings_in(home))
    hostile_records(home)
    return home


def hostile_sources(sample_sources: Path, folder: Path) -> Path:
    optional = ("places", "own", "perceptions", "deprivation", "boundaries/ground.geojson")
    more = ("lookups/postcodes.csv", "lookups/LSOA21_WD25_LAD25_best_fit.csv")
    copy_sources(sample_sources, folder, TWO_MONTHS, "source.json", *optional, *more)
    layers = {
        "boundaries/Wards_2025.geojson": ("WD25NM", "WD25NMW"),
        "boundaries/ground.geojson": ("name_en", "name_cy"),
        "places/towns.geojson": ("town_en", "town_cy"),
        "places/orders.geojson": ("name_en", "name_cy", "prohibitions_en", "prohibitions_cy"),
    }
    for name, fields in layers.items():
        _renamed_layer(folder / name, fields)
    _renamed_table(folder / "places/groups.csv", OF_GROUPS)
    _renamed_table(folder / "places/responses.csv", ("name_en", "name_cy"))
    _renamed_table(folder / "places/beats.csv", ("beat_en", "beat_cy"), by="beat_code")
    _renamed_table(folder / "own/council_noise.csv", ("type",), by="type")
    _short_survey(folder / "perceptions/survey.csv")
    about = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    for key in about:
        if key.startswith(("title", "in_text")):
            about[key] = f"{NAME} {key}"
        elif key.startswith(("licence", "attribution", "made_for")):
            about[key] = SENTENCE
    kept = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    texts = cycle(TEXTS)
    files = about["files"].items()
    about["files"] = {name: {**said, "title": next(texts)} for name, said in files if name in kept}
    noise = folder / "own" / f"<img src=x onerror=alert(1)> [x](www.{OUTSIDE}).csv"
    (folder / "own/council_noise.csv").rename(noise)
    about["files"][f"own/{noise.name}"] = about["files"].pop("own/council_noise.csv")
    (folder / "source.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / f"unknown **bold** :red[x] www.{OUTSIDE}.csv").write_text(f"<b>,=1\n{OUTSIDE},2\n")
    return folder


def _renamed_layer(path: Path, fields: tuple[str, ...]) -> None:
    layer = json.loads(path.read_text(encoding="utf-8"))
    texts = cycle(TEXTS)
    for number, feature in enumerate(layer["features"]):
        text = next(texts)
        feature["properties"] |= {name: _numbered(text, number) for name in fields}
    path.write_text(json.dumps(layer), encoding="utf-8")


def _renamed_table(path: Path, fields: tuple[str, ...], *, by: str = "") -> None:
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    codes = {key: number for number, key in enumerate(dict.fromkeys(r.get(by, "") for r in rows))}
    # Without groups in these wards there are places where nothing is done.
    rows = [row for row in rows if row.get("group_id", "") < "G" or row["ward_code"] not in IDLE]
    for number, row in enumerate(rows):
        at = codes[row[by]] if by else number
        row |= {name: _numbered(TEXTS[at % len(TEXTS)], at) for name in fields}
    _write(path, rows)


def _numbered(text: str, number: int) -> str:
    """Return the text; after the first round with a number, so that names differ."""
    return f"{text} {number}" if number >= len(TEXTS) else text


def _short_survey(path: Path) -> None:
    """Leave two questions and a topic that is unknown, as the disclosure solver takes time."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        asked = {name: row.pop(name) for name in list(row) if name.startswith("problem_")}
        for name in ("safe_day", "safe_after_dark", "commonest_1", "commonest_2", "asb_direction"):
            row.pop(name)
        row["problem_asb"] = asked["problem_asb"]
        row[f"problem_<img src=http://{OUTSIDE}/x> **b**"] = asked["problem_litter"]
    _write(path, rows)


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def hostile_records(home: Path) -> None:
    """Enter the sample's records with hostile texts."""
    texts = cycle(TEXTS)

    def hostile(records: Callable[[], list[seeds.Row]]) -> Callable[[], list[seeds.Row]]:
        return lambda: [(kind, key, _typed(fields, texts)) for kind, key, fields in records()]

    before = seeds.SEEDS
    seeds.SEEDS = tuple(map(hostile, before))
    try:
        seed(open_register(settings_in(home).register_address))
    finally:
        seeds.SEEDS = before


def _typed(fields: dict[str, Any], texts: Any) -> dict[str, Any]:
    def typed(name: str, value: Any) -> bool:
        return isinstance(value, str) and name.endswith(TYPED)

    return {name: next(texts) if typed(name, value) else value for name, value in fields.items()}
