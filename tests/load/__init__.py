"""Many viewers at once: a client of Streamlit's own protocol, and what a server makes of it.

Run `python -m tests.load --help`.
"""
