"""The priorities page: the partnership's weighted score of places, and its tiers."""
