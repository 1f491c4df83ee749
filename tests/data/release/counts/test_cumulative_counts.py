"""Any filter's answer is that of a plain groupby on the rows, in 16 bits as in 32."""

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.build.write_release import fingerprint
from data.files.digested_json import read_json, write_json
from data.release.counts.cube import Cube, CubeWriter, write_observed
from data.release.counts.cumulative_counts import CumulativeCounts, arrays_in, write_cumulative
from data.release.manifest import MANIFEST, OLDEST_FORMAT
from data.release.store import Store
from data.schema import CATEGORIES, COUNTY, LSOA, WARD

KINDS, MONTHS, AREAS = 3, 6, 17
# Times: how often a row is there. Two of the larger are more than 16 bits hold.
ROW = ["month", "category", "area", "times"]
rows_of_incidents = st.lists(
    st.tuples(
        st.integers(0, MONTHS - 1),
        st.integers(0, KINDS - 1),
        st.integers(0, AREAS - 1),
        st.sampled_from([1, 2, 7, 32_767, 32_768, 65_535]),
    ),
    max_size=30,
)
some_months = st.sets(st.integers(0, MONTHS - 1)).map(sorted)
some_kinds = st.sets(st.integers(0, KINDS - 1), min_size=1).map(sorted)
ends = st.tuples(st.integers(0, AREAS), st.integers(0, AREAS)).map(sorted)
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def plain(rows: pd.DataFrame, kinds: list[int], months: list[int]) -> np.ndarray:
    wanted = rows[rows["category"].isin(kinds) & rows["month"].isin(months)]
    by_area = wanted.groupby("area")["times"].sum()
    return by_area.reindex(range(AREAS), fill_value=0).to_numpy()


def written(folder: Path, rows: pd.DataFrame) -> Cube:
    writer = CubeWriter(folder, "lsoa", categories=KINDS, months=MONTHS, areas=AREAS)
    for month, of_month in rows.groupby("month"):
        every = of_month.loc[of_month.index.repeat(of_month["times"])]
        writer.add(int(str(month)), every["category"].to_numpy(), every["area"].to_numpy())
    writer.close()
    write_observed(folder, "lsoa", np.ones((MONTHS, AREAS), dtype=bool))
    return Cube(folder, "lsoa")


@quick
@given(rows_of_incidents, some_months, some_kinds, ends)
def test_a_filter_answers_as_a_groupby_on_the_rows(
    tmp_path: Path,
    happened: list[tuple[int, int, int, int]],
    months: list[int],
    kinds: list[int],
    between: list[int],
) -> None:
    rows = pd.DataFrame(happened, columns=ROW)
    cube = written(tmp_path, rows)
    some, expected = slice(*between), plain(rows, kinds, months)
    assert np.array_equal(cube.counts(kinds, months), expected)
    assert np.array_equal(cube.counts(kinds, months, areas=some), expected[some])
    by_month = cube.by_month(kinds)
    assert all(np.array_equal(by_month[m], plain(rows, kinds, [m])) for m in range(MONTHS))


def test_large_areas_are_in_the_file_and_many_of_them_are_32_bits(tmp_path: Path) -> None:
    for areas, bits, large in (([], 16, []), ([3, 9], 16, [3, 9]), (range(0, AREAS, 2), 32, [])):
        rows = pd.DataFrame(
            [(month, kind, area, 32_768) for area in areas for month, kind in ((0, 0), (4, 2))],
            columns=ROW,
        )
        cube = written(tmp_path, rows)
        arrays = CumulativeCounts(*arrays_in((tmp_path / "prefix-lsoa.npy").read_bytes()))
        assert arrays.sums.dtype.itemsize * 8 == bits and arrays.large.tolist() == large, areas
        expected = np.isin(np.arange(AREAS), list(areas)) * 65_536
        assert np.array_equal(cube.counts(range(KINDS), range(MONTHS)), expected), areas
        assert not (tmp_path / "monthly-lsoa.npy").exists()


def test_a_file_that_ends_early_or_has_something_else_behind_is_no_cube(tmp_path: Path) -> None:
    path = tmp_path / "prefix-lsoa.npy"
    counts = np.zeros((KINDS, MONTHS, AREAS), dtype=np.uint32)
    counts[0, 0, 5] = 70_000
    write_cumulative(path, counts.__getitem__, KINDS)
    whole = path.read_bytes()
    assert len(arrays_in(whole)) == 3
    for damaged in (b"", whole[:60], whole[:200], whole[:-1], whole + b"more", b"no" + whole):
        with pytest.raises(ValueError, match=r"format|buffer"):
            arrays_in(damaged)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.data())
def test_a_release_answers_as_a_groupby_on_its_points(
    sample_store: Store, data: st.DataObject
) -> None:
    months = data.draw(st.lists(st.sampled_from(sample_store.months()), unique=True).map(sorted))
    kinds = data.draw(st.sets(st.sampled_from(CATEGORIES), min_size=1).map(sorted))
    points = sample_store.table("points").set_index("point")["ward_code"]
    rows = sample_store.table("point_counts").astype({"month": str, "category": str})
    published = sample_store.published(WARD)
    wanted = rows[rows["month"].isin(months) & rows["category"].isin(kinds)]
    wards = wanted["point"].map(points)
    known = [published.at[m, w] for m, w in zip(wanted["month"], wards, strict=True)]
    expected = wanted["incidents"].where(known).groupby(wards).sum()
    counts = sample_store.counts(WARD, months, kinds)
    assert counts.to_dict() == expected.reindex(counts.index, fill_value=0).to_dict()


def test_a_release_of_format_5_answers_as_one_of_now(tmp_path: Path, sample_store: Store) -> None:
    folder = Path(shutil.copytree(sample_store.files.folder, tmp_path / "older"))
    manifest = read_json(folder / MANIFEST) | {"format": OLDEST_FORMAT}
    for level in sample_store.levels():
        path = folder / f"prefix-{level}.npy"
        (sums,) = arrays_in(path.read_bytes())
        assert sums.dtype == np.uint16
        np.save(path, sums.astype(np.uint32))
        manifest["arrays"][path.stem] = fingerprint(path)
    write_json(folder / MANIFEST, manifest)
    older = Store(folder)
    months, kinds = older.complete_months(), list(CATEGORIES)
    for level in (COUNTY, WARD, LSOA):
        pd.testing.assert_series_equal(
            older.counts(level, months, kinds), sample_store.counts(level, months, kinds)
        )
