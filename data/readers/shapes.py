"""Reading a layer of shapes the same careful way for every kind of source."""

import io

import geopandas as gpd

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.projection import in_metres
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.messages import Message
from data.readers.coordinates import check_numbers


def read_layer(member: Member, *, first: int | None = None) -> gpd.GeoDataFrame:
    """A GeoJSON, GeoPackage or (zipped) shapefile, in EPSG:27700; all of it, or so many shapes."""
    try:
        layer = gpd.read_file(for_reader(member), rows=first)
        check_numbers(member.path_shown, layer)
        return in_metres(layer)
    except SourceError:
        raise
    except Exception as fault:  # The reader below raises many kinds, none of them shared.
        raise SourceError(
            file=member.path_shown,
            expected=Message("layer.any"),
            found=Message("layer.unreadable"),
        ) from fault


def require_polygons(member: Member, layer: gpd.GeoDataFrame) -> None:
    """Raise where areas are drawn as anything that nothing can lie in."""
    kinds = set(layer.geometry.geom_type.dropna())
    if not kinds or kinds - {"Polygon", "MultiPolygon"}:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.shapes"),
            expected=Message("shapes.polygons"),
            found=", ".join(sorted(kinds)) or Message("found.none"),
        )


def repair_polygons(layer: gpd.GeoDataFrame, account: FileReport) -> gpd.GeoDataFrame:
    """Invalid polygons are mended and counted; they would otherwise lose points silently.

    What is mended stays a polygon: the lines that a fold leaves over hold nothing.
    """
    broken = ~layer.geometry.is_valid
    if broken.any():
        account.notes[Reason.POLYGON_REPAIRED] = int(broken.sum())
        mended = layer.geometry.make_valid(method="structure", keep_collapsed=False)
        layer = layer.set_geometry(mended)
    return layer


def for_reader(member: Member) -> io.BytesIO | str:
    """A shapefile is several files, which its reader finds by the path of one of them."""
    if member.name.lower().endswith(".shp"):
        zipped = member.container.suffix.lower() == ".zip"
        return f"/vsizip/{member.container}/{member.name}" if zipped else str(member.container)
    return io.BytesIO(member.read_bytes())
