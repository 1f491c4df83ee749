"""Models that several pages, pictures and files share: a map, a place, a survey topic."""
