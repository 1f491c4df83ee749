"""Why a place is where it is, written from the figures by rule. Pure but for the catalogues."""

from typing import Any

from components.priorities_page.model import PrioritiesModel
from data.schema import WARD
from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    PERCEIVED,
    RATE,
    RESPONSE,
    count_of_worst,
)
from geo.priority.score import MIGHT, STANDS_OUT
from geo.services.activity import DONE

LOW = 0.25
"""A part up to this one speaks against a place."""
MOST_NAMES = 12


def answer(asked: PrioritiesModel) -> str:
    """The first sentence of the page: which places stand out, and which might."""
    text = asked.here.text
    if len(asked.found.facts) < 2:
        return text("next.nothing_to_compare")
    if not asked.weighing:
        return text("next.choose" if asked.ingredients else "next.no_ingredient")
    if not asked.comparable:
        return text("next.nothing_to_compare")
    if asked.only_idle:
        return _answer_idle(asked)
    sure, maybe = asked.of_tier(STANDS_OUT), asked.of_tier(MIGHT)
    parts = [_stand_out(asked, sure)] if sure else [text(f"next.none_{asked.level}")]
    if maybe:
        key = "next.more_might" if sure else "next.might"
        parts.append(text.plural(key, len(maybe), places=named(asked, maybe)))
    return " ".join(parts)


def _stand_out(asked: PrioritiesModel, places: list[str]) -> str:
    text, n = asked.here.text, len(places)
    areas = text.plural(f"count.{asked.level}", n)
    return text.plural("next.stand_out", n, areas=areas, places=named(asked, places))


def _answer_idle(asked: PrioritiesModel) -> str:
    """Where nothing is done, and which of those stand out."""
    text = asked.here.text
    said = [idle(asked)]
    if not asked.idle:
        return said[0]
    sure, maybe = asked.of_tier(STANDS_OUT), asked.of_tier(MIGHT)
    if sure:
        said.append(text("next.idle_stands_out", places=named(asked, sure)))
    if maybe:
        said.append(text("next.idle_might", places=named(asked, maybe)))
    if not sure and not maybe:
        said.append(text("next.idle_rest"))
    return " ".join(said)


def idle(asked: PrioritiesModel) -> str:
    """Where there is none of what was brought, order, group or response."""
    text, places = asked.here.text, asked.idle
    held = [name for name in DONE if name not in asked.found.not_brought]
    if not held:
        return text("next.idle_unknown")
    if not places:
        things = text.listing([text(f"has.{name}") for name in held])
        return text(f"next.idle_none_{asked.level}", things=things)
    things = text.listing([text(f"without.{name}") for name in held])
    areas = text.plural(f"count.{asked.level}", len(places))
    return text("next.idle", areas=areas, things=things, places=named(asked, places))


def named(asked: PrioritiesModel, places: list[str]) -> str:
    """Their names; of very many only how many more there are."""
    text = asked.here.text
    names = [asked.name(place) for place in places[:MOST_NAMES]]
    if len(places) > MOST_NAMES:
        names.append(text.plural("next.others", len(places) - MOST_NAMES))
    return text.listing(names)


def how_often(asked: PrioritiesModel, place: str) -> str:
    """In what share of weights it is among the first ones."""
    text = asked.here.text
    return text(
        "next.how_often",
        share=text.percent(asked.often[place]),
        first=text.number(asked.first),
        places=text.number(asked.scored),
    )


def reasons_sentence(asked: PrioritiesModel, place: str) -> str:
    """What lifts it, the heaviest first; then what it is low on."""
    text = asked.here.text
    adds = asked.contributions.loc[[place]].iloc[0]
    weighing = sorted(asked.weighing, key=lambda name: -adds[name])
    lifting = [said for name in weighing if (said := reason(asked, name, place))]
    high = asked.tier[place] in (STANDS_OUT, MIGHT)
    because = "next.because" if high else "next.lifted"
    parts = [text(because, reasons="; ".join(lifting)) if lifting else text("next.middling")]
    placed = asked.found.placed
    low = [name for name in weighing if placed[name][place] <= LOW and name != RESPONSE]
    if low:
        names = text.listing([text(f"ingredient_in.{name}") for name in low])
        parts.append(text("next.low_on", ingredients=names))
    return " ".join(parts)


def reason(asked: PrioritiesModel, name: str, place: str) -> str:
    """What an ingredient has to say for a place: nothing, unless it is among the worst in it."""
    if not asked.known(name, place):
        return ""
    text, facts = asked.here.text, asked.facts_of(place)
    if name == RESPONSE:
        idle = float(asked.found.values[name][place]) > 0
        return _nothing_going_on(asked) if idle else ""
    if name == CHANGE:
        rose = facts["change_clear"] and facts["change"] > 0
        return text("because.change", more=text.percent(facts["change"])) if rose else ""
    if name == GAP:
        above = facts["gap_clear"] and facts["points"] > 0
        return text("because.gap", points=text.number(facts["points"])) if above else ""
    if name == GROUPS and facts["groups"] == 0:
        return text("because.no_group")
    stand = rank_phrase(asked, name, place)
    return _among_the_worst(asked, name, facts, stand) if stand else ""


def _among_the_worst(asked: PrioritiesModel, name: str, facts: dict[str, Any], stand: str) -> str:
    text = asked.here.text
    if name == RATE:
        key = "because.rate_high" if facts["rate_high"] else "because.rate_similar"
        whole, against = facts["benchmark"], text(f"against.{facts['compared_with']}")
        numbers = {"rate": text.number(facts["rate"], 1), "whole": text.number(whole, 1)}
        return text(key, stand=stand, against=against, **numbers)
    if name == PERCEIVED:
        key = "because.share_high" if facts["share_high"] else "because.share_similar"
        whole = text.percent(asked.found.beside.parted.whole["share"])
        return text(key, stand=stand, share=text.percent(facts["share"]), whole=whole)
    if name == GROUPS:
        return text("because.groups", stand=stand, people=text.number(facts["per_group"]))
    assert name == DEPRIVATION
    if asked.level == WARD:
        share = text.percent(facts["deprived"])
        return text("because.deprived", stand=stand, share=share) if facts["deprived"] > 0 else ""
    numbers = {"rank": text.number(facts["income_rank"]), "of": text.number(facts["income_of"])}
    return text("because.income_rank", stand=stand, **numbers)


def rank_phrase(asked: PrioritiesModel, name: str, place: str) -> str:
    """ "the highest of 24", "among the highest 5 of 24"; nothing for a place further down.

    All that are tied with it count, so that it is never said of more places than it is true of.
    """
    text, row = asked.here.text, asked.standing_of(name, place)
    few = count_of_worst(row["of"])
    if row["behind"] > few:
        return ""
    of = text.number(row["of"])
    if row["behind"] == 1:
        return text("stand.highest", of=of)
    return text("stand.among", few=text.number(max(few, 2)), of=of)


def _nothing_going_on(asked: PrioritiesModel) -> str:
    """No order and no response; only what was brought can be spoken of."""
    text, absent = asked.here.text, asked.found.not_brought
    if "orders" in absent:
        return text("because.no_response")
    return text("because.no_order" if "responses" in absent else "because.nothing")


def done(asked: PrioritiesModel, place: str) -> str:
    """What is being done there: orders in force, open responses, groups listed."""
    text, facts = asked.here.text, asked.facts_of(place)
    held = [name for name in DONE if name not in asked.found.not_brought]
    if not held:
        return ""
    said = [
        text.plural(f"next_done.{name}", n)
        if (n := int(facts[name]))
        else text(f"next_none.{name}")
        for name in held
    ]
    return text("next.done", things=text.listing(said))


def notes(asked: PrioritiesModel, place: str) -> list[str]:
    """What its figures can't carry: what it isn't scored on, whose answers, doubts."""
    text, found = asked.here.text, asked.found
    missing = [name for name in asked.weighing if not asked.known(name, place)]
    hidden = [name for name in missing if name in found.hidden and found.hidden[name][place]]
    unknown = [name for name in missing if name not in hidden]
    said = []
    for key, names in (("next.not_scored_hidden", hidden), ("next.not_scored", unknown)):
        if names:
            listed = text.listing([text(f"ingredient_in.{name}") for name in names])
            said.append(text(key, ingredients=listed))
    together = found.beside.wards_of(str(found.beside.pool.get(place, "")))
    if PERCEIVED in asked.weighing and len(together) > 1:
        others = [asked.name(ward) for ward in together if ward != place]
        said.append(text("next.asked_together", places=text.listing(others)))
    if place in asked.to_check:
        said.append(text("next.check"))
    return said
