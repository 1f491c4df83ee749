"""Runs all cases of a test in one loop, where they differ in nothing but values."""

import reprlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any

Test = Callable[..., None]
FOLDER, PATCH, OUTPUT = "tmp_path", "monkeypatch", "capsys"


def every_case(
    names: str | Sequence[str],
    cases: Iterable[Any],
    ids: Iterable[object] | Callable[[Any], object] | None = None,
) -> Callable[[Test], Test]:
    """Return a decorator that runs a test for every case and names all cases that fail.

    It takes what `pytest.mark.parametrize` takes. That makes a test of each case, and is for cases
    with fixtures that a case changes. Here all cases share them; but each has its own folder, its
    own changes by `monkeypatch`, and its own output.
    """
    given = [name.strip() for name in names.split(",")] if isinstance(names, str) else [*names]
    rows = [tuple(case) if len(given) > 1 else (case,) for case in cases]
    if not rows:
        raise ValueError(f"expected cases of {', '.join(given)}, but there are none")
    labels = _labels(rows, ids)

    def decorate(test: Test) -> Test:
        asked = signature(test)

        @wraps(test)
        def run(**fixtures: Any) -> None:
            failed = []
            for number, (label, row) in enumerate(zip(labels, rows, strict=True)):
                try:
                    with _of_one_case(fixtures, number) as own:
                        test(**own, **dict(zip(given, row, strict=True)))
                except Exception as fault:
                    fault.add_note(f"This was the case {label}.")
                    failed.append((label, fault))
            if failed:
                known = ", ".join(label for label, _ in failed)
                message = f"{len(failed)} of {len(rows)} cases failed: {known}"
                raise ExceptionGroup(message, [fault for _, fault in failed])

        left = [one for name, one in asked.parameters.items() if name not in given]
        run.__signature__ = asked.replace(parameters=left)  # type: ignore[attr-defined]
        return run

    return decorate


def _labels(
    rows: list[tuple[Any, ...]], ids: Iterable[object] | Callable[[Any], object] | None
) -> list[str]:
    if ids is None:
        return [reprlib.repr(row if len(row) > 1 else row[0]) for row in rows]
    if callable(ids):
        return ["-".join(str(ids(value)) for value in row) for row in rows]
    return [str(one) for one in ids]


@contextmanager
def _of_one_case(fixtures: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """Yield the fixtures of a test with a folder, changes and output of one case alone."""
    own = dict(fixtures)
    with ExitStack() as stack:
        if FOLDER in own:
            folder: Path = own[FOLDER] / f"case-{number}"
            folder.mkdir()
            own[FOLDER] = folder
        if PATCH in own:
            own[PATCH] = stack.enter_context(own[PATCH].context())
        if OUTPUT in own:
            own[OUTPUT].readouterr()
        yield own
