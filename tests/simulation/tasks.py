"""The tasks of the simulations: a question at one strength of noise, which any worker can run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.executor import Executor
from geo.hotspots.skill import GI_STAR, Skill, by_gi_star, past_skill
from geo.period import shifted
from tests.data.disclosure.small_surveys import judged, one_wave, survey, wards
from tests.simulation import false_claims, monthly_claims
from tests.simulation.counties import Kind, drawn

Ask = Callable[[float, int], np.ndarray]
ANSWERED = 12


def hot_spots_scored(phi: float, number: int) -> np.ndarray:
    """Return for each county without lasting differences whether Gi* is said to foretell better."""
    side = monthly_claims.SIDE
    made = drawn(Kind(phi=phi, wards=side**2, spread=0.0, drifting=0.0), number).counts
    index = [shifted("2023-01", n) for n in range(made.shape[1])]
    ground, ways = pd.Series(np.ones(side**2)), {GI_STAR: by_gi_star(monthly_claims.near())}
    found = [past_skill(pd.DataFrame(counts, index), ground, ways) for counts in made]
    return np.array(
        [
            isinstance(one, Skill) and bool((one.compared["verdict"] == "better").all())
            for one in found
        ]
    )


def surveys_attacked(phi: float, number: int) -> np.ndarray:
    """Return for each small survey whether a hidden number of it can be worked out."""
    rng = np.random.default_rng(int(10 * phi))
    found = []
    for _ in range(number):
        answered = rng.integers(0, ANSWERED, 4)
        pairs = [(int(one), int(rng.integers(0, one + 1))) for one in answered]
        found.append(bool(judged(survey(wards(4), one_wave(*pairs))).failing))
    return np.array(found)


# By the names that the report has.
HOT_SPOTS = {"hot_spots_scored": hot_spots_scored}
DISCLOSURE = {"surveys_attacked": surveys_attacked}
QUESTIONS: dict[str, Ask] = {
    **false_claims.QUESTIONS,
    **monthly_claims.QUESTIONS,
    **HOT_SPOTS,
    **DISCLOSURE,
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question about so many counties of one noise."""

    question: str
    phi: float
    number: int

    @property
    def shown(self) -> str:
        """The name for messages."""
        return f"{self.question} at φ = {self.phi:g}"


def share_named(asked: Asked) -> float:
    """Return the share of the counties in which anything is named."""
    return float(QUESTIONS[asked.question](asked.phi, asked.number).mean())


def shares(
    questions: Iterable[str], phis: Iterable[float], number: int, executor: Executor
) -> dict[str, dict[float, float]]:
    """Return the share of each question by φ, each a task of its own."""
    work = [Asked(question=name, phi=phi, number=number) for name in questions for phi in phis]
    found: dict[str, dict[float, float]] = {}
    for asked, share in zip(work, executor.map(share_named, work), strict=True):
        found.setdefault(asked.question, {})[asked.phi] = share
        print(f"{asked.shown}: {share:.4f}", flush=True)
    return found
