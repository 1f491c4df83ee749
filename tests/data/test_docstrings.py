"""Every public function of data/ documents its parameters and result and has an example."""

import ast
import doctest
import importlib
import re
from collections.abc import Iterator

from data.settings import PROJECT

# Modules without sections: data/sample writes the fictional county and has no callers besides the
# command line and tests; only Alembic runs the steps of the register, in a context of its own.
NOT_DOCUMENTED = ("data/sample/", "data/register/migrations/")


def _modules() -> list[str]:
    paths = [path.relative_to(PROJECT).as_posix() for path in (PROJECT / "data").rglob("*.py")]
    return sorted(path for path in paths if not path.startswith(NOT_DOCUMENTED))


def _public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _missing_sections(function: ast.FunctionDef) -> list[str]:
    arguments = function.args
    names = [a.arg for a in arguments.posonlyargs + arguments.args + arguments.kwonlyargs]
    text = ast.get_docstring(function) or ""
    needed = ["Parameters"] if names else []
    result = ast.unparse(function.returns) if function.returns else "None"
    if result.startswith("Iterator"):
        needed.append("Yields")
    elif result not in ("None", "NoReturn"):
        needed.append("Returns")
    missing = [
        name for name in [*needed, "Examples"] if f"\n{name}\n{'-' * len(name)}\n" not in text
    ]
    described = re.split(r"\n(?:Returns|Yields|Raises|Examples)\n-+\n", text)[0]
    return missing + [
        name for name in names if not re.search(rf"^([*\w]+, )*\**{name}\b", described, re.M)
    ]


def test_public_functions_document_parameters_result_and_example() -> None:
    faults = {
        f"{path}: {function.name}": missing
        for path in _modules()
        for function in _public_functions(ast.parse((PROJECT / path).read_text(encoding="utf-8")))
        if (missing := _missing_sections(function))
    }
    assert not faults


def test_examples_are_correct() -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed = []
    for path in _modules():
        if path.endswith("__main__.py"):
            continue
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        result = doctest.testmod(importlib.import_module(name), optionflags=flags)
        failed += [path] * result.failed
    assert not failed, "wrong examples; what they gave is printed above"


def test_every_entry_of_the_list_of_undocumented_modules_exists() -> None:
    assert [entry for entry in NOT_DOCUMENTED if not (PROJECT / entry).exists()] == []
