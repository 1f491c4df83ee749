"""What several pages, pictures and files show, gathered once: a map, a place, a survey topic."""
