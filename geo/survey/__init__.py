"""Survey answers: shares, change between waves, awareness, gap analysis and types of place."""
