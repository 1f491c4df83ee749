"""The perception page: what residents say beside the record, and the response."""
