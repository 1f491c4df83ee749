"""Noise: the one place that knows how much counts and shares vary, and what is beyond that.

It answers whether something changed (`changes`), differs from the rest (`differences`, `shares`) or
stands out (`season`), and how small a difference could have been seen. Nothing else computes
significance (tests/test_architecture.py).
"""
