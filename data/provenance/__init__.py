"""Who owns a source, how old it is, what is missing, difference of two releases."""
