"""A run shows one release, whatever happens on the disk while it runs."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

import serve
from components import queries
from components.queries.cache import CacheKey, forget_answers
from components.text.catalogue import Text
from data.release import checksum
from data.release.checksum import ReleaseFiles
from data.release.current import current_release
from data.release.manifest import MANIFEST
from data.release.store import Store
from data.release.switch import make_current
from data.release.tables import ReleaseTables
from data.settings import Settings
from pages import PAGES, PageEntry
from tests.conftest import settings_in
from tests.damages import DAMAGES, delete, flip, truncate
from tests.pages.conftest import Open, maps_on, page_at, words_on

HOME, MAP, PLACE, DATA, UPLOAD, NEWS = map(page_at, ("", "map", "place", "data", "upload", "news"))
# The wards that have a page of their own below.
WARD = "W05999008"
# QUICK: the pages of `make test-long`; `make test-slow` has the others too.
QUICK = (MAP, UPLOAD)
each_page = pytest.mark.parametrize(
    "entry",
    [pytest.param(page, marks=() if page in QUICK else pytest.mark.slow) for page in PAGES],
    ids=[page.title for page in PAGES],
)


@pytest.fixture
def served(
    two_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """A copy of that home for the app under test, in a process that has opened no release yet."""
    settings = settings_in(tmp_path / "home")
    shutil.copytree(two_releases, settings.home)
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    forget_answers()
    yield settings
    forget_answers()


def folder_of(settings: Settings) -> Path:
    return settings.releases / current_release(settings)


def before_it(settings: Settings) -> str:
    """Return the release that was current before."""
    current = current_release(settings)
    (other,) = (path.name for path in settings.releases.iterdir() if path.name != current)
    return other


def shown(app: AppTest) -> tuple[str, list[str], list[object]]:
    """Return all that a page shows: its words, tables and maps."""
    assert not app.exception
    return words_on(app), [frame.value.to_csv() for frame in app.dataframe], list(maps_on(app))


def at_read(number: int, act: Callable[[], None], patch: pytest.MonkeyPatch) -> list[int]:
    """Act just before so many answers of a store; return a list of the answers so far."""
    reads: list[int] = []

    def spied(read: Callable[..., object]) -> Callable[..., object]:
        def spy(*args: object, **kwargs: object) -> object:
            reads.append(len(reads))
            if len(reads) == number:
                act()
            return read(*args, **kwargs)

        return spy

    names = ("area_names", "_table", "areas", "areas_of", "answers_of", "tally", "named_points")
    for name in names:
        patch.setattr(ReleaseTables, name, spied(getattr(ReleaseTables, name)))
    for name in ("_cube", "months", "complete_months", "residents", "point_counts"):
        patch.setattr(Store, name, spied(getattr(Store, name)))
    return reads


@each_page
def test_a_switch_in_the_middle_of_a_run_shows_in_the_next_one_only(
    served: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch, entry: PageEntry
) -> None:
    asked = {"place": WARD, "overlays": "orders.groups.names"}
    first, other = current_release(served), before_it(served)
    make_current(other, served)
    later = shown(open_page(entry, **asked))
    make_current(first, served)
    forget_answers()
    with monkeypatch.context() as patch:
        reads = at_read(0, lambda: None, patch)
        clean = shown(open_page(entry, **asked))
    assert first in clean[0] and other in later[0]
    last = len(reads)
    # The pages take turns at the first, the middle and the last read.
    number = (1, last // 2, last)[PAGES.index(entry) % 3]
    make_current(first, served)
    forget_answers()
    queries.current_store.serving()
    with monkeypatch.context() as patch:
        at_read(number, lambda: make_current(other, served), patch)
        app = open_page(entry, **asked)
    assert current_release(served) == other
    # Two pages tell of the home as it is now: what an undo would do, and what an update changed.
    footer = clean[0][clean[0].index('<footer class="mt-foot">') :]
    same = footer in shown(app)[0] if entry in (UPLOAD, NEWS) else shown(app) == clean
    assert same, f"switched before read {number} of {last}"
    assert shown(app.run()) == later and not app.error


def test_a_release_that_was_deleted_after_a_run_makes_room_for_the_current_one(
    served: Settings, open_page: Open
) -> None:
    old = current_release(served)
    app = open_page(MAP, place=WARD)
    make_current(before_it(served), served)
    shutil.rmtree(served.releases / old)
    app.selectbox(key="view-category").select("burglary").run()
    assert not app.exception and not app.error
    words = words_on(app)
    assert current_release(served) in words and old not in words


def test_a_download_is_of_the_release_of_its_page(
    served: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its content is made after the run, when it is clicked."""
    made: dict[str, Callable[[], bytes]] = {}

    def button(label: str, *, data: object, key: str, **_: object) -> bool:
        if callable(data):
            made[key] = data
        return False

    monkeypatch.setattr("streamlit.download_button", button)
    for level in ("ward", "lsoa"):
        open_page(MAP, level=level)
    kinds = ("file-xlsx", "file-xlsx-lsoa", "file-geojson", "file-gpkg", "csv-map", "csv-table")
    assert set(kinds) <= set(made)
    first = current_release(served)
    make_current(before_it(served), served)
    asked, areas = set[str](), ReleaseTables.areas

    def spied(self: ReleaseTables, level: str) -> object:
        asked.add(self.manifest.release)
        return areas(self, level)

    monkeypatch.setattr(ReleaseTables, "areas", spied)
    assert first.encode() in made["file-geojson"]()
    assert all(made[key]() for key in kinds)
    assert asked == {first}


# Damage


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of releases, one for each time that one is verified."""
    names: list[str] = []
    verify = ReleaseFiles.verify

    def counted(self: ReleaseFiles) -> None:
        names.append(self.folder.name)
        verify(self)

    monkeypatch.setattr(checksum.ReleaseFiles, "verify", counted)
    return names


def assert_fallen_back(app: AppTest, broken: str) -> None:
    assert not app.exception and not app.error
    (notice,) = (w.value for w in app.warning if Text("en")("notice.older_release") in w.value)
    assert broken in notice and "/" not in notice.replace("python -m data", "").replace("`", "")


# Each damage to one file, and each file with two damages.
FILES = (("areas.parquet", MAP), ("prefix-ward.npy", HOME), ("points.parquet", PLACE))
DAMAGED = [(*FILES[number % len(FILES)], damage) for number, damage in enumerate(DAMAGES)]


@pytest.mark.parametrize(
    ("name", "entry", "damage"), DAMAGED, ids=[f"{one[0]}-{one[2].__name__}" for one in DAMAGED]
)
def test_a_damage_under_an_open_release_is_said_once_and_the_one_before_is_shown(
    served: Settings,
    open_page: Open,
    verified: list[str],
    name: str,
    entry: PageEntry,
    damage: Callable[[Path], None],
) -> None:
    folder = folder_of(served)
    before = before_it(served)
    queries.current_store.serving()
    assert verified == [folder.name]
    verified.clear()
    damage(folder / name)
    app = open_page(entry, place=WARD)
    assert_fallen_back(app, folder.name)
    assert before in words_on(app)
    assert verified.count(folder.name) <= 1 and verified.count(before) == 1
    verified.clear()
    assert_fallen_back(app.run(), folder.name)
    assert_fallen_back(open_page(DATA), folder.name)
    assert verified == []


@each_page
def test_a_damage_in_the_middle_of_a_run_starts_it_again_with_the_release_before(
    served: Settings,
    open_page: Open,
    verified: list[str],
    monkeypatch: pytest.MonkeyPatch,
    entry: PageEntry,
) -> None:
    folder, other = folder_of(served), before_it(served)
    queries.current_store.serving()
    verified.clear()

    def damage() -> None:
        for path in filter(Path.is_file, folder.iterdir()):
            truncate(path)

    with monkeypatch.context() as patch:
        at_read(3, damage, patch)
        app = open_page(entry, place=WARD)
    if entry is not UPLOAD:  # This page reads nothing more.
        assert_fallen_back(app, folder.name)
        assert other in words_on(app)
        assert verified.count(folder.name) <= 1 and verified.count(other) <= 1
    assert_fallen_back(app.run(), folder.name)


def test_a_repaired_release_is_shown_in_the_next_run(served: Settings, open_page: Open) -> None:
    folder = folder_of(served)
    app = open_page(HOME)
    whole = (folder / "areas.parquet").read_bytes()
    flip(folder / "areas.parquet")
    assert_fallen_back(app.run(), folder.name)
    (folder / "areas.parquet").write_bytes(whole)
    app.run()
    assert folder.name in words_on(app) and not app.warning


def test_a_damage_that_a_search_meets_is_no_traceback(served: Settings, open_page: Open) -> None:
    """The search runs before the page does, where no page can explain an error."""
    app = open_page(HOME)
    folder = folder_of(served)
    queries.current_store.store()._tables.clear()
    truncate(folder / "postcodes.parquet")
    app.text_input(key="postcode").input("ZZ9 9ZZ").run()
    assert_fallen_back(app, folder.name)


def test_without_any_intact_release_the_page_explains_it(served: Settings, open_page: Open) -> None:
    app = open_page(HOME)
    for folder in served.releases.iterdir():
        delete(folder / "areas.parquet")
    for again in (app.run(), open_page(MAP)):
        assert not again.exception
        (error,) = (e.value for e in again.error)
        assert "“areas” is missing" in error and str(served.home) not in error


def test_a_broken_part_that_verification_does_not_find_is_explained_and_runs_once(
    served: Settings, open_page: Open, verified: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a table would be that this version of a library can't read: no endless new runs."""
    from data.release import tables

    def unreadable(*_: object, **__: object) -> None:
        raise OSError("no such codec")

    queries.current_store.serving()
    verified.clear()
    monkeypatch.setattr(tables, "read_named_points", unreadable)
    monkeypatch.setattr(tables, "read_point_counts", unreadable)
    app = open_page(PLACE, place=WARD)
    assert not app.exception and "is damaged" in app.error[0].value
    assert verified == [current_release(served)]


# The health check


def health() -> tuple[int, str]:
    answer = serve.health(Request({"type": "http"}))
    return answer.status_code, bytes(answer.body).decode()


def test_a_monitor_sees_that_an_older_release_is_served(
    served: Settings, verified: list[str]
) -> None:
    folder, before = folder_of(served), before_it(served)
    assert health() == (200, f'{{"status":"ok","release":"{folder.name}"}}')
    flip(folder / "prefix-lsoa.npy")
    status, answer = health()
    assert status == 503 and '"status":"fallen back"' in answer
    assert before in answer and folder.name in answer and "prefix-lsoa" in answer
    assert "/" not in answer and str(served.home) not in answer
    verified.clear()
    assert health() == (status, answer) and verified == []


def test_a_monitor_sees_that_nothing_is_served(
    served: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for folder in served.releases.iterdir():
        (folder / MANIFEST).write_bytes(b"{")
    status, answer = health()
    assert status == 503 and '"status":"no release"' in answer and "/" not in answer
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "nothing"))
    status, answer = health()
    assert status == 503 and "NoRelease" in answer and "/" not in answer
    served.served.write_bytes(b"{")
    served.served_copy.unlink(missing_ok=True)
    monkeypatch.setenv("MILLTIR_HOME", str(served.home))
    status, answer = health()
    assert status == 503 and "LostHistory" in answer and "/" not in answer


def test_the_health_check_does_not_hold_up_the_pages() -> None:
    """Starlette runs what is no coroutine beside the others: verifying a release takes time."""
    import inspect

    assert not inspect.iscoroutinefunction(serve.health)


# Names in addresses


def test_a_name_in_an_address_takes_the_place_of_no_release(
    served: Settings, verified: list[str]
) -> None:
    queries.current_store.serving()
    for number in range(20):
        with pytest.raises(Exception, match="no-such"):
            queries.current_store.store_of(CacheKey(f"no-such-{number}", "public"))
    queries.current_store.serving()
    assert len(verified) == 1
