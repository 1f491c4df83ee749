"""Chance that falls the same way on every machine: one named stream of draws per topic."""

import hashlib
import math
import random
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

from data.sample.planted_effects import SEED

Item = TypeVar("Item")


def fingerprint(text: str) -> str:
    """64 hexadecimal digits that depend on the text and on the county's seed only."""
    return hashlib.sha256(f"{SEED}:{text}".encode()).hexdigest()


def running_total(weights: Sequence[float]) -> list[float]:
    """Cumulative weights, as `Dice.weighted` wants them."""
    return list(accumulate(weights))


class Dice:
    """Draws for one topic.

    Only `random.Random.random` has a guaranteed sequence across Python versions, so every
    other kind of draw is made from it here.
    """

    def __init__(self, topic: str) -> None:
        self.unit = random.Random(int(fingerprint(topic)[:16], 16)).random

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.unit()

    def happens(self, probability: float) -> bool:
        return self.unit() < probability

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1."""
        return min(int(self.unit() * count), count - 1)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def weighted(self, cumulative: Sequence[float]) -> int:
        """A position, drawn in proportion to the weights behind a running total."""
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
        """Mean 0, standard deviation 1 (Box and Muller)."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self.unit()))
        return radius * math.cos(2.0 * math.pi * self.unit())

    def poisson(self, mean: float) -> int:
        """How many happen where `mean` are expected, by inversion (means up to about 500)."""
        chance = math.exp(-mean)
        total, target, count = chance, self.unit(), 0
        while total < target and count < 2000:
            count += 1
            chance *= mean / count
            total += chance
        return count

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """A copy in random order (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed
