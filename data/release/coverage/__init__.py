"""Which months a release has figures of, for which places, and recorded in which way."""
