"""Public spaces protection orders (PSPOs): status in law, and before/after evidence."""
