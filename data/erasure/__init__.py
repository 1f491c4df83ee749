"""Removes records from everything in MILLTIR_HOME: on request, or because they are too old."""
