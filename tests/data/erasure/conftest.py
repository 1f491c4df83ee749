"""A home in which a group and a respondent are everywhere that a record can be."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from data.build.pipeline import build_release
from data.settings import Settings
from data.uploads.trials import accept, build_trial
from tests.conftest import copied_home, copy_sources, made_once, settings_in

NAME_EN, NAME_CY = "Zebra Street Wardens", "Gwarchodwyr Stryd Sebra"
PLACE = ("-4.591357", "52.333841")
KIND = "neighbourhood_watch"
GROUPS_HEAD = (
    "group_id,name_en,name_cy,kind,offers_en,covers,ward_code,lon,lat,last_confirmed,public_contact"
)
ZEBRA = f"Z17,{NAME_EN},{NAME_CY},{KIND},Walks,ward,W05999001,{','.join(PLACE)},2026-03-14,yes"
OTHER = f"G2,Other Wardens,Eraill,{KIND},Talks,ward,W05999003,-4.58,52.33,2026-03-14,yes"
# A row that is left out, as its kind isn't known.
LEFT_OUT = ZEBRA.replace(KIND, "faith_group").replace("Z17", "Z18")
SURVEY_HEAD = "respondent_id,wave,mode,ward_code,age_band,weight,safe_day,problem_litter"
SURVEY = "\n".join([
    SURVEY_HEAD,
    "RX-9041,2026-06,random sample,W05999001,16-24,0.92,very safe,the bins by number 7 quagga lane",
    "RX-9042,2026-06,random sample,W05999001,16-24,0.92,fairly safe,very big",
    "RX-9043,2026-06,somehow,W05999001,16-24,0.92,fairly safe,very big",
    "RX-9044,2017-06,random sample,W05999002,25-34,1.1,fairly safe,not very big",
])  # fmt: skip
MONTHS = ("2026-08", "2026-09")


def table(*rows: str) -> bytes:
    return "\n".join(rows).encode() + b"\n"


def workbook(*rows: str) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row.split(","))
    book.create_sheet("Notes").append(["nothing"])
    book.save(content)
    return content.getvalue()


def zipped(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name.replace("_", "."), inside)
    return content.getvalue()


def bring(settings: Settings, *files: tuple[str, bytes], accepted: bool = True) -> str:
    """Bring files in as on the page, and return the upload."""
    trial = build_trial(list(files), settings, progress=lambda share, what: None)
    if accepted:
        accept(trial, settings)
    return trial.upload


def _fill(folder: Path, sources: Path) -> None:
    """Build a home with three releases, accepted uploads and a pending trial."""
    own, settings = folder / "sources", settings_in(folder / "home")
    copy_sources(sources, own, MONTHS)
    (own / "groups.csv").write_bytes(table(GROUPS_HEAD, OTHER, ZEBRA, LEFT_OUT))
    build_release([own], settings)
    notes = zipped(word_document=f"<p>{NAME_EN} was told.</p>".encode())
    survey = ("survey.csv", SURVEY.encode())
    bring(settings, survey, ("minutes.csv", b"who,what\n" + NAME_CY.encode() + b",nothing\n"))
    book = workbook(GROUPS_HEAD, OTHER, ZEBRA, LEFT_OUT)
    bring(settings, ("our groups.xlsx", book), ("minutes.zip", notes))
    newer = zipped(groups_csv=table(GROUPS_HEAD, ZEBRA, OTHER), readme_txt=b"nothing")
    bring(settings, ("newer.zip", newer))
    later = table(GROUPS_HEAD, OTHER.replace("G2", "G3"), ZEBRA)
    bring(settings, ("later groups.csv", later), accepted=False)
    (settings.home / "browser" / "geometry").mkdir(parents=True)
    point = {"type": "Point", "coordinates": [float(part) for part in PLACE]}
    (settings.home / "browser" / "geometry" / "over-groups.geojson").write_text(json.dumps(point))
    unfinished = settings.releases / ".building-99999"
    unfinished.mkdir()
    (unfinished / "left_out.txt").write_text(ZEBRA)


@pytest.fixture(scope="session")
def filled(sample_sources: Path, shared_folder: Path) -> Path:
    """A folder with `home` and the sources outside it; tests only read it."""
    return made_once(shared_folder / "erasure", lambda folder: _fill(folder, sample_sources))


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Settings:
    """The settings of a copy of the home, which the test may change."""
    return copied_home(filled / "home", tmp_path / "home")
