"""The house as its plan draws it: floors, homes of the cross-cutting things, sizes, words."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FLOORS = {
    "data": {"data"},
    "geo": {"geo", "data"},
    "components": {"components", "geo", "data"},
    "pages": {"pages", "components", "data"},
    "app.py": {"pages", "components", "data"},
    "serve.py": {"pages", "components", "data"},
}
OURS = {"data", "geo", "components", "pages"}
GEO_MAY_READ = {"data.schema", "data.errors"}
STREAMLIT_FLOORS = {"components", "pages", "app.py", "serve.py"}
WIDGETS_WITH_WORDS = {
    "title", "header", "subheader", "write", "markdown", "caption", "error", "warning", "info",
    "success", "button", "selectbox", "text_input", "segmented_control", "toggle", "expander",
    "download_button", "metric", "radio", "checkbox", "page_link", "text",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    files = [PROJECT / "app.py", PROJECT / "serve.py"]
    for floor in sorted(OURS):
        files += sorted((PROJECT / floor).rglob("*.py"))
    for path in files:
        floor = path.relative_to(PROJECT).parts[0]
        yield floor, path, ast.parse(path.read_text(encoding="utf-8"))


MODULES = list(modules())
NAMES = [str(path.relative_to(PROJECT)) for _, path, _ in MODULES]
each_module = pytest.mark.parametrize(("floor", "path", "tree"), MODULES, ids=NAMES)


def imports(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module)
    return found


def test_the_walk_finds_the_house() -> None:
    assert len(MODULES) > 40
    assert {floor for floor, _, _ in MODULES} == set(FLOORS)


@each_module
def test_imports_go_down_and_never_up(floor: str, path: Path, tree: ast.Module) -> None:
    ours = {name.split(".")[0] for name in imports(tree)} & OURS
    assert ours <= FLOORS[floor]


@each_module
def test_geo_reads_only_the_contracts_and_the_errors(
    floor: str, path: Path, tree: ast.Module
) -> None:
    if floor == "geo":
        from_data = {name for name in imports(tree) if name.split(".")[0] == "data"}
        assert from_data <= GEO_MAY_READ


@each_module
def test_streamlit_stays_upstairs(floor: str, path: Path, tree: ast.Module) -> None:
    if floor not in STREAMLIT_FLOORS:
        assert not {name for name in imports(tree) if name.split(".")[0] == "streamlit"}


@each_module
def test_caching_lives_in_cached(floor: str, path: Path, tree: ast.Module) -> None:
    caching = {"cache_data", "cache_resource", "lru_cache", "cache"}
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & caching
    used |= {
        alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names
    }
    used &= caching
    assert not used or path.is_relative_to(PROJECT / "components" / "queries")


@each_module
def test_session_and_address_live_in_state(floor: str, path: Path, tree: ast.Module) -> None:
    memory = {"session_state", "query_params"}
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & memory
    assert not used or path == PROJECT / "components" / "view" / "state.py"


@each_module
def test_matplotlib_draws_in_one_room(floor: str, path: Path, tree: ast.Module) -> None:
    """It is slow to load: a page asks for the room's modules only when a picture is wanted."""
    if not path.is_relative_to(PROJECT / "components" / "snapshot"):
        assert not {name for name in imports(tree) if name.split(".")[0] == "matplotlib"}


@each_module
def test_the_typesetter_is_loaded_by_one_module(floor: str, path: Path, tree: ast.Module) -> None:
    if path != PROJECT / "components" / "pdf" / "typst.py":
        assert not {name for name in imports(tree) if name.split(".")[0] == "typst"}


@each_module
def test_words_for_people_come_from_the_catalogues(
    floor: str, path: Path, tree: ast.Module
) -> None:
    literal = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "st"
        and node.func.attr in WIDGETS_WITH_WORDS
        and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
        and node.func.attr != "page_link"
    ]
    assert not literal, f"{path.name}: text in the code at lines {literal}"


@each_module
def test_every_module_says_what_it_is(floor: str, path: Path, tree: ast.Module) -> None:
    assert ast.get_docstring(tree), path


def test_the_pages_folder_holds_the_registry_alone() -> None:
    assert [p.name for p in (PROJECT / "pages").glob("*.py")] == ["__init__.py"]


def test_pages_and_app_stay_short() -> None:
    def lines(path: Path) -> int:
        return len(path.read_text(encoding="utf-8").splitlines())

    pages = [p for p in (PROJECT / "pages").rglob("*.py") if p.name != "__init__.py"]
    assert pages
    assert {p.name: lines(p) for p in pages if lines(p) > 80} == {}
    assert lines(PROJECT / "app.py") <= 60


def test_every_page_file_is_registered() -> None:
    from pages import PAGES

    on_disk = {p for p in (PROJECT / "pages").rglob("*.py") if p.name != "__init__.py"}
    assert {entry.path for entry in PAGES} == on_disk
    assert len({entry.address for entry in PAGES}) == len(PAGES)
