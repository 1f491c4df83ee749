"""Writes what the police files of a build give a release: cubes, counts, points."""
