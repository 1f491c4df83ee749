"""Rates, limits, comparison, smoothing, suppression, classification, seasonality."""
