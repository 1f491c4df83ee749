"""police.uk months: choose, parse, find duplicates and misplaced months, count."""
