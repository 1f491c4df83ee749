"""The board: every response by its stage, the filters, and what has worked."""

from functools import partial

import pandas as pd
import streamlit as st

from components import queries
from components.forms import outcome, reading
from components.page_context import PageContext
from components.page_models import responses
from components.responses_page import sentences
from components.responses_page.view_part import ResponsesPart
from components.text.catalogue import DASH
from components.text.direction import escape
from components.ui import downloads, html, routes, tables
from components.ui.html import escape_markdown
from components.view import bindings, browser, session, state
from components.view.entry import NEW
from components.view.view import NOTHING, SWITCH
from data.register.responses.kinds import CLOSED, STAGES

# How many responses of a stage are drawn, how many more after each press, and how many results.
AT_ONCE, MORE, MOST_RESULTS = 4, 20, 20
FILTERS = ("lead", "partner", "priority")


def show(here: PageContext) -> None:
    """Draw the answer, the filters, the board, what has worked, and the file."""
    text = here.text
    every = responses.board(here.key, here.view.lang, here.day)
    st.title(text("page.responses"))
    outcome.show()
    html.lead_sentence(answer(here, every))
    if areas := here.own_areas:
        html.supporting_sentence(text("responses.of_some", areas=areas))
    if every.empty:
        if reading.reads_only(here):
            reading.say(here)
            return
        html.supporting_sentence(text("responses.how_to_begin"))
        _start(here)
        return
    if reading.reads_only(here):
        reading.say(here)
    _controls(here, every)
    shown = filtered(here, every)
    if shown.empty:
        html.supporting_sentence(text("responses.none_match"))
    elif browser.on_phone():
        _stacked(here, shown)
    else:
        _beside(here, shown)
    _what_has_worked(here, shown)
    _file(here, shown)


def answer(here: PageContext, every: pd.DataFrame) -> str:
    """Return how many open responses are overdue."""
    text = here.text
    open_ = every[every["stage"] != CLOSED]
    if every.empty:
        return text("responses.none")
    if open_.empty:
        return text.plural("responses.all_closed", len(every))
    late = int(open_["late"].sum())
    if not late:
        return text.plural("responses.none_late", len(open_))
    return text.plural("responses.late", late, total=text.number(len(open_)))


def filtered(here: PageContext, every: pd.DataFrame) -> pd.DataFrame:
    """Return the responses that the view's filters leave."""
    part = here.view.of(ResponsesPart)
    keep = pd.Series(True, every.index)
    if part.of_ward:
        keep &= every["ward_code"] == part.of_ward
    for name in FILTERS:
        if chosen := getattr(part, name):
            keep &= every[name] == chosen
    if part.late == SWITCH[1]:
        keep &= every["late"]
    return every[keep]


def _controls(here: PageContext, every: pd.DataFrame) -> None:
    text = here.text
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        if not reading.reads_only(here):
            _start(here)
        wards = sorted({str(code) for code in every["ward_code"].dropna()})
        known = [code for code in wards if code in queries.places.names(here.key)]
        _choice(here, "of_ward", known, {code: here.place_name(code) for code in known})
        for name in FILTERS:
            found = sorted({*every[name]} - {""}, key=str.casefold)
            if found:
                _choice(here, name, found, {})
        st.toggle(text("responses.only_late"), **bindings.bound_switch("late"))


def _choice(here: PageContext, name: str, options: list[str], words: dict[str, str]) -> None:
    """Draw a filter; a value of the address that no response has is offered too."""
    text, chosen = here.text, here.view.value(name)
    also = [chosen] if chosen and chosen not in options else []
    st.selectbox(
        text(f"responses.by_{name}"),
        [NOTHING, *also, *options],
        format_func=lambda value: words.get(value, value) if value else text("responses.any"),
        **bindings.bound(name),
    )


def _start(here: PageContext) -> None:
    st.button(
        here.text("responses.start"),
        icon=":material/add_task:",
        type="primary",
        key="response-new",
        on_click=partial(state.update_view, response=NEW, begin=NOTHING),
    )


def _beside(here: PageContext, shown: pd.DataFrame) -> None:
    """Draw a column for each stage."""
    with st.container(key="mt-board"):
        for column, stage in zip(st.columns(len(STAGES), gap="small"), STAGES, strict=True):
            rows = shown[shown["stage"] == stage]
            with column:
                _heading(here, stage, len(rows))
                _cards(here, stage, rows)


def _stacked(here: PageContext, shown: pd.DataFrame) -> None:
    """Draw the stages that have a response below one another, each folded; name the others."""
    empty = []
    for stage in STAGES:
        rows = shown[shown["stage"] == stage]
        if rows.empty:
            empty.append(_stage(here, stage))
            continue
        title = here.text("responses.stage_of", stage=_stage(here, stage), n=str(len(rows)))
        with html.folded_on_phone(title):
            _cards(here, stage, rows)
    if empty:
        html.small_print([here.text("responses.empty_stages", stages=here.text.listing(empty))])


def _heading(here: PageContext, stage: str, number: int) -> None:
    count = here.text.number(number)
    st.html(f'<h2 class="mt-stage">{escape(_stage(here, stage))} <small>{count}</small></h2>')


def _stage(here: PageContext, stage: str) -> str:
    return here.text(f"stage.{stage}")


def _cards(here: PageContext, stage: str, rows: pd.DataFrame) -> None:
    text = here.text
    name = f"responses-drawn-{stage}"
    drawn = int(session.get_widget_value(name) or AT_ONCE)
    first = rows.sort_values(["late", "due"], ascending=[False, True], kind="stable")[:drawn]
    for number, row in zip(first.index, first.to_dict("records"), strict=True):
        with st.container(border=True, key=f"mt-card-response-{number}"):
            st.page_link(
                routes.RESPONSES,
                label=escape_markdown(row["name"]) or str(number),
                query_params={**here.view.address(), "response": str(number)},
            )
            lines = [f"<b>{escape(text('responses.is_late'))}</b>"] if row["late"] else []
            lines += [escape(line) for line in _facts(here, row)]
            st.html("".join(f"<small>{line}</small>" for line in lines) or "<small></small>")
    if (left := len(rows) - drawn) > 0:
        st.button(
            text("responses.show_more", n=text.number(min(left, MORE))),
            type="tertiary",
            key=f"{name}-more",
            on_click=session.set_widget_value,
            args=(name, str(drawn + MORE)),
        )
    if rows.empty:
        html.small_print([DASH])


def _facts(here: PageContext, row: dict) -> list[str]:
    """Return the place, the day and who leads; of an assessed one the result."""
    text, names = here.text, queries.places.names(here.key)
    lines = [here.place_name(row["ward_code"])] if row["ward_code"] in names else []
    if row["verdict"]:
        return [*lines, sentences.short(text, row["verdict"])]
    if row["due"]:
        lines.append(text("responses.by_day", day=text.day(row["due"])))
    return [*lines, *filter(None, [row["lead"]])]


def _what_has_worked(here: PageContext, shown: pd.DataFrame) -> None:
    """Draw the assessed responses by kind of problem, also those that changed nothing."""
    text = here.text
    st.subheader(text("responses.worked"))
    assessed = shown[shown["verdict"].notna()].sort_values(["counted", "verdict"], kind="stable")
    if assessed.empty:
        html.supporting_sentence(text("responses.nothing_assessed"))
        return
    names, first = queries.places.names(here.key), assessed.head(MOST_RESULTS)
    rows = [
        [
            text(f"category_title.{row['counted']}") if row["counted"] else DASH,
            row["name"] or str(number),
            here.place_name(row["ward_code"]) if row["ward_code"] in names else DASH,
            sentences.short(text, row["verdict"]),
            text(f"decision.{row['decision']}") if row["decision"] else DASH,
        ]
        for number, row in zip(first.index, first.to_dict("records"), strict=True)
    ]
    heads = [text(f"responses.col_{name}") for name in ("problem", "name", "place", "result")]
    table = pd.DataFrame(rows, columns=[*heads, text("responses.decided")])
    tables.show_plain(table)
    if more := len(assessed) - len(first):
        html.small_print([text.plural("responses.more", more)])
    html.small_print([text("responses.result_how")])


def _file(here: PageContext, shown: pd.DataFrame) -> None:
    with st.container(key="mt-files", horizontal=True):
        downloads.csv_button(
            here.text("responses.save_list"),
            lambda: shown.rename_axis("response").reset_index(),
            here.manifest,
            key="responses-csv",
            name=("responses", here.manifest.title_en, here.day.isoformat()),
        )
