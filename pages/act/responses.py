"""The page on responses: what is tried about a problem, from its objective to its assessment."""

from components.page_context import page_context
from components.responses_page import board, new_response, response_page
from components.responses_page.view_part import ResponsesPart
from components.view.entry import NEW


def show() -> None:
    """Draw the response in the address, the form for a new one, or the board."""
    at = page_context()
    number = at.view.of(ResponsesPart).response
    if number == NEW:
        new_response.show(at)
    elif number:
        response_page.show(at, number)
    else:
        board.show(at)


show()
