"""Rules of the architecture that import-linter cannot see; its contracts are in pyproject.toml.

Every test checks all modules and lists all violations in one message.
"""

import ast
import importlib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from components.ui.routes import ADDRESS_OF
from pages import PAGES

PROJECT = Path(__file__).resolve().parent.parent
LAYERS = ("data", "geo", "components", "pages")
STREAMLIT_LAYERS = {"components", "pages", "app.py", "serve.py"}
ENTRY_POINTS_MAY_IMPORT = {"pages", "components", "data"}
GEO_MAY_IMPORT = {"data.schema", "data.errors"}
WIDGETS_WITH_TEXT = {
    "title", "header", "subheader", "write", "markdown", "caption", "error", "warning", "info",
    "success", "button", "selectbox", "text_input", "segmented_control", "toggle", "expander",
    "download_button", "metric", "radio", "checkbox", "text",
}  # fmt: skip
LONGEST_PAGE, LONGEST_APP, MOST_MODULES = 80, 65, 20
# Packages whose modules are alike and found by name: one module per measure or part of the county.
LARGE_PACKAGES = {"geo/measures", "data/sample"}


@cache
def modules() -> list[tuple[str, Path, ast.Module]]:
    """Return the layer, the path and the parsed text of every module.

    They are read when a test asks: every process of a run imports this module.
    """
    files = [PROJECT / "app.py", PROJECT / "serve.py"]
    for layer in LAYERS:
        files += sorted((PROJECT / layer).rglob("*.py"))
    return [
        (path.relative_to(PROJECT).parts[0], path, ast.parse(path.read_text(encoding="utf-8")))
        for path in files
    ]


def shown(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def imported(tree: ast.Module) -> set[str]:
    """The modules that a module imports, and `module.name` of each name that it imports."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def importers_of(library: str) -> set[str]:
    return {
        shown(path)
        for _, path, tree in modules()
        if any(name.split(".")[0] == library for name in imported(tree))
    }


def users_of(attributes: set[str]) -> set[str]:
    return {
        shown(path)
        for _, path, tree in modules()
        if attributes & {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    }


def test_every_module_of_every_layer_is_checked() -> None:
    on_disk = {p for layer in LAYERS for p in (PROJECT / layer).rglob("*.py")}
    assert {path for _, path, _ in modules()} == on_disk | {
        PROJECT / "app.py",
        PROJECT / "serve.py",
    }
    assert all(any(layer == of for of, _, _ in modules()) for layer in LAYERS)


def test_entry_points_import_no_measure_directly() -> None:
    ours = {"data", "geo", "components", "pages"}
    wrong = {
        shown(path): sorted({n.split(".")[0] for n in imported(tree)} & ours)
        for layer, path, tree in modules()
        if layer in {"app.py", "serve.py"}
        and not {n.split(".")[0] for n in imported(tree)} & ours <= ENTRY_POINTS_MAY_IMPORT
    }
    assert not wrong, f"app.py and serve.py import pages, components and data only: {wrong}"


def test_geo_imports_of_data_only_the_tables_and_the_errors() -> None:
    wrong = {
        shown(path): sorted(from_data)
        for layer, path, tree in modules()
        if layer == "geo"
        and (
            from_data := {
                ".".join(name.split(".")[:2]) for name in imported(tree) if name.startswith("data.")
            }
            - GEO_MAY_IMPORT
        )
    }
    assert not wrong, f"geo imports only {sorted(GEO_MAY_IMPORT)} of data: {wrong}"


def test_streamlit_is_imported_in_the_top_two_layers_only() -> None:
    wrong = {path for path in importers_of("streamlit") if path.split("/")[0] in {"data", "geo"}}
    assert not wrong, f"Streamlit is not imported in data and geo: {wrong}"


def test_one_module_caches() -> None:
    cache = "components/queries/cache.py"
    assert importers_of("cachetools") == {cache}, f"only {cache} caches"
    streamlits = users_of({"cache_data", "cache_resource", "lru_cache"})
    functools = {
        shown(path)
        for _, path, tree in modules()
        if imported(tree) & {"functools.lru_cache", "functools.cache"}
    }
    assert not streamlits | functools, f"use components.queries.cache: {streamlits | functools}"


def test_few_modules_read_the_session_and_one_the_address() -> None:
    of_view = {"bindings", "run", "selections", "session", "state"}
    # What clears the state of sessions that have ended reads nothing of it.
    session = {f"components/view/{name}.py" for name in of_view} | {
        "components/server/held_uploads.py"
    }
    assert users_of({"session_state"}) == session
    assert users_of({"query_params"}) == {"components/view/state.py"}


def test_one_module_draws_download_buttons() -> None:
    """It records who saved which file."""
    assert users_of({"download_button"}) == {"components/ui/downloads.py"}


def test_slow_libraries_are_imported_by_the_package_that_needs_them() -> None:
    """Pages without a picture or PDF must not wait for these libraries."""
    drawing = importers_of("matplotlib")
    assert drawing and all(path.startswith("components/snapshot/") for path in drawing), drawing
    assert importers_of("typst") == {"components/pdf/typst.py"}
    slides = importers_of("pptx")
    assert slides and all(path.startswith("components/slides/") for path in slides), slides


def test_one_module_decides_which_months_are_compared() -> None:
    """Pairs of a month and the month a year before come from geo.comparable_months."""
    drawn_side_by_side = {"geo/stats/trend.py", "components/page_models/place_profile.py"}
    periods = {"geo/stats/seasonality.py", "components/ui/period_picker.py"}
    found = {
        shown(path)
        for _, path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "shifted"
        and any(ast.unparse(argument) in ("-YEAR", "-12") for argument in node.args)
    }
    assert found == drawn_side_by_side | periods, "use geo.comparable_months to compare periods"


def test_one_package_decides_what_is_significant() -> None:
    """Whether something changed, differs or stands out is asked of geo.noise, and nothing else.

    Its questions are open to all. How it answers them (limits, scores, critical values) is open to
    its own modules, and so are the distributions of scipy. Orders have a method of their own
    (docs/decisions/0007-one-noise-model.md); only tests call geo/stats/reference.py; the gap of
    survey and record, and hot spots, give their scores to be turned into a false-discovery rate.
    What a build finds in its files (months cut short) is no claim about a place.
    """
    machinery = {"geo.noise.limits", "geo.noise.pairs"}
    distributions = {"scipy.special", "scipy.stats", "statsmodels"}
    own_method = {"geo/orders/difference_in_differences.py", "geo/stats/reference.py"}
    rates = {"false_discovery", "two_sided_p"}
    of_the_gap = {"geo/survey/shares.py", "geo/survey/gap_attenuation.py"}
    of_hot_spots = {f"geo/hotspots/{name}.py" for name in ("gi_star", "local_moran", "history")}
    wrong = []
    for layer, path, tree in modules():
        module, names = shown(path), imported(tree)
        if layer == "data" or module.startswith("geo/noise/"):
            continue
        if names & machinery:
            wrong.append(f"{module} imports {', '.join(sorted(names & machinery))}")
        if names & distributions and module not in own_method:
            wrong.append(f"{module} imports {', '.join(sorted(names & distributions))}")
        critical = {name for name in names if name.startswith("geo.noise.families.")}
        allowed = {
            f"geo.noise.families.{name}" for name in rates if module in of_the_gap | of_hot_spots
        }
        allowed |= {"geo.noise.families.ALONE"} if module in own_method else set()
        allowed |= {"geo.noise.families.LEAST_TOGETHER"}
        wrong += [f"{module} imports {name}" for name in sorted(critical - allowed)]
        if any(
            isinstance(node, ast.Constant) and node.value in (1.96, 1.645, 2.576, 3.09)
            for node in ast.walk(tree)
        ):
            wrong.append(f"{module} has a normal quantile of its own")
    assert not wrong, "ask geo.noise instead:\n" + "\n".join(wrong)


def test_survey_figures_come_from_what_the_build_has_published() -> None:
    """No page or file reads single answers, so that `check --disclosure` covers all that they show.

    One query does, to judge beliefs answer by answer; it tells only of all respondents together
    (`publish_alone`).
    """
    judging = "components/queries/awareness.py"
    single = {"data.release.survey_answers", "data.release.survey_totals"}
    exact = {f"data.disclosure.{name}" for name in ("parts", "selection", "hiding", "attacker")}
    raw = {"perceptions", "survey_totals", "PERCEPTIONS", "SURVEY_TOTALS"}
    assert users_of({"answers_of"}) & {shown(p) for of, p, _ in modules() if of != "data"} == {
        judging
    }
    wrong = []
    for layer, path, tree in modules():
        if layer == "data":
            continue
        module = shown(path)
        if found := imported(tree) & (single | exact):
            wrong.append(f"{module} imports {', '.join(sorted(found))}")
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") != "table":
                continue
            asked = {getattr(arg, "value", getattr(arg, "id", None)) for arg in node.args}
            if asked & raw:
                wrong.append(f"{module}:{node.lineno} reads {asked & raw}")
    assert not wrong, "take figures of surveys from components.queries.surveys:\n" + "\n".join(
        wrong
    )


def test_text_for_users_comes_from_the_catalogues() -> None:
    wrong = [
        f"{shown(path)}:{node.lineno}"
        for _, path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "st"
        and node.func.attr in WIDGETS_WITH_TEXT
        and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert not wrong, f"text in the code instead of the catalogues: {wrong}"


def test_no_package_is_too_large_to_scan() -> None:
    sizes = {
        shown(folder): sum(p.name != "__init__.py" for p in folder.glob("*.py"))
        for folder in {path.parent for layer, path, _ in modules() if layer in LAYERS}
    }
    large = {
        folder: size
        for folder, size in sizes.items()
        if size > MOST_MODULES and folder not in LARGE_PACKAGES
    }
    assert not large, f"packages of more than {MOST_MODULES} modules: {large}"


def test_pages_and_app_stay_short() -> None:
    pages = [p for p in (PROJECT / "pages").rglob("*.py") if p.name != "__init__.py"]
    lines = {shown(p): len(p.read_text(encoding="utf-8").splitlines()) for p in pages}
    assert lines and {p: n for p, n in lines.items() if n > LONGEST_PAGE} == {}
    assert len((PROJECT / "app.py").read_text(encoding="utf-8").splitlines()) <= LONGEST_APP


def test_every_page_file_is_registered_once() -> None:
    on_disk = {p for p in (PROJECT / "pages").rglob("*.py") if p.name != "__init__.py"}
    assert [p.name for p in (PROJECT / "pages").glob("*.py")] == ["__init__.py"]
    assert {entry.path for entry in PAGES} == on_disk
    assert len({entry.address for entry in PAGES}) == len(PAGES) == len(ADDRESS_OF)


def test_pytest_finds_every_folder_of_tests(pytestconfig: pytest.Config) -> None:
    hidden = pytestconfig.getini("norecursedirs")
    folders = {file.parent.relative_to(PROJECT) for file in (PROJECT / "tests").rglob("test_*.py")}
    assert len(folders) > 20
    passed_over = [
        str(folder)
        for folder in folders
        if any(fnmatch(part, pattern) for part in folder.parts for pattern in hidden)
    ]
    assert passed_over == [], "pytest does not look for tests in these folders"


def is_module(name: str) -> bool:
    path = PROJECT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists()


def test_the_benchmarks_import_only_what_exists() -> None:
    """They run seldom, so that a renamed function would be noticed late."""
    lacking = []
    for path in sorted((PROJECT / "tests" / "benchmarks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            if node.module.split(".")[0] not in LAYERS:
                continue
            module = importlib.import_module(node.module)
            lacking += [
                f"{path.name}: {node.module}.{alias.name}"
                for alias in node.names
                if not hasattr(module, alias.name) and not is_module(f"{node.module}.{alias.name}")
            ]
    assert lacking == [], "a benchmark imports what the program does not have"
