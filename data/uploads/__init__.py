"""Files brought in through the page: try, accept, discard."""
