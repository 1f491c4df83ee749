"""The page on perception: what residents say beside what is recorded, and what that calls for."""
