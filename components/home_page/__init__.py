"""The front page: what stands out this month."""
