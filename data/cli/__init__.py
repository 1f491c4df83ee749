"""python -m data …."""
