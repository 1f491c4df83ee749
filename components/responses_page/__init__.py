"""The page on responses: what is tried about a problem, and what came of it."""
