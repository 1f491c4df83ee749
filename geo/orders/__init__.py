"""PSPOs: status in law, before/after evidence."""
