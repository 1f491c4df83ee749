"""Mid-year estimates by LSOA, as the Office for National Statistics publishes them."""

from pathlib import Path

from data.schema import WARD
from tests.data.spreadsheets import write_xlsx
from tests.pages.english.build import Build, write_area, write_months
from tests.pages.english.files import District, mid_year_rows, write_csv

EXETER = District(
    code="E07000041",
    name="Exeter",
    wards=(("E05011009", "Alphington"), ("E05011021", "Topsham")),
    first_lsoa=19900,
    corner=(-3.55, 50.70),
)
CODES = [one.code for one in EXETER.lsoas]
PEOPLE = {code: 1000 + 100 * number for number, code in enumerate(CODES)}
BY_WARD = [1000 + 1100, 1200 + 1300]
BROAD = ["0 to 15", "16 to 29", "30 to 44", "45 to 64", "65 and over"]


def sources(folder: Path) -> Path:
    write_area(folder, [EXETER], residents=PEOPLE)
    write_months(folder, "devon-and-cornwall", ["2025-09"], [EXETER])
    return folder


def test_the_latest_year_of_the_workbook_gives_the_residents_of_wards(
    tmp_path: Path, build: Build
) -> None:
    built = build(sources(tmp_path), "Exeter")
    assert built.store.residents(WARD).tolist() == BY_WARD


def test_a_sheet_saved_as_csv_gives_the_same(tmp_path: Path, build: Build) -> None:
    folder = sources(tmp_path)
    (folder / "sapelsoasyoa20222024.xlsx").unlink()
    rows = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row]
            for row in mid_year_rows([EXETER], PEOPLE)]  # fmt: skip
    width = max(map(len, rows))
    write_csv(folder / "mid-2024.csv", [[*row, *[""] * (width - len(row))] for row in rows])
    assert build(folder, "Exeter").store.residents(WARD).tolist() == BY_WARD


def test_broad_ages_give_the_same(tmp_path: Path, build: Build) -> None:
    folder = sources(tmp_path)
    (folder / "sapelsoasyoa20222024.xlsx").unlink()
    head = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total"]
    head += [f"{sex}{ages}" for sex in "FM" for ages in BROAD]
    rows: list[list[object]] = [["Title"], ["One table."], ["Source"], list(head)]
    for one in EXETER.lsoas:
        of_each = PEOPLE[one.code] // 10
        rows.append(["E07000041", "Exeter", one.code, one.name, PEOPLE[one.code], *[of_each] * 10])
    sheets = {"Contents": [["Mid-2024 LSOA 2021"]], "Mid-2024 LSOA 2021": rows}
    write_xlsx(folder / "sapelsoabroadage20222024.xlsx", sheets)
    assert build(folder, "Exeter").store.residents(WARD).tolist() == BY_WARD


def test_the_year_of_a_sheet_is_that_of_its_estimates(tmp_path: Path, build: Build) -> None:
    """Each sheet's name ends with the year of the LSOAs, which is later than all estimates."""
    folder = sources(tmp_path)
    (folder / "sapelsoasyoa20222024.xlsx").unlink()
    sheets = {
        f"Mid-{year} LSOA 2021": mid_year_rows([EXETER], {**dict.fromkeys(CODES, n)}, year)
        for year, n in ((2011, 100), (2012, 200), (2013, 300), (2014, 400))
    }
    write_xlsx(folder / "sapelsoasyoa20112014.xlsx", sheets)
    assert build(folder, "Exeter").store.residents(WARD).tolist() == [800, 800]
