"""The summary sentences of a place's page, written from its figures by rule. Pure."""

import pandas as pd

from components.text import change_sentences
from components.text.catalogue import Text
from components.text.change_sentences import Changes
from components.text.compared_months import months_note
from components.text.topics import uncapitalise
from data.schema import LSOA, WARD
from geo.orders.status import IN_FORCE
from geo.stats.trend import commonest

MOST_CHANGES = 3
MOST_NAMES = 2
RUNNING = "running"
SURVEY = "survey"
FILES = (SURVEY, "orders", "responses", "groups")


def residents_say(
    text: Text, row: pd.Series | None, *, whole: pd.Series | None, topic: str, who: str
) -> str:
    """Return the share that calls the topic a big problem, and whether it differs clearly.

    `row` is the place's row of the survey (None if there is no survey), `whole` the row of all
    respondents, and `who` names the ward or wards that the row is about.
    """
    if row is None or whole is None:
        return text("mine.no_survey")
    facts: dict[str, object] = {"place": who, "topic": uncapitalise(topic)}
    if row["status"] != "shown":
        return text(f"mine.says_{row['status']}", **facts)
    facts |= {"share": text.percent(row["share"]), "base": text.number(row["base"])}
    if pd.isna(row["lower"]):
        return text("mine.says_respondents", **facts)
    facts |= {name: text.percent(row[name]) for name in ("lower", "upper")}
    return text(f"mine.says_{row['perceived']}", whole=text.percent(whole["share"]), **facts)


def recorded(text: Text, counts: pd.Series, compared: Changes, *, period: str) -> str:
    """Return the categories with most incidents, then what has clearly changed."""
    most = commonest(counts)
    if most.empty:
        return text("mine.most_none", period=period)
    (first, n), *others = most.items()
    words = [text("mine.most", category=category_in(text, first), n=text.number(n), period=period)]
    if others:
        items = [
            text("mine.item", category=category_in(text, other), n=text.number(n))
            for other, n in others
        ]
        words.append(text("mine.most_next", items=text.listing(items)))
    return " ".join([*words, changed(text, compared, among=[str(one) for one in most.index])])


def category_in(text: Text, category: object) -> str:
    """Return the name of a category for use inside a sentence."""
    return text(f"category.{category}")


def changed(text: Text, compared: Changes, *, among: list[str]) -> str:
    """Return the clear changes, among single categories.

    Categories `among` the most frequent are named too if they show no clear change.
    """
    if compared is None:
        return text("change.no_year_before")
    table, months = compared
    note = months_note(text, months)
    real = change_sentences.clear_changes(table)
    if real.empty:
        return f"{text('mine.changed_none')} {note}".strip()
    by_size = (real["now"] - real["before"]).abs().sort_values(ascending=False, kind="stable")
    named = [str(category) for category in by_size.index[:MOST_CHANGES]]
    changes = [change_sentences.short_change(text, c, real.loc[[c]].iloc[0]) for c in named]
    unchanged = [text(f"category.{c}") for c in among if c not in real.index]
    rest = text("mine.unchanged", categories=text.listing(unchanged))
    if not unchanged:
        rest = text("mine.unchanged_rest") if len(real) <= MOST_CHANGES else ""
    wording = text("mine.changed", changes=text.listing(changes), unchanged=rest)
    return f"{wording.strip()} {note}".strip()


def being_done(
    text: Text,
    *,
    orders: pd.DataFrame,
    responses: pd.DataFrame,
    groups: int,
    listed: frozenset[str],
    level: str = WARD,
    not_located: bool = False,
) -> str:
    """Return orders in force, running responses and listed groups; only of lists that there are.

    Responses name wards, and so are said to be in the wards of another kind of place. `not_located`
    tells whether more groups may be in the place than can be shown.
    """
    in_force = orders[orders["state"] == IN_FORCE]
    running = responses[responses["status"] == RUNNING]
    parts = {
        "orders": _counted(text, "orders_in_force", len(in_force), _names(text, in_force)),
        "responses": _counted(
            text, f"responses_running_{responses_of(level)}", len(running), _names(text, running)
        ),
        "groups": _counted(text, "groups_shown" if not_located else "groups_here", groups, []),
    }
    wording = [part for table, part in parts.items() if table in listed]
    return text("mine.done", parts=text.listing(wording)) if wording else ""


def responses_of(level: str) -> str:
    """Return whose responses a place has: a ward's own, or those of the wards that it overlaps."""
    return level if level in (WARD, LSOA) else "further"


def missing_sources(text: Text, *, survey: bool, listed: frozenset[str]) -> str:
    """Return which files are missing, because no list does not mean none."""
    have = listed | ({SURVEY} if survey else frozenset())
    missing = [text(f"mine.file_{name}") for name in FILES if name not in have]
    return text("mine.not_brought", files=text.listing(missing)) if missing else ""


def _counted(text: Text, key: str, n: int, names: list[str]) -> str:
    if n == 0:
        return text(f"mine.no_{key}")
    wording = text.plural(f"mine.{key}", n)
    if not names or len(names) > MOST_NAMES:
        return wording
    return text("mine.named", counted=wording, names=text.listing(names))


def _names(text: Text, rows: pd.DataFrame) -> list[str]:
    return [text.name(row) for row in rows.to_dict("records")]
