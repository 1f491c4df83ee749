"""Write what is done to records: one or many, each with its row in the history."""
