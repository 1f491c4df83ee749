"""The sentences on the season of a place. Pure."""

from components.text import visible
from components.text.catalogue import Text
from components.text.sentences import counted
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE
from geo.stats.seasonality import ENOUGH_YEARS, Season


def season_sentence(text: Text, found: Season | None) -> list[str]:
    """Return which months stand out in every whole year, or why that can't be told."""
    if found is None:
        return [text("mine.season_no_year")]
    if not found.has_enough_years:
        return [text("mine.season_one_year")]
    words = [
        text.plural(f"mine.season_{verdict}", len(months), **_together(text, found, months))
        for verdict in (HIGHER, LOWER)
        if (months := found.months(verdict))
    ]
    words = words or [text("mine.season_none")]
    few = len(found.years) < ENOUGH_YEARS
    return [*words, *([text("mine.season_two_years")] if few else [])]


def alt(text: Text, found: Season) -> str:
    """Return the alternative text of the bar chart."""
    share = found.table["share"]
    least, most = int(str(share.idxmin())), int(str(share.idxmax()))
    return text(
        "mine.season_alt",
        least=text.percent(share[least], 1),
        least_month=text.month_of_year(least),
        most=text.percent(share[most], 1),
        most_month=text.month_of_year(most),
        even=text.percent(1 / len(share), 1),
    )


def _together(text: Text, found: Season, months: list[int]) -> dict[str, str]:
    rows = found.table.loc[months]
    return {
        "months": text.listing([text.month_of_year(month) for month in months]),
        "share": text.percent(rows["share"].sum()),
        "days": text.percent(rows["even"].sum()),
    }


def unseen_season(text: Text, found: Season | None) -> list[str]:
    """Return how far a month would have to be from an even year, where one isn't clearly so."""
    if found is None or not found.has_enough_years:
        return []
    unclear = found.table[found.table["verdict"] == NO_CLEAR_DIFFERENCE]
    if unclear.empty:
        return []
    # Months differ by their days alone; the middle one is told for all.
    row = unclear[["visible_lower", "visible_higher"]].median()
    return visible.ratios(text, row, text("visible.month"))


def season_basis(text: Text, found: Season | None, category: str) -> list[str]:
    """Return of which whole years the shares are, and of how many crimes or incidents."""
    if found is None:
        return []
    years = [text.months(year.first, year.last) for year in found.years]
    incidents = counted(text, category, found.incidents)
    facts = {"years": text.listing(years), "incidents": incidents}
    return [text.plural("mine.season_basis", len(years), **facts)]
