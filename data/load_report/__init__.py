"""What became of every row read: the report and its reasons. (reconciliation)"""
