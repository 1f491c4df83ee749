"""Pages about the authorities or partnerships of a release side by side."""

from dataclasses import replace

from components.authorities_page import by_category, caveats, indicators_table, model, sentences
from components.authorities_page.model import AuthoritiesModel
from components.authorities_page.view_part import AuthoritiesPart
from components.packs.asked import Asked
from components.packs.model import PackPage
from components.ui.sections import Sentences
from data.schema import ASB

# MOST_CAVEATS: what isn't known comes first, then how the indicators are worked out.
MOST_CAVEATS = 6


def of_area(asked: Asked) -> list[PackPage]:
    """Return the indicators of each level side by side, then the rates of its areas by category.

    None for data of one authority, and of months without figures. Of more than six areas the rates
    by category are for the workbook alone.
    """
    first = _model(asked)
    if first is None:
        return []
    every = [_model(asked, level) for level in first.levels]
    return [page for one in every if one is not None and one.months for page in _pages(one)]


def _model(asked: Asked, level: str = "") -> AuthoritiesModel | None:
    """Return what the page on authorities shows of the latest year, at its usual level or another.

    The whole table is shown, whatever place the pack is about.
    """
    part = AuthoritiesPart(bodies=level) if level else AuthoritiesPart()
    view = replace(asked.here.view, category=ASB, period="", place="", parts=(part,))
    return model.ask(replace(asked.here, view=view))


def _pages(of: AuthoritiesModel) -> list[PackPage]:
    here, text = of.here, of.here.text
    names = here.place_name
    changed = sentences.changed(text, of.rows, of.level, names)
    rates = by_category.table(of)
    first = PackPage(
        heading=sentences.answer(text, of.rows, of.level, names, of.category),
        parts=[Sentences([*filter(None, [changed])]), indicators_table.plain(of)],
        period=text.months(of.period.first, of.period.last),
        base=text.plural(f"count.{of.level}", len(of.rows)),
        caveats=[*caveats.unknown(of), *caveats.how(of)][:MOST_CAVEATS],
        behind=[] if of.compared else [(_title(of), rates)],
    )
    if not of.compared:
        return [first]
    note = text("authorities.of_rest", area=here.area_in_text)
    return [first, replace(first, heading=_title(of), parts=[rates], caveats=[note])]


def _title(of: AuthoritiesModel) -> str:
    text = of.here.text
    side_by_side = text(f"authorities.title_{of.level}")
    return f"{side_by_side}: {text('authorities.by_category')}"
