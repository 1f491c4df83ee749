"""Files and services in, tidy tables out."""
