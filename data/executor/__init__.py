"""Runs the independent tasks of a build: here, in a process a core, or on other machines.

A task is a plain function of one argument that shares no state with others and returns little:
paths and counts, no tables. What it makes it writes to a file of its own, complete or not at all,
so that it can run on any worker and be repeated after a worker was lost.
"""

from data.executor.interface import Executor, Serial
