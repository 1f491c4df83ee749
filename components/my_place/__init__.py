"""One place for the people who answer for it: what is said of it, on the page and on paper."""
