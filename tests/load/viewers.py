"""Viewers who each change a page now and then, and what they waited for."""

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.load.client import Answer, Tab
from tests.servers import Server

# A viewer who had no answer after so many seconds counts as an error.
PATIENCE = 60.0


@dataclass
class Waits:
    """What all viewers waited for so far."""

    answers: list[Answer] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Return the seconds in which this share of the changes was answered."""
        waits = sorted(answer.seconds for answer in self.answers)
        return waits[min(len(waits) - 1, int(share * len(waits)))] if waits else float("nan")

    def middle_bytes(self) -> float:
        """Return the median of the bytes that came over the network for a change."""
        return statistics.median(answer.wire_bytes for answer in self.answers)


@dataclass(frozen=True, kw_only=True)
class Habit:
    """What a viewer does: opens this page, and sets this list every so many seconds."""

    page: str
    widget: str
    every: float
    seconds: float
    # The seconds in which all of them come, evenly one after another.
    arrive: float


async def watch(servers: Sequence[Server], number: int, habit: Habit) -> Waits:
    """Return what so many viewers waited for; they are spread over the servers evenly."""
    waits = Waits()
    chance = random.Random(number)
    async with asyncio.TaskGroup() as group:
        for viewer in range(number):
            late = habit.arrive * viewer / number + chance.random()
            address = servers[viewer % len(servers)].address
            group.create_task(_view(address, habit, waits, late, random.Random(viewer)))
    return waits


async def _view(
    address: str, habit: Habit, waits: Waits, late: float, chance: random.Random
) -> None:
    await asyncio.sleep(late)
    try:
        async with asyncio.timeout(PATIENCE):
            tab = await Tab.connect(address)
            first = await tab.open(habit.page)
    except Exception as error:
        waits.errors.append(f"on opening: {error!r}")
        return
    waits.first.append(first.seconds)
    waits.errors += first.errors
    end = time.perf_counter() + habit.seconds
    try:
        while (left := end - time.perf_counter()) > 0:
            await asyncio.sleep(min(left, habit.every * (0.5 + chance.random())))
            async with asyncio.timeout(PATIENCE):
                answer = await tab.choose(habit.widget, chance.choice(tab.options(habit.widget)))
            waits.answers.append(answer)
            waits.errors += answer.errors
    except Exception as error:
        waits.errors.append(f"on a change: {error!r}")
    finally:
        await tab.close()
