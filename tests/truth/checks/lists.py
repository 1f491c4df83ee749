"""Groups, orders and responses: counted in the files that list them."""

import json
from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from pyproj import Geod

from components.text.catalogue import Text
from tests.truth.checks.case import Case, Difference, check
from tests.truth.collect import Said, number_in, squeeze
from tests.truth.slow_path import WHOLE, SlowPath, later

# ORDER: the number of the order in the files.
ORDER = "P-A"


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


def printed_counts(slow: SlowPath, text: Text, printed: str) -> Iterator[Difference]:
    """Compare what was recorded inside an order's outline, the year before and since it began.

    `printed` is the text of its PDF without white space. The outline is one LSOA, and the order
    is about drinking, for which anti-social behaviour is counted.
    """
    path = slow.folder / "places" / "orders.geojson"
    (order,) = json.loads(path.read_text(encoding="utf-8"))["features"]
    outline = shapely.from_geojson(json.dumps(order["geometry"]))
    (inside,) = (code for code, one in slow.lsoas["shape"].items() if one.equals(outline))
    start = order["properties"]["start"][: len("2025-01")]
    since = [month for month in slow.months if month >= start]
    before = [later(month, -12) for month in since]
    numbers = [
        text.number(slow.count(str(inside), "anti-social-behaviour", months))
        for months in (before, since)
    ]
    row = squeeze("".join([text("orders.part_inside"), *numbers]))
    if row not in printed:
        yield Difference(what="inside, before and since", said="another row", found=row)


def ward_of(case: Case, place: str) -> str:
    return str(case.slow.lsoas_of(place)["ward"].iloc[0])


def groups_of(case: Case, place: str) -> pd.DataFrame:
    """Return the groups that name a ward, or whose place is in an LSOA."""
    table = groups(case)
    table = table[table["covers"] == "ward"]
    if place in case.slow.wards.index:
        return table[table["ward_code"] == place]
    shape = case.slow.lsoas.at[place, "shape"]
    spots = table[["lon", "lat"]].astype(float).itertuples(index=False)
    return table[[shape.contains(shapely.Point(*spot)) for spot in spots]]


@check("mine.groups_here", "mine.groups_shown")
def groups_here(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(groups_of(case, case.places[0]))))


@check("mine.metres", "mine.kilometres")
def distance(case: Case, said: Said) -> list[Difference]:
    """The distance of some group from the middle of where the residents live."""
    lsoas = case.slow.lsoas_of(case.places[0])
    middles, people = shapely.centroid(lsoas["shape"].to_numpy()), lsoas["residents"]
    x, y = (
        float(np.average(at, weights=people))
        for at in (shapely.get_x(middles), shapely.get_y(middles))
    )
    table = groups(case)
    table = table[table["lon"] != ""]
    earth = Geod(ellps="GRS80")
    spots = table[["lon", "lat"]].astype(float).itertuples(index=False)
    metres = [earth.inv(x, y, lon, lat)[2] for lon, lat in spots]
    told = number_in(said.facts["n"]) * (1000 if said.key == "mine.kilometres" else 1)
    # It is rounded to 50 m, or to 100 m from a kilometre on, and is 50 m at least.
    step = 100 if told >= 1000 else 50
    if any(abs(told - max(one, step)) <= step / 2 + 2 for one in metres):
        return []
    found = ", ".join(f"{one:.0f} m" for one in metres)
    return [Difference(what="distance", said=said.words, found=found)]


@check("panel.countywide")
def countywide(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", int((groups(case)["covers"] == "county").sum())))


@check("mine.orders_in_force", "mine.map_orders")
def orders(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", orders_of(case, case.places[0])))


@check(
    "mine.responses_running_ward",
    *("mine.responses_running_lsoa", "mine.responses_running_further"),
)
def running(case: Case, said: Said) -> list[Difference]:
    table = responses(case)
    here = table["ward_code"] == ward_of(case, case.places[0])
    return list(case.differs(said, "n", int((here & (table["status"] == "running")).sum())))


@check("mine.map_groups")
def on_the_map(case: Case, said: Said) -> list[Difference]:
    table = groups_of(case, case.places[0])
    return list(case.differs(said, "n", int((table["lon"] != "").sum())))


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


@check("groups.listed")
def listed(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", len(groups(case))))


@check("groups.whole")
def of_the_whole(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", int((groups(case)["covers"] == "county").sum())))


@check("groups.unplaced", "overlay.groups_without_place")
def unplaced(case: Case, said: Said) -> list[Difference]:
    return list(case.differs(said, "n", int((groups(case)["lon"] == "").sum())))


@check("groups.serving")
def serving(case: Case, said: Said) -> list[Difference]:
    table, ward = groups(case), case.place(said)
    n = int(((table["ward_code"] == ward) | (table["covers"] == "county")).sum())
    return list(case.differs(said, "n", n))


def wards_with_groups(case: Case) -> set[str]:
    table = groups(case)
    return set(table.loc[table["covers"] == "ward", "ward_code"])


@check("groups.without_ward", "groups.without_many_ward")
def without(case: Case, said: Said) -> list[Difference]:
    n = len(set(case.slow.wards.index) - wards_with_groups(case))
    return [*case.differs(said, "n", n), *case.differs(said, "areas", len(case.slow.wards))]


def hot_wards(case: Case) -> pd.DataFrame:
    """Return the wards whose rate is clearly above the whole area's."""
    table = case.slow.measure("rate", "ward", case.category, case.period)
    return table[table["verdict"] == "higher"]


@check("groups.hot_some_ward")
def hot(case: Case, said: Said) -> list[Difference]:
    wards = set(hot_wards(case).index)
    bare = len(wards - wards_with_groups(case))
    return [*case.differs(said, "areas", len(wards)), *case.differs(said, "bare", bare)]


@check("groups.spot_near_ward")
def spot(case: Case, said: Said) -> list[Difference]:
    table, code = hot_wards(case), case.place(said)
    if code not in table.index:
        return [Difference(what="place", said=said.words, found="not clearly above")]
    names = {"rate": "value", "lower": "lower", "upper": "upper"}
    return [d for name, at in names.items() for d in case.differs(said, name, table.at[code, at])]


@check("groups.density_unclear")
def density(case: Case, said: Said) -> list[Difference]:
    """Groups of wards for every 10,000 residents, in the hot wards and elsewhere."""
    slow, table = case.slow, groups(case)
    own = table.loc[table["covers"] == "ward", "ward_code"]
    hot = set(hot_wards(case).index)
    wrong: list[Difference] = []
    for name, wards in (("hot", hot), ("rest", set(slow.wards.index) - hot)):
        people = sum(slow.residents(str(ward)) for ward in wards)
        wrong += case.differs(said, name, 10_000 * int(own.isin(wards).sum()) / people)
    return wrong


def beyond_reach(case: Case, reach: float) -> float:
    """Return the residents of the LSOAs whose middle is further from every group."""
    table = groups(case)
    spots = table.loc[table["lon"] != "", ["lon", "lat"]].astype(float).to_numpy()
    earth, far = Geod(ellps="GRS80"), 0.0
    for _, lsoa in case.slow.lsoas.iterrows():
        middle = shapely.centroid(lsoa["shape"])
        metres = [earth.inv(middle.x, middle.y, x, y)[2] for x, y in spots]
        far += float(lsoa["residents"]) * (min(metres) > reach)
    return far


def _reach(case: Case, words: str) -> float:
    nested = case.notes.nested(words)
    return number_in(words) * (1000 if nested and nested.key == "groups.kilometres" else 1)


@check("groups.beyond")
def beyond(case: Case, said: Said) -> list[Difference]:
    far = beyond_reach(case, _reach(case, said.facts["reach"]))
    share = far / case.slow.residents(WHOLE)
    return [*case.differs(said, "people", far), *case.differs(said, "share", share)]


@check("groups.curve_alt")
def curve(case: Case, said: Said) -> list[Difference]:
    far = beyond_reach(case, _reach(case, said.facts["reach"]))
    return list(case.differs(said, "share", 1 - far / case.slow.residents(WHOLE)))
