"""Languages: catalogue, sentences, reasons. locale/ stays where it is."""
