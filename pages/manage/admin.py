"""The page for those who look after the installation."""

from components.admin_page import overview
from components.page_context import page_context

overview.show(page_context())
