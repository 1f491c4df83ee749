"""The official addresses of public data, and which files an area needs."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.errors import SourceError
from data.fetch.model import Download, Form
from data.fetch.police_archives import archives_for

POLICE, ONS, WIMD, IOD, POPULATION = "police", "ons", "wimd", "iod", "population"
OFFICIAL = {
    POLICE: "https://data.police.uk/data/archive",
    ONS: "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services",
    WIMD: "https://www.gov.wales/sites/default/files/statistics-and-research",
    IOD: "https://assets.publishing.service.gov.uk/media",
    POPULATION: "https://www.nomisweb.co.uk/output/census/2021",
}
WEB_ADDRESS, SECRET = re.compile(r"https?://[^/\s@]+[^\s?#@]*"), re.compile(r"//[^/]*@")
ARCHIVE_BYTES = 1_700_000_000
WELSH_AREAS = {
    "wales", "cymru", "gwent", "south wales", "north wales", "dyfed-powys", "cwm taf",
    "de cymru", "gogledd cymru", "dyfed powys",
    "blaenau gwent", "bridgend", "caerphilly", "cardiff", "carmarthenshire", "ceredigion",
    "conwy", "denbighshire", "flintshire", "gwynedd", "isle of anglesey", "merthyr tydfil",
    "monmouthshire", "neath port talbot", "newport", "pembrokeshire", "powys",
    "rhondda cynon taf", "swansea", "vale of glamorgan", "torfaen", "wrexham",
    "pen-y-bont ar ogwr", "caerffili", "caerdydd", "sir gaerfyrddin", "sir ddinbych",
    "sir y fflint", "ynys môn", "merthyr tudful", "sir fynwy", "castell-nedd port talbot",
    "casnewydd", "sir benfro", "abertawe", "bro morgannwg", "tor-faen", "wrecsam",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Service:
    """A feature service of ONS Open Geography; `code` is the column of area codes."""

    file: str
    service: str
    form: Form
    code: str
    order: str
    what: str
    roughly: int


SERVICES = (
    Service(
        file="wards-2025.geojson",
        service="WD_MAY_2025_UK_BGC_V2",
        form=Form.LAYER,
        code="WD25CD",
        order="WD25CD",
        what="ward boundaries, May 2025",
        roughly=40_000_000,
    ),
    Service(
        file="lsoas-2021.geojson",
        service="Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5",
        form=Form.LAYER,
        code="LSOA21CD",
        order="LSOA21CD",
        what="LSOA boundaries, December 2021",
        roughly=80_000_000,
    ),
    Service(
        file="lsoas-2021-to-wards-2025.csv",
        service="LSOA21_WD25_LAD25_EW_LU_v2",
        form=Form.TABLE,
        code="LSOA21CD",
        order="LSOA21CD",
        what="LSOAs to wards, best fit",
        roughly=4_000_000,
    ),
    Service(
        file="lsoas-2011-to-2021.csv",
        service="LSOA11_LSOA21_LAD22_EW_LU_v5",
        form=Form.TABLE,
        code="LSOA11CD",
        order="LSOA11CD,LSOA21CD",
        what="LSOAs of 2011 to 2021, with change codes",
        roughly=4_000_000,
    ),
    Service(
        file="lsoas-2021-to-built-up-areas-2022.csv",
        service="LSOA21_BUA22_LAD22_RGN22_EW_LU_v2",
        form=Form.TABLE,
        code="LSOA21CD",
        order="LSOA21CD",
        what="LSOAs to built-up areas: the names of towns and villages",
        roughly=4_000_000,
    ),
    Service(
        file="authorities-to-forces-2025.csv",
        service="LAD25_CSP25_PFA25_EW_LU",
        form=Form.TABLE,
        code="LAD25CD",
        order="LAD25CD",
        what="authorities to partnerships and police forces",
        roughly=40_000,
    ),
)
WIMD_2025 = "2025-11/wimd-2025-index-and-domain-ranks-by-small-area.ods"
IOD_2025 = (
    "691ded56d140bbbaa59a2a7d/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.csv"
)
CENSUS_AGES, CENSUS_HOUSEHOLDS = "census2021-ts007a.zip", "census2021-ts041.zip"
# BY_HAND: what is too large to be fetched, and where it is.
BY_HAND = (
    (
        "OS Open Zoomstack (GeoPackage, 4 GB zipped and 12 GB unzipped): roads, railways, water, "
        "woods, the coast and names",
        "https://osdatahub.os.uk/downloads/open/OpenZoomstack",
    ),
    (
        "or less of that: OS Open Roads (GeoPackage, 2 GB unzipped)",
        "https://osdatahub.os.uk/downloads/open/OpenRoads",
    ),
    (
        "OS Open Rivers (GeoPackage, 200 MB unzipped)",
        "https://osdatahub.os.uk/downloads/open/OpenRivers",
    ),
    (
        "OS Open Names (CSV or GeoPackage, 2 GB unzipped)",
        "https://osdatahub.os.uk/downloads/open/OpenNames",
    ),
)


def bases_from(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the base address of each service.

    Parameters
    ----------
    environ
        Environment variables; `MILLTIR_<NAME>_BASE` replaces the official address of a service.

    Returns
    -------
    dict[str, str]
        Address by service name, without a slash at the end.

    Raises
    ------
    SourceError
        If an address isn't http or https, or contains a password.

    Examples
    --------
    >>> bases_from({"MILLTIR_POLICE_BASE": "https://mirror.example/"})["police"]
    'https://mirror.example'
    """
    bases = {}
    for name, official in OFFICIAL.items():
        variable = f"MILLTIR_{name.upper()}_BASE"
        base = (environ.get(variable) or official).rstrip("/")
        if not WEB_ADDRESS.fullmatch(base):
            expected = "an address that begins with https:// or http://, without a password"
            found = SECRET.sub("//…@", base)
            raise SourceError(file=variable, where="the setting", expected=expected, found=found)
        bases[name] = base
    return bases


def downloads_for(area: str, *, months: Sequence[str], bases: Mapping[str, str]) -> list[Download]:
    """Return the files that an area needs, small ones first.

    An area in Wales needs the files of Wales. Any other area, also an unknown name, needs those of
    England and Wales.

    Parameters
    ----------
    area
        Name or code of an area.
    months
        Police months ("2025-06"); if empty, the latest archive.
    bases
        Base addresses from `bases_from`.

    Returns
    -------
    list[Download]
        The downloads.

    Examples
    --------
    >>> [download.name for download in downloads_for("Gwent", months=[], bases=bases_from({}))][-1]
    'police-latest.zip'
    """
    small = [_from_ons(service, bases[ONS], only_wales=is_welsh(area)) for service in SERVICES]
    small += [*_census(bases[POPULATION]), _wimd(bases[WIMD])]
    if not is_welsh(area):
        small.append(_iod(bases[IOD]))
    archives = archives_for(months) if months else ["latest"]
    return small + [_archive(bases[POLICE], archive) for archive in archives]


def is_welsh(area: str) -> bool:
    """Return whether a name or code is known to be of an area in Wales.

    Parameters
    ----------
    area
        An English or Welsh name, or a code such as "W06000021".

    Returns
    -------
    bool
        False if the area is elsewhere or unknown.

    Examples
    --------
    >>> is_welsh("The Vale of Glamorgan"), is_welsh("Kent")
    (True, False)
    """
    plain = area.strip().casefold().removeprefix("the ")
    return plain in WELSH_AREAS or (plain[:1] == "w" and plain[1:].isdigit())


def _archive(base: str, archive: str) -> Download:
    return Download(
        name=f"police-{archive}.zip",
        address=f"{base}/{archive}.zip",
        form=Form.ZIP,
        what=f"police.uk archive {archive}",
        roughly=ARCHIVE_BYTES,
    )


def _from_ons(service: Service, base: str, *, only_wales: bool) -> Download:
    welsh, english = f"{service.code} LIKE 'W%'", f"{service.code} LIKE 'E%'"
    return Download(
        name=service.file,
        address=f"{base}/{service.service}/FeatureServer/0",
        form=service.form,
        what=service.what,
        where=welsh if only_wales else f"{english} OR {welsh}",
        order=service.order,
        roughly=service.roughly // (18 if only_wales else 1),
    )


def _census(base: str) -> list[Download]:
    tables = (
        ("population", CENSUS_AGES, "residents by age, Census 2021", 20_000_000),
        ("households", CENSUS_HOUSEHOLDS, "households, Census 2021", 1_500_000),
    )
    return [
        Download(
            name=f"{name}-census-2021.zip",
            address=f"{base}/{table}",
            form=Form.ZIP,
            what=what,
            roughly=roughly,
        )
        for name, table, what, roughly in tables
    ]


def _wimd(base: str) -> Download:
    return Download(
        name="wimd-2025.ods",
        address=f"{base}/{WIMD_2025}",
        form=Form.ODS,
        what="Welsh Index of Multiple Deprivation 2025",
        roughly=500_000,
    )


def _iod(base: str) -> Download:
    return Download(
        name="iod-2025.csv",
        address=f"{base}/{IOD_2025}",
        form=Form.CSV,
        what="English Indices of Deprivation 2025",
        roughly=15_000_000,
    )
