"""Files uploaded through a page: try them in a trial release, then accept or discard."""
