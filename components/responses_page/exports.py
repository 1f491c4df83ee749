"""A response as a PDF, and as the text of one slide."""

import streamlit as st

from components.pdf.download_button import button
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.responses_page import sections, sentences
from components.responses_page.model import ResponseModel
from components.text.either_language import in_language
from components.ui.sections import Look, Section, Sentences

# The actions that a slide has room for.
MOST_ACTIONS = 4


def pdf_button(model: ResponseModel) -> None:
    """Draw the button of the PDF."""
    button(
        model.here,
        lambda: pdf_input(model),
        name=("response", model.number, model.name, model.here.manifest.title_en),
        key="response-pdf",
        label=model.here.text("responses.save_pdf"),
    )


def show_slide(model: ResponseModel) -> None:
    """Draw the text of a slide to copy."""
    text = model.here.text
    with st.expander(text("responses.slide"), icon=":material/content_copy:"):
        st.code("\n".join(slide(model)), language=None, wrap_lines=True)


def pdf_input(model: ResponseModel) -> TypstInput:
    """Return the document, with the words and numbers of the page."""
    here = model.here
    first = Section(
        "",
        [
            Sentences([sentences.subtitle(model)], Look.SUBTITLE),
            Sentences([sentences.lead(model)], Look.LEAD),
        ],
    )
    document = Document(
        title=model.name,
        author=author(here),
        language=here.text.language,
        letterhead=letterhead(here),
        pages=[Page([Row([[first, *sections.every(model)]])])],
    )
    return typst_input(document)


def slide(model: ResponseModel) -> list[str]:
    """Return the lines of a slide: what, why, what is done, how it went, and what comes next."""
    text, values = model.here.text, model.values
    done = [
        in_language(one.values, "action", text.language)
        + f" ({text(f'action_state.{sections.state_of(model, one)}')})"
        for one in model.actions[:MOST_ACTIONS]
    ]
    result = model.own("verdict_words")
    if not result and model.study is not None:
        result = sentences.result(model, model.study)
    lines = [
        model.name,
        sentences.subtitle(model),
        *filter(None, [model.own("objective")]),
        *sentences.aims(model)[:1],
        *(f"- {line}" for line in done),
        *filter(None, [result]),
    ]
    if values["decision"]:
        lines.append(text(f"decision.{values['decision']}"))
    return lines
