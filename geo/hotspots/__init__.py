"""Hot spots: where incidents gather, how lasting that is, and how well it foretells."""
