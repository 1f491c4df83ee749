"""The page of what is new: the last update, and the first sentence of those before it."""

import streamlit as st

from components.news.feed import feed_address
from components.news.reports import visible_reports
from components.news.sections import headline, sections
from components.page_context import PageContext
from components.ui import html
from components.ui.section_writer import write_section
from data.access.permissions import may_bring_files

# MOST_EARLIER: the earlier updates that the page lists.
MOST_EARLIER = 6


def show(here: PageContext) -> None:
    """Draw the last update with its sections, the ones before it, and the link to the feed."""
    text, reports = here.text, visible_reports(here)
    st.title(text("page.news"))
    html.lead_sentence(headline(text, reports[0]))
    for section in sections(text, reports[0], for_staff=may_bring_files(here.viewer)):
        write_section(section)
    earlier = [
        f"{text.day(report.started[:10])}: {headline(text, report)}"
        for report in reports[1 : MOST_EARLIER + 1]
    ]
    if earlier:
        html.show_folded(text("news.earlier"), earlier, more="")
    st.html(f'<p class="mt-feed">{html.link(text("news.feed"), feed_address(text.language))}</p>')
