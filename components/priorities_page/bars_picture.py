"""The bars of the scores as a picture file; criteria have the colours and patterns of the page."""

from components.priorities_page import caveats, headline, sentences
from components.priorities_page.model import PrioritiesModel
from components.snapshot.charts.collect import chart_picture
from components.snapshot.charts.model import Legend, Sample, StackRow, Stacks
from components.snapshot.model import ChartPicture
from components.ui.routes import ADDRESS_OF, PRIORITIES
from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    HOT_SPOTS,
    PERCEIVED,
    RATE,
    RESPONSE,
)

LOOKS = {
    RATE: ("#7FC1CB", ""),
    CHANGE: ("#F3B565", "/"),
    PERCEIVED: ("#C4BAE0", "."),
    GAP: ("#F0B7AE", "\\"),
    DEPRIVATION: ("#CBE3B4", "-"),
    GROUPS: ("#E4D3A6", "|"),
    RESPONSE: ("#D5D2CB", "x"),
    HOT_SPOTS: ("#E9A6C4", "+"),
}
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def picture(model: PrioritiesModel, rows: list[tuple[str, str]], address: str) -> ChartPicture:
    """Return the bars of the places that are drawn on the page, below the answer of the page.

    `rows` are ("tier", name) and ("place", code).
    """
    here, text = model.here, model.here.text
    places = [code for kind, code in rows if kind == "place"]
    scores = [f"{model.name(code)} {text.number(model.scores[code], 2)}" for code in places]
    return chart_picture(
        here,
        _chart(model, rows),
        address=address,
        page=ADDRESS_OF[PRIORITIES],
        title=sentences.answer(model),
        subtitle=f"{text('next.bars')}. {text(f'topic.{model.topic}')}, {headline.about(model)}",
        alt=text("next.picture_alt", places="; ".join(scores)),
        legend=_legend(model),
        facts=(
            (
                text("picture.period"),
                text.months(model.criteria.period.first, model.criteria.period.last),
            ),
            (text("picture.base"), text.plural(f"count.{model.level}", model.scored)),
        ),
        caveats=caveats.of_bars(model),
    )


def _chart(model: PrioritiesModel, rows: list[tuple[str, str]]) -> Stacks:
    text = model.here.text
    parts = model.contributions[model.weighing].fillna(0.0)
    return Stacks(
        rows=tuple(
            StackRow(name=text(f"tier_mark.{name}"))
            if kind == "tier"
            else StackRow(name=model.name(name), parts=tuple(map(float, parts.loc[name])))
            for kind, name in rows
        ),
        parts=tuple((text(f"ingredient_short.{name}"), *LOOKS[name]) for name in model.weighing),
        more=lambda n: text.plural("next.others", n),
        ticks=tuple((at, text.number(at, 0 if at in (0, 1) else 2)) for at in TICKS),
    )


def _legend(model: PrioritiesModel) -> Legend:
    """Return the criteria in the order of the bars, with their shares of the weights."""
    text = model.here.text
    rows = tuple(
        (
            Sample(form="fill", colour=LOOKS[name][0], look=LOOKS[name][1]),
            f"{text(f'ingredient.{name}')} ({text.percent(model.shares[name])})",
        )
        for name in model.weighing
    )
    return ((text("next.weights"), rows),)
