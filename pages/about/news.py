"""What is new: what the last update brought, changed and left out."""

from components.news import page
from components.page_context import page_context

page.show(page_context())
