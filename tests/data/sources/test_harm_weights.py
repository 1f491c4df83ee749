"""Tables of harm weights: a good one, each fault with its place, and those of the program."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from components.data_page import harm_weights as shown
from components.queries.cache import CacheKey
from components.queries.measure_inputs import ReleaseInputs
from components.text.catalogue import Text
from components.ui import tables
from data.build.pipeline import build_release
from data.cli.dry_run import check_files
from data.contracts.templates import template_files
from data.release.store import Store
from data.schema import ASB, CRIMES, check
from data.sources.harm_weights import shipped_harm_weights
from geo.hotspots.harm import category_weights
from geo.measures.harm import HARM
from geo.period import Period
from tests.conftest import settings_in

HEAD = "category,offence_code,offence_en,weight,incidents,source_en\n"
GOOD = HEAD + "Robbery,R,Robbery,300,,Ours\nburglary,B1,Home,400,3,Ours\nburglary,b2,Shed,100,1,A\n"
BAD = GOOD + (
    "anti-social-behaviour,N,Noise,5,1,Ours\n"
    "drugs,D,Drugs,-1,1,Ours\n"
    "drugs,D,Drugs,ten,1,Ours\n"
    "drugs,D3,Drugs,10,0,Ours\n"
    "drugs,D4,Drugs,10,1,\n"
    "burglary,B1,Again,9,1,Ours\n"
    "drugs,!,Drugs,10,1,Ours\n"
    ",F,Fire in a bin,20,,Fire service\n"
    'drugs,D5,Drugs,"1,200",1,Ours\n'
    "drugs,D6,Drugs,2000000,1,Ours\n"
)
INCIDENTS = "incident_id,date,type,ward_code,offence_code\n"


@pytest.fixture
def built(bare_sources: Path, tmp_path: Path) -> Callable[..., Store]:
    def build(weights: str, incidents: str = "") -> Store:
        (bare_sources / "weights.csv").write_text(weights, encoding="utf-8")
        if incidents:
            (bare_sources / "incidents.csv").write_text(incidents, encoding="utf-8")
        settings = settings_in(tmp_path / "home")
        return Store(settings.releases / build_release([bare_sources], settings).release)

    return build


def test_the_weights_of_the_program() -> None:
    table = check("harm_weights", shipped_harm_weights())
    assert set(table["category"]) == set(CRIMES) - {"other-crime"}
    assert (table["weight"] > 0).all() and table["source_cy"].str.len().min() > 20
    means = category_weights(table)["weight"].round().to_dict()
    assert means["robbery"] == 746 and means["shoplifting"] == 13 and means["burglary"] == 326
    assert means["violent-crime"] > means["public-order"]


def test_each_fault_is_told_with_its_row_and_column(built: Callable[..., Store]) -> None:
    store = built(BAD)
    (account,) = (one for one in store.manifest.files if one.kind == "harm_weights")
    assert account.reconciles and (account.read, account.used) == (13, 5)
    assert account.left_out == {
        "unknown category of crime": 1,
        "no weight": 3,
        "unreadable number": 1,
        "nothing given where something is needed": 1,
        "offence named twice": 1,
        "unreadable code of an offence": 1,
    }
    table = store.table("harm_weights").set_index("offence_code")
    assert table["weight"].to_dict() == {"R": 300, "B1": 400, "B2": 100, "F": 20, "D5": 1200}
    assert table.loc["R", "incidents"] == 1 and table.loc["B2", "source_cy"] == "A"
    assert pd.isna(table.loc["F", "category"])
    rows = store.rows_left_out().query("file == 'weights.csv'")
    assert sorted(rows["row"]) == [5, 6, 7, 8, 9, 10, 11, 14]


def test_what_a_check_says_of_a_row(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text(BAD, encoding="utf-8")
    said = "\n".join(check_files([path]).lines)
    assert "harm_weights" in said and "recognised" in said


def test_the_download_can_be_added_again(built: Callable[..., Store], sample_store: Store) -> None:
    """The weights as saved from the data page, with two of them changed."""
    table = shipped_harm_weights()
    table.loc[table["offence_code"] == "34B", "weight"] = 800.0
    saved = tables.as_csv(table, sample_store.manifest, about={}).decode("utf-8-sig")
    found = built(saved).table("harm_weights")
    assert len(found) == len(table)
    assert found.set_index("offence_code").loc["34B", "weight"] == 800
    assert found["category"].tolist() == table["category"].tolist()


def test_the_template_has_the_columns() -> None:
    (head, *_) = (
        template_files("harm_weights")["harm_weights-template.csv"].decode("utf-8-sig").split("\n")
    )
    assert head.strip().split(",") == [
        *("category", "offence_code", "offence_en", "offence_cy", "weight", "incidents"),
        *("source_en", "source_cy"),
    ]


def test_own_incidents_weigh_what_their_codes_do(
    built: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two fires, a robbery, a code without a weight and no code, in one ward."""
    ward = "W05999003"
    rows = [("F", 2), ("r", 1), ("Z9", 1), ("", 3)]
    lines = [
        f"{code}{n},2026-09-0{n + 1},fire,{ward},{code}\n"
        for code, many in rows
        for n in range(many)
    ]
    store = built(BAD, INCIDENTS + "".join(lines))
    for module in ("recorded.harm", "measure_inputs", "places", "shapes"):
        monkeypatch.setattr(
            f"components.queries.{module}.store_of", lambda key: store, raising=False
        )
    period = Period(first="2026-09", last="2026-09")
    facts = ReleaseInputs(
        key=CacheKey(store.manifest.release, "analyst"), level="ward", subject="own", period=period
    )
    table = HARM.calculate(facts)
    row = table.loc[ward]
    assert (row["incidents"], row["apart"]) == (3, 4)
    people = store.residents("ward")[ward]
    assert row["value"] == pytest.approx((2 * 20 + 300) * 12 / people * 1000)


def test_the_table_in_words() -> None:
    text = Text("en")
    table = shown.in_words(text, shipped_harm_weights())
    robbery = table[table["Offence"] == "Robbery of personal property (34B)"].iloc[0]
    assert robbery[["Weight", "Of its category"]].tolist() == ["746", "85%"]
    assert "Source" not in table
    (apart,) = shown.apart(text, shipped_harm_weights())
    assert text(f"category.{ASB}") in apart and text("category.other-crime") in apart


# LIST: weights of the Crime Severity Score as a public copy of its data tool has them.
LIST = {
    "1": 7978.79,
    "5D": 1965.34,
    "8L": 38.66,
    "8N": 184.10,
    "10B": 327,
    "10C": 58,
    "10D": 55,
    "19C": 3240.75,
    "20A": 561.97,
    "28E": 438,
    "30C": 117,
    "34A": 746,
    "34B": 746,
    "39": 86,
    "44": 10,
    "45": 34,
    "46": 13,
    "48": 124,
    "49": 33,
    "56A": 837,
    "56B": 185,
    "58": 7,
    "66": 78,
    "9A": 10,
    "9B": 24,
    "92A": 497,
    "92D": 9,
    "92E": 3,
    "105A": 16.07,
    "126": 12,
}


def test_the_weights_of_the_program_are_those_of_the_public_list() -> None:
    shipped = shipped_harm_weights().set_index("offence_code")["weight"]
    assert shipped.to_dict() == {code: round(weight) for code, weight in LIST.items()}
