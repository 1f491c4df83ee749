"""Surveys of residents: answers of single respondents, or totals."""
