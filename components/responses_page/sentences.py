"""The sentences on a response, by rule: none claims more than its confidence limits allow."""

import math

from components.responses_page.aims import PERCEIVED_SHARE
from components.responses_page.model import ResponseModel
from components.text.catalogue import DASH, Text
from components.text.sentences import capitalised
from geo.orders.difference_in_differences import Ratio
from geo.orders.evidence import LEAST_INCIDENTS, LEAST_POINTS, MOVED, NO_CLEAR_DIFFERENCE
from geo.orders.study import NOT_BEGUN, TOO_RECENT, Study
from geo.orders.treatment_areas import COMPARISON, INSIDE
from geo.responses.outlook import Outlook

NEVER, UNSEEN = "never", "nothing could show"


def lead(model: ResponseModel) -> str:
    """Return the answer of a response's page: how it went, or what it should change."""
    if words := model.own("verdict_words"):
        return words
    if aim := model.own("objective"):
        return aim
    return model.here.text("responses.no_objective")


def subtitle(model: ResponseModel) -> str:
    """Return its stage, its place, and who leads it."""
    text = model.here.text
    parts = [text(f"stage.{model.stage}"), model.where]
    if leader := model.own("lead"):
        parts.append(text("responses.led_by", lead=leader))
    return " · ".join(parts)


def aims(model: ResponseModel) -> list[str]:
    """Return how the objective is measured, and by when it is to be reached."""
    text, values = model.here.text, model.values
    share = values["measure"] == PERCEIVED_SHARE
    lines = []
    if values["baseline"] is not None:
        key = "responses.aim_share" if share else "responses.aim_count"
        facts = {
            "what": text(f"topic.{values['subject']}")
            if share and values["subject"]
            else model.what,
            "place": model.where,
            "baseline": text.number(values["baseline"]),
            "target": DASH if values["target"] is None else text.number(values["target"]),
        }
        lines.append(capitalised(text(key, **facts)))
    if values["due"]:
        lines.append(text("responses.by_when", day=text.day(values["due"])))
    for name in ("partner", "priority"):
        if words := model.own(name):
            lines.append(text(f"responses.has_{name}", words=words))
    if values["started_on"]:
        origin = values["started_from"] or "nothing"
        day = text.day(values["started_on"])
        lines.append(text(f"responses.started_{origin}", day=day))
    return lines


def could_show(text: Text, ahead: Outlook) -> str:
    """Return the fall that an assessment would probably show, or why there can be none."""
    if ahead.why_not:
        return text(f"response_cannot.{ahead.why_not}", **_limits_of_data(text))
    if math.isnan(ahead.detectable):
        return text("responses.could_show_none")
    facts = {"by": text.percent(1 - ahead.detectable), "n": text.number(ahead.inside)}
    facts["months"] = text.number(ahead.months)
    said = text("responses.could_show", **facts)
    if ahead.answers_from:
        said += " " + text("responses.answer_from", month=text.month(ahead.answers_from))
    return said


def result(model: ResponseModel, found: Study) -> str:
    """Return what police figures show of a response, in one or two plain sentences."""
    text, evidence = model.here.text, found.evidence
    facts: dict[str, str] = {"what": model.what, "place": model.where}
    if evidence is None:
        return _cannot(text, found, facts)
    facts |= _change(text, evidence.ratio)
    if evidence.verdict == NO_CLEAR_DIFFERENCE:
        if math.isnan(evidence.detectable):
            return capitalised(text(f"response_says.{UNSEEN}", **facts))
        facts["detectable"] = text.percent(1 - evidence.detectable)
        return capitalised(text(f"response_says.{NO_CLEAR_DIFFERENCE}", **facts))
    before, since = (found.monthly.loc[list(months)].sum() for months in _sides(found))
    expected = before[INSIDE] * since[COMPARISON] / before[COMPARISON]
    facts |= {"since": text.number(since[INSIDE]), "expected": text.number(expected)}
    if evidence.verdict == MOVED and evidence.ring_ratio:
        facts |= {f"ring_{name}": said for name, said in _change(text, evidence.ring_ratio).items()}
    return capitalised(text(f"response_says.{evidence.verdict}", **facts))


def basis(model: ResponseModel, found: Study) -> list[str]:
    """Return what the result rests on, and what it can't say."""
    text, values = model.here.text, model.values
    lines = []
    if found.windows.since:
        (first, *_, last), (earliest, *_, latest) = found.windows.since, found.windows.before
        lines.append(
            text(
                "responses.windows",
                since=text.months(first, last),
                before=text.months(earliest, latest),
            )
        )
    lines.append(
        text(
            "responses.compared_with",
            n=text.number(len(model.compared)),
            day=text.day(values["fixed_on"]),
            metres=text.number(model.ground.ring),
        )
    )
    if found.windows.since and found.windows.since[0] < values["fixed_on"][:7]:
        lines.append(text("responses.fixed_late"))
    if found.evidence:
        lines.append(text("orders.not_cause"))
    return lines


def short(text: Text, verdict: str) -> str:
    """Return a verdict in a few words."""
    return text(f"response_short.{verdict}")


def _sides(found: Study) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return found.windows.before, found.windows.since


def _cannot(text: Text, found: Study, facts: dict[str, str]) -> str:
    reason = found.why_not
    if reason in (TOO_RECENT, NOT_BEGUN):
        if found.answers_from is None:
            return text(f"response_cannot.{NEVER}")
        facts["month"] = text.month(found.answers_from)
    return text(f"response_cannot.{reason}", **facts, **_limits_of_data(text))


def _limits_of_data(text: Text) -> dict[str, str]:
    return {"points": text.number(LEAST_POINTS), "least": text.number(LEAST_INCIDENTS)}


def _change(text: Text, ratio: Ratio) -> dict[str, str]:
    """Return the change in percent and its limits, for increases and decreases."""
    near, far = sorted(abs(limit - 1) for limit in (ratio.lower, ratio.upper))
    return {
        "by": text.percent(abs(ratio.value - 1)),
        "least": text.percent(near),
        "most": text.percent(far),
    }
