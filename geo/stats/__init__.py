"""Rates and intervals, comparison, smoothing, suppression, classification and seasonality."""
