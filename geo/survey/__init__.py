"""What residents say: shares, waves, awareness, gap analysis, typology of places."""
