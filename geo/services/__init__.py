"""Groups and services: distance, accessibility, hot spots without one, activity."""
