"""Responses: with what they are compared, what could be seen, and what came of them."""
