"""A file without some rows reads like the file before, without these rows."""

import codecs
import io
import json

import geopandas as gpd
import pandas as pd
import shapely

from data.erasure.removal import GroupRemoval, TextRemoval
from data.erasure.table_files import Content, rows_in, without_rows
from data.readers.partner_table import read_own
from tests.cases import every_case
from tests.data.erasure.conftest import GROUPS_HEAD, KIND, OTHER, ZEBRA, workbook

ROWS = [
    'Z1,"A name\nof two lines",Enw,' + KIND + ",x,ward,W05999001,-4.5,52.3,2026-03-14,yes",
    ZEBRA,
    OTHER,
]
REMOVAL = GroupRemoval(numbers=frozenset({"z17"}), names=frozenset())


def text(newline: str = "\n", comma: str = ",", title: str = "") -> str:
    lines = [*([title] if title else []), GROUPS_HEAD, *ROWS]
    return newline.join(line.replace(",", comma) for line in lines) + newline


def groups_in(file: Content) -> pd.DataFrame:
    cells = read_own(file, wants=["group_id", "name_en", "lon"]).cells
    return pd.DataFrame(cells).reset_index(drop=True)


@every_case(
    "content",
    [
        text().encode(),
        text(newline="\r\n").encode("utf-8-sig"),
        text(newline="\r").encode(),
        text(comma=";").replace("Enw", "Enw ŵ").encode(),
        text(comma="\t", title="Our groups, June").replace("Enw", "Môr").encode("windows-1252"),
        codecs.BOM_UTF16_LE + text().encode("utf-16-le"),
        codecs.BOM_UTF16_BE + text().encode("utf-16-be"),
        text().rstrip("\n").encode(),
    ],
)
def test_the_other_bytes_of_a_text_stay(content: bytes) -> None:
    file = Content(name="groups.csv", content=content)
    found = rows_in(file, "groups", REMOVAL)
    assert found and len(found[0]) == 1 and found[1] == 3
    new = without_rows(file, "groups", found[0])
    assert new and new.name == "groups.csv" and b"Z\x0017" not in new.content
    start = next(at for at in range(len(content)) if content[at] != new.content[at])
    rest = len(new.content) - start
    assert content[len(content) - rest :] == new.content[start:]
    pd.testing.assert_frame_equal(
        groups_in(new), groups_in(file).drop(index=1).reset_index(drop=True)
    )


def test_a_workbook_becomes_a_text_with_the_same_cells() -> None:
    file = Content(name="our.groups.xlsx", content=workbook("Our groups", GROUPS_HEAD, *ROWS[1:]))
    found = rows_in(file, "groups", REMOVAL)
    assert found
    new = without_rows(file, "groups", found[0])
    assert new and new.name == "our.groups.csv"
    pd.testing.assert_frame_equal(
        groups_in(new), groups_in(file).drop(index=0).reset_index(drop=True)
    )


@every_case(("driver", "ending"), [("GeoJSON", "geojson"), ("GPKG", "gpkg")])
def test_a_layer_keeps_its_other_shapes(driver: str, ending: str) -> None:
    layer = gpd.GeoDataFrame(
        {
            "order_id": ["P1", "P2"],
            "name_en": ["Quagga Park", "Square"],
            "prohibitions_en": ["x", "y"],
            "status": ["in force", "in force"],
        },
        geometry=[shapely.box(223000, 273000, 223100, 273100), shapely.box(0, 0, 10.5, 10)],
        crs="EPSG:27700",
    )
    content = io.BytesIO()
    layer.to_file(content, driver=driver)
    file = Content(name=f"orders.{ending}", content=content.getvalue())
    found = rows_in(file, "orders", TextRemoval(text="quagga"))
    assert found and len(found[0]) == 1
    new = without_rows(file, "orders", found[0])
    assert new and new.name == "orders.geojson" and b"Quagga" not in new.content
    assert len(json.loads(new.content)["features"]) == 1
    before, after = (read_own(one, wants=["order_id", "status"]).cells for one in (file, new))
    assert after["order_id"].tolist() == ["P2"]
    assert after.geometry.iloc[0].equals_exact(before.geometry.iloc[1], 1e-6)
