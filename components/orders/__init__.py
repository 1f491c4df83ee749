"""The page on orders: how each stands, and the evidence for its renewal or discharge."""
