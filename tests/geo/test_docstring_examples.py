"""The public functions of geo are documented, and the examples in their docstrings are correct."""

import ast
import doctest
import importlib
import inspect
import pkgutil
from types import FunctionType, ModuleType

import geo

# MEASURE_INTERFACE: functions of every measure; geo.measures.model documents them once.
MEASURE_INTERFACE = {"calculate", "summary", "dated", "notes"}
MODULES = [
    importlib.import_module(module.name) for module in pkgutil.walk_packages(geo.__path__, "geo.")
]


def public_functions(module: ModuleType) -> list[FunctionType]:
    tree = ast.parse(inspect.getsource(module))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    if module.__name__.startswith("geo.measures."):
        names = [name for name in names if name not in MEASURE_INTERFACE]
    return [getattr(module, name) for name in names if not name.startswith("_")]


def missing_sections(function: FunctionType) -> list[str]:
    lines = inspect.getdoc(function) or ""
    return [
        title
        for title in ("Parameters", "Returns", "Examples")
        if f"\n{title}\n{'-' * len(title)}\n" not in lines
    ]


def undocumented_parameters(function: FunctionType) -> list[str]:
    lines = (inspect.getdoc(function) or "").splitlines()
    return [name for name in inspect.signature(function).parameters if name not in lines]


def test_public_functions_have_parameters_returns_and_examples() -> None:
    functions = [function for module in MODULES for function in public_functions(module)]
    assert len(functions) > 100
    offenders = [
        f"{function.__module__}.{function.__name__}: {', '.join(missing)}"
        for function in functions
        if (missing := [*missing_sections(function), *undocumented_parameters(function)])
    ]
    assert not offenders, "not documented:\n" + "\n".join(offenders)


def test_examples_in_docstrings_are_correct() -> None:
    failures, examples = [], 0
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    for module in MODULES:
        for example in doctest.DocTestFinder(exclude_empty=True).find(module, module.__name__):
            report: list[str] = []
            result = runner.run(example, out=report.append)
            examples += result.attempted
            if result.failed:
                failures.append("".join(report))
    assert examples > 100
    assert not failures, "wrong examples:\n" + "\n".join(failures)
