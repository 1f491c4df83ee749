"""Community groups and services: distance, accessibility, hot spots without a group, activity."""
