"""Measures in, what people see out; and everything that is remembered for a viewer."""
