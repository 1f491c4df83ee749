"""The sentences on priorities: why a place is in its tier. Pure but for the catalogues."""

from typing import Any

from components.priorities_page import hot_spot_words
from components.priorities_page.model import PrioritiesModel
from components.text.sentences import same_months
from data.schema import WARD
from geo.priority.criteria import (
    AGAINST_CHANCE,
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    HOT_SPOTS,
    PERCEIVED,
    RATE,
    RESPONSE,
    count_of_worst,
)
from geo.priority.score import MIGHT, STANDS_OUT
from geo.services.activity import DONE

# Scores of a criterion up to this one count as low.
LOW = 0.25
# ORDERS: the one thing that is done that is told by LSOA.
ORDERS = "orders"
MOST_NAMES = 12


def answer(model: PrioritiesModel) -> str:
    """Return the first sentence of the page: which places stand out, and which might."""
    text = model.here.text
    if len(model.criteria.facts) < 2:
        return text("next.nothing_to_compare")
    if not model.weighing:
        return text("next.choose" if model.ingredients else "next.no_ingredient")
    if not model.comparable:
        return text("next.nothing_to_compare")
    if model.only_idle:
        return _answer_idle(model)
    sure, maybe = model.of_tier(STANDS_OUT), model.of_tier(MIGHT)
    parts = [_stand_out(model, sure)] if sure else [text(f"next.none_{model.level}")]
    if maybe:
        key = "next.more_might" if sure else "next.might"
        parts.append(text.plural(key, len(maybe), places=named(model, maybe)))
    return " ".join(parts)


def _stand_out(model: PrioritiesModel, places: list[str]) -> str:
    text, n = model.here.text, len(places)
    areas = text.plural(f"count.{model.level}", n)
    return text.plural("next.stand_out", n, areas=areas, places=named(model, places))


def _answer_idle(model: PrioritiesModel) -> str:
    """Return where nothing is being done, and which of those places stand out."""
    text = model.here.text
    parts = [idle(model)]
    if not model.idle:
        return parts[0]
    sure, maybe = model.of_tier(STANDS_OUT), model.of_tier(MIGHT)
    if sure:
        parts.append(text("next.idle_stands_out", places=named(model, sure)))
    if maybe:
        parts.append(text("next.idle_might", places=named(model, maybe)))
    if not sure and not maybe:
        parts.append(text("next.idle_rest"))
    return " ".join(parts)


def idle(model: PrioritiesModel) -> str:
    """Return the places without any listed order, group or response."""
    text, places = model.here.text, model.idle
    provided = [name for name in DONE if name not in model.criteria.not_brought]
    if not provided:
        return text("next.idle_unknown")
    if not places:
        things = text.listing([_where(model, name, text(f"has.{name}")) for name in provided])
        return text(f"next.idle_none_{model.level}", things=things)
    things = text.listing([_where(model, name, text(f"without.{name}")) for name in provided])
    areas = text.plural(f"count.{model.level}", len(places))
    return text("next.idle", areas=areas, things=things, places=named(model, places))


def named(model: PrioritiesModel, places: list[str]) -> str:
    """Return the names of places; if they are many, the first ones and how many more."""
    text = model.here.text
    names = [model.name(place) for place in places[:MOST_NAMES]]
    if len(places) > MOST_NAMES:
        names.append(text.plural("next.others", len(places) - MOST_NAMES))
    return text.listing(names)


def reasons_sentence(model: PrioritiesModel, place: str) -> str:
    """Return what raises the score, the largest part first; then where it is low."""
    text = model.here.text
    adds = model.contributions.loc[[place]].iloc[0]
    weighing = sorted(model.weighing, key=lambda name: -adds[name])
    reasons = [wording for name in weighing if (wording := reason(model, name, place))]
    high = model.tier[place] in (STANDS_OUT, MIGHT)
    because = "next.because" if high else "next.lifted"
    parts = [text(because, reasons=". ".join(reasons)) if reasons else text("next.middling")]
    fractions = model.criteria.fractions
    low = [
        name
        for name in weighing
        if fractions[name][place] <= LOW and name != RESPONSE and model.known(name, place)
    ]
    if low:
        names = text.listing([text(f"ingredient_in.{name}") for name in low])
        parts.append(text("next.low_on", ingredients=names))
    return " ".join(parts)


def reason(model: PrioritiesModel, name: str, place: str) -> str:
    """Return the reason from one criterion; empty unless the place is among the worst in it."""
    if not model.known(name, place):
        return ""
    text, facts = model.here.text, model.facts_of(place)
    if name == RESPONSE:
        idle = float(model.criteria.values[name][place]) > 0
        return _nothing_going_on(model) if idle else ""
    if name == CHANGE:
        rose = facts["change_clear"] and facts["change"] > 0
        return _rise(model, place, facts["change"]) if rose else ""
    if name == GAP:
        above = facts["gap_clear"] and facts["points"] > 0
        return text("because.gap", points=text.number(facts["points"])) if above else ""
    if name == HOT_SPOTS:
        return hot_spot_words.reason(text, model.level, facts)
    if name == GROUPS and facts["groups"] == 0:
        return text("because.no_group")
    stand = rank_phrase(model, name, place)
    return _among_the_worst(model, name, facts, stand) if stand else ""


def _rise(model: PrioritiesModel, place: str, change: float) -> str:
    """Return by how much more is recorded, and whether in the same months instead of a year."""
    text, compared = model.here.text, model.months_compared(place)
    more = text.percent(change)
    if compared is None or compared.whole_period:
        return text("because.change", more=more)
    return text("because.change_in", more=more)


def _among_the_worst(model: PrioritiesModel, name: str, facts: dict[str, Any], stand: str) -> str:
    text = model.here.text
    if name == RATE:
        key = "because.rate_high" if facts["rate_high"] else "because.rate_unclear"
        rest = text.number(facts["benchmark"], 1) + same_months(text, facts)
        return text(key, stand=stand, rate=text.number(facts["rate"], 1), rest=rest)
    if name == PERCEIVED:
        key = "because.share_high" if facts["share_high"] else "because.share_unclear"
        whole = text.percent(model.criteria.comparison.gaps.whole["share"])
        return text(key, stand=stand, share=text.percent(facts["share"]), whole=whole)
    if name == GROUPS:
        return text("because.groups", stand=stand, people=text.number(facts["per_group"]))
    assert name == DEPRIVATION
    if model.level == WARD:
        share = text.percent(facts["deprived"])
        return text("because.deprived", stand=stand, share=share) if facts["deprived"] > 0 else ""
    numbers = {"rank": text.number(facts["income_rank"]), "of": text.number(facts["income_of"])}
    return text("because.income_rank", stand=stand, **numbers)


def rank_phrase(model: PrioritiesModel, name: str, place: str) -> str:
    """Return "the highest of 24" or "among the highest 5 of 24"; empty for other places.

    Tied places all count, so that the phrase is true of each of them.
    """
    text, row = model.here.text, model.rank_of(name, place)
    few = count_of_worst(row["of"])
    if row["behind"] > few:
        return ""
    of = text.number(row["of"])
    if row["behind"] == 1:
        return text("stand.highest", of=of)
    return text("stand.among", few=text.number(max(few, 2)), of=of)


def _nothing_going_on(model: PrioritiesModel) -> str:
    """Return that there is no order and no response, of the lists that there are."""
    text, absent = model.here.text, model.criteria.not_brought
    if "orders" in absent:
        return text("because.no_response")
    return text("because.no_order" if "responses" in absent else "because.nothing")


def done(model: PrioritiesModel, place: str) -> str:
    """Return what is being done: orders in force, open responses, listed groups."""
    text, facts = model.here.text, model.facts_of(place)
    provided = [name for name in DONE if name not in model.criteria.not_brought]
    if not provided:
        return ""
    # What there is none of is named only where there is nothing at all.
    there = [name for name in provided if int(facts[name])]
    parts = []
    for name in there or provided:
        n = int(facts[name])
        part = text.plural(f"next_done.{name}", n) if n else text(f"next_none.{name}")
        parts.append(_where(model, name, part))
    return text("next.done", things=text.listing(parts))


def _where(model: PrioritiesModel, name: str, thing: str) -> str:
    """Return a thing that is done, in its ward for an LSOA unless it is told by outline."""
    if model.level == WARD or name == ORDERS:
        return thing
    return model.here.text("next.in_its_ward", thing=thing)


def _missing_figures(model: PrioritiesModel, place: str) -> list[str]:
    """Return which criteria a place has no figure of, and how each is treated."""
    text, hidden = model.here.text, model.criteria.hidden
    names_of: dict[str, list[str]] = {}
    for name in (name for name in model.weighing if not model.known(name, place)):
        withheld = name in hidden and hidden[name][place]
        if name in AGAINST_CHANCE:
            key = "next.counted_as_none_hidden" if withheld else "next.counted_as_none"
        else:
            key = "next.not_scored_hidden" if withheld else "next.not_scored"
        names_of.setdefault(key, []).append(text(f"ingredient_in.{name}"))
    return [text(key, ingredients=text.listing(names)) for key, names in names_of.items()]


def notes(model: PrioritiesModel, place: str) -> list[str]:
    """Return the caveats of a place: missing criteria, joint survey rows, doubts."""
    text, found = model.here.text, model.criteria
    notes = _missing_figures(model, place)
    together = found.comparison.wards_of(str(found.comparison.pool.get(place, "")))
    if PERCEIVED in model.weighing and len(together) > 1:
        others = [model.name(ward) for ward in together if ward != place]
        notes.append(text("next.asked_together", places=text.listing(others)))
    if place in model.to_check:
        notes.append(text("next.check"))
    return notes
