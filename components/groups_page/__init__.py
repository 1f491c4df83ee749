"""The page on community groups and services: a module for each of its questions."""
