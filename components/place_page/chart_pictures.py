"""The charts of a place's page as picture files: three years by month, and the season."""

from components import colour_scheme
from components.place_page import season_sentences, table_rows
from components.place_page import sentences as place_sentences
from components.place_page.model import YEARS_SHOWN, PlaceModel
from components.snapshot.charts.collect import chart_picture, counts_of_months, months_legend
from components.snapshot.charts.model import Bars, Legend, Months, RangeRow, Ranges, Sample
from components.snapshot.model import ChartPicture
from components.text import change_sentences, sentences
from components.text.catalogue import Text
from components.ui.routes import ADDRESS_OF, PLACE
from components.ui.sections import Table
from geo.noise.ladder import NO_CLEAR_DIFFERENCE
from geo.period import YEAR
from geo.stats.trend import NOW


def name_of(what: str, model: PlaceModel) -> tuple[str, ...]:
    """Return the parts of a file name: what, of which category, where and when."""
    months = [str(month) for month in model.monthly.index]
    return (what, model.category, model.name, months[0], months[-1])


def months_title(model: PlaceModel) -> str:
    """Return the name of the chart of months."""
    key = "months" if len(model.monthly) == YEARS_SHOWN * YEAR else "months_fewer"
    return model.here.text(f"mine.{key}", category=_category(model))


def months(model: PlaceModel, alt: str, address: str) -> ChartPicture:
    """Return the counts of the months, and whether the latest year clearly changed."""
    text, table = model.here.text, model.monthly.to_frame(NOW)
    every = [str(month) for month in table.index]
    gaps = [str(month) for month in table.index[table[NOW].isna()]]
    return chart_picture(
        model.here,
        Months(table=table, text=text, breaks=model.break_marks),
        address=address,
        page=ADDRESS_OF[PLACE],
        title=change_sentences.place_change(text, model.compared, model.category),
        subtitle=f"{months_title(model)}. {model.name}, {text.months(every[0], every[-1])}",
        alt=alt,
        legend=months_legend(text, table, _category(model)),
        facts=counts_of_months(text, model.category, table[NOW]),
        caveats=[*filter(None, [sentences.not_published(text, gaps)]), *model.break_lines],
    )


def rates(model: PlaceModel, address: str) -> ChartPicture:
    """Return the rates of the categories between their limits, beside those of the rest."""
    text, table = model.here.text, table_rows.recorded_rows(model)
    assert table.scale is not None, "the table of rates has a scale"
    pairs = zip(table.rows, table.scale.intervals, strict=True)
    people = text("picture.of_residents", n=text.number(model.residents))
    return chart_picture(
        model.here,
        Ranges(
            rows=tuple(
                RangeRow(
                    name=cells[0],
                    words=cells[2],
                    at=(one.lower, one.value, one.upper) if one else None,
                    clear=bool(one and one.clear),
                )
                for cells, one in pairs
            ),
            ticks=tuple(table.scale.marks),
            title=table.scale.head,
        ),
        address=address,
        page=ADDRESS_OF[PLACE],
        title=" ".join(place_sentences.rate_differences(model)),
        subtitle=f"{text('mine.record')}. {model.name}, {_period(model)}",
        alt=_rates_alt(model, table),
        legend=_rates_legend(model),
        facts=((text("picture.base"), people),),
        caveats=[*model.misleading, *([text("mine.record_how")] if model.rated else [])],
    )


def _period(model: PlaceModel) -> str:
    return model.here.text.months(model.period.first, model.period.last)


def _rates_alt(model: PlaceModel, table: Table) -> str:
    rows = "; ".join(f"{cells[0]} {cells[2]} ({cells[3]})" for cells in table.rows)
    return f"{model.here.text('mine.record')}: {rows}."


def _rates_legend(model: PlaceModel) -> Legend:
    text = model.here.text
    rows = (
        (Sample(form="symbol", colour=colour_scheme.TREND, look="circle"), text("picture.clear")),
        (
            Sample(form="symbol", colour=colour_scheme.TREND_BEFORE, look="circle-open"),
            text(f"verdict.{NO_CLEAR_DIFFERENCE}"),
        ),
        (Sample(form="line", colour=colour_scheme.TREND_BEFORE, width=4), text("picture.range")),
        (Sample(form="line", colour=colour_scheme.INK, width=2), text("mine.col_rest")),
    )
    return ((text("legend.rate"), rows),)


def season(model: PlaceModel, alt: str, address: str) -> ChartPicture:
    """Return each month's share of the year, and which months clearly have more or less."""
    text, found = model.here.text, model.season
    assert found is not None, "a season without a year has no chart"
    table = found.table
    recorded = text("picture.of_recorded", n=text.number(found.incidents))
    return chart_picture(
        model.here,
        Bars(
            names=tuple(text.month_of_year(int(str(month)))[:3] for month in table.index),
            values=tuple(float(share) for share in table["share"]),
            clear=tuple(verdict != NO_CLEAR_DIFFERENCE for verdict in table["verdict"]),
            even=1 / len(table),
            written=text.percent,
        ),
        address=address,
        page=ADDRESS_OF[PLACE],
        title=" ".join(season_sentences.season_sentence(text, found)),
        subtitle=f"{text('mine.season')}: {_category(model)}. {model.name}",
        alt=alt,
        legend=_season_legend(text),
        facts=((text("picture.base"), recorded),),
        caveats=season_sentences.season_basis(text, found, model.category),
    )


def _season_legend(text: Text) -> Legend:
    rows = (
        (Sample(form="fill", colour=colour_scheme.TREND), text("picture.month_clear")),
        (
            Sample(form="fill", colour=colour_scheme.lighten(colour_scheme.TREND)),
            text(f"verdict.{NO_CLEAR_DIFFERENCE}"),
        ),
        (Sample(form="line", colour=colour_scheme.INK, width=2, look="dot"), text("mine.even")),
    )
    return ((text("chart.share"), rows),)


def _category(model: PlaceModel) -> str:
    return model.here.text(f"category_title.{model.category}")
