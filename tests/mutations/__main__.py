"""Run damaged counties and list every fault: python -m tests.mutations --number 10000."""

import argparse
import json
import logging
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import Any

from tests.mutations.cases import case_of
from tests.mutations.run import FAULT, run_case

# CHUNK: the cases of a process. One that dies costs one case, which is a fault.
CHUNK = 100
# MOST_SECONDS: a case that takes more of the processor is a fault.
MOST_SECONDS = 90


def main() -> int:
    """Return 0 if no case ends in a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case")
    parser.add_argument("--number", type=int, default=1000, help="how many cases")
    parser.add_argument("--pages", type=int, default=0, help="open the pages of each nth case")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--case", type=int, help="run one case and print its traceback")
    parser.add_argument("--lines", action="store_true", help="print outcomes as lines of JSON")
    asked = parser.parse_args()
    # Streamlit warns of every page that is opened without a browser.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    if asked.case is not None:
        return _one(asked.case, pages=asked.pages > 0)
    if asked.lines:
        for number in range(asked.first, asked.first + asked.number):
            pages = asked.pages > 0 and number % asked.pages == 0
            print(json.dumps(_timed(number, pages=pages)), flush=True)
        return 0
    started = time.monotonic()
    chunks = range(asked.first, asked.first + asked.number, CHUNK)
    last = asked.first + asked.number
    outcomes = []
    with ThreadPoolExecutor(asked.processes) as pool:
        for some in pool.map(lambda at: _chunk(at, min(at + CHUNK, last), asked.pages), chunks):
            outcomes += some
            faulty = [one for one in some if one["faults"]]
            lines = [f"{one['number']} {one['damages']}: {one['faults']}" for one in faulty]
            lines.append(f"{len(outcomes)} run")
            print(*lines, sep="\n", file=sys.stderr, flush=True)
    print(_summary(outcomes, time.monotonic() - started))
    return any(one["faults"] for one in outcomes)


def _timed(number: int, *, pages: bool) -> dict[str, Any]:
    """Return the outcome of a case, which is stopped after its time."""

    def too_slow(*_: object) -> None:
        raise TimeoutError(f"not done after {MOST_SECONDS} seconds of the processor")

    signal.signal(signal.SIGPROF, too_slow)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    outcome = run_case(case_of(number), pages=pages)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return asdict(outcome) | {"result": outcome.result}


def _one(number: int, *, pages: bool) -> int:
    outcome = run_case(case_of(number), pages=pages)
    print(*outcome.damages, outcome.result, *outcome.messages, *outcome.faults, sep="\n")
    print(*outcome.traces, sep="\n")
    return bool(outcome.faults)


def _chunk(first: int, last: int, pages: int) -> list[dict[str, Any]]:
    """Return the outcomes of cases that run in a process of their own, and again if it dies."""
    outcomes: list[dict[str, Any]] = []
    while first < last:
        arguments = ["--lines", f"--first={first}", f"--number={last - first}", f"--pages={pages}"]
        done = subprocess.run(
            [sys.executable, "-m", "tests.mutations", *arguments], capture_output=True, text=True
        )
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        outcomes += lines
        first += len(lines)
        if first < last:
            said = done.stderr.strip().splitlines()[-1:] or [""]
            fault = f"died with exit code {done.returncode}: {said[0][:200]}"
            died = {"number": first, "damages": case_of(first).damages, "result": FAULT}
            outcomes.append(died | {"faults": [fault], "opened": False})
            first += 1
    return outcomes


def _summary(outcomes: list[dict[str, Any]], seconds: float) -> str:
    results = Counter(one["result"] for one in outcomes)
    opened = sum(one["opened"] for one in outcomes)
    lines = [
        f"{len(outcomes)} damaged counties in {seconds:.0f} s: {dict(results)}",
        f"of {opened} of them every page was opened",
    ]
    kinds: dict[str, list[dict[str, Any]]] = {}
    for one in outcomes:
        for fault in one["faults"]:
            kinds.setdefault(fault[:140], []).append(one)
    for fault, cases in sorted(kinds.items(), key=lambda item: -len(item[1])):
        numbers = [one["number"] for one in cases][:6]
        lines.append(f"{len(cases):5} {fault}  (cases {numbers}: {'; '.join(cases[0]['damages'])})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
