"""The page "Where next?": the partnership's own score of places, and how sure its tiers are."""
