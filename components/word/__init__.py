"""Documents for Word, from the sections that pages and PDFs are made of."""
