"""Groups, orders and responses: counted in the files that list them."""

import json

import pandas as pd
import shapely

from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said


def groups(case: Case) -> pd.DataFrame:
    path = case.slow.folder / "places" / "groups.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def responses(case: Case) -> pd.DataFrame:
    path = case.slow.folder / "places" / "responses.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def orders_of(case: Case, place: str) -> int:
    """Return how many orders in force share ground with the place."""
    path = case.slow.folder / "places" / "orders.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    ground = shapely.union_all(case.slow.lsoas_of(place)["shape"].tolist())
    outlines = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
    return sum(ground.intersection(outline).area > 0 for outline in outlines)


def ward_of(case: Case, place: str) -> str:
    return str(case.slow.lsoas_of(place)["ward"].iloc[0])


@check("mine.groups_here")
def groups_here(case: Case, said: Said) -> list[Difference]:
    n = int((groups(case)["ward_code"] == ward_of(case, case.places[0])).sum())
    return list(case.differs(said, "n", n))


@check("panel.countywide")
def countywide(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", int((groups(case)["covers"] == "county").sum())))


@check("mine.orders_in_force", "mine.map_orders")
def orders(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", orders_of(case, case.places[0])))


@check("mine.responses_running")
def running(case: Case, said: Said) -> list[Difference]:
    table = responses(case)
    here = table["ward_code"] == ward_of(case, case.places[0])
    return list(case.differs(said, "n", int((here & (table["status"] == "running")).sum())))


@check("mine.map_groups")
def on_the_map(case: Case, said: Said) -> list[Difference]:
    table = groups(case)
    here = (table["ward_code"] == ward_of(case, case.places[0])) & (table["lon"] != "")
    return list(case.differs(said, "n", int(here.sum())))


@check("next_done.orders", "next_done.responses", "next_done.groups")
def done(case: Case, said: Said) -> list[Difference]:
    """The number is that of some ward."""
    count = {
        "next_done.orders": lambda code: orders_of(case, code),
        "next_done.responses": lambda code: int((responses(case)["ward_code"] == code).sum()),
        "next_done.groups": lambda code: int((groups(case)["ward_code"] == code).sum()),
    }[said.key]
    found = [list(case.differs(said, "n", count(str(code)))) for code in case.slow.wards.index]
    return min(found, key=len)


@check("because.groups")
def people_per_group(case: Case, said: Said) -> list[Difference]:
    table = groups(case)
    listed = table.loc[table["covers"] == "ward", "ward_code"].value_counts()
    found = [
        list(case.differs(said, "people", case.slow.residents(str(code)) / n))
        for code, n in listed.items()
    ]
    return min(found, key=len)


