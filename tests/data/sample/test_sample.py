"""The sample county: reproducible, complete, with its intended faults and planted effects."""

import csv
import hashlib
import json
import math
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
import shapely
from shapely.geometry import shape

from data.release.store import Store
from data.sample import build, write_sources
from data.sample.planted_effects import (
    ASB,
    BOM_MONTH,
    CRLF_MONTH,
    FIRST_MONTH,
    LAST_MONTH,
    MISSING_MONTH,
    OLD_LSOA_CODE,
    STRAY_MONTH,
    TRUTHS,
    UNUSABLE_ROWS_MONTH,
    truth,
)
from data.sample.survey import INTERVIEWED
from tests.cases import every_case

# The digest of all files together. If it differs on one machine only, random numbers, rounding or
# file formats differ there. After an intended change of the county, write the new value here.
DIGEST = "6ebe6e4e318480cdc182ef47cd7a74fd25ca2a8501189247fa0a62403eb58204"

POLICE_CATEGORIES = {
    "Anti-social behaviour",
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
}
SUBSTANTIVE = ["very big", "fairly big", "not very big", "not a problem"]
NEWEST_YEAR = [str(month) for month in pd.period_range("2025-10", "2026-09", freq="M")]
# Wards with planted effects, which are left out of the reference values.
PLANTED_WARDS = {found.ward_code for found in TRUTHS if found.ward_code}


def digest_of(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


@pytest.fixture(scope="module")
def county(sample_sources: Path) -> Path:
    return sample_sources


def features(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


@pytest.fixture(scope="module")
def lookup(county: Path) -> dict[str, str]:
    """The ward code by LSOA code, including the LSOA code of 2011."""
    table = pd.read_csv(county / "lookups/LSOA21_WD25_LAD25_best_fit.csv")
    wards = dict(zip(table.LSOA21CD, table.WD25CD, strict=True))
    old = pd.read_csv(county / "lookups/LSOA11_LSOA21_LAD22.csv")
    split = old[old.CHGIND == "S"]
    return wards | {OLD_LSOA_CODE: wards[split.LSOA21CD.iloc[0]]}


@pytest.fixture(scope="module")
def people(county: Path, lookup: dict[str, str]) -> pd.Series:
    table = pd.read_csv(county / "population/population_lsoa21_age.csv")
    return table.groupby(table.lsoa21_code.map(lookup)).usual_residents.sum()


@pytest.fixture(scope="module")
def crimes(county: Path, lookup: dict[str, str]) -> pd.DataFrame:
    """All rows of the police files; `file` is the month in the file's name."""
    parts = []
    for path in sorted((county / "police").glob("*/*.csv")):
        part = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        parts.append(part.assign(file=path.name[:7]))
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(ward=rows["LSOA code"].map(lookup), category=rows["Crime type"])


@pytest.fixture(scope="module")
def asked(county: Path) -> pd.DataFrame:
    return pd.read_csv(county / "perceptions/survey.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def survey(asked: pd.DataFrame) -> pd.DataFrame:
    """The answers of the random sample."""
    return asked[asked["mode"] == "random sample"]


@pytest.fixture(scope="module")
def orders(county: Path) -> list[dict]:
    return features(county / "places/orders.geojson")


def monthly(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("file").size()


def rate(rows: pd.DataFrame, people: pd.Series) -> pd.Series:
    """Return the records per 1,000 residents a year by ward."""
    return rows.groupby("ward").size().reindex(people.index).fillna(0) / people * 1000 * 12 / 47


def ordinary(values: pd.Series, codes: range = range(1, 18)) -> float:
    """Return the median over the town wards without a planted effect."""
    wards = [f"W05999{n:03d}" for n in codes]
    return float(values[[ward for ward in wards if ward not in PLANTED_WARDS]].median())


def big_share(survey: pd.DataFrame, topic: str) -> pd.Series:
    column = survey[f"problem_{topic}"]
    substantive = survey[column.isin(SUBSTANTIVE)]
    weighted = substantive.weight * substantive[column.name].isin(SUBSTANTIVE[:2])
    return (
        weighted.groupby(substantive.ward_code).sum()
        / substantive.weight.groupby(substantive.ward_code).sum()
    )


# Reproducibility


def test_writing_again_from_another_folder_gives_the_same_bytes(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_sources(tmp_path)
    assert digest_of(tmp_path) == digest_of(county)


def test_the_bytes_are_the_ones_pinned_here(county: Path) -> None:
    assert digest_of(county) == DIGEST


def test_progress_goes_from_nothing_to_all_and_says_what_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[float, str]] = []
    for slow in ("make_incidents", "survey_rows"):
        monkeypatch.setattr(build, slow, lambda *_: [])
    monkeypatch.setattr(build, "_put_police", lambda *_: None)
    write_sources(tmp_path, lambda done, doing: heard.append((done, doing)))
    shares = [done for done, _ in heard]
    assert shares[0] == 0.0 and shares[-1] == 1.0 and shares == sorted(shares)
    assert all(doing for _, doing in heard)


def test_the_list_of_files_names_every_file_and_states_that_it_is_fictional(county: Path) -> None:
    listed = json.loads((county / "source.json").read_text(encoding="utf-8"))
    written = {p.relative_to(county).as_posix() for p in county.rglob("*") if p.is_file()}
    assert set(listed["files"]) == written - {"source.json"}
    assert listed["fictional"] is True and listed["area_code"] == "W06000999"
    assert (listed["title_en"], listed["title_cy"]) == ("Vale of Halwyn", "Bro Halwyn")


# Areas


def test_there_are_24_wards_and_about_90_small_areas(county: Path) -> None:
    wards = features(county / "boundaries/Wards_2025.geojson")
    lsoas = features(county / "boundaries/LSOA_2021.geojson")
    assert [f["properties"]["WD25CD"] for f in wards] == [f"W05999{n:03d}" for n in range(1, 25)]
    assert len(lsoas) == 91
    assert len({f["properties"]["LSOA21NM"] for f in lsoas}) == 91
    assert all(f["properties"]["WD25NMW"] for f in wards)


@every_case("name", ["LSOA_2021", "Wards_2025"])
def test_areas_neither_overlap_nor_leave_gaps(county: Path, name: str) -> None:
    shapes = [shape(f["geometry"]) for f in features(county / f"boundaries/{name}.geojson")]
    assert all(one.is_valid for one in shapes)
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.coverage_union_all(shapes)
    assert len(shapely.get_parts(whole)) == 1
    assert not shapely.get_parts(whole)[0].interiors


def test_small_areas_nest_exactly_in_their_wards(county: Path, lookup: dict[str, str]) -> None:
    parts: dict[str, list] = {}
    for feature in features(county / "boundaries/LSOA_2021.geojson"):
        ward = lookup[feature["properties"]["LSOA21CD"]]
        parts.setdefault(ward, []).append(shape(feature["geometry"]))
    for feature in features(county / "boundaries/Wards_2025.geojson"):
        whole = shapely.coverage_union_all(parts[feature["properties"]["WD25CD"]])
        assert whole.equals(shape(feature["geometry"]))


def test_the_county_lies_in_open_sea_and_has_six_decimals(county: Path) -> None:
    text = (county / "boundaries/LSOA_2021.geojson").read_text(encoding="utf-8")
    whole = shapely.union_all([shape(f["geometry"]) for f in json.loads(text)["features"]])
    west, south, east, north = whole.bounds
    assert -4.8 < west < east < -4.3 and 52.2 < south < north < 52.45
    for longitude, latitude in shapely.get_coordinates(whole):
        assert round(longitude, 6) == longitude and round(latitude, 6) == latitude


def test_the_background_layer_has_every_kind_that_a_map_needs(county: Path) -> None:
    ground = features(county / "boundaries/ground.geojson")
    kinds = Counter(f["properties"]["kind"] for f in ground)
    assert set(kinds) == {"neighbour", "land", "town", "road", "river", "label"}
    assert kinds["town"] >= 9 and kinds["road"] >= 10 and kinds["label"] >= 10
    shapes = {f["properties"]["kind"]: shape(f["geometry"]) for f in ground}
    land, neighbour = shapes["land"], shapes["neighbour"]
    assert neighbour.is_valid and land.intersection(neighbour).area < 1e-12
    assert land.intersection(neighbour).length > 0.3  # degrees: the whole inland border is shared
    labels = {f["properties"]["name_en"]: f for f in ground if f["properties"]["kind"] == "label"}
    assert not land.covers(shape(labels["Halwyn Bay"]["geometry"]))
    assert labels["Halwyn Bay"]["properties"]["name_cy"] == "Bae Halwyn"
    assert all(
        land.covers(shape(f["geometry"])) for name, f in labels.items() if name != "Halwyn Bay"
    )


# Residents and deprivation


def test_about_125_000_people_live_there(county: Path, people: pd.Series) -> None:
    table = pd.read_csv(county / "population/population_lsoa21_age.csv")
    assert list(table) == ["lsoa21_code", "lsoa21_name", "age_group", "usual_residents"]
    small = table.groupby("lsoa21_code").usual_residents.sum()
    assert 120_000 < people.sum() < 130_000
    assert small.between(1000, 2200).all() and len(small) == 91
    assert table.age_group.nunique() == 6
    assert people["W05999007"] < 2500


def test_deprivation_has_the_published_layout_with_its_faults(county: Path) -> None:
    with (county / "deprivation/deprivation_ranks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [
        "LSOA code",
        "LSOA name (Eng)",
        "Local Authority name (Eng)",
        "WIMD 2025 ",
        "Income ",
        "Employment",
        "Health",
        "Education ",
        "Access to Services",
        "Housing",
        "Community Safety",
        "Physical Environment",
        " ",
    ]
    assert [len(row) for row in rows] == [13] * 94
    assert rows[-2:] == [[""] * 13] * 2


def test_deprivation_ranks_are_consistent(county: Path, lookup: dict[str, str]) -> None:
    table = pd.read_csv(county / "deprivation/deprivation_ranks.csv").dropna(subset=["LSOA code"])
    ranks = table[list(table.columns[3:12])]
    assert ranks.min().min() >= 1 and ranks.max().max() <= 1917
    assert all(ranks[column].is_unique for column in ranks)
    assert ranks.corr()["WIMD 2025 "][["Income ", "Employment", "Health"]].min() > 0.8
    wards = table["WIMD 2025 "].groupby(table["LSOA code"].map(lookup)).mean()
    assert set(wards.nsmallest(2).index) == {"W05999005", "W05999006"}


# The police files and their faults


def test_there_are_48_months_but_for_the_missing_one(county: Path, crimes: pd.DataFrame) -> None:
    wanted = [str(month) for month in pd.period_range(FIRST_MONTH, LAST_MONTH, freq="M")]
    folders = sorted(p.name for p in (county / "police").iterdir())
    assert len(wanted) == 48
    assert set(wanted) - set(folders) == {MISSING_MONTH}
    assert folders == sorted(crimes.file.unique())
    assert (monthly(crimes) > 700).all()


def test_the_header_and_the_categories_are_the_police_s(crimes: pd.DataFrame) -> None:
    assert ",".join(crimes.columns[:12]) == (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,"
        "LSOA code,LSOA name,Crime type,Last outcome category,Context"
    )
    assert set(crimes.category) - POLICE_CATEGORIES == {"Nuisance parking"}
    assert set(crimes.category) >= POLICE_CATEGORIES
    assert (crimes.Context == "").all()
    assert (crimes.Month == crimes.file).all()


def test_about_105_records_per_1000_residents_a_year(
    crimes: pd.DataFrame, people: pd.Series
) -> None:
    per_thousand = crimes.category.value_counts() / people.sum() * 1000 * 12 / 47
    assert 98 < per_thousand.sum() < 112
    assert per_thousand[ASB] == pytest.approx(22, rel=0.1)
    assert per_thousand["Violence and sexual offences"] == pytest.approx(32, rel=0.1)
    assert per_thousand["Burglary"] == pytest.approx(4, rel=0.1)


def test_anti_social_behaviour_has_neither_an_id_nor_an_outcome(crimes: pd.DataFrame) -> None:
    asb = crimes.category == ASB
    assert (crimes.loc[asb, ["Crime ID", "Last outcome category"]] == "").all(axis=None)
    assert (crimes.loc[~asb, ["Crime ID", "Last outcome category"]] != "").all(axis=None)


def test_some_rows_have_no_location(crimes: pd.DataFrame) -> None:
    blank = crimes[crimes.Longitude == ""]
    assert 0.012 < len(blank) / len(crimes) < 0.016
    assert set(blank.Location) == {"No Location"} and set(blank["LSOA code"]) == {""}


def test_some_crime_ids_are_repeated(crimes: pd.DataFrame) -> None:
    ids = crimes[crimes["Crime ID"] != ""]
    again = ids[ids.duplicated("Crime ID", keep=False)].groupby("Crime ID")
    assert 110 <= len(again) <= 180
    assert (again["Last outcome category"].nunique() > 1).mean() > 0.75
    assert (again.file.nunique() > 1).sum() >= 15
    assert (again.Longitude.nunique() > 1).sum() >= 3


def test_many_records_share_few_points(crimes: pd.DataFrame) -> None:
    placed = crimes[crimes.Longitude != ""]
    stacks = placed.groupby(["Longitude", "Latitude"]).size()
    assert 1500 <= len(stacks) <= 2000
    assert stacks.nlargest(len(stacks) // 10).sum() > 0.45 * len(placed)
    assert 100 < (placed.Location == "On or near ").sum() < 500
    names = set(placed.Location)
    assert {"On or near Parking Area", "On or near Hospital", "On or near Nightclub"} <= names
    assert any("ô" in name for name in names)


def test_some_points_lie_outside_the_county_and_one_far_off(
    county: Path, crimes: pd.DataFrame
) -> None:
    lsoas = features(county / "boundaries/LSOA_2021.geojson")
    whole = shapely.coverage_union_all([shape(f["geometry"]) for f in lsoas])
    placed = crimes[~crimes.Longitude.isin(["", "n/a"])]
    xs, ys = placed.Longitude.astype(float), placed.Latitude.astype(float)
    outside = placed[~shapely.contains_xy(whole, xs, ys)]
    assert 0.003 < len(outside) / len(crimes) < 0.005
    assert outside["LSOA code"].str.startswith("W01997").all()
    assert list(outside[outside.Longitude > "0"].file) == [STRAY_MONTH]


def test_a_handful_of_rows_state_another_lsoa_than_their_point_s(
    county: Path, crimes: pd.DataFrame
) -> None:
    lsoas = features(county / "boundaries/LSOA_2021.geojson")
    codes = [f["properties"]["LSOA21CD"] for f in lsoas]
    tree = shapely.STRtree([shape(f["geometry"]) for f in lsoas])
    stated = crimes[crimes["LSOA code"].isin(codes) & (crimes.Longitude != "n/a")]
    spots = shapely.points(stated.Longitude.astype(float), stated.Latitude.astype(float))
    row, area = tree.query(spots, predicate="within")
    assert len(row) == len(stated)  # every point is in exactly one LSOA
    wrong = sum(
        codes[a] != code for code, a in zip(stated["LSOA code"].iloc[row], area, strict=True)
    )
    assert 10 <= wrong <= 45


def test_2022_states_an_lsoa_that_has_since_been_split(county: Path, crimes: pd.DataFrame) -> None:
    old = pd.read_csv(county / "lookups/LSOA11_LSOA21_LAD22.csv")
    split = old[old.CHGIND == "S"]
    assert len(split) == 2 and set(split.LSOA11CD) == {OLD_LSOA_CODE}
    assert set(old.CHGIND) == {"S", "U"}
    stated = crimes[crimes["LSOA code"] == OLD_LSOA_CODE]
    assert len(stated) > 5 and stated.file.str.startswith("2022").all()
    newer = crimes[crimes["LSOA code"].isin(split.LSOA21CD)]
    before = newer[newer.file.str.startswith("2022")]
    assert len(newer) > 100 and len(before) <= 2  # but for a row that states a wrong LSOA


def test_one_file_has_windows_line_ends_and_one_a_byte_order_mark(county: Path) -> None:
    contents = {p.name[:7]: p.read_bytes() for p in (county / "police").glob("*/*.csv")}
    assert [month for month, content in contents.items() if b"\r" in content] == [CRLF_MONTH]
    marked = [m for m, content in contents.items() if content.startswith(b"\xef\xbb\xbf")]
    assert marked == [BOM_MONTH]
    assert contents[CRLF_MONTH].count(b"\r\n") == contents[CRLF_MONTH].count(b"\n")


def test_two_rows_can_not_be_used(crimes: pd.DataFrame) -> None:
    faulty = crimes[(crimes.Longitude == "n/a") | ~crimes.category.isin(POLICE_CATEGORIES)]
    assert list(faulty.file) == [UNUSABLE_ROWS_MONTH] * 2


# Survey, places, lookups


def test_the_survey_has_1500_rows_in_two_waves(survey: pd.DataFrame) -> None:
    assert survey.wave.value_counts().to_dict() == {"2025-06": 750, "2026-06": 750}
    assert survey.respondent_id.is_unique
    known = survey[survey.ward_code.between("W05999001", "W05999024")]
    assert len(known) == 1498
    assert known.groupby(["wave", "ward_code"]).size().min() >= 25
    assert known.ward_code.nunique() == 24
    assert survey.weight.between(0.5, 2.2).all()


def test_key_individuals_were_interviewed_besides(asked: pd.DataFrame) -> None:
    others = asked[asked["mode"] != "random sample"]
    assert len(others) == INTERVIEWED and set(others["mode"]) == {"key individual"}
    assert others.ward_code.is_unique and set(others.wave) == {"2026-06"}
    assert others.filter(like="problem_").isin(SUBSTANTIVE).all(axis=None)


def test_one_answer_is_outside_its_scale(survey: pd.DataFrame) -> None:
    problems = survey.filter(like="problem_")
    odd = ~problems.isin([*SUBSTANTIVE, "don't know", ""])
    assert problems.shape[1] == 9 and odd.to_numpy().sum() == 1
    assert 0.04 < (problems == "don't know").to_numpy().mean() < 0.08
    assert 0.005 < (problems == "").to_numpy().mean() < 0.03


def test_perception_follows_the_record_in_ordinary_wards(
    survey: pd.DataFrame, crimes: pd.DataFrame, people: pd.Series
) -> None:
    topics = {
        "asb": ASB,
        "drugs": "Drugs",
        "burglary": "Burglary",
        "vehicle_crime": "Vehicle crime",
        "violence": "Violence and sexual offences",
        "damage": "Criminal damage and arson",
    }
    newest = crimes[crimes.file.isin(NEWEST_YEAR)]
    apart = {"W05999005", "W05999008", "W05999017"}
    wards = [code for code in people.index if code not in apart]
    for topic, category in topics.items():
        share = big_share(survey, topic)[wards]
        rates = rate(newest[newest.category == category], people)[wards]
        assert share.corr(rates.map(math.log)) > 0.7, topic


def test_postcodes_are_invented_unique_and_in_place(county: Path, lookup: dict[str, str]) -> None:
    table = pd.read_csv(county / "lookups/postcodes.csv")
    assert list(table) == ["pcds", "lat", "long", "lsoa21", "osward"]
    assert 600 <= len(table) <= 800 and table.pcds.is_unique
    assert table.pcds.str.fullmatch(r"QV[1-4] \d[ABD-HJLNP-UW-Z]{2}").all()
    assert (table.lsoa21.map(lookup) == table.osward).all()


def test_orders_have_every_status_and_last_three_years_at_most(orders: list[dict]) -> None:
    table = pd.DataFrame([feature["properties"] for feature in orders])
    assert len(table) == 20 and table.order_id.is_unique
    assert table.status.value_counts()["consultation"] == 1
    assert table.status.value_counts()["lapsed"] >= 4
    draft = table[table.status == "consultation"].iloc[0]
    assert pd.isna(draft.start) and pd.isna(draft.expiry)
    dated = table[table.status != "consultation"]
    start, expiry = pd.to_datetime(dated.start), pd.to_datetime(dated.expiry)
    assert (expiry < start + pd.DateOffset(years=3)).all()
    end = pd.Timestamp(LAST_MONTH) + pd.offsets.MonthEnd(0)
    assert ((expiry < end) == (dated.status == "lapsed")).all()
    areas = [shape(feature["geometry"]) for feature in orders]
    assert all(area.is_valid for area in areas)
    assert all(a.disjoint(b) for n, a in enumerate(areas) for b in areas[:n])


def test_responses_name_orders_and_wards_that_exist(county: Path, orders: list[dict]) -> None:
    table = pd.read_csv(county / "places/responses.csv", dtype=str, keep_default_na=False)
    assert len(table) == 6 and table.response_id.is_unique
    assert set(table.order_id) - {""} <= {f["properties"]["order_id"] for f in orders}
    assert table.ward_code.str.fullmatch(r"W05999\d{3}").all()


def test_groups_are_named_by_place_and_some_are_long_unconfirmed(county: Path) -> None:
    table = pd.read_csv(county / "places/groups.csv", dtype=str, keep_default_na=False)
    assert 50 <= len(table) <= 70 and table.group_id.is_unique
    assert table.name_en.is_unique and table.name_cy.is_unique
    assert table.kind.nunique() == 8
    refuge = table[table.kind == "domestic_abuse_support"]
    assert set(refuge.covers) == {"county"}
    assert (refuge[["ward_code", "lon", "lat"]] == "").all(axis=None)
    assert 3 <= (table.last_confirmed < "2024-09-30").sum() <= 20


# The planted effects, each found by a simple calculation


def test_perception_in_maesgwylan_is_far_above_the_record(
    survey: pd.DataFrame, crimes: pd.DataFrame, people: pd.Series
) -> None:
    planted, share = truth("fear_above_record"), big_share(survey, "asb")
    asb = rate(crimes[crimes.category == ASB], people)
    assert asb[planted.ward_code] == pytest.approx(ordinary(asb), rel=0.25)
    assert share[planted.ward_code] == pytest.approx(planted.strength, abs=0.08)
    assert share[planted.ward_code] > ordinary(share) + 0.25


def test_perception_in_tremelyn_mill_is_far_below_the_record(
    survey: pd.DataFrame, crimes: pd.DataFrame, people: pd.Series
) -> None:
    planted, share = truth("fear_below_record"), big_share(survey, "asb")
    asb = rate(crimes[crimes.category == ASB], people)
    others = crimes[crimes.category.isin(["Burglary", "Criminal damage and arson", "Drugs"])]
    level = rate(others, people)
    multiple = asb[planted.ward_code] / ordinary(asb)
    multiple /= level[planted.ward_code] / ordinary(level)
    assert multiple == pytest.approx(truth("busy_record").strength, rel=0.25)
    assert share[planted.ward_code] == pytest.approx(planted.strength, abs=0.06)
    assert share[planted.ward_code] < ordinary(share) - 0.15


def test_the_promenade_is_busy_in_july_and_august(crimes: pd.DataFrame) -> None:
    planted = truth("summer_resort")
    here = crimes[(crimes.ward == planted.ward_code) & crimes.category.isin(planted.categories)]
    months = monthly(here)
    summer = months.index.str[5:].isin(["07", "08"])
    assert months[summer].mean() / months[~summer].mean() == pytest.approx(2.5, rel=0.15)
    elsewhere = monthly(crimes[crimes.ward != planted.ward_code])
    summer = elsewhere.index.str[5:].isin(["07", "08"])
    assert elsewhere[summer].mean() / elsewhere[~summer].mean() < 1.2


def test_the_castle_ward_has_a_night_time_economy(crimes: pd.DataFrame, people: pd.Series) -> None:
    planted = truth("night_time_economy")
    night = rate(crimes[crimes.category.isin(planted.categories)], people)
    day = rate(crimes[crimes.category.isin(["Burglary", "Vehicle crime"])], people)
    assert night[planted.ward_code] / ordinary(night) == pytest.approx(3.5, rel=0.2)
    assert day[planted.ward_code] / ordinary(day) < 1.4


def test_tremelyn_east_has_a_recent_increase(crimes: pd.DataFrame) -> None:
    planted = truth("emerging")
    here = crimes[(crimes.ward == planted.ward_code) & crimes.category.isin(planted.categories)]
    months = monthly(here)
    before, newest = months[months.index < planted.since], months[months.index >= "2026-07"]
    same_season = before[before.index.str[5:].isin(["07", "08", "09"])]
    assert newest.mean() / same_season.mean() == pytest.approx(2.3, rel=0.2)
    early, late = before[before.index < "2024-02"].mean(), before[before.index >= "2024-02"].mean()
    assert late / early == pytest.approx(1.0, abs=0.15)  # no trend before the increase


def test_most_incidents_of_the_hospital_s_ward_are_at_its_point(
    crimes: pd.DataFrame, people: pd.Series
) -> None:
    planted = truth("hospital")
    here = crimes[(crimes.ward == planted.ward_code) & crimes.category.isin(planted.categories)]
    at_point = here.Location == "On or near Hospital"
    assert here[at_point].groupby(["Longitude", "Latitude"]).ngroups == 1
    assert at_point.mean() > 0.6
    level = rate(crimes[crimes.category.isin(planted.categories)], people)
    assert level[planted.ward_code] / ordinary(level) == pytest.approx(3.0, rel=0.25)


def test_penhalwyn_records_half_of_what_its_deprivation_predicts(
    survey: pd.DataFrame, crimes: pd.DataFrame, people: pd.Series
) -> None:
    planted = truth("under_reporting")
    level = rate(crimes, people)
    # Saltings is equally deprived and has no planted effect.
    assert level[planted.ward_code] / level["W05999006"] == pytest.approx(0.5, rel=0.12)
    share = big_share(survey, "asb")
    wanted = truth("under_reporting_perceived").strength
    assert share[planted.ward_code] == pytest.approx(wanted, abs=0.08)


def around_an_order(
    crimes: pd.DataFrame, orders: list[dict], order_id: str
) -> dict[str, pd.DataFrame]:
    """Return the ASB records inside an order's area, within 400 m around it, and further away."""
    area = next(shape(f["geometry"]) for f in orders if f["properties"]["order_id"] == order_id)
    asb = crimes[(crimes.category == ASB) & (crimes.Longitude != "")]
    # Approximate metres: a degree of longitude is shorter by the cosine of the latitude.
    narrow = math.cos(math.radians(area.centroid.y))
    scale = [111_195 * narrow, 0, 0, 111_195, 0, 0]
    flat = shapely.affinity.affine_transform(area, scale)
    xs, ys = asb.Longitude.astype(float), asb.Latitude.astype(float)
    points = shapely.points(xs * 111_195 * narrow, ys * 111_195)
    far = shapely.distance(flat, points)
    return {
        "inside": asb[far == 0],
        "ring": asb[(far > 0) & (far < 400)],
        "beyond": asb[far >= 400],
    }


def after_to_before(rows: pd.DataFrame, since: str) -> float:
    """Return the mean of the months from `since` on, divided by the mean of those before."""
    months = monthly(rows)
    return months[months.index >= since].sum() / 20 / (months[months.index < since].sum() / 27)


def test_one_order_reduced_incidents_without_displacement(
    crimes: pd.DataFrame, orders: list[dict]
) -> None:
    planted = truth("order_worked")
    found = around_an_order(crimes, orders, str(planted.order_id))
    general = after_to_before(found["beyond"], str(planted.since))
    inside = found["inside"]
    assert inside.groupby(["Longitude", "Latitude"]).ngroups >= 5
    assert (inside.file < str(planted.since)).sum() / 27 >= 8
    assert after_to_before(inside, str(planted.since)) / general == pytest.approx(0.5, abs=0.1)
    assert after_to_before(found["ring"], str(planted.since)) / general == pytest.approx(1, abs=0.2)


def test_one_order_only_displaced_incidents(crimes: pd.DataFrame, orders: list[dict]) -> None:
    planted = truth("order_displaced")
    found = around_an_order(crimes, orders, str(planted.order_id))
    general = after_to_before(found["beyond"], str(planted.since))
    inside, ring = found["inside"], found["ring"]
    assert inside.groupby(["Longitude", "Latitude"]).ngroups >= 5
    assert (inside.file < str(planted.since)).sum() / 27 >= 8
    assert after_to_before(inside, str(planted.since)) / general == pytest.approx(0.5, abs=0.1)
    assert after_to_before(ring, str(planted.since)) / general > 1.5
    together = after_to_before(pd.concat([inside, ring]), str(planted.since)) / general
    assert together == pytest.approx(1.0, abs=0.12)


def test_halwyn_marshes_is_the_only_ward_without_a_group(county: Path, people: pd.Series) -> None:
    table = pd.read_csv(county / "places/groups.csv", dtype=str, keep_default_na=False)
    assert set(people.index) - set(table.ward_code) == {truth("no_group").ward_code}


def last_two_years(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the counts of the newest year and of the year before, without the missing month."""
    months, newest, before = monthly(rows), 0, 0
    for month in NEWEST_YEAR:
        earlier = f"{int(month[:4]) - 1}{month[4:]}"
        if earlier != MISSING_MONTH:
            newest += months.get(month, 0)
            before += months.get(earlier, 0)
    return newest, before


def test_anti_social_behaviour_fell_in_the_county_and_nothing_else_did(
    crimes: pd.DataFrame,
) -> None:
    settled = crimes[crimes.ward != truth("emerging").ward_code]
    newest, before = last_two_years(settled[settled.category == ASB])
    assert newest / before == pytest.approx(truth("county_fall").strength, abs=0.05)
    for category in POLICE_CATEGORIES - {ASB}:
        newest, before = last_two_years(settled[settled.category == category])
        noise = math.sqrt(1 / newest + 1 / before)
        assert abs(math.log(newest / before)) < 3 * noise, category


# Partner incidents


def test_partner_incidents_are_in_the_county_or_just_outside(
    sample_store: Store,
) -> None:
    accounts = [a for a in sample_store.manifest.files if a.kind == "local_incidents"]
    assert len(accounts) == 3
    for account in accounts:
        off_the_coast = account.left_out.get("outside the area", 0)
        assert account.read == account.used + off_the_coast and not account.notes
        assert account.used > 300 and off_the_coast < 10
    types = sample_store.own_incidents().types()
    assert set(types) == {"own-noise", "own-barking-dog", "own-deliberate-fire", "own-assault"}


def test_partner_incidents_are_most_frequent_in_summer(county: Path) -> None:
    noise = pd.read_csv(county / "own/council_noise.csv")
    month = noise["date"].str[5:7].astype(int)
    year = noise["date"].str[:4] == "2025"
    summer = (year & month.isin([5, 6, 7, 8])).sum() / 4
    assert summer > 1.3 * (year & ~month.isin([5, 6, 7, 8])).sum() / 8


def test_assaults_are_most_frequent_at_weekends_from_the_afternoon_on(county: Path) -> None:
    assaults = pd.read_csv(county / "own/ambulance.csv")
    start = pd.to_datetime(assaults["date"] + " " + assaults["time"])
    weekend = (start.dt.weekday >= 5) & (start.dt.hour >= 15)
    assert weekend.mean() == pytest.approx(truth("weekend_violence").strength, abs=0.04)
    assert 0.2 < assaults["end_date"].notna().mean() < 0.3
