"""Benchmark pages that show the register: many records, against the sample's own."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import ParamSpec
from unittest.mock import patch

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components.ui import routes
from components.view.entry import entry_of
from data.build.pipeline import build_release
from data.register.migration import open_register
from data.register.plan.export import Written, as_xlsx
from data.register.plan.kinds import read_plan
from data.release.current import open_store
from data.sample import write_sources
from tests.benchmarks.many_records import CHANGED_MOST, SMALL, many_records, sample_register
from tests.benchmarks.many_records import FULL as MANY
from tests.benchmarks.measure import PROJECT, Comparison
from tests.benchmarks.national import FULL, Nation
from tests.benchmarks.report import Row
from tests.conftest import settings_in

P = ParamSpec("P")
# EXPORT_TAKES: the most seconds that a plan's workbook may take.
EXPORT_TAKES = 5.0
# How much longer a page of many records may take than the sample's; reruns before it is measured.
MOST, WARM = 1.5, 2


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is shown: a page with an address, and what is typed into its boxes."""

    what: str
    page: str
    query: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    # The function whose time alone is told, as "module:name"; empty for the whole rerun. A part is
    # not judged, as it has more to draw where there are more records.
    part: str = ""


MOST_CHANGED = {"record": entry_of("groups", CHANGED_MOST)}
HISTORY = "components.forms.history:show"
WORKED = "components.responses_page.board:_what_has_worked"
SHOWN = (
    Shown(what="Records", page=routes.REGISTER),
    Shown(what="Records, found", page=routes.REGISTER, typed={"register-find": "watch"}),
    Shown(what="a group", page=routes.REGISTER, query={"record": entry_of("groups", "G003")}),
    Shown(what="a group with half of all changes", page=routes.REGISTER, query=MOST_CHANGED),
    Shown(what="its history", page=routes.REGISTER, query=MOST_CHANGED, part=HISTORY),
    Shown(what="the latest changes of all records", page=routes.REGISTER, part=HISTORY),
    Shown(what="an order", page=routes.REGISTER, query={"record": entry_of("orders", "PSPO-03")}),
    Shown(what="Plan", page=routes.PLAN),
    Shown(what="Plan by partner", page=routes.PLAN, query={"grouped": "partner"}),
    Shown(what="Plan by officer", page=routes.PLAN, query={"grouped": "role"}),
    Shown(what="Plan, behind", page=routes.PLAN, query={"listed": "behind"}),
    Shown(what="Plan, due soon", page=routes.PLAN, query={"listed": "due"}),
    Shown(what="Plan, stale", page=routes.PLAN, query={"listed": "stale"}),
    Shown(what="Plan, one officer", page=routes.PLAN, query={"lead": "Community safety manager"}),
    Shown(what="Plan, an action", page=routes.PLAN, query={"item": "plan_actions:A003"}),
    Shown(what="Plan on a projector", page=routes.PLAN, query={"projector": "on"}),
    Shown(what="Responses", page=routes.RESPONSES),
    Shown(what="Responses, overdue", page=routes.RESPONSES, query={"late": "on"}),
    Shown(what="what has worked", page=routes.RESPONSES, part=WORKED),
    Shown(what="a response", page=routes.RESPONSES, query={"response": "R001"}),
    Shown(what="Home", page=routes.HOME),
    Shown(what="My place", page=routes.PLACE, query={"place": "W05999003"}),
    Shown(what="Orders", page=routes.ORDERS),
    Shown(what="Groups", page=routes.GROUPS),
    Shown(what="Groups, found", page=routes.GROUPS, typed={"groups-find": "watch"}),
)


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Measure each page with both registers in turns."""
    full = nation.size == FULL
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = settings_in(folder / "home")
        write_sources(folder / "sources")
        build_release([folder / "sources"], settings)
        os.environ["MILLTIR_HOME"] = str(settings.home)
        store = open_store(settings)[0]
        few, many = (f"sqlite:///{folder}/{which}.sqlite" for which in ("few", "many"))
        sample_register(few, store)
        many_records(many, store, MANY if full else SMALL)
        pages = [_row(shown, few, many, rounds, judged=full) for shown in SHOWN]
        return [*pages, _export(open_register(many))]


def _export(register: Engine) -> Row:
    plan, seconds = read_plan(register), list[float]()
    _timed(as_xlsx, seconds)(plan, Written(language="en", area="Vale of Alder"))
    what = f"a plan of {len(plan.actions)} actions as a workbook"
    return Row.of_cost(what, sum(seconds), EXPORT_TAKES, clock="")


def _row(shown: Shown, few: str, many: str, rounds: int, *, judged: bool) -> Row:
    times = compared(shown, many, few, rounds * 3)
    return Row.of_times(
        f"a rerun of a page with many records: {shown.what}",
        "the sample's records",
        None if shown.part else 1 / MOST,
        times,
        judged=judged,
    )


def compared(shown: Shown, many: str, few: str, rounds: int) -> Comparison:
    """Return the seconds of a rerun, or of its part, with each register in turns."""
    apps = {address: opened(shown, address) for address in (many, few)}
    seconds: dict[str, list[float]] = {many: [], few: []}
    for _ in range(rounds):
        for address, app in apps.items():
            seconds[address].append(_seconds(shown, app, address))
    return Comparison(ours=seconds[many], peer=seconds[few])


def _seconds(shown: Shown, app: AppTest, address: str) -> float:
    spent: list[float] = []
    if not shown.part:
        _timed(rerun, spent)(app, address)
        return sum(spent)
    module, name = shown.part.split(":")
    part = getattr(import_module(module), name)
    with patch(f"{module}.{name}", _timed(part, spent)):
        rerun(app, address)
    assert spent, f"{shown.part} was not called"
    return sum(spent)


def _timed(function: Callable[P, object], spent: list[float]) -> Callable[P, None]:
    """Return a function whose seconds are added to a list."""

    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        started = time.perf_counter()
        function(*args, **kwargs)
        spent.append(time.perf_counter() - started)

    return run


def opened(shown: Shown, address: str) -> AppTest:
    """Return a page that was run some times with a register."""
    os.environ["MILLTIR_REGISTER"] = address
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=300)
    for name, value in shown.query.items():
        app.query_params[name] = value
    app.run()
    if shown.page != routes.HOME:
        app.switch_page(shown.page).run()
    for key, words in shown.typed.items():
        app.text_input(key=key).set_value(words).run()
    for _ in range(WARM):
        rerun(app, address)
    return app


def rerun(app: AppTest, address: str) -> None:
    """Run a page once more."""
    os.environ["MILLTIR_REGISTER"] = address
    app.run()
    assert not app.exception, app.exception
