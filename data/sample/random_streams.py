"""Random streams that are equal on every machine, one for each topic."""

import hashlib
import math
import random
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

from data.sample.planted_effects import SEED

Item = TypeVar("Item")


def fingerprint(text: str) -> str:
    """Return 64 hexadecimal digits that depend on the text and on the county's seed only."""
    return hashlib.sha256(f"{SEED}:{text}".encode()).hexdigest()


def running_total(weights: Sequence[float]) -> list[float]:
    """Return the cumulative weights that `RandomStream.weighted` takes."""
    return list(accumulate(weights))


class RandomStream:
    """Random numbers for one topic; the same topic always gives the same numbers.

    Every kind of draw is made from `random.Random.random`, because Python guarantees the sequence
    of that method alone across its versions.
    """

    def __init__(self, topic: str) -> None:
        self.unit = random.Random(int(fingerprint(topic)[:16], 16)).random

    def between(self, low: float, high: float) -> float:
        """Return a number between two bounds."""
        return low + (high - low) * self.unit()

    def happens(self, probability: float) -> bool:
        """Return true with this probability."""
        return self.unit() < probability

    def below(self, count: int) -> int:
        """Return a whole number from 0 to count - 1."""
        return min(int(self.unit() * count), count - 1)

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items, each equally likely."""
        return items[self.below(len(items))]

    def weighted(self, cumulative: Sequence[float]) -> int:
        """Return a position, drawn in proportion to the weights behind a running total."""
        target = self.unit() * cumulative[-1]
        low, high = 0, len(cumulative) - 1
        while low < high:
            middle = (low + high) // 2
            if cumulative[middle] > target:
                high = middle
            else:
                low = middle + 1
        return low

    def normal(self) -> float:
        """Return a number with mean 0 and standard deviation 1 (Box and Muller)."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.unit()))
        return radius * math.cos(2.0 * math.pi * self.unit())

    def poisson(self, mean: float) -> int:
        """Return a count with this mean, by inversion (for means up to about 500)."""
        chance = math.exp(-mean)
        total, target, count = chance, self.unit(), 0
        while total < target and count < 2000:
            count += 1
            chance *= mean / count
            total += chance
        return count

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return a copy in random order (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
