"""The sentences on hot spots, written from the figures by rule. Pure."""

from collections.abc import Callable

import pandas as pd

from components.text.catalogue import Text
from data.schema import LSOA
from geo.hotspots.concentration import Concentration, area_with_nearly_all
from geo.hotspots.skill import GI_STAR, LAST_YEAR, Skill
from geo.hotspots.usable import LEAST_AREAS
from geo.measures.hotspots import REASON
from geo.noise.origins import BETTER, WORSE
from geo.not_measured import NOT_PUBLISHED, NotMeasured

CAPTURED = "captured"

Names = Callable[[str], str]


def lead(
    text: Text, areas: pd.DataFrame, skill: Skill | NotMeasured, category: str, names: Names
) -> list[str]:
    """Return what the hot spots of the past tell, and by which way they tell more.

    Where one area has nearly all incidents of the period, that is said instead.
    """
    incidents = areas["incidents"]
    alone = area_with_nearly_all(incidents)
    if alone is None or areas["picked"].isna().all():
        return [answer(text, skill, category), which_is_better(text, skill)]
    share = text.percent(float(incidents[alone]) / float(incidents.sum()))
    facts = {"category": text(f"category.{category}"), "place": names(alone)}
    return [text("spots.in_one_area", share=share, **facts), ""]


def answer(text: Text, skill: Skill | NotMeasured, category: str) -> str:
    """Return how much of the months after last year's top tenth had, or why that isn't known."""
    what = text(f"category.{category}")
    if isinstance(skill, NotMeasured):
        facts = {"found": text.number(skill.found), "needed": text.number(skill.needed)}
        return text(f"spots.no_skill_{skill.reason}", category=what, **facts)
    share = float(skill.means.loc[[(LAST_YEAR, CAPTURED)]].iloc[0]["mean"])
    return text("spots.skill", share=text.percent(share), category=what)


def which_is_better(text: Text, skill: Skill | NotMeasured) -> str:
    """Return whether Gi* was better than last year's top tenth; empty if that isn't known."""
    if isinstance(skill, NotMeasured):
        return ""
    verdict = skill.gi_verdict
    if verdict is None:
        return text("spots.gi_none")
    return text({BETTER: "spots.gi_better", WORSE: "spots.gi_worse"}.get(verdict, "spots.gi_same"))


def way_in_words(text: Text, skill: Skill | NotMeasured, best: str) -> str:
    """Return the way that is shown unless another is chosen: the better one, or the simpler."""
    way = text("spots.way_gi" if best == GI_STAR else "spots.way_top")
    clear = not isinstance(skill, NotMeasured) and skill.gi_verdict in (BETTER, WORSE)
    return text("spots.way_best" if clear else "spots.way_simpler", way=way)


def picked(text: Text, way: str, areas: pd.DataFrame, category: str) -> str:
    """Return how many areas are picked, and the share of the incidents in them."""
    known = areas[areas["picked"].notna()]
    chosen = known[known["picked"] == True]  # noqa: E712
    if known.empty:
        return _why_none(text, areas)
    total = float(known["incidents"].sum())
    facts = {"category": text(f"category.{category}")}
    if not total:
        return text("spots.nothing", **facts)
    if chosen.empty:
        return text("spots.none_gi", **facts)
    facts |= {"share": text.percent(float(chosen["incidents"].sum()) / total)}
    facts |= {"areas": text.plural(f"count.{LSOA}", len(chosen))}
    key = "spots.picked_gi" if way == GI_STAR else "spots.picked_top"
    return text.plural(key, len(chosen), **facts)


def _why_none(text: Text, areas: pd.DataFrame) -> str:
    """Return why no area can be judged: the commonest reason of those with figures."""
    reasons = areas.loc[areas[REASON] != NOT_PUBLISHED, REASON].dropna()
    if reasons.empty:
        return text("answer.nothing")
    return text(f"answer.no_spots_{reasons.mode().iloc[0]}", needed=text.number(LEAST_AREAS))


def half(text: Text, found: Concentration | NotMeasured, category: str) -> str:
    """Return how few areas hold half of the incidents, beside what chance alone would make."""
    if isinstance(found, NotMeasured):
        return text(f"spots.no_half_{found.reason}")
    return text(
        "spots.half",
        category=text(f"category.{category}"),
        areas=text.number(found.holding),
        all=text.plural(f"count.{LSOA}", found.areas),
        chance=text.number(found.holding_by_chance),
    )


def lasting(text: Text, found: pd.DataFrame | NotMeasured) -> str:
    """Return how many of the top tenth were in it a year before; empty if that isn't known."""
    if isinstance(found, NotMeasured):
        return ""
    last = found.iloc[-1]
    return text(
        "spots.same_areas",
        share=text.percent(float(last["overlap"])),
        chance=text.percent(float(last["by_chance"])),
    )
