"""The register: what people enter by hand, in a database, with every change that was made."""
