"""What is looked at: the view record, its address, the session."""
