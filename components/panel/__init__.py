"""The panel of a chosen place, and two pinned ones side by side."""
