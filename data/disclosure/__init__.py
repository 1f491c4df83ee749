"""Which figures of a survey are published, so that nobody's answer can be worked out from them."""
