"""The report of a run: the machine, the versions, and the result of each demand."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from tests.benchmarks.measure import Comparison, Cost, compared, middle
from tests.benchmarks.national import FULL

PACKAGES = ("numpy", "pandas", "pyarrow", "geopandas", "shapely", "duckdb", "polars")
PACKAGES += ("libpysal", "esda")
AT_FULL_SIZE = ", at full size"
WHY_NOT_JUDGED = """\
What is demanded "at full size" is demanded of a nation's year, and has no verdict on this page. Of
two months most of the work is what a build does once for however many: shapes checked, mended and
united, residents, arrays for 36,000 areas, most of the points that a year has, the account of each
source. The peer does little or nothing of that; `SIZE=full` judges both."""
HEADER = "| what | against | demand | ours | peer | ratio (least to most) | met |"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table; `met` is None if nothing is demanded, or not at this size."""

    what: str
    against: str
    demand: str
    ours: str
    peer: str
    ratio: str
    met: bool | None

    @classmethod
    def of_times(
        cls,
        what: str,
        against: str,
        needed: float | None,
        times: Comparison,
        *,
        equal: bool = True,
        judged: bool = True,
        more: tuple[str, str] = ("", ""),
    ) -> "Row":
        """Return a row for a ratio of times; different results never meet the demand."""
        ratios = times.ratios
        ratio = f"{middle(ratios):.3g} ({min(ratios):.3g} to {max(ratios):.3g})"
        return cls(
            what=what,
            against=against,
            demand="" if needed is None else f">= {needed:g}x{'' if judged else AT_FULL_SIZE}",
            ours=_time(middle(times.ours)) + more[0],
            peer=_time(middle(times.peer)) + more[1],
            ratio=ratio if equal else f"{ratio}; ANSWERS DIFFER",
            met=(
                None
                if equal and (needed is None or not judged)
                else equal and middle(ratios) >= (needed or 0)
            ),
        )

    @classmethod
    def of_clocks(
        cls,
        what: str,
        against: str,
        needed: float,
        wall: Comparison,
        cpu: Comparison,
        *,
        equal: bool,
    ) -> "Row":
        """Return a row for ratios by the clock and of CPU time, which both meet the demand."""
        by = [
            cls.of_times(what, against, needed, times, equal=equal, more=(name, name))
            for times, name in ((wall, ""), (cpu, " CPU"))
        ]
        return replace(
            by[0],
            ours="; ".join(row.ours for row in by),
            peer="; ".join(row.peer for row in by),
            ratio=f"{by[0].ratio}; CPU {by[1].ratio}",
            met=all(row.met for row in by),
        )

    @classmethod
    def of_jobs(
        cls,
        what: str,
        against: str,
        needed: float | None,
        ours: Sequence[Cost],
        peer: Sequence[Cost],
        *,
        equal: bool = True,
        judged: bool = True,
    ) -> "Row":
        """Return a row for long jobs, by CPU seconds, with their peak memory."""
        peaks = [middle([cost.megabytes for cost in costs]) for costs in (ours, peer)]
        more = (f" CPU, {peaks[0]:.0f} MB", f" CPU, {peaks[1]:.0f} MB")
        answers = {str(cost.answer) for cost in (*ours, *peer)}
        equal = equal and len(answers) == 1
        times = compared(ours, peer)
        return cls.of_times(what, against, needed, times, equal=equal, judged=judged, more=more)

    @classmethod
    def of_bytes(cls, what: str, against: str, needed: float, sent: Comparison) -> "Row":
        """Return a row for how many times fewer bytes are sent."""
        ratio = middle(sent.ratios)
        return cls(
            what=what,
            against=against,
            demand=f">= {needed:g}x fewer",
            ours=f"{middle(sent.ours) / 1000:.1f} KB",
            peer=f"{middle(sent.peer) / 1000:.1f} KB",
            ratio=f"{ratio:.3g}",
            met=ratio >= needed,
        )

    @classmethod
    def of_fact(cls, what: str, seconds: float) -> "Row":
        """Return a row for a time without a demand."""
        return cls(
            what=what, against="", demand="", ours=_time(seconds), peer="", ratio="", met=None
        )

    @classmethod
    def of_cost(cls, what: str, seconds: float, most: float, clock: str = " CPU") -> "Row":
        """Return a row for a limit of CPU time, or of time by the clock if `clock` is empty."""
        return cls._of_limit(what, _time(most), f"{_time(seconds)}{clock}", met=seconds <= most)

    @classmethod
    def of_memory(cls, what: str, megabytes: float, most: float) -> "Row":
        """Return a row for a limit of memory."""
        return cls._of_limit(what, f"{most:g} MB", f"{megabytes:.0f} MB", met=megabytes <= most)

    @classmethod
    def of_size(cls, what: str, sent: float, most: float) -> "Row":
        """Return a row for a limit of the bytes that are sent."""
        limit, ours = f"{most / 1000:g} KB", f"{sent / 1000:.1f} KB"
        return cls._of_limit(what, limit, ours, met=sent <= most)

    @classmethod
    def _of_limit(cls, what: str, limit: str, ours: str, *, met: bool) -> "Row":
        return cls(
            what=what, against="", demand=f"<= {limit}", ours=ours, peer="", ratio="", met=met
        )

    def line(self) -> str:
        """Return the row as a line of a Markdown table."""
        met = {True: "yes", False: "**NO**", None: ""}[self.met]
        cells = (self.what, self.against, self.demand, self.ours, self.peer, self.ratio, met)
        return f"| {' | '.join(cells)} |"


def page(rows: Iterable[Row], size: str) -> str:
    """Return the report in Markdown."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n".join(
        [
            f"# Benchmarks ({size})",
            "",
            f"{system}; Python {platform.python_version()}; {packages}.",
            "",
            "Medians of rounds in which ours and the peer take turns. Long jobs (CPU) run in fresh",
            "processes, imports not counted; kernels are wall time in one process. Where both are",
            "given, both ratios meet the demand, each against the peer that is best by it.",
            "",
            HEADER,
            "|---" * HEADER.count(" | ") + "|---|",
            *(row.line() for row in rows),
            "",
            *([] if size == FULL else [WHY_NOT_JUDGED, ""]),
        ]
    )


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.3g} ms"
